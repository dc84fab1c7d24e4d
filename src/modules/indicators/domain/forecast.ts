/** One dated figure; days counted from any common beginning. */
export type Observation = { readonly day: number; readonly value: number }
export type Forecast = { readonly value: number; readonly low: number; readonly high: number }

// Quantile 0.90 of Student's t for 1 to 30 degrees of freedom: two-sided 80 %. Any table of the distribution.
const tenPerCent = [
  3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341,
  1.337, 1.333, 1.33, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.31,
]
const normal = 1.282

/**
 * Where a straight line through the figures comes to on a later day, with the interval in which four of five new figures
 * fall if the trend goes on: ordinary least squares, prediction interval with Student's t.
 *
 * @returns null under three figures of different days, since no interval can be told, and for a day within the series
 *
 * Method: docs/methods/indicator-forecast.md.
 */
export function forecastTrend(figures: readonly Observation[], day: number): Forecast | null {
  const n = figures.length
  if (n < 3 || new Set(figures.map((figure) => figure.day)).size < n) return null
  if (figures.some((figure) => figure.day >= day)) return null
  const mean = (of: (figure: Observation) => number) =>
    figures.reduce((sum, figure) => sum + of(figure), 0) / n
  const [meanDay, meanValue] = [mean((figure) => figure.day), mean(({ value }) => value)]
  const spread = n * mean((figure) => (figure.day - meanDay) ** 2)
  const slope = (n * mean((figure) => (figure.day - meanDay) * (figure.value - meanValue))) / spread
  const at = (when: number) => meanValue + slope * (when - meanDay)
  const residual = Math.sqrt((n * mean((figure) => (figure.value - at(figure.day)) ** 2)) / (n - 2))
  const reach =
    (tenPerCent[n - 3] ?? normal) * residual * Math.sqrt(1 + 1 / n + (day - meanDay) ** 2 / spread)
  return { value: at(day), low: at(day) - reach, high: at(day) + reach }
}
