import { describe, expect, test } from 'vitest'
import { readAmount, writeAmount } from './amount-forms.ts'

describe('an amount that the form reads is written back as it was', () => {
  test.each([
    ['fixed', '100万元', 'fixed'],
    ['a fact', 'national_grant', 'fact'],
    ['a parameter', 'award', 'parameter'],
    ['a rate up to a cap', { rate: '6%', of: ['equipment', 'software'], cap: '500万元' }, 'rate'],
    ['a rate that is a parameter', { rate: 'award', of: 'equipment' }, 'rate'],
    [
      'bands',
      {
        bands: {
          of: 'tax',
          table: [
            { below: '1000万元', value: '10万元' },
            { from: '1000万元', upTo: '5000万元', value: '30万元' },
            { above: '5000万元', value: '50万元' },
          ],
        },
        cap: '40万元',
      },
      'bands',
    ],
    [
      'a table',
      { table: { by: 'grade', values: { 一等: '50万元', 二等: '30万元' }, otherwise: '0' } },
      'table',
    ],
    ['by title', { byTitle: { fact: 'titles', values: { 国家级: '100万元', 省级: '50万元' } } }, 'byTitle'],
  ] as const)('%s', (_, node, kind) => {
    const amount = readAmount(node, ['award'])
    expect(amount.kind).toBe(kind)
    expect(writeAmount(amount, node)).toEqual(node)
  })

  test.each([
    ['a sum of two forms', { sum: ['a', { rate: '5%', of: 'b' }] }],
    ['a band that gives a rate', { bands: { of: 'tax', table: [{ value: { rate: '1%', of: 'tax' } }] } }],
    ['a table with words of its own', { table: { by: 'grade', values: { 一: '1元' } }, label: '奖励' }],
    ['a rate of a form', { rate: '6%', of: { difference: ['a', 'b'] } }],
  ])('what it does not know is kept: %s', (_, node) => {
    const amount = readAmount(node)
    expect(amount).toEqual({ kind: 'kept' })
    expect(writeAmount(amount, node)).toBe(node)
  })
})
