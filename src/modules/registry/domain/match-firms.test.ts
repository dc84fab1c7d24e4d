import { expect, test } from 'vitest'
import { FirmMatcher, type HeldIdentities } from './match-firms.ts'

const held: HeldIdentities = {
  byCreditCode: new Map([['C1', '1']]),
  byStockCode: new Map([['600001.SH', '2']]),
  byName: new Map([
    ['甲公司', new Set(['1'])],
    ['乙公司', new Set(['2'])],
    ['同名公司', new Set(['3', '4'])],
  ]),
  creditCodeOf: new Map([['1', 'C1']]),
}
const row = (nameNormalised: string, creditCode: string | null = null, stockCode: string | null = null) => ({
  nameNormalised,
  creditCode,
  stockCode,
})
const match = (...args: Parameters<typeof row>) => new FirmMatcher(held).match(row(...args), 'new')

test('the same credit code joins whatever the name', () => {
  expect(match('别的名字', 'C1')).toEqual({ kind: 'joins', key: '1' })
})

test('the same stock code joins as the credit code does', () => {
  expect(match('别的名字', null, '600001.SH')).toEqual({ kind: 'joins', key: '2' })
})

test('the same name joins where no code speaks against it', () => {
  expect(match('甲公司')).toEqual({ kind: 'joins', key: '1' })
  expect(match('乙公司', 'C9')).toEqual({ kind: 'joins', key: '2' })
})

test('the same name under another valid credit code waits for a person', () => {
  expect(match('甲公司', 'C2')).toMatchObject({ kind: 'waits', code: 'registry.other_credit_code' })
})

test('a name that two organisations bear waits', () => {
  expect(match('同名公司')).toMatchObject({ kind: 'waits', code: 'registry.name_ambiguous' })
})

test('codes that point to two organisations wait', () => {
  expect(match('x', 'C1', '600001.SH')).toMatchObject({ kind: 'waits', code: 'registry.codes_disagree' })
})

test('a firm opened by one row is joined by the next', () => {
  const matcher = new FirmMatcher(held)
  expect(matcher.match(row('新公司', 'C7'), 'line 2')).toEqual({ kind: 'opens', key: 'line 2' })
  expect(matcher.match(row('新公司'), 'line 3')).toEqual({ kind: 'joins', key: 'line 2' })
  expect(matcher.match(row('新公司', 'C8'), 'line 4')).toMatchObject({ kind: 'waits' })
})
