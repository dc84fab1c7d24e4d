import { expect, test } from 'vitest'
import { fenPlaces, readAmountFen, readRank, readSharePpm, readYear } from './figures.ts'

test('a share in percent becomes parts per million, halves up', () => {
  expect(['5.87', '5.87%', '１００', '0', '0.00005', '34.8 '].map(readSharePpm)).toEqual([
    58_700, 58_700, 1_000_000, 0, 1, 348_000,
  ])
})

test('an empty share is unknown, not 0; above 100, below 0 and words are refused', () => {
  expect(['', '-', '未披露', 'nan'].map(readSharePpm)).toEqual([null, null, null, null])
  expect(['100.01', '-3', '约5', '1e2', '5.8.7'].map(readSharePpm)).toEqual([
    'bad',
    'bad',
    'bad',
    'bad',
    'bad',
  ])
})

test('amounts become whole fen by the unit of their header', () => {
  expect(['采购金额（万元）', '金额(元)', '采购额/亿元', '金额'].map(fenPlaces)).toEqual([6, 2, 10, null])
  expect(readAmountFen('1,234.56', 6)).toBe(1_234_560_000n)
  expect(readAmountFen('0.005', 2)).toBe(1n)
  expect(readAmountFen('', 2)).toBeNull()
  expect(readAmountFen('99999999999999999', 10)).toBe('bad')
})

test('years and ranks are read as written', () => {
  expect(['2019', '2019年', '2019.0', '19', '3019', ''].map(readYear)).toEqual([
    2019,
    2019,
    2019,
    'bad',
    'bad',
    'bad',
  ])
  expect(['1', '第3名', '', '0', 'x'].map(readRank)).toEqual([1, 3, null, 'bad', 'bad'])
})
