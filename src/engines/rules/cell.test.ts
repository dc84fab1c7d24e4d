import { describe, expect, test } from 'vitest'
import { type CellValue, testCell } from './cell.ts'
import type { CellTest } from './core.ts'
import { parseDay } from './quantity.ts'

const on = parseDay('2026-03-01')
const from = (day: string, title = 'T') => ({ title, fromDay: parseDay(day), untilDay: null })
const titles = (held: ReturnType<typeof from>[], knownFor?: string[]): CellValue => ({
  kind: 'titles',
  titles: held,
  knownFor,
})
const holds: CellTest = { kind: 'holds', titles: ['T'] }
const newly: CellTest = { kind: 'newly', titles: ['T'], months: 12 }
const first: CellTest = { kind: 'firstTime', titles: ['T'] }

describe('a title that nobody lists', () => {
  test.each([
    ['no list at all is told', titles([], []), null, null, null],
    ['the list of another title is told', titles([], ['U']), null, null, null],
    ['the list of this title is told', titles([], ['T']), false, false, false],
    ['all lists are told', titles([]), false, false, false],
    ['it is held since last year, no list is told', titles([from('2025-06-01')], []), true, true, null],
    ['it is held since last year, its list is told', titles([from('2025-06-01')], ['T']), true, true, true],
    ['it is held for long, no list is told', titles([from('2020-06-01')], []), true, null, null],
    [
      'it was granted twice, no list is told',
      titles([from('2020-06-01'), from('2025-06-01')], []),
      true,
      true,
      false,
    ],
  ] as const)('%s', (_, cell, isHeld, isNew, isFirst) => {
    expect([holds, newly, first].map((question) => testCell(question, cell, on))).toEqual([
      isHeld,
      isNew,
      isFirst,
    ])
  })

  test('of two titles asked for both lists must be told before anybody holds neither', () => {
    const either: CellTest = { kind: 'holds', titles: ['T', 'U'] }
    expect(testCell(either, titles([], ['T']), on)).toBeNull()
    expect(testCell(either, titles([], ['T', 'U']), on)).toBe(false)
    expect(testCell(either, titles([from('2025-01-01', 'U')], []), on)).toBe(true)
  })
})

describe('titles over time', () => {
  const span = (fromDay: string | null, untilDay: string | null): CellValue => ({
    kind: 'titles',
    titles: [
      {
        title: 'T',
        fromDay: fromDay === null ? null : parseDay(fromDay),
        untilDay: untilDay === null ? null : parseDay(untilDay),
      },
    ],
  })
  test.each([
    ['on its first day', span('2026-03-01', null), true, true],
    ['a day before it', span('2026-03-02', null), false, false],
    ['on its last day', span('2020-01-01', '2026-03-01'), true, false],
    ['a day after it', span('2020-01-01', '2026-02-28'), false, false],
    ['exactly twelve months after it', span('2025-03-01', null), true, false],
    ['a day less than twelve months after it', span('2025-03-02', null), true, true],
    ['without a first day', span(null, null), true, null],
  ] as const)('%s', (_, cell, isHeld, isNew) => {
    expect([testCell(holds, cell, on), testCell(newly, cell, on)]).toEqual([isHeld, isNew])
  })
})

describe('a limit crossed for the first time', () => {
  const crossing: CellTest = { kind: 'firstCrossing', limit: 100n }
  const years = (byYear: Record<number, bigint>): CellValue => ({
    kind: 'series',
    byYear: new Map(Object.entries(byYear).map(([year, value]) => [Number(year), value])),
  })
  test.each([
    ['this year exactly, never before', years({ 2024: 90n, 2025: 99n, 2026: 100n }), true],
    ['one below this year', years({ 2025: 90n, 2026: 99n }), false],
    ['reached before', years({ 2024: 100n, 2026: 150n }), false],
    ['a hole in the years before', years({ 2023: 90n, 2025: 90n, 2026: 150n }), null],
    ['no year before', years({ 2026: 150n }), null],
    ['this year unknown', years({ 2025: 90n }), null],
    ['this year unknown, reached before', years({ 2025: 100n }), false],
  ] as const)('%s', (_, cell, answer) => {
    expect(testCell(crossing, cell, on)).toBe(answer)
  })
})

test('a question that does not fit the value is unknown, as is any question to nothing', () => {
  expect(testCell(holds, { kind: 'text', text: 'T' }, on)).toBeNull()
  expect(testCell(holds, { kind: 'series', byYear: new Map() }, on)).toBeNull()
  expect(testCell({ kind: 'in', values: ['T'] }, titles([]), on)).toBeNull()
  expect(testCell(holds, null, on)).toBeNull()
})
