import { expect, test } from 'vitest'
import { readCapacity, readCount, readLogistics, readNumber, readReportPeriod } from './report-cells.ts'

test.each([
  ['2026-10', 'month', '2026-10'],
  ['2026/9', 'month', '2026-09'],
  ['2026年3月', 'month', '2026-03'],
  ['２０２６１０', 'month', '2026-10'],
  ['2026-10-01', 'month', '2026-10'],
  ['2026-10-01T00:00:00', 'month', '2026-10'],
  ['2026-W43', 'week', '2026-W43'],
  ['2026年第7周', 'week', '2026-W07'],
] as const)('%s is a period', (text, cadence, period) => {
  expect(readReportPeriod(text)).toEqual({ cadence, period })
})

test.each(['', '上个月', '2026', '2026-10-15', '26-10', '10月', '2026-10-01; drop'])(
  '%j is no period',
  (text) => {
    expect(readReportPeriod(text)).toBe('bad')
  },
)

test('capacity is a percentage where the cell or the header says so; a bare 0.82 could be either', () => {
  expect(readCapacity('82%', '产能利用率')).toBe(0.82)
  expect(readCapacity('82.5', '产能利用率')).toBe(0.825)
  expect(readCapacity('0.8', '产能利用率（%）')).toBe(0.008)
  expect(readCapacity('0.82', '产能利用率')).toBe('bad')
  expect(readCapacity('0', '产能利用率')).toBe(0)
  expect(readCapacity('201%', '产能利用率')).toBe('bad')
  expect(readCapacity('不详', '产能利用率')).toBeNull()
})

test('what is not told is unknown and never 0; what is no number is bad', () => {
  for (const text of ['', '-', '未知', 'N/A', '/']) expect(readNumber(text, 10)).toBeNull()
  expect(readNumber('3.5天', 10)).toBe(3.5)
  expect(readNumber('1,200', 3_650)).toBe(1_200)
  for (const text of ['-1', '11', '1e9', '=1+1', '十', '１２３４５６７８９０１'])
    expect(readNumber(text, 10)).toBe('bad')
  expect(readCount('2项', 10)).toBe(2)
  expect(readCount('2.5', 10)).toBe('bad')
  expect(readLogistics('受阻')).toBe('blocked')
  expect(readLogistics('还行')).toBe('bad')
})
