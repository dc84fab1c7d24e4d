/**
 * Stacking: what remains of awards that may not stand side by side. Works on the entitled rows only.
 * Rules apply in the order: limit of the clause, excludes, highestOne, topUp, sumCap, portfolioCap; inside a
 * limit the clause named first is served first. Where a limit crosses a choice, `stack-search.ts` decides.
 */
import type { Clause, StackingRule } from './policy.ts'

/** Entitled rows of one clause, rising, with whole 分; NaN once a limit is unknown. */
export type Awards = { readonly rows: Int32Array; readonly fen: Float64Array }

export type Grouping = { readonly groups: Int32Array | null; readonly count: number }

/** Arrays as long as there are groups, used over and over; a group belongs to the rule whose stamp it carries. */
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
  /** The limit of a rule for one row in whole 分; NaN is unknown. */
  capOf(rule: StackingRule, row: number): number
  /** The limit when it is the same for all, else null. */
  constantCap(rule: StackingRule): number | null
}

/** Called for every amount that a rule takes away; `rule` is null for the clause's own limit. */
export type OnTake = (rule: StackingRule | null, clause: number, entry: number, takenFen: number) => void

const order: readonly StackingRule['rule'][] = ['excludes', 'highestOne', 'topUp', 'sumCap', 'portfolioCap']

/** Rules in the order they apply. */
export const orderedRules = (rules: readonly StackingRule[]): StackingRule[] =>
  [...rules].sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule))

/** The amounts after all rules, clause by clause; `gross` is not changed. */
export function stack(ctx: StackContext, gross: readonly Awards[], onTake?: OnTake): Float64Array[] {
  const net = gross.map((awards) => awards.fen.slice())
  const position = new Map(ctx.clauses.map((clause, i) => [clause.key, i]))
  ctx.clauses.forEach((clause, i) => {
    if (clause.limit)
      serveAll(
        ctx,
        { rule: null, cap: clause.limit.capFen, scope: clause.limit.scope },
        [i],
        gross,
        net,
        onTake,
      )
  })
  for (const rule of orderedRules(ctx.rules)) {
    const members = rule.clauses.flatMap((key) => (position.has(key) ? [position.get(key)!] : []))
    if (members.length > 0) apply[rule.rule](ctx, rule, members, gross, net, onTake)
  }
  return net
}

type Limit = {
  readonly rule: StackingRule | null
  readonly cap: number | null
  readonly scope: StackingRule['scope']
}

/** Members in their order take from what is left of the limit of their group. An unknown limit makes unknown. */
function serveAll(
  ctx: StackContext,
  limit: Limit,
  members: readonly number[],
  gross: readonly Awards[],
  net: readonly Float64Array[],
  onTake: OnTake | undefined,
): void {
  const { groups } = ctx.grouping(limit.scope)
  const { value: left, stamp } = ctx.scratch
  const mark = ctx.scratch.nextStamp++
  for (const member of members) {
    const rows = gross[member]!.rows
    const fen = net[member]!
    for (let entry = 0; entry < rows.length; entry++) {
      const row = rows[entry]!
      const group = groups === null ? row : groups[row]!
      if (stamp[group] !== mark) {
        stamp[group] = mark
        left[group] = limit.cap ?? Math.max(0, ctx.capOf(limit.rule!, row))
      }
      const rest = left[group]!
      const asked = fen[entry]!
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

type Apply = (
  ctx: StackContext,
  rule: StackingRule,
  members: readonly number[],
  gross: readonly Awards[],
  net: readonly Float64Array[],
  onTake: OnTake | undefined,
) => void

const groupAt = (grouping: Grouping, row: number): number => (grouping.groups ? grouping.groups[row]! : row)

/** Members beyond the first get nothing where the first one pays. */
const excludes: Apply = (ctx, rule, members, gross, net, onTake) => {
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
const highestOne: Apply = (ctx, rule, members, gross, net, onTake) => {
  const { groups } = ctx.grouping(rule.scope)
  const { value: best, owner, entry: ownerEntry, stamp } = ctx.scratch
  const mark = ctx.scratch.nextStamp++
  for (const member of members) {
    const rows = gross[member]!.rows
    const fen = net[member]!
    for (let entry = 0; entry < rows.length; entry++) {
      const asked = fen[entry]!
      if (asked === 0) continue
      const row = rows[entry]!
      const group = groups === null ? row : groups[row]!
      if (stamp[group] === mark && asked <= best[group]!) {
        fen[entry] = 0
        onTake?.(rule, member, entry, asked)
        continue
      }
      if (stamp[group] === mark) {
        net[owner[group]!]![ownerEntry[group]!] = 0
        onTake?.(rule, owner[group]!, ownerEntry[group]!, best[group]!)
      }
      stamp[group] = mark
      best[group] = asked
      owner[group] = member
      ownerEntry[group] = entry
    }
  }
}

/** From the lowest step to the highest, each pays only what it exceeds the ones before. */
const topUp: Apply = (ctx, rule, members, gross, net, onTake) => {
  const grouping = ctx.grouping(rule.scope)
  const { value: reached, stamp } = ctx.scratch
  const mark = ctx.scratch.nextStamp++
  for (const member of members)
    gross[member]!.rows.forEach((row, entry) => {
      const group = groupAt(grouping, row)
      const asked = net[member]![entry]!
      const before = stamp[group] === mark ? Math.min(asked, reached[group]!) : 0
      if (before > 0) {
        onTake?.(rule, member, entry, before)
        net[member]![entry] = asked - before
      }
      reached[group] = stamp[group] === mark ? Math.max(reached[group]!, asked) : asked
      stamp[group] = mark
    })
}

/** All members together at most the limit, the first named served first. */
const sumCap: Apply = (ctx, rule, members, gross, net, onTake) =>
  serveAll(ctx, { rule, cap: ctx.constantCap(rule), scope: rule.scope }, members, gross, net, onTake)

const apply: Readonly<Record<StackingRule['rule'], Apply>> = {
  excludes,
  highestOne,
  topUp,
  sumCap,
  portfolioCap: sumCap,
}
