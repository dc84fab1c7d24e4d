import { describe, expect, test } from 'vitest'
import type { EntryField } from '../../model.ts'
import { changesOf, findFault, quotient, ratiosOf, totalsOf } from './entry-values.ts'

const words = { zh: '甲', en: 'a' }
const field = (name: string, type: EntryField['type'], more = {}): EntryField => ({
  name,
  title: words,
  type,
  ...more,
})

describe('values of an entry', () => {
  const fields = [
    field('size', 'money', { required: true }),
    field('form', 'choice', { options: [{ id: 'mother', title: words }] }),
    field('held', 'date'),
    field('edition', 'number'),
  ]
  test.each([
    [{ size: '100' }, null],
    [{}, { field: 'size', fault: 'missing' }],
    [{ size: '1.5' }, { field: 'size', fault: 'money' }],
    [{ size: '-1' }, { field: 'size', fault: 'money' }],
    [{ size: 100 }, { field: 'size', fault: 'money' }],
    [
      { size: '1', form: 'aunt' },
      { field: 'form', fault: 'choice' },
    ],
    [
      { size: '1', held: '2023-02-30' },
      { field: 'held', fault: 'date' },
    ],
    [
      { size: '1', edition: '5' },
      { field: 'edition', fault: 'number' },
    ],
    [
      { size: '1', colour: 'red' },
      { field: 'colour', fault: 'unknown' },
    ],
    [{ size: '0', form: 'mother', held: '2023-12', edition: 5 }, null],
  ])('%j', (values, fault) => expect(findFault(fields, values)).toEqual(fault))
})

describe('leverage of a fund', () => {
  const ratios = [{ name: 'leverage', title: words, unit: words, over: 'social', under: 'government' }]
  const ratio = (own: Record<string, string>, below: Record<string, string>[] = []) =>
    ratiosOf({ ratios }, own, below)[0]

  test('B15: social capital over government money; unknown where one of them is, or where no government money is in it', () => {
    expect(quotient(300n, 100n)).toBe('3.00')
    expect(quotient(200n, 300n)).toBe('0.67')
    expect(quotient(0n, 300n)).toBe('0.00')
    expect([quotient(null, 100n), quotient(100n, null), quotient(100n, 0n)]).toEqual([null, null, null])
  })
  test('B15: a mother fund with its daughters counts each money once, and knows nothing where one daughter does not', () => {
    const mother = { government: '1000', social: '500' }
    const daughter = { government: '0', social: '2500', mother: '800' }
    expect(ratio(mother, [daughter])).toMatchObject({ value: '0.50', withBelow: '3.00' })
    expect(ratio(mother, [daughter, { government: '5' }])).toMatchObject({ value: '0.50', withBelow: null })
    expect(ratio({ social: '5' })).toMatchObject({ value: null, withBelow: null })
  })
})

test('signed amounts are summed over standing lines; those without an amount are counted beside, none is nothing', () => {
  const part = {
    name: 'intent',
    title: words,
    withFirm: true,
    followUp: true,
    fields: [field('amount', 'money')],
  }
  const line = (fields: Record<string, string>, endedAt: Date | null = null) => ({
    part: 'intent',
    fields,
    endedAt,
  })
  const lines = [
    line({ amount: '100' }),
    line({}),
    line({ amount: '50' }),
    line({ amount: '7' }, new Date(0)),
  ]
  expect(totalsOf([part], lines)).toEqual([
    { part: 'intent', field: 'amount', fen: '150', known: 2, unknown: 1 },
  ])
  expect(totalsOf([part], [])).toEqual([])
})

test('a change tells only what differs, unknown as null', () => {
  expect(changesOf({ name: 'a', size: '1', held: null }, { name: 'b', size: '1', form: 'x' })).toEqual([
    { field: 'name', before: 'a', after: 'b' },
    { field: 'form', before: null, after: 'x' },
  ])
})
