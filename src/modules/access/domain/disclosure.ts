/** One published figure made from confidential parts: who contributed how much. Weights on one basis, >= 0. */
export type Cell = { readonly id: string; readonly contributors: ReadonlyMap<string, number> }

/** A figure needs at least so many contributors before it is shown to those who may not read its parts. */
export const leastContributors = 3
/** No contributor may make up more than this share of a shown figure, 0 to 1. */
export const greatestShare = 0.8

const isSafeOf = (contributors: number, largest: number, total: number): boolean =>
  contributors >= leastContributors && largest <= greatestShare * total

/** A cell with what is asked of it again and again: its contributors, the largest first, and their sum. */
type Weighed = Cell & { readonly byWeight: readonly (readonly [string, number])[]; readonly total: number }

function weigh(cell: Cell): Weighed {
  const byWeight = [...cell.contributors].filter(([, weight]) => weight > 0).sort((a, b) => b[1] - a[1])
  return { ...cell, byWeight, total: byWeight.reduce((sum, [, weight]) => sum + weight, 0) }
}

const isSafe = ({ byWeight, total }: Weighed): boolean =>
  isSafeOf(byWeight.length, byWeight[0]?.[1] ?? 0, total)

/**
 * Whether what is left of a cell without one that it contains singles somebody out; nothing left singles nobody out.
 * Only the inner cell is walked: of those outside it the largest is found first, since they stand by weight.
 */
function restSinglesOut(outer: Weighed, inner: Cell): boolean {
  let left = outer.byWeight.length
  let { total } = outer
  let largest = outer.byWeight.find(([id]) => !((inner.contributors.get(id) ?? 0) > 0))?.[1] ?? 0
  for (const [id, taken] of inner.contributors) {
    if (taken <= 0) continue
    const held = outer.contributors.get(id) ?? 0
    if (held <= 0) continue
    total -= Math.min(held, taken)
    if (held > taken) largest = Math.max(largest, held - taken)
    else left--
  }
  return left > 0 && !isSafeOf(left, largest, total)
}

function isWithin(inner: Cell, outer: Cell): boolean {
  for (const [id, weight] of inner.contributors) {
    if ((outer.contributors.get(id) ?? 0) < weight) return false
  }
  return true
}

/**
 * Which of the figures of one publication may be shown to a reader who may not see their parts: at least three
 * contributors, none above 80 %, and the same for what is left when a shown figure is taken from a shown figure that
 * contains it, so that filters cannot single anyone out. Cells come in the order in which they are preferred (the
 * total first); the answer depends on nothing else. Rule: README of access, "aggregates".
 */
export function disclosable(cells: readonly Cell[]): ReadonlySet<string> {
  const shown: Weighed[] = []
  for (const plain of cells) {
    const cell = weigh(plain)
    if (!isSafe(cell)) continue
    const isSingledOut = shown.some((other) => {
      if (isWithin(cell, other)) return restSinglesOut(other, cell)
      return isWithin(other, cell) && restSinglesOut(cell, other)
    })
    if (!isSingledOut) shown.push(cell)
  }
  return new Set(shown.map((cell) => cell.id))
}
