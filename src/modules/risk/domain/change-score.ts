/** 0.6745 is the upper quartile of the standard normal: MAD / 0.6745 estimates the standard deviation (Iglewicz, Hoaglin 1993). */
const quartile = 0.6745
/** 1.253314 = sqrt(pi / 2): the mean absolute deviation times it estimates the standard deviation; used where MAD is 0. */
const meanFactor = 1.253314

export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/**
 * How far a value lies from a firm's own history: the modified z-score, 0.6745 · (x − median) / MAD; where more than half
 * of the history is one value (MAD 0) the mean absolute deviation stands in. docs/methods/monitoring.md.
 *
 * @param history earlier values, without the one that is judged
 * @returns null with fewer than `least` values, or where the history never changed and so tells no scale
 */
export function changeScore(value: number, history: readonly number[], least: number): number | null {
  const median = medianOf(history)
  if (median === null || history.length < least) return null
  const away = history.map((one) => Math.abs(one - median))
  const mad = medianOf(away)!
  if (mad > 0) return (quartile * (value - median)) / mad
  const mean = away.reduce((sum, one) => sum + one, 0) / away.length
  return mean > 0 ? (value - median) / (meanFactor * mean) : null
}
