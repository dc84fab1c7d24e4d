/**
 * Dates as documents write them: a year, a month or a day. "2023.04" means some time in April 2023, so a deadline
 * becomes the last day and a beginning the first day; the written precision is kept beside it.
 */

const partial = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/

/** Whether a text is YYYY, YYYY-MM or a day that the calendar has. */
export function isPartialDate(text: string): boolean {
  const match = partial.exec(text)
  if (!match) return false
  const day = match[3]
  return day === undefined || Number(day) <= daysInMonth(Number(match[1]), Number(match[2]))
}

/** The first day of a written date, ISO. */
export function firstDayOf(written: string): string {
  const { year, month, day } = parts(written)
  return `${year}-${month ?? '01'}-${day ?? '01'}`
}

/** The last day of a written date, ISO. */
export function lastDayOf(written: string): string {
  const { year, month, day } = parts(written)
  if (day) return `${year}-${month}-${day}`
  const inMonth = month ?? '12'
  return `${year}-${inMonth}-${String(daysInMonth(Number(year), Number(inMonth))).padStart(2, '0')}`
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function parts(written: string): { year: string; month?: string; day?: string } {
  if (!isPartialDate(written)) throw new RangeError(`not a date as documents write them: ${written}`)
  const [, year, month, day] = partial.exec(written)!
  return { year: year!, month, day }
}
