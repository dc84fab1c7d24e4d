/**
 * The order of nodes inside the columns of a layered drawing, so that lines cross little: sweeps by
 * barycentre (Sugiyama, Tagawa, Toda 1981), then swaps of neighbours while they help. Deterministic.
 */
export type Edge = readonly [from: string, to: string]

/** Orders each column; `columns` gives the starting order. 24 sweeps at most. */
export function orderColumns(columns: readonly (readonly string[])[], edges: readonly Edge[]): string[][] {
  const column = new Map(columns.flatMap((ids, at) => ids.map((id) => [id, at] as const)))
  const across = edges.filter(([from, to]) => {
    const [a, b] = [column.get(from), column.get(to)]
    return a !== undefined && b !== undefined && a !== b
  })
  const neighbours = neighboursOf(across)
  let best = columns.map((ids) => [...ids])
  let bestCrossings = crossings(best, across)
  let order = best
  for (let sweep = 0; sweep < 24 && bestCrossings > 0; sweep += 1) {
    order = sweepOnce(order, neighbours, sweep % 2 === 0)
    const found = crossings(order, across)
    if (found < bestCrossings) [best, bestCrossings] = [order, found]
  }
  return swapNeighbours(best, across)
}

function neighboursOf(edges: readonly Edge[]): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const [a, b] of edges) {
    map.set(a, [...(map.get(a) ?? []), b])
    map.set(b, [...(map.get(b) ?? []), a])
  }
  return map
}

/** Place of each id in its column, 0 to 1, so that short and long columns compare. */
function places(order: readonly (readonly string[])[]): Map<string, number> {
  return new Map(order.flatMap((ids) => ids.map((id, at) => [id, (at + 0.5) / ids.length] as const)))
}

function sweepOnce(order: string[][], neighbours: Map<string, string[]>, isForward: boolean): string[][] {
  const next = order.map((ids) => [...ids])
  const place = places(next)
  const columnOf = new Map(next.flatMap((ids, at) => ids.map((id) => [id, at] as const)))
  const way = isForward ? next.keys() : [...next.keys()].reverse()
  for (const at of way) {
    const wanted = new Map<string, number>()
    for (const id of next[at] ?? []) {
      const fixed = (neighbours.get(id) ?? []).filter((other) => {
        const otherColumn = columnOf.get(other) ?? at
        return isForward ? otherColumn < at : otherColumn > at
      })
      const sum = fixed.reduce((total, other) => total + (place.get(other) ?? 0), 0)
      wanted.set(id, fixed.length > 0 ? sum / fixed.length : (place.get(id) ?? 0))
    }
    const sorted = [...(next[at] ?? [])].sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
    next[at] = sorted
    sorted.forEach((id, index) => {
      place.set(id, (index + 0.5) / sorted.length)
    })
  }
  return next
}

/** How often the lines cross, each drawn straight between its two columns; lines are compared where both run. */
export function crossings(order: readonly (readonly string[])[], edges: readonly Edge[]): number {
  const place = places(order)
  const column = new Map(order.flatMap((ids, at) => ids.map((id) => [id, at] as const)))
  const lines = edges
    .map(([from, to]) => ({
      x1: column.get(from) ?? 0,
      y1: place.get(from) ?? 0,
      x2: column.get(to) ?? 0,
      y2: place.get(to) ?? 0,
    }))
    .map((line) => (line.x1 <= line.x2 ? line : { x1: line.x2, y1: line.y2, x2: line.x1, y2: line.y1 }))
  let found = 0
  for (let i = 0; i < lines.length; i += 1) {
    for (let j = i + 1; j < lines.length; j += 1) {
      if (cross(lines[i] as Line, lines[j] as Line)) found += 1
    }
  }
  return found
}

type Line = { x1: number; y1: number; x2: number; y2: number }

function cross(a: Line, b: Line): boolean {
  const [left, right] = [Math.max(a.x1, b.x1), Math.min(a.x2, b.x2)]
  if (left >= right) return false
  const height = (line: Line, x: number) =>
    line.y1 + ((line.y2 - line.y1) * (x - line.x1)) / (line.x2 - line.x1)
  const [start, end] = [height(a, left) - height(b, left), height(a, right) - height(b, right)]
  return start * end < -1e-12
}

/** Swaps neighbours in a column while that takes crossings away; at most three rounds. */
function swapNeighbours(order: string[][], edges: readonly Edge[]): string[][] {
  let best = crossings(order, edges)
  for (let round = 0; round < 3; round += 1) {
    const before = best
    for (const ids of order) {
      for (let at = 0; at + 1 < ids.length; at += 1) {
        swap(ids, at)
        const found = crossings(order, edges)
        if (found < best) best = found
        else swap(ids, at)
      }
    }
    if (best === before) break
  }
  return order
}

function swap(ids: string[], at: number): void {
  const [a, b] = [ids[at] as string, ids[at + 1] as string]
  ids[at] = b
  ids[at + 1] = a
}
