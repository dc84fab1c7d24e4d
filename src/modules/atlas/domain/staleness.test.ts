import { expect, test } from 'vitest'
import { ageInDays, isStale } from './staleness.ts'

test('data is fresh up to its last day, stale on the next, and neither where nothing is held', () => {
  expect(ageInDays('2026-01-31', '2026-03-02')).toBe(30)
  expect([isStale(30, 30), isStale(31, 30), isStale(ageInDays(null, '2026-03-02'), 30)]).toEqual([
    false,
    true,
    null,
  ])
})
