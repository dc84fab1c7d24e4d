import { expect, test } from 'vitest'
import { comparedOrders, pairsOf } from './month-analysis.ts'
import { type WeekReport, withWeeks } from './month-of-weeks.ts'
import { weeksOfMonth } from './report-period.ts'

const week = (id: string, period: string, more: Partial<WeekReport> = {}): WeekReport => ({
  ...{ organisationId: id, name: `企业${id}`, period, ordersFen: null, capacityUseRatio: null },
  ...{ deliveryDelayDays: null, singleSources: null, logistics: null, stock: [] },
  ...more,
})

test('every ISO week belongs to the month of its Thursday', () => {
  expect(weeksOfMonth('2026-01')).toEqual(['2026-W01', '2026-W02', '2026-W03', '2026-W04', '2026-W05'])
  expect(weeksOfMonth('2026-02')).toEqual(['2026-W06', '2026-W07', '2026-W08', '2026-W09'])
  // 31 December 2026 is a Thursday: the year has 53 weeks.
  expect(weeksOfMonth('2026-12')).toEqual(['2026-W49', '2026-W50', '2026-W51', '2026-W52', '2026-W53'])
  expect(weeksOfMonth('2026-13')).toEqual([])
})

test('a month of weeks: orders only when every week told them, medians, and the state at its end', () => {
  const weeks = weeksOfMonth('2026-02')
  const told = weeks.map((period, k) =>
    week('1', period, {
      ordersFen: String(100 + k),
      capacityUseRatio: [0.8, 0.6, null, 0.7][k] ?? null,
      stock: k < 3 ? [{ input: '轴承', days: 30 - 10 * k }] : [],
      logistics: k === 1 ? 'blocked' : null,
    }),
  )
  const [whole] = withWeeks([], told, weeks)
  expect(whole).toMatchObject({ ordersFen: '406', capacityUseRatio: 0.7, logistics: 'blocked' })
  expect(whole).toMatchObject({ stock: [{ input: '轴承', days: 10 }], weeks: { told: 4, all: 4 } })
  const [part] = withWeeks([], told.slice(1), weeks)
  expect(part).toMatchObject({ ordersFen: null, weeks: { told: 3, all: 4 } })
})

test('who told the month is not told again by its weeks; five weeks of orders are not held against four', () => {
  const [january, february] = [weeksOfMonth('2026-01'), weeksOfMonth('2026-02')]
  const { period: _, ...month } = week('1', '2026-02', { ordersFen: '900' })
  const all = (id: string, weeks: string[]) => weeks.map((period) => week(id, period, { ordersFen: '100' }))
  const now = withWeeks([month], [...all('1', february), ...all('2', february)], february)
  expect(now.map(({ organisationId, ordersFen }) => [organisationId, ordersFen])).toEqual([
    ['1', '900'],
    ['2', '400'],
  ])
  const before = withWeeks([month], all('2', january), january)
  expect(comparedOrders(pairsOf(now, before))).toEqual({ firms: 1, now: '900', before: '900' })
})
