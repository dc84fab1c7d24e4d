import { expect, test } from 'vitest'
import { fitsFilter } from './column-filter.ts'

test.each([
  ['株洲中车', '中车', true],
  ['CRRC', 'crrc', true],
  ['株洲中车', '常州', false],
  [12, '>=12', true],
  [12, '>12', false],
  [12, '≤ 12', true],
  [15, '10~20', true],
  [20, '10～20', true],
  [20.5, '10~20', false],
  [-3, '<0', true],
  [120, '12', true],
  [null, '>0', false],
  [null, ' ', true],
  ['10~20', '10~20', true],
] as const)('%j under the filter %j: %s', (value, typed, fits) => {
  expect(fitsFilter(value, typed)).toBe(fits)
})
