/** A run of all policies over all subjects: city stage, clauses, stacking, totals; and the same run again after a reform. */
import { type ClauseResult, runClause, runInput } from './column-kernel.ts'
import { givenKeys } from './core.ts'
import type { Fraction } from './fraction.ts'
import type { RunInput } from './kernel-inputs.ts'
import { clausesInForce, type Library } from './library.ts'
import type { Clause, StackingRule } from './policy.ts'
import { restack, type Unsearched } from './restack.ts'
import type { RunMemory } from './run-memory.ts'
import { type CityRecord, cityStage } from './snapshot.ts'
import type { Snapshot, Table } from './table.ts'
import { type Totals, totalsOf } from './totals.ts'

export type RunOptions = {
  readonly table: Table
  readonly onDay: number
  /** City values handed in, in 分 or as fractions; null says: known to be missing. */
  readonly city?: ReadonlyMap<string, Fraction | null>
  /** Other values for parameters, by `policy/name`, as a slider sets them. */
  readonly parameters?: ReadonlyMap<string, Fraction>
  /** Also tell 差一点 from 不符合. */
  readonly withNear?: boolean
  /** Arrays to write into; an earlier run with the same memory must not be read any more. */
  readonly memory?: RunMemory
}

export type ClauseOutcome = ClauseResult & {
  readonly clause: Clause
  /** Whole 分 after stacking, beside `gross.rows`; NaN where a limit is unknown. */
  readonly net: Float64Array
  /** Rows whose amount hangs on an unknown limit, with the verdict they get instead. */
  readonly undecided: ReadonlyMap<number, 1 | 2>
}

export type Run = {
  readonly library: Library
  readonly options: RunOptions
  readonly input: RunInput
  readonly records: readonly CityRecord[]
  readonly outcomes: readonly ClauseOutcome[]
  readonly rules: readonly StackingRule[]
  readonly totals: Totals
  /** Where a group had too many combinations to search: its amounts follow the greedy order and may be too low. */
  readonly unsearched: readonly Unsearched[]
  /** How many clauses were computed, the others were taken over from the run before. */
  readonly recomputed: number
}

/** Computes everything. With `before`, clauses that did not change are taken over and only the others run again. */
export function evaluate(library: Library, options: RunOptions, before?: Run): Run {
  const { table, onDay } = options
  const clauses = clausesInForce(library, onDay)
  const isSameGround =
    before?.options.table === table &&
    before.options.onDay === onDay &&
    before.options.withNear === options.withNear
  const isSameCity =
    isSameGround && before.options.city === options.city && before.library.city === library.city
  const { snapshot, records } = cityStage(library, {
    table,
    onDay,
    clauses,
    given: options.city ?? new Map(),
    parameters: options.parameters ?? new Map(),
    before: isSameCity ? { records: before.records, standings: before.input.snapshot.standings } : null,
  })
  const memory = options.memory
  if (memory && memory === before?.options.memory)
    throw new RangeError('a run that takes over results of another needs a memory of its own')
  memory?.reset()
  const input = runInput(table, snapshot, onDay, memory)
  const known = new Map(isSameGround ? before.outcomes.map((o) => [o.clause.key, o]) : [])
  let recomputed = 0
  const results = clauses.map((clause): ClauseResult => {
    const old = known.get(clause.key)
    if (old && before && isUnchanged(old.clause, clause, before.input.snapshot, snapshot)) return old
    recomputed++
    return runClause(clause, input, options.withNear ?? false)
  })
  const rules = library.stacking
  const stackedBefore = isSameGround
    ? {
        rules: before.rules,
        snapshot: before.input.snapshot,
        outcomes: known,
        unsearched: before.unsearched,
      }
    : null
  const { outcomes, unsearched } = restack(clauses, rules, results, input, stackedBefore)
  return {
    library,
    options,
    input,
    records,
    outcomes,
    rules,
    totals: totalsOf(outcomes),
    unsearched,
    recomputed,
  }
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
