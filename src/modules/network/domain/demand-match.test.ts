import { expect, test } from 'vitest'
import { fittingProduct, wordsOf } from './demand-match.ts'

test('D18: a product fits by the thing that it names last', () => {
  const words = wordsOf('牵引变流器、轴承')
  expect(words).toEqual(['牵引变流器', '轴承'])
  expect(fittingProduct(words, ['铁路货车轴承'])).toBe('铁路货车轴承')
  expect(fittingProduct(words, ['变流器'])).toBe('变流器')
  expect(fittingProduct(words, ['轴承钢', '硅片分选机', '流器'])).toBeNull()
})

test('one character fits nothing', () => {
  expect(wordsOf('器、a')).toEqual([])
})
