import { expect, test } from 'vitest'
import { palettes } from '../theme.ts'
import { barOptions, lineOptions } from './chart-options.ts'

const shared = { unit: '家', palette: palettes.light, unknown: '未知', targetWord: '目标' }

test('bars start at zero, an unknown one says so and has no length', () => {
  const { xAxis, series } = barOptions(
    [
      { label: '甲', value: 40_000.5 },
      { label: '乙', value: null },
    ],
    shared,
  )
  expect(xAxis.min({ min: 12 })).toBe(0)
  expect(xAxis.min({ min: -3 })).toBe(-3)
  expect(series[0]?.data.map(({ label }) => label.formatter)).toEqual(['40,000.5', '未知'])
})

test('a line keeps a gap where nothing is known, in the order of time', () => {
  const { xAxis, series } = lineOptions(
    [
      {
        name: '省级',
        points: [
          { x: '2020', y: 233 },
          { x: '2019', y: 203 },
        ],
      },
      { name: '市级', points: [{ x: '2021', y: 5 }] },
    ],
    shared,
  )
  expect(xAxis.data).toEqual(['2019', '2020', '2021'])
  expect(series.map(({ data }) => data)).toEqual([
    [203, 233, null],
    [null, null, 5],
  ])
})

test('a range is drawn as a band between its ends', () => {
  const { series } = lineOptions([{ name: '预测', points: [{ x: '2024', y: 5, low: 4, high: 7 }] }], shared)
  expect(series.map(({ data }) => data[0])).toEqual([4, 3, 5])
})

test('the target is a line, and there is none where none is stated', () => {
  const rows = [{ label: '甲', value: 1 }]
  expect(barOptions(rows, { ...shared, target: 50 }).series[0]?.markLine?.data).toEqual([{ xAxis: 50 }])
  expect(barOptions(rows, { ...shared, target: null }).series[0]?.markLine).toBeUndefined()
})
