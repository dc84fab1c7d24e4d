/** One published figure made from confidential parts: who contributed how much. Weights on one basis, >= 0. */
export type Cell = { readonly id: string; readonly contributors: ReadonlyMap<string, number> }

/** A figure needs at least so many contributors before it is shown to those who may not read its parts. */
export const leastContributors = 3
/** No contributor may make up more than this share of a shown figure, 0 to 1. */
export const greatestShare = 0.8

function isSafe(contributors: ReadonlyMap<string, number>): boolean {
  const weights = [...contributors.values()].filter((weight) => weight > 0)
  if (weights.length < leastContributors) return false
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return Math.max(...weights) <= greatestShare * total
}

function difference(a: Cell, b: Cell): Map<string, number> {
  const rest = new Map<string, number>()
  for (const [id, weight] of a.contributors) {
    const left = weight - (b.contributors.get(id) ?? 0)
    if (left > 0) rest.set(id, left)
  }
  return rest
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
  const shown: Cell[] = []
  for (const cell of cells) {
    if (!isSafe(cell.contributors)) continue
    const isSingledOut = shown.some((other) => {
      const rest = isWithin(cell, other)
        ? difference(other, cell)
        : isWithin(other, cell)
          ? difference(cell, other)
          : null
      return rest !== null && rest.size > 0 && !isSafe(rest)
    })
    if (!isSingledOut) shown.push(cell)
  }
  return new Set(shown.map((cell) => cell.id))
}
