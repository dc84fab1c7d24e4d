import { describe, expect, test } from 'vitest'
import type { WrittenPolicy } from '../../../engines/rules/index.ts'
import { concernsCity, holdsIn } from './area.ts'
import { windowOf } from './clause-assessment.ts'
import { compareWritten } from './compare-versions.ts'
import { datedValueOn } from './dated-value.ts'
import { decimalText, numberText } from './fact-text.ts'
import { leverage } from './forecast.ts'
import { leversOf } from './levers.ts'
import { boundToArea } from './rule-set.ts'

describe('where a document holds', () => {
  test.each([
    ['000000', '320400', true],
    ['320000', '320400', true],
    ['320400', '320412', true],
    ['320400', '430200', false],
    ['320412', '320400', false],
    ['430000', '320400', false],
  ] as const)('a document of %s in %s: %s', (area, place, isHolding) => {
    expect(holdsIn(area, place)).toBe(isHolding)
  })
  test('a document of a district concerns its city', () => {
    expect(concernsCity('320412', '320400')).toBe(true)
  })
  test('a policy of a district asks each clause for the district, one of the city is left as it is', () => {
    const written = {
      policy: 'p',
      area: '320412',
      facts: {},
      clauses: [{ id: 'a', when: 'x' }],
    } as unknown as WrittenPolicy
    expect(boundToArea(written).clauses[0]!.when).toEqual({
      all: [{ fact: 'firm_district_code', in: ['320412'], label: '位于本辖区' }, 'x'],
    })
    expect(boundToArea({ ...written, area: '320400' })).toEqual({ ...written, area: '320400' })
  })
})

describe('numbers as people write them', () => {
  test('fen as yuan, ppm as percent, never through a fraction', () => {
    expect(decimalText(4_580_000_001n, 100n)).toBe('45800000.01')
    expect(decimalText(-50n, 100n)).toBe('-0.5')
    expect(numberText('rate', 60_000n)).toBe('6')
    expect(numberText('money', 5_000_000_000n)).toBe('50000000')
  })
})

describe('leverage', () => {
  test('100 in all with 20 of fiscal money moves 4 for 1', () => {
    expect(leverage(10_000n, 2_000n)).toBe(4)
  })
  test('unknown stays unknown, and nothing is divided by zero', () => {
    expect([leverage(null, 1n), leverage(1n, null), leverage(1n, 0n)]).toEqual([null, null, null])
  })
})

test('the value in force is the latest that has begun', () => {
  const values = [
    { from: '2024-01-01', value: '6%' },
    { from: '2025-01-01', value: '8%' },
  ]
  expect(datedValueOn(values, '2024-12-31')).toBe('6%')
  expect(datedValueOn(values, '2025-01-01')).toBe('8%')
  expect(datedValueOn(values, '2023-12-31')).toBeUndefined()
})

test('what a sandbox may turn: parameters, caps, rates and fixed awards, by the path of a reform', () => {
  const written = {
    policy: 'p',
    title: '办法',
    parameters: { cap: { label: '上限', type: 'money', values: [{ from: '2024-01-01', value: '500万元' }] } },
    clauses: [
      { id: 'a', title: '甲', amount: { rate: '6%', of: 'equipment', cap: '300万元' } },
      { id: 'b', title: '乙', amount: '20万元', limit: { scope: 'enterprise', cap: '50万元' } },
    ],
  } as unknown as WrittenPolicy
  expect(leversOf(written, '2026-01-01').map(({ path, kind, value }) => [path, kind, value])).toEqual([
    ['p/parameters/cap', 'parameter', '500万元'],
    ['p/clauses/a/amount/rate', 'rate', '6%'],
    ['p/clauses/a/amount/cap', 'cap', '300万元'],
    ['p/clauses/b/amount', 'award', '20万元'],
    ['p/clauses/b/limit/cap', 'limit', '50万元'],
  ])
})

test('two versions differ in the places that differ; clauses are matched by id, not by place', () => {
  const before = {
    title: 'x',
    clauses: [
      { id: 'a', amount: '1万元' },
      { id: 'b', amount: '2万元' },
    ],
  }
  const after = { title: 'x', clauses: [{ id: 'b', amount: '3万元' }] }
  expect(compareWritten(before, after)).toEqual([
    { path: 'clauses.a', before: '{"id":"a","amount":"1万元"}', after: null },
    { path: 'clauses.b.amount', before: '2万元', after: '3万元' },
  ])
})

describe('the window of a clause', () => {
  const window = (id: bigint, opensOn: string, closesOn: string, clauseId: string | null = null) => ({
    id,
    policyId: 'p',
    clauseId,
    opensOn,
    closesOn,
    paysOn: null,
    source: 'test',
  })
  const windows = [
    window(1n, '2026-01-01', '2026-01-31'),
    window(2n, '2026-03-01', '2026-03-31'),
    window(3n, '2026-02-01', '2026-02-10', 'other'),
  ]
  test.each([
    ['2026-01-31', '1', 'open'],
    ['2026-02-05', '2', 'coming'],
    ['2026-04-01', '2', 'closed'],
  ] as const)('on %s it is number %s, %s', (on, id, state) => {
    expect(windowOf(windows, { policy: 'p', clause: 'c' }, on)).toMatchObject({ id, state })
  })
  test('none is known', () => {
    expect(windowOf([], { policy: 'p', clause: 'c' }, '2026-01-01')).toBeNull()
  })
})
