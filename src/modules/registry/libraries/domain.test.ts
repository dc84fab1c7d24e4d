import { expect, test } from 'vitest'
import { countCompleted, fenOf, lastDayOf, nextReview, reminderFrom } from './domain.ts'
import { dateOf } from './importers/written-date.ts'

test('amounts become whole fen by their own unit, else by that of the header', () => {
  // 1.2 亿元 = 120,000,000 元 = 12,000,000,000 fen
  expect(fenOf('1.2亿元', '元')).toBe(12_000_000_000n)
  expect(fenOf('3,500', '万元')).toBe(3_500_000_000n)
  expect(fenOf('0.01', '元')).toBe(1n)
  expect([fenOf('0.001', '元'), fenOf('-3', '元'), fenOf('约5', '元'), fenOf('', '元')]).toEqual([
    null,
    null,
    null,
    null,
  ])
})

test('a self-evaluation is brought to mind sixty days before its day', () => {
  // 31 March less 60 days: 30 January in a plain year, 31 January in a leap year.
  expect([reminderFrom('03-31', '2026-11-22'), reminderFrom('03-31', '2028-01-01')]).toEqual([
    '2026-01-30',
    '2028-01-31',
  ])
})

test('a written date ends on its last day; one that the calendar lacks is none', () => {
  expect([lastDayOf('2024'), lastDayOf('2024-02'), lastDayOf('2023-02-28')]).toEqual([
    '2024-12-31',
    '2024-02-29',
    '2023-02-28',
  ])
  expect([lastDayOf('2023-02-29'), lastDayOf('2023-13'), lastDayOf('二〇二三')]).toEqual([null, null, null])
  expect([dateOf('2024年3月'), dateOf('2024/3/5'), dateOf('2024.12'), dateOf('2024年')]).toEqual([
    '2024-03',
    '2024-03-05',
    '2024-12',
    '2024',
  ])
  expect([dateOf(''), dateOf('明年')]).toEqual([null, undefined])
})

test('a self-evaluation is due this year until one was handed in', () => {
  expect(nextReview('03-31', null, '2026-05-01')).toBe('2026-03-31')
  expect(nextReview('03-31', '2025-12-31', '2026-02-01')).toBe('2026-03-31')
  expect(nextReview('03-31', '2026-03-02', '2026-02-01')).toBe('2027-03-31')
})

test('C10: major and dated within the period counts; undated and unclassified stand beside it', () => {
  const one = (id: string, isMajor: boolean | null, happened: string | null, happenedOn: string | null) => ({
    id,
    name: id,
    isMajor,
    investmentFen: null,
    happened,
    happenedOn,
  })
  const rows = [
    one('a', true, '2023-01', '2023-01-31'),
    one('b', true, '2024-12-31', '2024-12-31'),
    one('c', true, '2025', '2025-12-31'),
    one('d', true, null, null),
    one('e', null, '2024', '2024-12-31'),
    one('f', false, '2024', '2024-12-31'),
  ]
  expect(countCompleted(rows, '2023-01-01', '2024-12-31')).toMatchObject({
    completedMajor: 2,
    undated: 1,
    unclassified: 1,
  })
})
