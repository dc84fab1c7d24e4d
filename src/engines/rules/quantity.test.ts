import { describe, expect, test } from 'vitest'
import { fraction } from './fraction.ts'
import {
  formatDay,
  formatQuantity,
  parseDay,
  parseMoney,
  parsePlain,
  parseRate,
  QuantityError,
  splitQuantity,
  yearsBetween,
} from './quantity.ts'

describe('money as people write it, exact in 分', () => {
  test.each<[string | number, bigint, bigint]>([
    ['1分', 1n, 1n],
    ['0.01元', 1n, 1n],
    ['3000元', 300_000n, 1n],
    ['2千元', 200_000n, 1n],
    ['5万', 5_000_000n, 1n],
    ['1,200.5万元', 1_200_500_000n, 1n],
    ['3百万元', 300_000_000n, 1n],
    ['2千万元', 2_000_000_000n, 1n],
    ['1.2亿元', 12_000_000_000n, 1n],
    ['2亿', 20_000_000_000n, 1n],
    ['-4万元', -4_000_000n, 1n],
    ['−4万元', -4_000_000n, 1n],
    ['+4万元', 4_000_000n, 1n],
    ['１２元', 1_200n, 1n],
    ['人民币5元', 0n, 0n],
    ['5元整', 500n, 1n],
    ['5元人民币', 500n, 1n],
    ['0.005元', 1n, 2n],
  ])('%s', (written, n, d) => {
    if (d === 0n) expect(() => parseMoney(written, null)).toThrow(QuantityError)
    else expect(parseMoney(written, null)).toEqual({ n, d })
  })

  test('without a unit it is refused with what to write, unless yuan are meant', () => {
    expect(() => parseMoney(500, null)).toThrow('请写成“500元”')
    expect(parseMoney(500, '元')).toEqual({ n: 50_000n, d: 1n })
    expect(parseMoney('5万元', '元')).toEqual({ n: 5_000_000n, d: 1n })
  })

  test.each([
    '',
    '万元',
    '五万元',
    '1,20元',
    '12 345元',
    '5吨',
    '1.元',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    `${'9'.repeat(31)}元`,
  ])('%s is no money', (written) => {
    expect(() => parseMoney(written, '元')).toThrow(QuantityError)
  })

  test('thirty digits are read, thirty-one are not; the rest behind the number is told as its unit', () => {
    expect(splitQuantity('9'.repeat(30))?.value.n).toBe(10n ** 30n - 1n)
    expect(splitQuantity(`${'9'.repeat(30)}.1`)).toBeUndefined()
    expect(splitQuantity(' 3.50 吨/年 ')).toEqual({ value: { n: 7n, d: 2n }, suffix: '吨/年' })
  })
})

test('rates in per cent, per mille and parts of a million; a bare number only where per cent are meant', () => {
  expect(parseRate('6%', null)).toEqual({ n: 3n, d: 50n })
  expect(parseRate('3‰', null)).toEqual({ n: 3n, d: 1000n })
  expect(parseRate('60000ppm', null)).toEqual({ n: 3n, d: 50n })
  expect(parseRate(6, '%')).toEqual({ n: 3n, d: 50n })
  expect(() => parseRate('6', null)).toThrow('没有百分号')
  expect(() => parseRate('6元', '%')).toThrow('不是比例')
  expect(() => parseRate('六%', '%')).toThrow('不是比例')
})

test('counts are whole; a unit behind a number is kept out, money and rates are refused', () => {
  expect(parsePlain('500吨', 'quantity')).toEqual({ n: 500n, d: 1n })
  expect(parsePlain('3.5', 'points')).toEqual({ n: 7n, d: 2n })
  expect(parsePlain('3年', 'count')).toEqual({ n: 3n, d: 1n })
  expect(() => parsePlain('3.5', 'count')).toThrow('应为整数')
  for (const wrong of ['5万', '6%', '3‰', '2亿', '7元', '1e5', '三']) {
    expect(() => parsePlain(wrong, 'quantity'), wrong).toThrow('不是数')
  }
})

describe('days', () => {
  test.each([
    ['1970-01-01', 0],
    ['1970-02-01', 31],
    ['2024/3/1', 19_783],
    ['2024.3.1', 19_783],
    ['2024年3月1日', 19_783],
    ['2024年3月1', 19_783],
    ['２０２４-03-01', 19_783],
    ['2024-02-29', 19_782],
  ])('%s', (written, day) => {
    expect(parseDay(written)).toBe(day)
    expect(formatDay(day)).toMatch(/^\d{4}-\d\d-\d\d$/)
  })
  test.each([
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-04-31',
    '2024-1',
    '24-01-01',
    '2024-01-011',
    '',
    null,
  ])('%s is no day', (written) => {
    expect(() => parseDay(written)).toThrow(QuantityError)
  })

  test('a year is completed on its anniversary, not the day before; 29 February counts to 1 March', () => {
    const years = (from: string, to: string) => yearsBetween(parseDay(from), parseDay(to))
    expect([
      years('2020-05-10', '2024-05-09'),
      years('2020-05-10', '2024-05-10'),
      years('2020-05-10', '2024-04-30'),
      years('2020-05-10', '2024-06-01'),
      years('2020-02-29', '2021-02-28'),
      years('2020-02-29', '2021-03-01'),
      years('2020-12-31', '2021-01-01'),
    ]).toEqual([3, 4, 3, 4, 0, 1, 0])
  })
})

test('amounts are written by size and exactly', () => {
  const money = (n: bigint, d = 1n) => formatQuantity('money', fraction(n, d))
  expect([
    money(420_000_000n),
    money(12_000_000_000n),
    money(1_500_000n),
    money(1_500_001n),
    money(99_999n),
    money(10_000_000_000n),
    money(9_999_990_000n),
    money(-420_000_000n),
    money(0n),
    money(10_000_000_001n),
  ]).toEqual([
    '420万元',
    '1.2亿元',
    '1.5万元',
    '15,000.01元',
    '999.99元',
    '1亿元',
    '9,999.99万元',
    '-420万元',
    '0元',
    '100,000,000.01元',
  ])
  expect(formatQuantity('rate', fraction(3n, 50n))).toBe('6%')
  expect(formatQuantity('rate', fraction(1n, 3n))).toBe('33.3333%')
  expect(formatQuantity('count', fraction(1234n))).toBe('1,234')
  expect(formatQuantity('quantity', fraction(-7n, 2n))).toBe('-3.5')
  expect(formatQuantity('date', fraction(19_783n))).toBe('2024-03-01')
})
