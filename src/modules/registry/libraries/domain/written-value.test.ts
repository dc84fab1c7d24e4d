import { expect, test } from 'vitest'
import type { EntryField } from '../../model.ts'
import { heldText, readWrittenValue } from './written-value.ts'

const field = (type: EntryField['type'], options?: EntryField['options']): EntryField => ({
  ...{ name: 'x', title: { zh: '某项', en: 'Something' }, type },
  ...(options && { options }),
})
const kinds = [{ id: 'first', title: { zh: '甲类', en: 'Class A' } }]

test.each([
  ['money', '8000', '8000000000'], // 8,000 万元 = 80,000,000 元
  ['money', '1.5亿元', '15000000000'],
  ['money', '约八千', undefined],
  ['number', '12.5', 12.5],
  ['number', '12人', undefined],
  ['date', '2024-03', '2024-03'],
  ['date', '2024-13', undefined],
  ['text', ' 石墨烯 ', '石墨烯'],
  ['text', '  ', undefined],
] as const)('%s written as “%s”', (type, written, expected) =>
  expect(readWrittenValue(field(type), written)).toBe(expected),
)

test('a choice is found by its name or id and shown by its name', () => {
  const choice = field('choice', kinds)
  expect([readWrittenValue(choice, '甲类'), readWrittenValue(choice, 'first')]).toEqual(['first', 'first'])
  expect(readWrittenValue(choice, '乙类')).toBeUndefined()
  expect([heldText(choice, 'first'), heldText(choice, undefined)]).toEqual(['甲类', null])
})
