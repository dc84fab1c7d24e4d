export type RankInterval = { readonly low: number; readonly median: number; readonly high: number }

/** Ranks of values, 1 the greatest; equal values share the best rank; unknown (NaN) comes last, all equal. */
export function ranksOf(values: Float64Array): Int32Array {
  const value = (i: number) => (Number.isNaN(values[i]!) ? Number.NEGATIVE_INFINITY : values[i]!)
  const order = Array.from(values, (_, i) => i).sort((a, b) => value(b) - value(a) || a - b)
  const ranks = new Int32Array(values.length)
  order.forEach((firm, place) => {
    const before = order[place - 1]
    ranks[firm] = before !== undefined && value(before) === value(firm) ? ranks[before]! : place + 1
  })
  return ranks
}

/**
 * Between which places a firm's rank moves over redraws of what is estimated: the 5 % and 95 % quantiles (nearest rank)
 * and the median.
 *
 * @param draws ESRI of every firm, one array a redraw
 * @returns one interval a firm; null without redraws
 */
export function rankIntervals(draws: readonly Float64Array[]): RankInterval[] | null {
  const first = draws[0]
  if (!first) return null
  const ranked = draws.map(ranksOf)
  const nearest = (sorted: readonly number[], share: number) => sorted[Math.ceil(share * sorted.length) - 1]!
  return Array.from(first, (_, firm) => {
    const sorted = ranked.map((ranks) => ranks[firm]!).sort((a, b) => a - b)
    const half = sorted.length >> 1
    const median = sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
    return { low: nearest(sorted, 0.05), median, high: nearest(sorted, 0.95) }
  })
}
