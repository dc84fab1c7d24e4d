import { expect, test } from 'vitest'
import { changeScore } from './change-score.ts'
import { endOfPeriod } from './report-period.ts'

test('history 8, 9, 10, 11, 12: median 10, MAD 1, so 4 scores -4.047 and 11 scores 0.6745', () => {
  expect(changeScore(4, [8, 9, 10, 11, 12], 5)).toBeCloseTo(-4.047, 9)
  expect(changeScore(11, [12, 8, 10, 9, 11], 5)).toBeCloseTo(0.6745, 9)
})

test('one outlier in the history does not hide the next one', () => {
  // Median 10, deviations 0 0 1 1 90: MAD 1.
  expect(changeScore(100, [10, 10, 9, 11, 100], 5)).toBeCloseTo(0.6745 * 90, 9)
})

test('with MAD 0 the mean absolute deviation stands in: 10, 10, 10, 15 has 1.25', () => {
  expect(changeScore(20, [10, 10, 10, 15], 4)).toBeCloseTo(10 / (1.253314 * 1.25), 9)
})

test('too little history, or one that never changed, scores nothing', () => {
  expect(changeScore(5, [1, 2, 3], 4)).toBeNull()
  expect(changeScore(5, [3, 3, 3, 3], 4)).toBeNull()
})

test('periods end on their last day; a period that does not exist is none', () => {
  expect(endOfPeriod('month', '2026-02')).toBe('2026-02-28')
  expect(endOfPeriod('month', '2026-13')).toBeNull()
  // ISO 8601: week 1 of 2026 ends on Sunday 4 January; 2026 has 53 weeks, 2025 has 52.
  expect(endOfPeriod('week', '2026-W01')).toBe('2026-01-04')
  expect(endOfPeriod('week', '2026-W53')).toBe('2027-01-03')
  expect(endOfPeriod('week', '2025-W53')).toBeNull()
  expect(endOfPeriod('week', '2026-10')).toBeNull()
})
