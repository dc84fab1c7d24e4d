// What lifts a score: the smallest change of one fact at a time, up or down, past limits and along lines.
import { describe, expect, test } from 'vitest'
import { fraction } from './fraction.ts'
import { libraryOf } from './library.ts'
import { liftsFrom, liftsTo, openPoints } from './lift.ts'
import { readPolicy } from './read-policy.ts'
import { rowSource, tableOf } from './table.ts'

const text = readPolicy(
  `
policy: lifts
title: 示范评分
issuer: 示范市
level: city
source: { title: 示范 }
validFrom: 2024-01-01
facts:
  tax: { label: 税收, type: money, supplier: 税务局, changeable: true }
  sales: { label: 销售, type: money, supplier: 统计局, changeable: true }
  land: { label: 用地, type: money, supplier: 资规局 }
  debt: { label: 负债, type: money, supplier: 统计局, changeable: true }
city:
  mean_tax: { label: 税收均值, type: money, computed: { how: mean, of: tax, minCoverage: 50% } }
scorecards:
  two:
    label: 两项
    classes: { by: band, levels: [{ level: A, from: 60 }, { level: B }] }
    indicators:
      - { id: tax, label: 税收, max: 50, points: { interpolate: { of: tax, zeroAt: 0元, fullAt: 10万元, points: 50 } } }
      - { id: sales, label: 销售, max: 50, points: { interpolate: { of: sales, zeroAt: 0元, fullAt: 100万元, points: 50 } } }
  fixed:
    label: 用地
    indicators:
      - { id: land, label: 用地, max: 100, points: { interpolate: { of: land, zeroAt: 0元, fullAt: 10万元, points: 100 } } }
  bent:
    label: 起点以下不得分
    indicators:
      - { id: tax, label: 税收, max: 60, points: { interpolate: { of: tax, zeroAt: 10万元, fullAt: 20万元, points: 60 } } }
  banded:
    label: 两头得分
    indicators:
      - { id: debt, label: 负债, max: 60, points: { bands: { of: debt, table: [{ upTo: 45万元, value: 60 }, { above: 45万元, upTo: 70万元, value: 0 }, { above: 70万元, value: 60 }] } } }
  against:
    label: 对均值
    indicators:
      - { id: tax, label: 税收, max: 100, points: { benchmark: { of: tax, against: { city: mean_tax }, points: 100 } } }
  mixed:
    label: 一升一降
    indicators:
      - { id: tax, label: 税收, max: 50, points: { interpolate: { of: tax, zeroAt: 0元, fullAt: 10万元, points: 50 } } }
      - { id: debt, label: 负债, max: 50, points: { interpolate: { of: debt, zeroAt: 100万元, fullAt: 0元, points: 50 } } }
  falling:
    label: 越少越好
    indicators:
      - { id: slow, label: 缓, max: 10, points: { interpolate: { of: debt, zeroAt: 100万元, fullAt: 0元, points: 10 } } }
      - { id: steep, label: 陡, max: 50, points: { interpolate: { of: debt, zeroAt: 40万元, fullAt: 20万元, points: 50 } } }
assessments:
  two:
    label: 两项
    minCoverage: 50%
    groups: [{ id: all, label: 全部, card: two }]
`,
  'lifts.yaml',
)
const policy = text.policy!
const { library } = libraryOf([text])
const wan = (n: number) => BigInt(Math.round(n * 1_000_000))
type Facts = { tax?: number | null; sales?: number | null; land?: number; debt?: number }
const rowOf = ({ tax = 0, sales = 0, land = 0, debt = 0 }: Facts) => ({
  id: 'f',
  facts: new Map<string, never>(
    Object.entries({ tax, sales, land, debt }).map(([name, value]) => [
      name,
      (value === null ? null : wan(value)) as never,
    ]),
  ),
})
const sourceOf = (facts: Facts) =>
  rowSource(tableOf([rowOf(facts)], library.facts), { given: new Map(), standings: new Map() }, 19_800, 0)
const lift = (card: string, wanted: bigint, facts: Facts) =>
  liftsTo(policy.scores.get(card)!, fraction(wanted), sourceOf(facts), library.facts)
const told = (lifts: ReturnType<typeof lift>) => lifts.map(({ fact, to }) => [fact, to])

test('the cards are written without mistakes', () => {
  expect(text.problems).toEqual([])
})

