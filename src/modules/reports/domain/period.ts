/** Days and months of reports; ISO text, no clock. */

const dayMs = 86_400_000
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The day so many days before another. */
export const daysBefore = (day: string, days: number): string =>
  isoDay(Date.parse(`${day}T00:00:00Z`) - days * dayMs)

/** Whole days from one day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs)

/** The month before that of a day, YYYY-MM. */
export const monthBefore = (day: string): string => daysBefore(`${day.slice(0, 7)}-01`, 1).slice(0, 7)

/** First day, and first day after: of a month, or of the thirty days that end with `on`. */
export function lastMonths(month: string | null, on: string): { from: string; until: string } {
  if (month === null) return { from: daysBefore(on, 29), until: daysBefore(on, -1) }
  const [year, number] = month.split('-').map(Number) as [number, number]
  return { from: `${month}-01`, until: isoDay(Date.UTC(year, number, 1)) }
}
