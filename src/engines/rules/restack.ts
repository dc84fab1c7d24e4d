/** Stacking inside a run, and the part of it that a reform touches. */
import { type ClauseResult, capFen } from './column-kernel.ts'
import { givenKeys } from './core.ts'
import type { RunInput } from './kernel-inputs.ts'
import type { Clause, StackingRule } from './policy.ts'
import type { ClauseOutcome } from './run.ts'
import { type Grouping, type StackContext, stack } from './stack.ts'
import { type Snapshot, scopeGroups } from './table.ts'
import type { Scope } from './written.ts'

export type StackBefore = {
  readonly rules: readonly StackingRule[]
  readonly snapshot: Snapshot
  readonly outcomes: ReadonlyMap<string, ClauseOutcome>
  readonly unsearched: readonly Unsearched[]
}

/** Lines whose combinations were too many to search, so that the greedy order decided; by the clauses they share. */
export type Unsearched = { readonly clauses: readonly string[]; readonly groups: number }

export type Restacked = {
  readonly outcomes: ClauseOutcome[]
  readonly unsearched: readonly Unsearched[]
}

/** Awards after stacking. Clauses that no changed clause or limit reaches keep their arrays. */
export function restack(
  clauses: readonly Clause[],
  rules: readonly StackingRule[],
  results: readonly ClauseResult[],
  input: RunInput,
  before: StackBefore | null,
): Restacked {
  const dirty = before && dirtyClauses(clauses, rules, results, input.snapshot, before)
  const isBound = new Set(rules.flatMap((rule) => rule.clauses))
  const bound = clauses.flatMap((clause, i) =>
    (clause.limit || isBound.has(clause.key)) && (!dirty || dirty.has(clause.key)) ? [i] : [],
  )
  const ctx = stackContext(
    bound.map((i) => clauses[i]!),
    rules,
    input,
  )
  const unsearched = before
    ? before.unsearched.filter(({ clauses: keys }) => keys.every((key) => !dirty!.has(key)))
    : []
  const nets = stack(
    { ...ctx, onUnsearched: (groups, keys) => unsearched.push({ clauses: keys, groups }) },
    bound.map((i) => results[i]!.gross),
  )
  const netOf = new Map(bound.map((i, at) => [i, nets[at]!]))
  const outcomes = clauses.map((clause, i) => {
    const old = before?.outcomes.get(clause.key)
    const result = results[i]!
    const net = netOf.get(i)
    if (!net && old && old.gross === result.gross) return old.clause === clause ? old : { ...old, clause }
    const stacked = net ?? result.gross.fen
    return {
      ...result,
      clause,
      net: stacked,
      undecided: undecidedRows(ctx, result, stacked, input.snapshot),
    }
  })
  return { outcomes, unsearched }
}

const signatures = new WeakMap<StackingRule, string>()
function signature(rule: StackingRule): string {
  const known = signatures.get(rule)
  if (known !== undefined) return known
  const text = JSON.stringify(rule, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
  signatures.set(rule, text)
  return text
}

/** Clauses that must be stacked again: changed ones, and all that share a rule with one, and so on. */
function dirtyClauses(
  clauses: readonly Clause[],
  rules: readonly StackingRule[],
  results: readonly ClauseResult[],
  snapshot: Snapshot,
  before: StackBefore,
): Set<string> {
  const dirty = new Set<string>()
  clauses.forEach((clause, i) => {
    const old = before.outcomes.get(clause.key)
    const sameLimit =
      old?.clause.limit?.capFen === clause.limit?.capFen && old?.clause.limit?.scope === clause.limit?.scope
    if (!old || old.gross !== results[i]!.gross || !sameLimit) dirty.add(clause.key)
  })
  const present = new Set(clauses.map((clause) => clause.key))
  for (const key of before.outcomes.keys()) if (!present.has(key)) dirty.add(key)
  if (rules !== before.rules) addChangedRules(dirty, rules, before.rules)
  for (const rule of rules)
    if (isCapChanged(rule, snapshot, before.snapshot)) for (const key of rule.clauses) dirty.add(key)
  for (let size = -1; size !== dirty.size; ) {
    size = dirty.size
    for (const rule of rules)
      if (rule.clauses.some((key) => dirty.has(key))) for (const key of rule.clauses) dirty.add(key)
  }
  return dirty
}

/** Clauses of rules that are new or gone. */
function addChangedRules(
  dirty: Set<string>,
  rules: readonly StackingRule[],
  old: readonly StackingRule[],
): void {
  const was = new Set(old.map(signature))
  const is = new Set(rules.map(signature))
  for (const rule of rules) if (!was.has(signature(rule))) for (const key of rule.clauses) dirty.add(key)
  for (const rule of old) if (!is.has(signature(rule))) for (const key of rule.clauses) dirty.add(key)
}

const capKeys = new WeakMap<StackingRule, readonly string[]>()
function keysOfCap(rule: StackingRule): readonly string[] {
  const known = capKeys.get(rule)
  if (known) return known
  const keys = rule.cap ? [...givenKeys([rule.cap])] : []
  capKeys.set(rule, keys)
  return keys
}

function isCapChanged(rule: StackingRule, is: Snapshot, was: Snapshot): boolean {
  return keysOfCap(rule).some((key) => {
    const [a, b] = [is.given.get(key), was.given.get(key)]
    return a?.n !== b?.n || a?.d !== b?.d
  })
}

const none: ReadonlyMap<number, 1 | 2> = new Map()

/** Rows whose amount became unknown; looked for only where some limit can be unknown. */
function undecidedRows(
  ctx: StackContext,
  result: ClauseResult,
  net: Float64Array,
  snapshot: Snapshot,
): ReadonlyMap<number, 1 | 2> {
  if (net === result.gross.fen || !ctx.mayBeUnknown) return none
  const rows = new Map<number, 1 | 2>()
  const isCityMissing = ctx.rules.some((rule) =>
    keysOfCap(rule).some((key) => !key.startsWith('s/') && !snapshot.given.has(key)),
  )
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
  const constantCap = (rule: StackingRule): number | null => {
    if (!rule.cap) return Number.POSITIVE_INFINITY
    if (rule.cap.op !== 'const' && rule.cap.op !== 'given') return null
    const known = constants.get(rule) ?? Math.max(0, capFen(rule.cap, input, 0))
    constants.set(rule, known)
    return known
  }
  const capOf = (rule: StackingRule, row: number): number =>
    rule.cap ? Math.max(0, capFen(rule.cap, input, row)) : Number.POSITIVE_INFINITY
  const present = new Set(clauses.map((c) => c.key))
  const own = rules.every((rule) => rule.clauses.some((key) => present.has(key)))
    ? rules
    : rules.filter((rule) => rule.clauses.some((key) => present.has(key)))
  return {
    scratch: input.scratch.stacking,
    constantCap,
    clauses,
    rules: own,
    copy: (fen) => input.memory.copy(fen),
    mayBeUnknown: own.some((rule) => rule.cap && Number.isNaN(constantCap(rule) ?? Number.NaN)),
    grouping,
    capOf,
  }
}