describe('what is offered', () => {
  test('the smaller step against what stands comes first, whatever it weighs in yuan', () => {
    // Ten points more: tax 2 → 4 万 (+100 %), sales 80 → 100 万 (+25 %).
    expect(told(lift('two', 60n, { tax: 2, sales: 80 }))).toEqual([
      ['sales', wan(100)],
      ['tax', wan(4)],
    ])
    // Five more: tax 8 → 9 万 (+12.5 %), sales 20 → 30 万 (+50 %).
    expect(told(lift('two', 55n, { tax: 8, sales: 20 }))).toEqual([
      ['tax', wan(9)],
      ['sales', wan(30)],
    ])
  })

  test('a step from nothing is measured against one fen, and what cannot reach the score alone is left out', () => {
    expect(told(lift('two', 10n, { tax: 0, sales: 1 }))).toEqual([
      ['sales', wan(20)],
      ['tax', wan(1.9)],
    ])
    // Sales give 50 at most, which is not 60; tax gives its 50 beside the 10 of sales.
    expect(told(lift('two', 60n, { tax: 0, sales: 20 }))).toEqual([['tax', wan(10)]])
  })

  test('the score is told that the change reaches', () => {
    const [first] = lift('two', 60n, { tax: 2, sales: 80 })
    expect(first).toMatchObject({ fact: 'sales', from: wan(80) })
    expect(Number(first!.score.n) / Number(first!.score.d)).toBe(60)
  })

  test('nothing, where the score is reached already, exactly or by more', () => {
    expect(lift('two', 50n, { tax: 2, sales: 80 })).toEqual([])
    expect(lift('two', 49n, { tax: 2, sales: 80 })).toEqual([])
    expect(told(lift('two', 51n, { tax: 2, sales: 80 }))).toHaveLength(2)
  })

  test('nothing, where the firm cannot change the fact, or nobody declared it', () => {
    expect(lift('fixed', 50n, { land: 1 })).toEqual([])
    expect(
      liftsTo(policy.scores.get('two')!, fraction(60n), sourceOf({ tax: 2, sales: 80 }), new Map()),
    ).toEqual([])
  })

  test('an unknown fact is not moved; the others still are', () => {
    expect(told(lift('two', 45n, { tax: null, sales: 80 }))).toEqual([['sales', wan(90)]])
  })
})

describe('how far', () => {
  test('below the start of a line the step goes on until points come, and stops where they are enough', () => {
    // 60 points over 10 万: 30 points at 15 万. The line seen from 8 万 points to 12 万, which gives 12.
    expect(told(lift('bent', 30n, { tax: 8 }))).toEqual([['tax', wan(15)]])
    expect(told(lift('bent', 60n, { tax: 8 }))).toEqual([['tax', wan(20)]])
    expect(lift('bent', 61n, { tax: 8 })).toEqual([])
  })

  test('of two ways that reach it the nearer one is told, down as well as up', () => {
    expect(told(lift('banded', 60n, { debt: 50 }))).toEqual([['debt', wan(45)]])
    expect(told(lift('banded', 60n, { debt: 65 }))).toEqual([['debt', wan(70) + 1n]])
  })
})

describe('down', () => {
  test('a step down is measured like a step up', () => {
    // 40 + 25 = 65; one more: tax 8 → 8.2 万 (2.5 %), debt 50 → 48 万 (4 %).
    expect(told(lift('mixed', 66n, { tax: 8, debt: 50 }))).toEqual([
      ['tax', wan(8.2)],
      ['debt', wan(48)],
    ])
  })
  test('a bent line is followed down to the last fen that is enough', () => {
    // From 45 万: (100 − x) ÷ 10 + (40 − x) × 2.5 = 40, x = 70 ÷ 2.6 = 26.923076… 万.
    expect(told(lift('falling', 40n, { debt: 45 }))).toEqual([['debt', 26_923_076n]])
  })
})

describe('outside a run', () => {
  const ask = (card: string, wanted: bigint, city: [string, bigint | null][]) =>
    liftsFrom(policy, card, {
      row: rowOf({ tax: 2, sales: 80 }),
      city: new Map(city.map(([name, value]) => [name, value === null ? null : fraction(value)])),
      onDay: 19_800,
      wanted: fraction(wanted),
    })

  test('city values stay as they were recorded', () => {
    // 100 × 2 ÷ 8 = 25; 50 needs 4 万 against the same mean.
    expect(told(ask('against', 50n, [['mean_tax', wan(8)]]))).toEqual([['tax', wan(4)]])
    expect(ask('against', 25n, [['mean_tax', wan(8)]])).toEqual([])
  })

  test('a city value that was not recorded lifts nothing, and so does a card that does not stand', () => {
    expect(ask('against', 50n, [['mean_tax', null]])).toEqual([])
    expect(ask('nowhere', 50n, [])).toEqual([])
    expect(told(ask('two', 60n, []))).toHaveLength(2)
  })
})

test('the points an indicator still has to give: all of them where it is unknown', () => {
  expect(openPoints(fraction(12n), fraction(50n))).toEqual(fraction(38n))
  expect(openPoints(null, fraction(50n))).toEqual(fraction(50n))
})
