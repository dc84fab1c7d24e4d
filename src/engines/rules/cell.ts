/** Values that are no plain number: a text, the titles held over time, a yearly series; and questions to them. */
import type { CellTest } from './core.ts'

/** One grant of a title; days since 1970-01-01, null where unknown (from) or without end (until). */
export type TitleSpan = {
  readonly title: string
  readonly fromDay: number | null
  readonly untilDay: number | null
}

export type CellValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'titles'; readonly titles: readonly TitleSpan[] }
  | { readonly kind: 'series'; readonly byYear: ReadonlyMap<number, bigint> }

/** The calendar year of a day. */
export const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear()

/** The same day so many months earlier, at the end of the month where it is shorter. */
export function monthsBefore(day: number, months: number): number {
  const date = new Date(day * 86_400_000)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)
  const lastDay = new Date(first)
  lastDay.setUTCMonth(lastDay.getUTCMonth() + 1, 0)
  return first / 86_400_000 + Math.min(date.getUTCDate(), lastDay.getUTCDate()) - 1
}

/** A series' value in the year of the application plus `offset`; null when that year is not recorded. */
export function yearOfSeries(cell: CellValue | null, onDay: number, offset: number): bigint | null {
  if (cell?.kind !== 'series') return null
  return cell.byYear.get(yearOf(onDay) + offset) ?? null
}

/** Answers a question to one value; null is unknown. */
export function testCell(test: CellTest, cell: CellValue | null, onDay: number): boolean | null {
  if (cell === null) return null
  if (cell.kind === 'text') {
    if (test.kind === 'in') return test.values.includes(cell.text)
    if (test.kind === 'prefix') return test.prefixes.some((prefix) => cell.text.startsWith(prefix))
    return null
  }
  if (cell.kind === 'series')
    return test.kind === 'firstCrossing' ? firstCrossing(test.limit, cell.byYear, onDay) : null
  if (test.kind !== 'holds' && test.kind !== 'newly' && test.kind !== 'firstTime') return null
  const spans = cell.titles.filter((span) => test.titles.includes(span.title))
  if (test.kind === 'holds') return someOf(spans.map((span) => heldOn(span, onDay)))
  if (test.kind === 'newly') {
    const since = monthsBefore(onDay, test.months)
    return someOf(
      spans.map((span) => (span.fromDay === null ? null : span.fromDay > since && span.fromDay <= onDay)),
    )
  }
  return spans.filter((span) => span.fromDay === null || span.fromDay <= onDay).length === 1
}

function heldOn(span: TitleSpan, onDay: number): boolean | null {
  if (span.untilDay !== null && onDay > span.untilDay) return false
  return span.fromDay === null ? true : span.fromDay <= onDay
}

function someOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true
  return answers.includes(null) ? null : false
}

/**
 * Whether the limit was reached for the first time in the year of the application. Unknown without that year,
 * without any earlier year, or with a hole in the years before (unless one of them reached it already).
 */
function firstCrossing(limit: bigint, byYear: ReadonlyMap<number, bigint>, onDay: number): boolean | null {
  const year = yearOf(onDay)
  const now = byYear.get(year)
  const before = [...byYear.keys()].filter((y) => y < year)
  if (before.some((y) => byYear.get(y)! >= limit)) return false
  if (now === undefined) return null
  if (now < limit) return false
  const first = Math.min(...before)
  return before.length > 0 && before.length === year - first ? true : null
}
