/**
 * Stacking: what remains of awards that may not stand side by side. Works on the entitled rows only.
 * Rules apply in the order: limit of the clause, excludes, highestOne, topUp, sumCap, portfolioCap; inside a
 * limit the clause named first is served first. Where a limit crosses a choice, `stack-search.ts` decides.
 */
import { stackingComponents } from './crossing-rules.ts'
import type { Clause, StackingRule } from './policy.ts'
import { searchChoices } from './stack-search.ts'

/** Entitled rows of one clause, rising, with whole 分; NaN once a limit is unknown. */
export type Awards = { readonly rows: Int32Array; readonly fen: Float64Array }

export type Grouping = { readonly groups: Int32Array | null; readonly count: number }

/** Arrays as long as there are groups, used over and over. */
export type StackScratch = {
  readonly value: Float64Array
  readonly owner: Int32Array
  readonly entry: Int32Array
  readonly stamp: Int32Array
  nextStamp: number
}

export function stackScratch(count: number): StackScratch {
  return {
    value: new Float64Array(count),
    owner: new Int32Array(count),
    entry: new Int32Array(count),
    stamp: new Int32Array(count),
    nextStamp: 1,
  }
}

export type StackContext = {
  readonly scratch: StackScratch
  readonly clauses: readonly Clause[]
  readonly rules: readonly StackingRule[]
  grouping(scope: StackingRule['scope']): Grouping
  /** The limit of a rule for one row in whole 分, never below zero; NaN is unknown. */
  capOf(rule: StackingRule, row: number): number
  /** The limit when it is the same for all, else null. */
  constantCap(rule: StackingRule): number | null
  copy(fen: Float64Array): Float64Array
  /** Whether some limit differs from line to line or is unknown. */
  readonly mayBeUnknown: boolean
  /** Told how often a group had more combinations than are searched, so that the greedy order decided. */
  onUnsearched?(groups: number, clauses: readonly string[]): void
}

/** Called for every amount that a rule takes away; `rule` is null for the clause's own limit. */
export type OnTake = (rule: StackingRule | null, clause: number, entry: number, takenFen: number) => void

/** The amounts after all rules, clause by clause; `gross` is not changed. */
export function stack(ctx: StackContext, gross: readonly Awards[], onTake?: OnTake): Float64Array[] {
  const net: Float64Array[] = []
  const position = new Map(ctx.clauses.map((clause, i) => [clause.key, i]))
  const work: Work = { ctx, gross, net, onTake }
  gross.forEach((awards, i) => {
    net[i] = ctx.copy(awards.fen)
  })
  ctx.clauses.forEach((clause, i) => {
    if (clause.limit) serveAll(work, { rule: null, cap: clause.limit.capFen, scope: clause.limit.scope }, [i])
  })
  // One set of rules after the other: its awards are still in the cache for the next rule.
  for (const component of stackingComponents(ctx.rules)) {
    if (component.isCrossing) searchChoices(work, component.rules, position)
    else
      for (const rule of component.rules) {
        const members = rule.clauses.flatMap((key) => (position.has(key) ? [position.get(key)!] : []))
        if (members.length > 0) apply[rule.rule](work, rule, members)
      }
  }
  return net
}

/** What every rule works on. */
export type Work = {
  readonly ctx: StackContext
  readonly gross: readonly Awards[]
  readonly net: readonly Float64Array[]
  readonly onTake: OnTake | undefined
}

type Limit = {
  readonly rule: StackingRule | null
  readonly cap: number | null
  readonly scope: StackingRule['scope']
}

/** Members in their order take from what is left of the limit of their group. An unknown limit makes unknown. */
function serveAll(work: Work, limit: Limit, members: readonly number[]): void {
  const { ctx, gross, net, onTake } = work
  const { groups, count } = ctx.grouping(limit.scope)
  const left = limit.cap === null ? capsOfGroups(work, limit.rule!, members) : ctx.scratch.value
  if (limit.cap !== null) left.fill(limit.cap, 0, count)
  if (!onTake && !ctx.mayBeUnknown) {
    for (const member of members) serveKnown(gross[member]!.rows, net[member]!, left, groups)
    return
  }
  for (const member of members) {
    const rows = gross[member]!.rows
    const fen = net[member]!
    for (let entry = 0; entry < rows.length; entry++) {
      const asked = fen[entry]!
      if (asked === 0) continue
      const group = groups === null ? rows[entry]! : groups[rows[entry]!]!
      const rest = left[group]!
      if (asked <= rest) left[group] = rest - asked
      else {
        // Also where the limit is unknown: NaN is never at least as large, and stays.
        const granted = Number.isNaN(rest) || Number.isNaN(asked) ? Number.NaN : rest
        fen[entry] = granted
        left[group] = rest - granted
        onTake?.(limit.rule, member, entry, asked - granted)
      }
    }
  }
}

