import { expect, test } from 'vitest'
import { firstDayOf, isPartialDate, lastDayOf } from './partial-date.ts'

test('a month given as a deadline ends on its last day, also in a leap year', () => {
  expect(lastDayOf('2023-04')).toBe('2023-04-30')
  expect(lastDayOf('2024-02')).toBe('2024-02-29')
  expect(lastDayOf('2024')).toBe('2024-12-31')
  expect(lastDayOf('2024-12-05')).toBe('2024-12-05')
})

test('a beginning is the first day of what is written', () => {
  expect(firstDayOf('2009')).toBe('2009-01-01')
  expect(firstDayOf('2013-07')).toBe('2013-07-01')
})

test('a day that the calendar does not have is no date', () => {
  expect(['2023-02-29', '2023-13', '23-01', '2023/04', '2023-4', ''].filter(isPartialDate)).toEqual([])
  expect(() => lastDayOf('2023-02-30')).toThrow(RangeError)
})
