import { expect, test } from 'vitest'
import { findUnknownDocuments } from '../model/pack-fault.ts'
import type { IndicatorFile, TargetFile } from '../model.ts'
import { checkIndicatorFiles, checkTargetFiles } from './check-pack.ts'

const indicators: IndicatorFile = {
  id: 'series',
  city: '320400',
  definitions: [
    {
      id: 'centres',
      version: 1,
      name: { zh: '中心', en: 'Centres' },
      unit: '家',
      direction: 'up',
      formula: null,
      fiveChains: ['innovation'],
    },
  ],
  values: [
    { indicator: 'centres', period: '2019', value: 203, comparator: '=', source: '假设' },
    { indicator: 'centres', period: '2020', value: 233, comparator: '=', source: '假设' },
  ],
}
const targets: TargetFile = {
  id: 'plan',
  city: '320400',
  targets: [
    {
      id: 'l04',
      row: 'L04',
      indicator: 'centres',
      chain: null,
      subject: null,
      scope: { zh: '省级', en: 'Provincial' },
      comparator: '=',
      value: 40,
      unit: '家',
      due: '2024',
      dueWritten: '到2024年',
      source: { document: 'plan', place: null, sentence: null },
    },
  ],
}
const at = <T>(doc: T) => [{ file: 'f.yaml', doc }]

test('the same indicator at two dates is a series and no fault', () => {
  expect(checkIndicatorFiles(at(indicators))).toEqual([])
  expect(checkTargetFiles(at(targets), at(indicators))).toEqual([])
})

test('two figures for one day and scope are told with their place', () => {
  const doc = structuredClone(indicators)
  doc.values.push({ ...doc.values[0]!, value: 204 })
  const [fault] = checkIndicatorFiles(at(doc))
  expect(fault?.path).toEqual(['values', 2, 'value'])
  expect(fault?.message.zh).toContain('203 与 204')
})

test('a value, a target, a unit and a range that fit no definition are each told', () => {
  const doc = structuredClone(indicators)
  doc.values[0]!.indicator = 'other'
  expect(checkIndicatorFiles(at(doc)).map(({ path }) => path)).toEqual([['values', 0, 'indicator']])
  const wrong = structuredClone(targets)
  wrong.targets.push({ ...wrong.targets[0]!, unit: '%', value: [1, 2] })
  wrong.targets.push({ ...wrong.targets[0]!, id: 'x', indicator: 'nothing' })
  expect(checkTargetFiles(at(wrong), at(indicators)).map(({ path }) => path)).toEqual([
    ['targets', 1, 'id'],
    ['targets', 1, 'unit'],
    ['targets', 1, 'value'],
    ['targets', 2, 'indicator'],
  ])
})

test('a citation of a document that the pack does not hold is found wherever it stands', () => {
  expect(findUnknownDocuments(at(targets), new Set(['plan']))).toEqual([])
  const [fault] = findUnknownDocuments(at(targets), new Set())
  expect(fault?.path).toEqual(['targets', 0, 'source', 'document'])
})

test('a formula that cannot be read, names nothing held, comes out in another unit or leads back to itself is told', () => {
  const of = (id: string, unit: string, expression: string) => ({
    ...indicators.definitions[0]!,
    id,
    unit,
    expression,
  })
  const doc = structuredClone(indicators)
  doc.definitions.push(of('growth', '%', 'growth(centres)'))
  expect(checkIndicatorFiles(at(doc))).toEqual([])
  doc.definitions.push(
    of('broken', '家', 'centres +'),
    of('nowhere', '家', 'others'),
    of('other-unit', '亿元', 'centres × 2'),
    of('round', '家', 'about'),
    of('about', '家', 'round'),
  )
  expect(checkIndicatorFiles(at(doc)).map(({ path, message }) => [path[1], message.en])).toEqual([
    [2, 'The formula cannot be read at character 10: an indicator, a number or a bracket is expected here.'],
    [3, 'The formula does not fit: there is no indicator others.'],
    [4, 'The formula comes out in 家, the definition is in 亿元; they must agree.'],
    [5, 'The formula leads back to itself.'],
    [6, 'The formula leads back to itself.'],
  ])
})

test('definitions for every city carry no values', () => {
  const doc = { ...structuredClone(indicators), city: null }
  expect(checkIndicatorFiles(at(doc)).map(({ path }) => path)).toEqual([['values']])
})
