import { expect, test } from 'vitest'
import { budgetByClause, budgetByFact } from './breakdown.ts'
import type { FactValue } from './fact-value.ts'
import { fraction } from './fraction.ts'
import { libraryOf } from './library.ts'
import { parameterGrid } from './parameter-grid.ts'
import { readPolicy } from './read-policy.ts'
import { readinessOf } from './readiness.ts'
import { evaluate } from './run.ts'
import { tableOf } from './table.ts'

const text = `
policy: demo
title: 示范
issuer: 示范市
level: city
source: { title: 示范 }
validFrom: 2024-01-01
facts:
  x: { label: 投入, type: money, supplier: 企业 }
  tax: { label: 税收, type: money, supplier: 税务局 }
  district: { label: 区县, type: text, supplier: 工信局 }
parameters:
  cap: { label: 上限, type: money, values: [{ from: 2024-01-01, value: 5元 }] }
city:
  growth: { label: 全市增幅, type: rate, supplier: 税务局 }
clauses:
  - { id: a, title: 甲, text: 给予, benefit: entitlement, when: { fact: x, above: 0 }, amount: { rate: 100%, of: x, cap: cap } }
  - { id: b, title: 乙, text: 给予, benefit: entitlement, discretion: true, when: { fact: tax, above: 0 }, amount: tax }
  - { id: c, title: 丙, text: 最高, benefit: ceiling, when: { growth: { of: tax, over: x }, above: { city: growth } }, amount: tax }
stacking: [{ rule: highestOne, clauses: [a, b] }]
`

const texts = [readPolicy(text, 'demo.yaml')]
const { library } = libraryOf(texts)
const row = (id: string, x: bigint, tax: bigint, district: string | null) => ({
  id,
  facts: new Map<string, FactValue>([
    ['x', x],
    ['tax', tax],
    ['district', district === null ? null : { kind: 'text' as const, text: district }],
  ]),
})
const rows = [row('1', 300n, 100n, '东'), row('2', 900n, 0n, '西'), row('3', 100n, 400n, null)]
const run = evaluate(library, { table: tableOf(rows, library.facts), onDay: 19_900 })

test('the written policy is without mistakes', () => {
  expect(texts[0]!.problems).toEqual([])
})

test('the budget by district adds up to the total, and unknown districts stand apart', () => {
  const lines = budgetByFact(run, 'district')
  expect(lines.map((l) => [l.name, l.amountFen, l.subjects])).toEqual([
    [null, 400n, 1],
    ['东', 300n, 1],
    ['西', 500n, 1],
  ])
  expect(lines.reduce((sum, l) => sum + l.amountFen, 0n)).toBe(run.totals.amountFen)
  expect(() => budgetByFact(run, 'tax')).toThrow('文本指标')
})

test('the budget by clause is what remains after stacking', () => {
  expect(budgetByClause(run, 'clause').map((l) => [l.name, l.amountFen])).toEqual([
    ['demo/a', 800n],
    ['demo/b', 400n],
  ])
  expect(budgetByClause(run, 'policy')[0]!.amountFen).toBe(1200n)
})

test('a grid over a limit gives what whole runs give, with winners and losers', () => {
  const lines = parameterGrid(
    run,
    'demo/cap',
    [200n, 500n, 1000n].map((fen) => fraction(fen)),
  )
  expect(lines.map((l) => [l.totals.amountFen, l.winners, l.losers])).toEqual([
    [800n, 0, 2],
    [1200n, 0, 0],
    [1600n, 1, 0],
  ])
  expect(() => parameterGrid(run, 'demo/none', [])).toThrow('demo/none')
})

test('readiness names what is not held, also by clauses that share a stacking rule, and what cannot be automatic', () => {
  const kinds = (facts: string[], hasAccount = true) =>
    readinessOf(library, { facts: new Set(facts), city: new Set(), hasAccount }).map((r) =>
      r.obstacles.map((o) => `${o.kind}:${o.name}`),
    )
  expect(kinds(['x', 'tax'])).toEqual([[], ['discretion:b'], ['city_value_not_held:growth', 'ceiling:c']])
  expect(kinds(['x'])[0]).toEqual(['fact_not_held:tax'])
  expect(kinds(['x', 'tax'], false)[0]).toEqual(['account_unknown:account'])
})
