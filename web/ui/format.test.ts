import { afterEach, expect, test } from 'vitest'
import { count, day, distance, money, percent, ppm } from './format.ts'
import { setLang } from './words.ts'

afterEach(() => setLang('zh'))

test.each([
  [0, '0.00', '元'],
  [12_345, '123.45', '元'],
  [123_456_700, '123.5', '万元'],
  ['1234567000000', '123.46', '亿元'],
  [-500_000_000n, '-500.0', '万元'],
])('%s fen reads %s %s', (fen, text, unit) => {
  expect(money(fen)).toEqual({ text, unit })
})

test('unknown stays unknown in every format', () => {
  expect([money(null), percent(null), ppm(null), distance(null), day(null)]).toEqual(Array(5).fill(null))
})

test('English does not say 万元', () => {
  setLang('en')
  expect(money(123_456_700)).toEqual({ text: '1.2', unit: 'CNY m' })
  expect(money(1_234_567_000_000)).toEqual({ text: '12,345.7', unit: 'CNY m' })
})

test('ratios and parts of a million become percent', () => {
  expect(percent(0.75)).toEqual({ text: '75.0', unit: '%' })
  expect(ppm(123_400)).toEqual({ text: '12.34', unit: '%' })
})

test('a month stays a month', () => {
  expect(day('2024-05')).toBe('2024-05')
  expect(day('2024-05-31')).toBe('2024-05-31')
})

test('numbers are grouped', () => {
  expect(count(1_234_567)).toBe('1,234,567')
})
