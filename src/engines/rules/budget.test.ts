import { describe, expect, test } from 'vitest'
import { allocateBudget, type BudgetMode } from './budget.ts'

const claims = [
  { id: 'a', fen: 100n, score: 60 },
  { id: 'b', fen: 50n, score: 90 },
  { id: 'c', fen: 50n },
]
const given = (budget: bigint, mode: BudgetMode, of = claims) =>
  of.map(({ id }) => allocateBudget(of, budget, mode).get(id))

describe('a budget divided in whole 分', () => {
  test.each(['proRata', 'ranking', 'firstCome'] as const)(
    'where it is enough, to the last 分, %s gives everyone what they asked for',
    (mode) => {
      expect(given(200n, mode)).toEqual([100n, 50n, 50n])
      expect(given(201n, mode)).toEqual([100n, 50n, 50n])
    },
  )

  test('pro rata everyone gets the same share; what rounding left over goes one 分 each in the order given', () => {
    // 199 / 200: 99.5, 49.75, 49.75 → 99, 49, 49 and two left over.
    expect(given(199n, 'proRata')).toEqual([100n, 50n, 49n])
    expect(given(100n, 'proRata')).toEqual([50n, 25n, 25n])
    expect(given(0n, 'proRata')).toEqual([0n, 0n, 0n])
    // A claim of nothing gets nothing of what is left over.
    const three = [
      { id: 'x', fen: 0n },
      { id: 'y', fen: 3n },
      { id: 'z', fen: 3n },
    ]
    expect(given(5n, 'proRata', three as typeof claims)).toEqual([0n, 3n, 2n])
  })

  test('by rank from the highest score, no score last; the one at the edge gets what is left', () => {
    expect(given(120n, 'ranking')).toEqual([70n, 50n, 0n])
    expect(given(50n, 'ranking')).toEqual([0n, 50n, 0n])
    expect(given(160n, 'ranking')).toEqual([100n, 50n, 10n])
  })

  test('first come in the order given, whatever the score; the one at the edge gets what is left', () => {
    expect(given(120n, 'firstCome')).toEqual([100n, 20n, 0n])
    expect(given(100n, 'firstCome')).toEqual([100n, 0n, 0n])
  })
})
