import { expect, test } from 'vitest'
import { explainRow } from './explain.ts'
import { fraction } from './fraction.ts'
import { libraryOf } from './library.ts'
import { readPolicy } from './read-policy.ts'
import { applyReform } from './reform.ts'
import { resultLines } from './result.ts'
import { evaluate } from './run.ts'
import { type Row, tableOf } from './table.ts'

const written = (stacking: string) => `
policy: demo
title: 示范
issuer: 示范市
level: city
source: { title: 示范 }
validFrom: 2024-01-01
facts:
  x: { label: 甲, type: money, supplier: 企业, changeable: true }
  y: { label: 乙, type: money, supplier: 企业 }
  room: { label: 余额, type: money, supplier: 财政局 }
parameters:
  cap: { label: 上限, type: money, values: [{ from: 2024-01-01, value: 5元 }] }
clauses:
  - { id: a, title: 甲, text: 甲, benefit: entitlement, when: { fact: x, above: 0 }, amount: x }
  - { id: b, title: 乙, text: 乙, benefit: entitlement, when: { fact: y, above: 0 }, amount: y }
stacking: [${stacking}]
`
const row = (id: string, x: bigint | null, y: bigint | null, room: bigint | null = null): Row => ({
  id,
  facts: new Map([
    ['x', x],
    ['y', y],
    ['room', room],
  ]),
})

function runWith(stacking: string, rows: readonly Row[]) {
  const texts = [readPolicy(written(stacking), 'demo.yaml')]
  expect(texts[0]!.problems).toEqual([])
  const { library } = libraryOf(texts)
  const table = tableOf(rows, library.facts)
  return { texts, run: evaluate(library, { table, onDay: 19_900 }) }
}
const amounts = (stacking: string, ...rows: Row[]) =>
  [...resultLines(runWith(stacking, rows).run)].map((line) => line.amountFen)

test('highest one: the larger stays, of equals the one named first', () => {
  const rule = '{ rule: highestOne, clauses: [a, b] }'
  expect(amounts(rule, row('1', 300n, 200n), row('2', 100n, 200n), row('3', 200n, 200n))).toEqual([
    '300',
    '0',
    '0',
    '200',
    '200',
    '0',
  ])
})

test('top-up: the higher step pays only the difference', () => {
  expect(amounts('{ rule: topUp, clauses: [a, b] }', row('1', 200n, 500n), row('2', 500n, 200n))).toEqual([
    '200',
    '300',
    '500',
    '0',
  ])
})

test('a limit serves the first named first; an unknown limit makes the amount unknown, never full', () => {
  const rule = '{ rule: sumCap, clauses: [a, b], cap: room }'
  expect(amounts(rule, row('1', 300n, 300n, 400n), row('2', 300n, 300n))).toEqual(['300', '100', null, null])
})

test('excludes: where the first pays, the others do not', () => {
  expect(amounts('{ rule: excludes, clause: a, excludes: [b] }', row('1', 1n, 9n), row('2', 0n, 9n))).toEqual(
    ['1', '0', '0', '9'],
  )
})

test('two enterprises under one limit share it by their group, not by their line', () => {
  const rule = '{ rule: sumCap, clauses: [a], cap: 4元, scope: enterprise }'
  const owned = (id: string, owner: string): Row => ({
    ...row(id, 300n, 0n),
    scopes: new Map([['enterprise', owner]]),
  })
  const lines = [...resultLines(runWith(rule, [owned('1', 'E'), owned('2', 'E'), owned('3', 'F')]).run)]
  expect(lines.filter((l) => l.clause === 'a').map((l) => l.amountFen)).toEqual(['300', '100', '300'])
})

test('a slider on one parameter gives what a full run gives, and runs only what it touches', () => {
  const rows = [row('1', 300n, 300n), row('2', 700n, 100n)]
  const { run } = runWith('{ rule: sumCap, clauses: [a, b], cap: cap }', rows)
  const parameters = new Map([['demo/cap', fraction(600n)]])
  const again = evaluate(run.library, { ...run.options, parameters }, run)
  expect(run.totals.amountFen).toBe(500n + 500n)
  expect(again.totals.amountFen).toBe(600n + 600n)
  expect(again.recomputed).toBe(0)
  expect(evaluate(run.library, { ...run.options, parameters }).totals).toEqual(again.totals)
})

test('a reform that names no clause is told what there is', () => {
  const { texts } = runWith('', [row('1', 1n, 1n)])
  const { problems } = applyReform(
    texts,
    { reform: 'r', changes: [{ path: 'demo/clauses/c/amount', value: '1元' }] },
    19_900,
    'patch.yaml',
  )
  expect(problems[0]!.message).toContain('a、b')
})

test('the explanation says what the limit took, in 分', () => {
  const { run } = runWith('{ rule: sumCap, clauses: [a, b], cap: cap }', [row('1', 300n, 300n)])
  const [, b] = explainRow(run, 0)
  expect(b!.stacking.map((s) => s.takenFen)).toEqual(['100'])
  expect(b!.amountFen).toBe('200')
})
