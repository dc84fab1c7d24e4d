import { expect, test } from 'vitest'
import {
  comparedMedians,
  comparedOrders,
  firmMonths,
  type MonthReport,
  pairsOf,
  thresholdMonths,
} from './month-analysis.ts'

const report = (id: string, more: Partial<MonthReport> = {}): MonthReport => ({
  ...{
    organisationId: id,
    name: `企业${id}`,
    ordersFen: null,
    capacityUseRatio: null,
    deliveryDelayDays: null,
  },
  ...{ singleSources: null, logistics: null, stock: [] },
  ...more,
})

test('only firms that told a figure in both months are compared; a firm that fell silent lowers nothing', () => {
  const now = [
    report('1', { ordersFen: '300', capacityUseRatio: 0.6 }),
    report('2', { ordersFen: null, capacityUseRatio: 0.8 }),
    report('3', { ordersFen: '9000' }),
  ]
  const before = [
    report('1', { ordersFen: '200', capacityUseRatio: 0.7 }),
    report('2', { ordersFen: '500', capacityUseRatio: 0.9 }),
    report('4', { ordersFen: '7000' }),
  ]
  const pairs = pairsOf(now, before)
  expect(comparedOrders(pairs)).toEqual({ firms: 1, now: '300', before: '200' })
  // Medians of two are their middle: 0.7 of 0.6 and 0.8; 0.8 of 0.7 and 0.9.
  const capacity = comparedMedians(pairs, 'capacityUseRatio')
  expect([capacity.firms, capacity.now?.toFixed(6), capacity.before?.toFixed(6)]).toEqual([
    2,
    '0.700000',
    '0.800000',
  ])
  expect(comparedMedians(pairs, 'deliveryDelayDays')).toEqual({ firms: 0, now: null, before: null })
  expect(comparedOrders(pairsOf([], before))).toEqual({ firms: 0, now: null, before: null })
})

test('firms with the least stock stand first, those that told none last, and none of them gets a 0', () => {
  const rows = firmMonths(
    [
      report('1'),
      report('2', {
        stock: [
          { input: '钢', days: 20 },
          { input: '轴承', days: 4 },
        ],
      }),
      report('3', { stock: [{ input: '铝', days: 9 }] }),
    ],
    [report('2', { ordersFen: '5' })],
  )
  expect(rows.map(({ organisationId, least }) => [organisationId, least?.input ?? null])).toEqual([
    ['2', '轴承'],
    ['3', '铝'],
    ['1', null],
  ])
  expect(rows[0]).toMatchObject({ ordersFen: null, ordersBeforeFen: '5' })
})

test('a threshold tells who is beyond it, who is new and who is back; who told one month only is neither', () => {
  const crossing = (organisationId: string, key = 'stock') => ({
    ...{ organisationId, name: `企业${organisationId}`, key, title: key },
  })
  const rows = thresholdMonths(
    [crossing('1'), crossing('2'), crossing('3')],
    [crossing('2'), crossing('4'), crossing('5'), crossing('4', 'delay')],
    new Set(['1', '2', '4']),
  )
  expect(rows).toEqual([
    {
      key: 'stock',
      title: 'stock',
      now: 3,
      before: 3,
      fresh: 1,
      ended: 1,
      firms: ['企业1', '企业2', '企业3'],
    },
    { key: 'delay', title: 'delay', now: 0, before: 1, fresh: 0, ended: 1, firms: [] },
  ])
})
