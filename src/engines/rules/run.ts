/** A run of all policies over all subjects: city stage, clauses, stacking, totals; and the same run again after a reform. */
import { type ClauseResult, capFen, type RunInput, runClause } from './column-kernel.ts'
import { givenKeys } from './core.ts'
import type { Fraction } from './fraction.ts'
import { clausesInForce, type Library } from './library.ts'
import type { Clause, StackingRule } from './policy.ts'
import { type CityRecord, cityStage } from './snapshot.ts'
import { type Awards, type Grouping, type OnTake, type StackContext, stack } from './stack.ts'
import { type Snapshot, scopeGroups, type Table } from './table.ts'
import type { Scope } from './written.ts'

export type RunOptions = {
  readonly table: Table
  readonly onDay: number
  /** City values handed in, in 分 or as fractions; null says: known to be missing. */
  readonly city?: ReadonlyMap<string, Fraction | null>
  /** Also tell 差一点 from 不符合. */
  readonly withNear?: boolean
}

export type ClauseOutcome = ClauseResult & {
  readonly clause: Clause
  /** Whole 分 after stacking, beside `gross.rows`; NaN where a limit is unknown. */
  readonly net: Float64Array
  /** Rows whose amount hangs on an unknown limit, with the verdict they get instead. */
  readonly undecided: ReadonlyMap<number, 1 | 2>
}

export type Totals = { readonly amountFen: bigint; readonly ceilingFen: bigint }

export type Run = {
  readonly library: Library
  readonly options: RunOptions
  readonly input: RunInput
  readonly records: readonly CityRecord[]
  readonly outcomes: readonly ClauseOutcome[]
  readonly rules: readonly StackingRule[]
  readonly totals: Totals
  /** How many clauses were computed, the others were taken over from the run before. */
  readonly recomputed: number
}

/** Computes everything. With `before`, clauses that did not change are taken over and only the others run again. */
export function evaluate(library: Library, options: RunOptions, before?: Run): Run {
  const { table, onDay } = options
  const clauses = clausesInForce(library, onDay)
  const { snapshot, records } = cityStage(library, table, onDay, options.city ?? new Map(), clauses)
  const isSameGround =
    before?.options.table === table &&
    before.options.onDay === onDay &&
    before.options.withNear === options.withNear
  const input: RunInput = {
    table,
    snapshot,
    onDay,
    scratch: isSameGround ? before.input.scratch : scratchFor(table),
  }
  const known = new Map(isSameGround ? before.outcomes.map((o) => [o.clause.key, o]) : [])
  let recomputed = 0
  const results = clauses.map((clause): ClauseResult => {
    const old = known.get(clause.key)
    if (old && before && isUnchanged(old.clause, clause, before.input.snapshot, snapshot)) return old
    recomputed++
    return runClause(clause, input, options.withNear ?? false)
  })
  const rules = library.stacking
  const outcomes = stacked(clauses, rules, results, input, known)
  return { library, options, input, records, outcomes, rules, totals: totalsOf(outcomes), recomputed }
}

function scratchFor(table: Table): RunInput['scratch'] {
  const n = table.ids.length
  return { rows: new Int32Array(n), fen: new Float64Array(n), big: new Int32Array(n) }
}

/** The same clause text and the same city values under it. */
function isUnchanged(old: Clause, now: Clause, was: Snapshot, is: Snapshot): boolean {
  if (old !== now && fingerprint(old) !== fingerprint(now)) return false
  for (const key of keysOf(now)) {
    if (key.startsWith('s/')) {
      const [a, b] = [was.standings.get(key), is.standings.get(key)]
      if ((a === undefined) !== (b === undefined)) return false
    } else if (!isSameValue(was.given.get(key), is.given.get(key))) return false
  }
  return true
}

const isSameValue = (a: Fraction | undefined, b: Fraction | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.n * b.d === b.n * a.d)

const fingerprints = new WeakMap<Clause, string>()
function fingerprint(clause: Clause): string {
  const known = fingerprints.get(clause)
  if (known !== undefined) return known
  const parts = [clause.when, clause.near, clause.amount, clause.rounding]
  const text = JSON.stringify(parts, (key, value) =>
    key === 'path' || key === 'label' ? undefined : typeof value === 'bigint' ? `${value}n` : value,
  )
  fingerprints.set(clause, text)
  return text
}

const clauseKeys = new WeakMap<Clause, ReadonlySet<string>>()
function keysOf(clause: Clause): ReadonlySet<string> {
  const known = clauseKeys.get(clause)
  if (known) return known
  const inCondition = {
    op: 'choose',
    unit: 'count',
    cases: [{ when: clause.when, give: clause.amount }],
    otherwise: null,
  } as const
  const keys = givenKeys([inCondition])
  clauseKeys.set(clause, keys)
  return keys
}

/** Stacking over the given results; untouched clauses keep their arrays. */
function stacked(
  clauses: readonly Clause[],
  rules: readonly StackingRule[],
  results: readonly ClauseResult[],
  input: RunInput,
  known: ReadonlyMap<string, ClauseOutcome>,
): ClauseOutcome[] {
  const touched = new Set(rules.flatMap((rule) => rule.clauses))
  const plain = clauses.flatMap((clause, i) => (clause.limit || touched.has(clause.key) ? [] : [i]))
  const bound = clauses.flatMap((clause, i) => (clause.limit || touched.has(clause.key) ? [i] : []))
  const gross = bound.map((i) => results[i]!.gross)
  const ctx = stackContext(
    bound.map((i) => clauses[i]!),
    rules,
    input,
  )
  const nets = stack(ctx, gross)
  const netOf = new Map(bound.map((i, at) => [i, nets[at]!]))
  for (const i of plain) netOf.set(i, results[i]!.gross.fen)
  return clauses.map((clause, i) => {
    const net = netOf.get(i)!
    const old = known.get(clause.key)
    const undecided = undecidedRows(ctx, clause, results[i]!, net, input.snapshot)
    return old && old.gross === results[i]!.gross && old.net === net && old.clause === clause
      ? old
      : { ...results[i]!, clause, net, undecided }
  })
}

