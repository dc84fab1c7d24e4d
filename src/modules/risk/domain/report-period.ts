const day = 86_400_000
const iso = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Monday of ISO week 1: the week with 4 January. */
function firstMonday(year: number): number {
  const fourth = Date.UTC(year, 0, 4)
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day
}

/** The last day of a month `2026-10` or an ISO week `2026-W43`; null where there is no such period. */
export function endOfPeriod(cadence: 'month' | 'week', period: string): string | null {
  const match = /^(\d{4})-(W?)(\d{2})$/.exec(period)
  if (!match || (match[2] === 'W') !== (cadence === 'week')) return null
  const [year, number] = [Number(match[1]), Number(match[3])]
  if (cadence === 'month') return number >= 1 && number <= 12 ? iso(Date.UTC(year, number, 0)) : null
  const end = firstMonday(year) + (number * 7 - 1) * day
  return number >= 1 && end < firstMonday(year + 1) ? iso(end) : null
}

/** The newest period that had ended by a day. */
export function lastPeriod(cadence: 'month' | 'week', today: string): string {
  const at = Date.parse(`${today}T00:00:00Z`)
  if (cadence === 'month') {
    const date = new Date(at)
    return iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 0)).slice(0, 7)
  }
  const sunday = at - (((new Date(at).getUTCDay() + 6) % 7) + 1) * day
  const year = new Date(sunday - 3 * day).getUTCFullYear()
  const week = Math.round((sunday + day - firstMonday(year)) / (7 * day))
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The day so many days after another. */
export const addDays = (of: string, days: number): string => iso(Date.parse(`${of}T00:00:00Z`) + days * day)

/** The ISO weeks of a month, each of the month that holds its Thursday: so every week belongs to one month. */
export function weeksOfMonth(month: string): string[] {
  const end = endOfPeriod('month', month)
  if (end === null) return []
  const weeks = new Set<string>()
  for (let at = Date.parse(`${month}-01T00:00:00Z`); at <= Date.parse(`${end}T00:00:00Z`); at += day)
    // The newest week that had ended three days after a Thursday is the week of that Thursday.
    if (new Date(at).getUTCDay() === 4) weeks.add(lastPeriod('week', iso(at + 4 * day)))
  return [...weeks]
}
