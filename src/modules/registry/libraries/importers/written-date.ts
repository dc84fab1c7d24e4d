import { lastDayOf } from '../domain.ts'

/** A date as sheets write it, made YYYY, YYYY-MM or YYYY-MM-DD; null where nothing is written, undefined where it is none. */
export function dateOf(text: string): string | null | undefined {
  const even = text.normalize('NFKC').trim()
  if (even === '') return null
  const [, year, month, day] =
    /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月?)?|年)?$/.exec(even) ?? []
  if (!year) return undefined
  const parts = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined)
  const written = parts.join('-')
  return lastDayOf(written) === null ? undefined : written
}