/** One clause where every limit is known: without a jump, since nobody can foresee which limits bind. */
function serveKnown(
  rows: Int32Array,
  fen: Float64Array,
  left: Float64Array,
  groups: Int32Array | null,
): void {
  for (let entry = 0; entry < rows.length; entry++) {
    const group = groups === null ? rows[entry]! : groups[rows[entry]!]!
    const rest = left[group]!
    const asked = fen[entry]!
    const beyond = asked - rest
    const granted = asked - (beyond + Math.abs(beyond)) * 0.5
    fen[entry] = granted
    left[group] = rest - granted
  }
}

/** A limit that differs from group to group: the one of the row that is served first. */
function capsOfGroups({ ctx, gross }: Work, rule: StackingRule, members: readonly number[]): Float64Array {
  const { groups } = ctx.grouping(rule.scope)
  const { value, stamp } = ctx.scratch
  const mark = ctx.scratch.nextStamp++
  for (const member of members)
    for (const row of gross[member]!.rows) {
      const group = groups === null ? row : groups[row]!
      if (stamp[group] === mark) continue
      stamp[group] = mark
      value[group] = ctx.capOf(rule, row)
    }
  return value
}

type Apply = (work: Work, rule: StackingRule, members: readonly number[]) => void

function groupAt({ groups }: Grouping, row: number): number {
  return groups ? groups[row]! : row
}

/** Members beyond the first get nothing where the first one pays. */
const excludes: Apply = ({ ctx, gross, net, onTake }, rule, members) => {
  if (ctx.clauses[members[0]!]!.key !== rule.clauses[0]) return
  const grouping = ctx.grouping(rule.scope)
  const { stamp } = ctx.scratch
  const paid = ctx.scratch.nextStamp++
  gross[members[0]!]!.rows.forEach((row, entry) => {
    if (net[members[0]!]![entry] !== 0) stamp[groupAt(grouping, row)] = paid
  })
  for (const member of members.slice(1))
    gross[member]!.rows.forEach((row, entry) => {
      const asked = net[member]![entry]!
      if (asked === 0 || stamp[groupAt(grouping, row)] !== paid) return
      onTake?.(rule, member, entry, asked)
      net[member]![entry] = 0
    })
}

/** Only the largest stays; of equals the one named first. The loser is set to zero as soon as it is beaten. */
const highestOne: Apply = (work, rule, members) => {
  const { groups, count } = work.ctx.grouping(rule.scope)
  const { value: best, owner, entry: ownerEntry } = work.ctx.scratch
  best.fill(0, 0, count)
  members.forEach((member, place) => {
    const rows = work.gross[member]!.rows
    const fen = work.net[member]!
    // Nobody asks later who holds the best of a row once the last clause has been seen.
    const isRemembered = groups !== null || place < members.length - 1
    for (let entry = 0; entry < rows.length; entry++) {
      const asked = fen[entry]!
      const group = groups === null ? rows[entry]! : groups[rows[entry]!]!
      const before = best[group]!
      // Most rows have one award: then there is nothing to compare, and no jump to foresee.
      if (before > 0) {
        if (asked <= before) {
          if (asked > 0) drop(work, rule, member, entry)
          continue
        }
        drop(work, rule, owner[group]!, ownerEntry[group]!)
      }
      if (isRemembered) {
        best[group] = asked
        owner[group] = member
        ownerEntry[group] = entry
      }
    }
  })
}

function drop({ net, onTake }: Work, rule: StackingRule, member: number, entry: number): void {
  const fen = net[member]!
  onTake?.(rule, member, entry, fen[entry]!)
  fen[entry] = 0
}

/** From the lowest step to the highest, each pays only what it exceeds the ones before. */
const topUp: Apply = ({ ctx, gross, net, onTake }, rule, members) => {
  const grouping = ctx.grouping(rule.scope)
  const reached = ctx.scratch.value.fill(0, 0, grouping.count)
  for (const member of members)
    gross[member]!.rows.forEach((row, entry) => {
      const group = groupAt(grouping, row)
      const asked = net[member]![entry]!
      const before = Math.min(asked, reached[group]!)
      if (before > 0) {
        onTake?.(rule, member, entry, before)
        net[member]![entry] = asked - before
      }
      reached[group] = Math.max(reached[group]!, asked)
    })
}

/** All members together at most the limit, the first named served first. */
const sumCap: Apply = (work, rule, members) =>
  serveAll(work, { rule, cap: work.ctx.constantCap(rule), scope: rule.scope }, members)

const apply: Readonly<Record<StackingRule['rule'], Apply>> = {
  excludes,
  highestOne,
  topUp,
  sumCap,
  portfolioCap: sumCap,
}
