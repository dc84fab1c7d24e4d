import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assessClause } from './clause-reference.ts'
import { runClause, runInput } from './column-kernel.ts'
import type { Fraction } from './fraction.ts'
import { randomClause, randomGiven, randomTable } from './random-tree.ts'
import { rowSource, type Snapshot, type Table } from './table.ts'

const onDay = 19_200

function snapshotOf(table: Table, given: Fraction | null, hasStanding: boolean): Snapshot {
  const values = new Map<string, Fraction>()
  if (given) values.set('c/x', given)
  if (given && given.n > 0n) values.set('c/x+', given)
  const ranks = Float64Array.from(table.ids, (_, row) => (row % 3 === 2 ? Number.NaN : row + 1))
  return { given: values, standings: hasStanding ? new Map([['s/a/highest//rank', ranks]]) : new Map() }
}

test('on random trees the columns give the verdict and the 分 of the BigInt reference', () => {
  let entitled = 0
  fc.assert(
    fc.property(randomClause, randomTable, randomGiven, fc.boolean(), (clause, table, given, hasStanding) => {
      const snapshot = snapshotOf(table, given, hasStanding)
      const sources = table.ids.map((_, row) => rowSource(table, snapshot, onDay, row))
      const exact = sources.map((source) => assessClause(clause, source))
      // Amounts beyond 2^53 分 are refused by name, they are not rounded.
      if (exact.some((x) => x.fen !== null && x.fen > 9_007_199_254_740_991n)) return
      const { verdicts, gross } = runClause(clause, runInput(table, snapshot, onDay), true)
      const fen = new Map(Array.from(gross.rows, (row, i) => [row, BigInt(gross.fen[i]!)]))
      const got = exact.map((_, row) => ({ verdict: verdicts[row], fen: fen.get(row) ?? null }))
      expect(got).toEqual(exact)
      entitled += gross.rows.length
    }),
    { numRuns: 3000, seed: 20221101 },
  )
  expect(entitled).toBeGreaterThan(1000)
})

test('an amount beyond 2^53 分 is refused, not rounded', () => {
  const amount = { op: 'const', unit: 'money', n: 2n ** 60n, d: 1n }
  const clause = {
    key: 'p/c',
    when: { op: 'flag', fact: 'flag', leaf: {} },
    near: null,
    amount,
    rounding: 'fen_down',
  } as never
  const table: Table = {
    ids: ['1'],
    columns: new Map([['flag', { kind: 'flag', values: new Uint8Array([0]) }]]),
    scopes: new Map(),
  }
  const input = runInput(table, { given: new Map(), standings: new Map() }, onDay)
  expect(() => runClause(clause, input, false)).toThrow(RangeError)
})
