import { expect, test } from 'vitest'
import type { ComputedValue } from '../model/computed.ts'
import { type HeldComputed, sortNews } from './new-values.ts'

const value = (change: Partial<ComputedValue>): ComputedValue => ({
  indicator: 'ten-items-done',
  definitionVersion: 1,
  dimension: { kind: 'city', id: '430200' },
  asOf: '2024-02-01',
  value: '3',
  coverageRatio: 1,
  inputs: [{ name: '已完成', value: '3', unit: '项' }],
  openPath: '/tasks',
  ...change,
})
const held = (id: bigint, change: Partial<ComputedValue> & { confirmedOn?: string }): HeldComputed => {
  const { confirmedOn, ...rest } = change
  const base = value(rest)
  return { ...base, id, unknownBecause: base.unknownBecause ?? null, confirmedOn: confirmedOn ?? base.asOf }
}

test('the same answer on a later day confirms what is held and writes nothing', () => {
  const rows = [held(1n, { asOf: '2024-01-01' })]
  expect(sortNews([value({})], rows)).toEqual({
    written: [],
    confirmed: [{ id: 1n, confirmedOn: '2024-02-01' }],
  })
  expect(sortNews([value({ asOf: '2024-01-01' })], rows)).toEqual({ written: [], confirmed: [] })
})

test('another figure, version, input or page is news', () => {
  const rows = [held(1n, { asOf: '2024-01-01' })]
  const other = [
    { value: '4' },
    { value: null },
    { definitionVersion: 2 },
    { inputs: [] },
    { openPath: '/documents' },
    { coverageRatio: 0.5 },
    { unknownBecause: { zh: '缺', en: 'missing' } },
  ]
  for (const change of other) expect(sortNews([value(change)], rows).written).toHaveLength(1)
})

test('a value is compared with the last day before it, not with a younger one', () => {
  const rows = [held(2n, { asOf: '2024-06-01', value: '5' }), held(1n, { asOf: '2024-01-01' })]
  expect(sortNews([value({})], rows).confirmed).toEqual([{ id: 1n, confirmedOn: '2024-02-01' }])
  expect(sortNews([value({ asOf: '2023-01-01' })], rows).written).toHaveLength(1)
})

test('series of other dimensions do not meet', () => {
  const rows = [held(1n, { asOf: '2024-01-01', dimension: { kind: 'chain', id: 'rail-transit' } })]
  expect(sortNews([value({})], rows).written).toHaveLength(1)
})
