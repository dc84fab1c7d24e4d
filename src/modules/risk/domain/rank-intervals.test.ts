import { expect, test } from 'vitest'
import { rankIntervals, ranksOf } from './rank-intervals.ts'

test('the greatest value is first, equal values share the better rank, unknown comes last', () => {
  expect([...ranksOf(Float64Array.of(0.2, 0.5, 0.2, Number.NaN, 0.1))]).toEqual([2, 1, 2, 5, 4])
})

test('without redraws there is no interval', () => {
  expect(rankIntervals([])).toBeNull()
})

test('over twenty redraws one outlier in each direction is left out above, and kept below', () => {
  // Firm 0 is first in nineteen draws and second in one.
  const draws = Array.from({ length: 20 }, (_, k) =>
    k === 7 ? Float64Array.of(1, 2) : Float64Array.of(2, 1),
  )
  expect(rankIntervals(draws)).toEqual([
    { low: 1, median: 1, high: 1 },
    { low: 1, median: 2, high: 2 },
  ])
})

test('the median of an even number of draws is the mean of the middle two', () => {
  expect(rankIntervals([Float64Array.of(2, 1), Float64Array.of(1, 2)])![0]).toEqual({
    low: 1,
    median: 1.5,
    high: 2,
  })
})
