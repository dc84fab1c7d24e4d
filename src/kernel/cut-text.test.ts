import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutText } from './cut-text.ts'

test('a rare character is kept whole or left out', () => {
  expect(cutText('浙江𠮷利', 3)).toBe('浙江')
  expect(cutText('浙江𠮷利', 4)).toBe('浙江𠮷')
  expect(cutText('浙江', 4)).toBe('浙江')
  expect(cutText('𠮷', 0)).toBe('')
})

test('what is cut is a well-formed beginning, at most one unit shorter than allowed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 20 }), (text, longest) => {
      const cut = cutText(text, longest)
      expect(text.startsWith(cut) && cut.isWellFormed()).toBe(true)
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, longest) - 1)
      expect(cut.length).toBeLessThanOrEqual(longest)
    }),
  )
})
