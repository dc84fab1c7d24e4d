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
  | {
      readonly kind: 'titles'
      readonly titles: readonly TitleSpan[]
      /** The titles of which all holders are known; who is not listed under another may hold it. Left out: all titles. */
      readonly knownFor?: readonly string[] | undefined
    }
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
  const { titles, knownFor } = cell
  const isKnown = knownFor === undefined || test.titles.every((title) => knownFor.includes(title))
  return testTitles(
    test,
    titles.filter(({ title }) => test.titles.includes(title)),
    onDay,
    isKnown,
  )
}

type TitleTest = Extract<CellTest, { readonly titles: readonly string[] }>

/** The answer for the spans of the titles asked for; `isKnown` says that who is not listed surely does not hold them. */
function testTitles(
  test: TitleTest,
  spans: readonly TitleSpan[],
  onDay: number,
  isKnown: boolean,
): boolean | null {
  const unlisted = isKnown ? [] : [null]
  if (test.kind === 'holds') return someOf([...spans.map((span) => heldOn(span, onDay)), ...unlisted])
  if (test.kind === 'newly') {
    const since = monthsBefore(onDay, test.months)
    const isNew = ({ fromDay }: TitleSpan) => (fromDay === null ? null : fromDay > since && fromDay <= onDay)
    return someOf([...spans.map(isNew), ...unlisted])
  }
  const times = spans.filter(({ fromDay }) => fromDay === null || fromDay <= onDay).length
  return times > 1 ? false : isKnown ? times === 1 : null
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
