import { expect, test } from 'vitest'
import { decimalText } from './exact-figure.ts'
import { differences } from './point-difference.ts'

test('the indicators that moved most come first, unknown ones last, those that stayed not at all', () => {
  const before = [
    { label: '税收', points: '20/1' },
    { label: '销售', points: '10/1' },
    { label: '能耗', points: null },
    { label: '研发', points: '5/1' },
    { label: '旧项', points: '1/1' },
  ]
  const after = [
    { label: '税收', points: '45/2' },
    { label: '销售', points: '4/1' },
    { label: '能耗', points: '3/1' },
    { label: '研发', points: '5/1' },
    { label: '新项', points: '1/1' },
  ]
  expect(differences(before, after).map(({ label, difference }) => [label, decimalText(difference)])).toEqual(
    [
      ['销售', '-6'],
      ['税收', '2.5'],
      ['能耗', null],
    ],
  )
})
