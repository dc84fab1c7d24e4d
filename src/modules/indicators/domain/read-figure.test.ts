import { expect, test } from 'vitest'
import { readFigure, readPeriod } from './read-figure.ts'

test.each([
  ['1507', '=', '1507'],
  ['1,507.5', '=', '1507.5'],
  ['约 11', '~', '11'],
  ['超13', '>', '13'],
  ['9000余', '>', '9000'],
  ['≥ 200', '>=', '200'],
  ['3以上', '>=', '3'],
  ['-20', '=', '-20'],
  ['１２', '=', '12'],
])('%s is %s %s', (text, comparator, value) => {
  expect(readFigure(text)).toEqual({ comparator, value })
})

test.each(['', '未知', '1,50', '3万', '1e5', '=1+1', '12家'])('%s is no figure', (text) => {
  expect(readFigure(text)).toBeUndefined()
})

test.each([
  ['2024', '2024'],
  ['2024年', '2024'],
  ['2024年6月', '2024-06'],
  ['2024.6', '2024-06'],
  ['2024/6/30', '2024-06-30'],
  ['24年', undefined],
  ['今年', undefined],
])('%s is the period %s', (text, period) => {
  expect(readPeriod(text)).toBe(period)
})
