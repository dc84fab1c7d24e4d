import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stackingComponents } from './crossing-rules.ts'
import type { Clause, StackingRule } from './policy.ts'
import { RunMemory } from './run-memory.ts'
import { stack, stackScratch } from './stack.ts'
import { type PlainAward, stackPlainly } from './stack-reference.ts'

const keys = ['a', 'b', 'c', 'd', 'e']
const scopes = ['enterprise', 'project'] as const

type Written = { rule: StackingRule['rule']; clauses: string[]; cap: number; scope: StackingRule['scope'] }
const ruleOf = ({ rule, clauses, cap, scope }: Written): StackingRule & { fen: number } => ({
  rule,
  clauses,
  scope,
  policy: 'p',
  fen: cap,
  cap:
    rule === 'sumCap' || rule === 'portfolioCap'
      ? { op: 'const', unit: 'money', n: BigInt(cap), d: 100n }
      : null,
})

const randomRule = fc
  .record({
    rule: fc.constantFrom('highestOne', 'highestOne', 'sumCap', 'portfolioCap', 'excludes', 'topUp' as const),
    clauses: fc.shuffledSubarray(keys, { minLength: 2 }),
    cap: fc.integer({ min: 0, max: 30 }),
    scope: fc.constantFrom('enterprise', 'enterprise', 'enterprise', 'project' as const),
  })
  .map(ruleOf as (x: unknown) => StackingRule & { fen: number })

/** For each clause the amounts of some lines; 0 stands for no award. */
const randomAmounts = (lines: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: lines, maxLength: lines }), {
    minLength: keys.length,
    maxLength: keys.length,
  })
/** Which enterprise and which project each of two lines belongs to. */
const pair = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 2, maxLength: 2 })
const randomGroups = fc.tuple(pair, pair)
const few = { endOnFailure: true, numRuns: 500 }

function run(rules: (StackingRule & { fen: number })[], amounts: number[][], groups: [number[], number[]]) {
  const gross = amounts.map((row) => {
    const rows = row.flatMap((fen, i) => (fen > 0 ? [i] : []))
    return { rows: Int32Array.from(rows), fen: Float64Array.from(rows, (i) => row[i]!) }
  })
  const memory = new RunMemory(8)
  const taken = gross.map((g) => g.fen.slice())
  const net = stack(
    {
      scratch: stackScratch(8),
      clauses: keys.map((key) => ({ key, limit: null }) as unknown as Clause),
      rules,
      grouping: (scope) => ({
        groups: Int32Array.from(groups[scopes.indexOf(scope as 'project')]!),
        count: 4,
      }),
      constantCap: (rule) =>
        rule.cap ? (rule as { fen: number } & StackingRule).fen : Number.POSITIVE_INFINITY,
      capOf: () => Number.NaN,
      copy: (fen) => memory.copy(fen),
      mayBeUnknown: false,
    },
    gross,
    (_, clause, entry, fen) => {
      taken[clause]![entry]! -= fen
    },
  )
  const awards: PlainAward[] = gross.flatMap((g, c) =>
    Array.from(g.rows, (row, i) => ({ clause: keys[c]!, row, fen: BigInt(g.fen[i]!) })),
  )
  return { net: net.flatMap((x) => [...x]), taken: taken.flatMap((x) => [...x]), awards }
}

/** The reference over all lines at once would try too much: lines that share no group are told apart. */
function plainly(
  rules: (StackingRule & { fen: number })[],
  awards: PlainAward[],
  groups: [number[], number[]],
): bigint[] {
  const groupOf = (scope: StackingRule['scope'], row: number) =>
    groups[scopes.indexOf(scope as 'project')]![row]!
  return stackPlainly(awards, rules, groupOf, (rule) => BigInt((rule as { fen: number } & StackingRule).fen))
}

test('on random rules the amounts after stacking give the sum of the plain BigInt reference, and what was taken adds up', () => {
  let crossed = 0
  fc.assert(
    fc.property(
      fc.array(randomRule, { minLength: 1, maxLength: 3 }),
      randomAmounts(2),
      randomGroups,
      (rules, amounts, groups) => {
        const { net, taken, awards } = run(rules, amounts, groups)
        const exact = plainly(rules, awards, groups)
        const total = (list: readonly bigint[]) => list.reduce((a, b) => a + b, 0n)
        expect(total(net.map(BigInt))).toBe(total(exact))
        expect(taken).toEqual(net)
        crossed += stackingComponents(rules).filter((c) => c.isCrossing).length
      },
    ),
    { ...few, seed: 42 },
  )
  expect(crossed).toBeGreaterThan(100)
})

test('with one line each, every single amount is that of the reference', () => {
  fc.assert(
    fc.property(fc.array(randomRule, { minLength: 1, maxLength: 4 }), randomAmounts(4), (rules, amounts) => {
      const groups: [number[], number[]] = [
        [0, 1, 2, 3],
        [0, 1, 2, 3],
      ]
      const { net, awards } = run(rules, amounts, groups)
      const rows = [0, 1, 2, 3].map((row) =>
        plainly(
          rules,
          awards.filter((a) => a.row === row),
          groups,
        ),
      )
      const at = [0, 0, 0, 0]
      const exact = awards.map((award) => rows[award.row]![at[award.row]!++]!)
      expect(net.map(BigInt)).toEqual(exact)
    }),
    { ...few, seed: 43 },
  )
})

test('the smaller award of a choice is kept when a limit would eat the larger one', () => {
  const rules = [
    ruleOf({ rule: 'highestOne', clauses: ['a', 'b'], cap: 0, scope: 'enterprise' }),
    ruleOf({ rule: 'sumCap', clauses: ['a', 'c'], cap: 10, scope: 'enterprise' }),
  ]
  const { net } = run(
    rules,
    [
      [10, 0, 0, 0],
      [8, 0, 0, 0],
      [9, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
    ],
    [
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ],
  )
  // a and c share ten, so a + c is 10; b + c is 17.
  expect(net).toEqual([0, 8, 9])
})

/** One line whose choice is crossed by a limit that nobody knows for it: c is 0 where it asks for nothing. */
function withUnknownLimit(amounts: readonly [number, number, number]) {
  const rules = [
    ruleOf({ rule: 'highestOne', clauses: ['a', 'b'], cap: 0, scope: 'enterprise' }),
    ruleOf({ rule: 'sumCap', clauses: ['a', 'c'], cap: 0, scope: 'enterprise' }),
  ].map((rule) => ({ ...rule, fen: rule.rule === 'sumCap' ? Number.NaN : 0 }))
  const lines = [...amounts, 0, 0].map((fen) => [fen, 0, 0, 0])
  const apart = [0, 1, 2, 3]
  return run(rules, lines, [apart, apart])
}

test('where the best choice hangs on an unknown limit, no amount is known and nothing is said to be taken', () => {
  const { net, taken } = withUnknownLimit([10, 8, 9])
  expect(net).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect(taken).toEqual([10, 8, 9])
})

test('without anything to choose only what stands under the unknown limit is unknown', () => {
  expect(withUnknownLimit([0, 8, 9]).net).toEqual([8, Number.NaN])
  expect(withUnknownLimit([0, 8, 0]).net).toEqual([8])
})
