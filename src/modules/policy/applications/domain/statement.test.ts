import { describe, expect, test } from 'vitest'
import {
  byPolicy,
  byYear,
  countingReliefs,
  isWithin,
  type Movement,
  reliefSum,
  sumsOf,
  type ToldRelief,
} from './statement.ts'

const movement = (
  kind: Movement['kind'],
  policyTitle: string,
  year: number | null,
  fen: bigint,
): Movement => ({ kind, policyTitle, year, fen })

describe('F23: what a firm was granted, paid and asked back', () => {
  const movements = [
    movement('granted', '甲政策', 2024, 500n),
    movement('paid', '甲政策', 2024, 300n),
    movement('paid', '甲政策', 2025, 200n),
    movement('recovered', '甲政策', null, 50n),
    movement('granted', '乙政策', 2025, 900n),
    movement('paid', '乙政策', 2025, 900n),
  ]

  test('each sum stands in the year of its own day: granted in one, paid over two', () => {
    expect(byYear(movements).map(({ year, movements: of }) => [year, sumsOf(of)])).toEqual([
      [2025, { granted: 900n, paid: 1100n, recovered: 0n }],
      [2024, { granted: 500n, paid: 300n, recovered: 0n }],
      [null, { granted: 0n, paid: 0n, recovered: 50n }],
    ])
  })

  test('by policy, the one that paid most stands first', () => {
    expect(byPolicy(movements).map(({ title, movements: of }) => [title, sumsOf(of).paid])).toEqual([
      ['乙政策', 900n],
      ['甲政策', 500n],
    ])
  })

  test('money without a day belongs to the whole only, never to a span of years', () => {
    expect([
      isWithin(2025, { from: 2025, to: 2025 }),
      isWithin(2024, { from: 2025, to: null }),
      isWithin(2026, { from: null, to: 2025 }),
      isWithin(null, { from: null, to: null }),
      isWithin(null, { from: 2025, to: null }),
      isWithin(null, { from: null, to: 2025 }),
    ]).toEqual([true, false, false, true, false, false])
  })
})

describe('F23: reliefs as told', () => {
  const relief = (reporter: ToldRelief['reporter'], amount: bigint | null, year = 2025): ToldRelief => ({
    kind: 'rd_deduction',
    title: null,
    year,
    reporter,
    amount,
  })

  test('one relief told by firm, office and tax office counts once, as the tax office tells it', () => {
    const tax = relief('department', 80n)
    const told = [relief('firm', 100n), relief('office', 90n), tax]
    expect([...countingReliefs(told)]).toEqual([tax])
    expect([...countingReliefs([relief('office', 90n), relief('firm', 100n)])]).toEqual([
      relief('office', 90n),
    ])
    expect(countingReliefs([relief('firm', 1n, 2024), relief('firm', 2n, 2025)]).size).toBe(2)
  })

  test('an amount that was not told is unknown and counted, never 0', () => {
    expect(reliefSum([relief('firm', 100n), relief('firm', null, 2024)])).toEqual({ sum: 100n, unknown: 1 })
    expect(reliefSum([relief('firm', null)])).toEqual({ sum: null, unknown: 1 })
    expect(reliefSum([])).toEqual({ sum: 0n, unknown: 0 })
  })
})
