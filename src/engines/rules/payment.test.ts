import { expect, test } from 'vitest'
import { dueFen, splitInstalments, splitPayers } from './payment.ts'
import { readPolicy } from './read-policy.ts'
import { rowSource, tableOf } from './table.ts'

const written = (clause: string) => `
policy: demo
title: 示范
issuer: 示范市
level: city
source: { title: 示范 }
validFrom: 2024-01-01
facts:
  x: { label: 甲, type: money, supplier: 企业 }
  room: { label: 余额, type: money, supplier: 财政局 }
  prepaid: { label: 已预拨, type: money, supplier: 财政局 }
  is_accepted: { label: 已验收, type: bool, supplier: 工信局 }
clauses:
  - { id: a, title: 甲, text: 甲, benefit: entitlement, when: { fact: x, above: 0 }, amount: x, ${clause} }
`

function clauseAndSource(clause: string, facts: Record<string, bigint | boolean | null>) {
  const text = readPolicy(written(clause), 'demo.yaml')
  expect(text.problems).toEqual([])
  const table = tableOf(
    [{ id: '1', facts: new Map(Object.entries(facts)) }],
    new Map(Object.entries(text.policy!.facts)),
  )
  const snapshot = { given: new Map(), standings: new Map() }
  return { clause: text.policy!.clauses[0]!, source: rowSource(table, snapshot, 19_900, 0) }
}

const payersOf = (clause: string, fen: bigint, room: bigint | null = null) => {
  const given = clauseAndSource(clause, { room })
  return splitPayers(given.clause, fen, given.source).map((p) => p.fen)
}

test('payers share to the 分, and the last one carries what rounding left', () => {
  expect(payersOf('payers: [{ payer: 市, share: 50% }, { payer: 区 }]', 101n)).toEqual([50n, 51n])
  expect(payersOf('payers: [{ payer: 市, share: 50% }, { payer: 区, share: 50% }]', 101n)).toEqual([50n, 51n])
})

test('a payer pays no more than its limit, and the next one carries the rest', () => {
  const clause = 'payers: [{ payer: 市, share: 50%, cap: room }, { payer: 区 }]'
  expect(payersOf(clause, 1000n, 300n)).toEqual([300n, 700n])
  expect(payersOf(clause, 1000n, 800n)).toEqual([500n, 500n])
  expect(payersOf(clause, 1000n)).toEqual([null, 1000n])
})

test('the last payer stops at its own limit too', () => {
  expect(payersOf('payers: [{ payer: 市, share: 50% }, { payer: 区, cap: room }]', 1000n, 200n)).toEqual([
    500n,
    200n,
  ])
})

const instalments =
  'payment: { alreadyPaid: prepaid, instalments: [{ label: 开工, share: 30% }, { label: 验收, share: 70%, when: { is: is_accepted } }] }'

test('instalments add up, and what is due goes by acceptance', () => {
  const parts = (accepted: boolean | null) => {
    const { clause, source } = clauseAndSource(instalments, { is_accepted: accepted })
    return splitInstalments(clause, 101n, source).map((p) => [p.fen, p.isDue])
  }
  expect(parts(true)).toEqual([
    [30n, true],
    [71n, true],
  ])
  expect(parts(false)).toEqual([
    [30n, true],
    [71n, false],
  ])
  expect(parts(null)).toEqual([
    [30n, true],
    [71n, null],
  ])
})

test('due is what is due less what was paid; below zero it is to be recovered; unknown stays unknown', () => {
  const due = (accepted: boolean | null, prepaid: bigint | null) => {
    const { clause, source } = clauseAndSource(instalments, { is_accepted: accepted, prepaid })
    return dueFen(clause, 1000n, source)
  }
  expect(due(true, 0n)).toBe(1000n)
  expect(due(false, 100n)).toBe(200n)
  expect(due(false, 500n)).toBe(-200n)
  expect(due(null, 0n)).toBeNull()
  expect(due(true, null)).toBeNull()
})

test('without instalments the whole is due, less what was paid', () => {
  const paid = clauseAndSource('payment: { alreadyPaid: prepaid }', { prepaid: 300n })
  expect(dueFen(paid.clause, 1000n, paid.source)).toBe(700n)
  const plain = clauseAndSource('rank: 1', {})
  expect(dueFen(plain.clause, 1000n, plain.source)).toBe(1000n)
})
