import { expect, test } from 'vitest'
import { fenOfWan, fenOfYuan, textOf, wanOfFen } from './form-values.ts'

test('万元 become whole fen exactly and come back as they were typed', () => {
  expect(fenOfWan('12000')).toBe('12000000000')
  expect(fenOfWan('0.000001')).toBe('1')
  expect(fenOfWan('12000.5')).toBe('12000500000')
  expect(wanOfFen('12000500000')).toBe('12000.5')
  expect(wanOfFen('12000000000')).toBe('12000')
  expect(wanOfFen('1')).toBe('0.000001')
})

test('nothing typed is unknown, not 0', () => {
  expect([fenOfWan(''), fenOfWan(undefined), fenOfYuan(null), textOf('  ')]).toEqual([null, null, null, null])
  expect(wanOfFen(null)).toBe('')
})
