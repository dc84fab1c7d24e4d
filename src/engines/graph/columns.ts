/** Which nodes share a column: one column a segment, several where a segment is too long to be seen at once. */
import type { Chain, ChainNeed } from './chain.ts'

/** Rows of a column before a segment is given a second one. */
const MOST_ROWS = 26

export type ColumnPlan = { segment: number; ids: string[] }

/** The columns from left to right; inside a segment makers stand left of their users. */
export function planColumns(chain: Chain): ColumnPlan[] {
  return chain.segments.flatMap((segment, at) => {
    const ids = chain.nodes.filter((node) => node.segment === segment.id).map(({ id }) => id)
    const depth = depthInside(ids, chain.needs)
    const inOrder = [...ids].sort((a, b) => (depth.get(a) ?? 0) - (depth.get(b) ?? 0))
    const parts = Math.max(1, Math.ceil(ids.length / MOST_ROWS))
    const size = Math.ceil(ids.length / parts)
    return Array.from({ length: parts }, (_, part) => ({
      segment: at,
      ids: inOrder.slice(part * size, (part + 1) * size),
    }))
  })
}

/** Longest way from a node that needs nothing of its own segment; a circle is cut after as many rounds as nodes. */
function depthInside(ids: readonly string[], needs: readonly ChainNeed[]): Map<string, number> {
  const depth = new Map(ids.map((id) => [id, 0]))
  const inner = needs.filter(({ from, to }) => depth.has(from) && depth.has(to))
  for (let round = 0; round < ids.length; round += 1) {
    let isChanged = false
    for (const { from, to } of inner) {
      const least = (depth.get(from) ?? 0) + 1
      if (least <= (depth.get(to) ?? 0) || least >= ids.length) continue
      depth.set(to, least)
      isChanged = true
    }
    if (!isChanged) break
  }
  return depth
}
