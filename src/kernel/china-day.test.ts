import { expect, test } from 'vitest'
import { chinaDay, chinaHour } from './china-day.ts'

test('the day changes at midnight in China, which is four in the afternoon in UTC', () => {
  expect(chinaDay(new Date('2026-11-22T15:59:59.999Z'))).toBe('2026-11-22')
  expect(chinaDay(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
  expect(chinaDay(new Date('2026-12-31T20:00:00Z'))).toBe('2027-01-01')
})

test('the hour is that of the clock on the wall', () => {
  expect([chinaHour(new Date('2026-11-22T16:30:00Z')), chinaHour(new Date('2026-11-22T01:00:00Z'))]).toEqual([
    0, 9,
  ])
})
