import { expect, test } from 'vitest'
import type { Target } from '../model.ts'
import { findConflicts } from './conflicts.ts'

const target = (id: string, change: Partial<Target>): Target => ({
  id,
  row: 'L04',
  indicator: 'srdi-firms',
  chain: 'rail-transit',
  subject: null,
  scope: { zh: '省级', en: 'Provincial' },
  comparator: '=',
  value: 40,
  unit: '家',
  due: '2024',
  dueWritten: null,
  source: { document: 'plan', place: null, sentence: null },
  ...change,
})

test('L04: 40 in the body and 50 in the annex for the same scope is a conflict of value', () => {
  const targets = [target('body', {}), target('annex', { value: 50, due: '2024-12' })]
  expect(findConflicts(targets)).toEqual([
    {
      kind: 'value',
      indicator: 'srdi-firms',
      chain: 'rail-transit',
      subject: null,
      targets: ['annex', 'body'],
    },
  ])
})

test('L05: 15 national and 20 national and provincial count different things: a conflict of scope, not of value', () => {
  const little = { indicator: 'little-giant-firms' }
  const found = findConflicts([
    target('body', { ...little, value: 15, scope: { zh: '国家', en: 'National' } }),
    target('annex', { ...little, value: 20, scope: { zh: '国省级', en: 'National and provincial' } }),
  ])
  expect(found.map(({ kind, targets }) => [kind, targets])).toEqual([['scope', ['annex', 'body']]])
})

test('the same figure said twice, and steps for different days, are no conflict', () => {
  expect(findConflicts([target('a', {}), target('b', { due: '2024-12' })])).toEqual([])
  expect(
    findConflicts([target('a', { due: '2023-04' }), target('b', { value: 50, due: '2023-10' })]),
  ).toEqual([])
})

test('targets of different firms do not meet', () => {
  const targets = [target('a', { subject: 'one' }), target('b', { subject: 'two', value: 50 })]
  expect(findConflicts(targets)).toEqual([])
})
