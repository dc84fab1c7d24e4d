import { expect, test } from 'vitest'
import { targetsBeside } from './targets-beside.ts'

const words = (zh: string) => ({ zh, en: zh })
const target = {
  id: 'l06-body',
  indicator: 'single-champion-firms',
  name: words('单项冠军企业数'),
  scope: words('轨道交通装备产业'),
  value: 6,
  unit: '家',
  dueWritten: '到2024年',
  source: { place: '三', sentence: null },
}
const value = (asOf: string, of: number | null, scope: string | null = '全市') => ({
  period: asOf.slice(0, 7),
  asOf,
  value: of,
  scope: scope === null ? null : words(scope),
  document: { title: '某文件' },
})
const beside = (values: readonly ReturnType<typeof value>[]) =>
  targetsBeside({ targets: [{ indicator: 'single-champion-firms', titles: ['single-champion'] }] } as never, {
    targets: [target],
    conflicts: [],
    titles: [],
    nameOf: (code) => code,
    valuesOf: () => values,
  })[0]!

test('F24: a count that a document tells stands beside the target with its day and its own scope, never as the count', () => {
  const [invented, earlier] = [value('2023-11-30', 7), value('2022-11-30', 5)]
  expect(beside([invented, earlier])).toMatchObject({
    value: 6,
    counted: 0,
    difference: null,
    told: [{ value: 7, period: '2023-11', scope: { zh: '全市' }, document: '某文件' }],
  })
})

test('each scope keeps its own newest figure; an unknown one says nothing; without any there is none', () => {
  const told = beside([value('2024-12-31', 2, null), value('2025-06-30', null), value('2023-11-30', 9)]).told
  expect(told.map(({ value: of, scope }) => [of, scope?.zh ?? null])).toEqual([
    [2, null],
    [9, '全市'],
  ])
  expect(beside([]).told).toEqual([])
})