const none: ReadonlyMap<number, 1 | 2> = new Map()

function undecidedRows(
  ctx: StackContext,
  clause: Clause,
  result: ClauseResult,
  net: Float64Array,
  snapshot: Snapshot,
): ReadonlyMap<number, 1 | 2> {
  if (net === result.gross.fen) return none
  const caps = ctx.rules.flatMap((rule) => (rule.cap && rule.clauses.includes(clause.key) ? [rule.cap] : []))
  if (caps.length === 0) return none
  const isCityMissing = [...givenKeys(caps)].some((key) => !key.startsWith('s/') && !snapshot.given.has(key))
  const rows = new Map<number, 1 | 2>()
  result.gross.rows.forEach((row, entry) => {
    if (Number.isNaN(net[entry]!)) rows.set(row, isCityMissing ? 2 : 1)
  })
  return rows
}

/** What stacking needs to know of a run; limits that are the same for all are computed once. */
export function stackContext(
  clauses: readonly Clause[],
  rules: readonly StackingRule[],
  input: RunInput,
): StackContext {
  const groupings = new Map<Scope, Grouping>()
  const constants = new Map<StackingRule, number>()
  const grouping = (scope: Scope): Grouping => {
    const known = groupings.get(scope)
    if (known) return known
    const made = scopeGroups(input.table, scope) ?? { groups: null, count: input.table.ids.length }
    groupings.set(scope, made)
    return made
  }
  const capOf = (rule: StackingRule, row: number): number => {
    if (!rule.cap) return Number.POSITIVE_INFINITY
    const known = constants.get(rule)
    if (known !== undefined) return known
    const cap = capFen(rule.cap, input, row)
    if (rule.cap.op === 'const' || rule.cap.op === 'given') constants.set(rule, cap)
    return cap
  }
  const present = new Set(clauses.map((c) => c.key))
  return {
    clauses,
    rules: rules.filter((rule) => rule.clauses.some((key) => present.has(key))),
    grouping,
    capOf,
  }
}

/** Totals of entitlements and of ceilings, apart; exact. */
export function totalsOf(outcomes: readonly ClauseOutcome[]): Totals {
  let amountFen = 0n
  let ceilingFen = 0n
  for (const { clause, net } of outcomes) {
    const sum = sumFen(net)
    if (clause.isCeiling) ceilingFen += sum
    else amountFen += sum
  }
  return { amountFen, ceilingFen }
}

/** Exact sum of whole doubles: added up as doubles as long as that is exact, unknown left out. */
export function sumFen(fen: Float64Array): bigint {
  let total = 0n
  let part = 0
  for (let i = 0; i < fen.length; i++) {
    const x = fen[i]!
    if (Number.isNaN(x)) continue
    if (part + x > 9_007_199_254_740_991) {
      total += BigInt(part)
      part = 0
    }
    part += x
  }
  return total + BigInt(part)
}

export type Taken = { readonly rule: StackingRule | null; readonly fen: bigint }

/** What stacking took from one row, by clause and rule; worked out again from the rows that share its limits. */
export function takenFrom(run: Run, row: number): ReadonlyMap<string, readonly Taken[]> {
  const clauses = run.outcomes.map((o) => o.clause)
  const near = rowsSharingLimits(run, row)
  const gross = run.outcomes.map((o) => subset(o.gross, near))
  const taken = new Map<string, Taken[]>()
  const onTake: OnTake = (rule, clause, entry, fen) => {
    if (gross[clause]!.rows[entry] !== row || Number.isNaN(fen)) return
    const list = taken.get(clauses[clause]!.key) ?? []
    taken.set(clauses[clause]!.key, [...list, { rule, fen: BigInt(fen) }])
  }
  stack(stackContext(clauses, run.rules, run.input), gross, onTake)
  return taken
}

/** The row itself and those in a group with it under any scope, rising. */
function rowsSharingLimits(run: Run, row: number): Int32Array {
  const rows = new Set([row])
  for (const names of run.input.table.scopes.values())
    if (names[row] !== '')
      names.forEach((name, other) => {
        if (name === names[row]) rows.add(other)
      })
  return Int32Array.from(rows).sort()
}

function subset(awards: Awards, rows: Int32Array): Awards {
  const entries: number[] = []
  for (const row of rows) {
    const at = entryOf(awards.rows, row)
    if (at >= 0) entries.push(at)
  }
  return {
    rows: Int32Array.from(entries, (at) => awards.rows[at]!),
    fen: Float64Array.from(entries, (at) => awards.fen[at]!),
  }
}

/** Where a row stands in a rising list, or -1. */
export function entryOf(rows: Int32Array, row: number): number {
  let low = 0
  let high = rows.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = rows[middle]!
    if (found === row) return middle
    if (found < row) low = middle + 1
    else high = middle - 1
  }
  return -1
}
