/**
 * Stacking: what remains of awards that may not stand side by side. Works on the entitled rows only.
 * Rules apply in the order: limit of the clause, excludes, highestOne, topUp, sumCap, portfolioCap; inside a
 * limit the clause named first is served first. Where a limit crosses a choice, `stack-search.ts` decides.
 */
import type { Clause, StackingRule } from './policy.ts'

/** Entitled rows of one clause, rising, with whole 分; NaN once a limit is unknown. */
export type Awards = { readonly rows: Int32Array; readonly fen: Float64Array }

export type Grouping = { readonly groups: Int32Array | null; readonly count: number }

export type StackContext = {
  readonly clauses: readonly Clause[]
  readonly rules: readonly StackingRule[]
  grouping(scope: StackingRule['scope']): Grouping
  /** The limit of a rule for one row in whole 分; NaN is unknown. */
  capOf(rule: StackingRule, row: number): number
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
    if (!clause.limit) return
    const { groups, count } = ctx.grouping(clause.limit.scope)
    const left = new Map<number, number>()
    const isWide = groups !== null && count > 0
    gross[i]!.rows.forEach((row, entry) => {
      const group = isWide ? groups[row]! : row
      serve(net[i]!, entry, left.get(group) ?? clause.limit!.capFen, null, i, onTake, (rest) =>
        left.set(group, rest),
      )
    })
  })
  for (const rule of orderedRules(ctx.rules)) {
    const members = rule.clauses.flatMap((key) => (position.has(key) ? [position.get(key)!] : []))
    if (members.length > 0) apply[rule.rule](ctx, rule, members, gross, net, onTake)
  }
  return net
}

/** Grants as much of one award as is left of a limit. */
function serve(
  net: Float64Array,
  entry: number,
  left: number,
  rule: StackingRule | null,
  clause: number,
  onTake: OnTake | undefined,
  keep: (rest: number) => void,
): void {
  const asked = net[entry]!
  const granted = asked > left ? left : asked + (left - left)
  if (granted !== asked) {
    onTake?.(rule, clause, entry, asked - granted)
    net[entry] = granted
  }
  keep(left - granted)
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
  if (!ctx.clauses[members[0]!]!.key.endsWith(rule.clauses[0]!)) return
  const grouping = ctx.grouping(rule.scope)
  const paid = new Uint8Array(grouping.count)
  gross[members[0]!]!.rows.forEach((row, entry) => {
    if (net[members[0]!]![entry] !== 0) paid[groupAt(grouping, row)] = 1
  })
  for (const member of members.slice(1))
    gross[member]!.rows.forEach((row, entry) => {
      const asked = net[member]![entry]!
      if (asked === 0 || paid[groupAt(grouping, row)] === 0) return
      onTake?.(rule, member, entry, asked)
      net[member]![entry] = 0
    })
}

/** Only the largest stays; of equals the one named first. */
const highestOne: Apply = (ctx, rule, members, gross, net, onTake) => {
  const grouping = ctx.grouping(rule.scope)
  const best = new Float64Array(grouping.count)
  const owner = new Int32Array(grouping.count).fill(-1)
  const ownerEntry = new Int32Array(grouping.count)
  for (const member of members) {
    const rows = gross[member]!.rows
    const fen = net[member]!
    for (let entry = 0; entry < rows.length; entry++) {
      const group = groupAt(grouping, rows[entry]!)
      if (fen[entry]! <= best[group]!) continue
      best[group] = fen[entry]!
      owner[group] = member
      ownerEntry[group] = entry
    }
  }
  for (const member of members) {
    const rows = gross[member]!.rows
    const fen = net[member]!
    for (let entry = 0; entry < rows.length; entry++) {
      const group = groupAt(grouping, rows[entry]!)
      if (fen[entry] === 0 || (owner[group] === member && ownerEntry[group] === entry)) continue
      onTake?.(rule, member, entry, fen[entry]!)
      fen[entry] = 0
    }
  }
}

/** From the lowest step to the highest, each pays only what it exceeds the ones before. */
const topUp: Apply = (ctx, rule, members, gross, net, onTake) => {
  const grouping = ctx.grouping(rule.scope)
  const reached = new Float64Array(grouping.count)
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
const sumCap: Apply = (ctx, rule, members, gross, net, onTake) => {
  const grouping = ctx.grouping(rule.scope)
  const left = new Float64Array(grouping.count)
  const isSet = new Uint8Array(grouping.count)
  for (const member of members) {
    const rows = gross[member]!.rows
    for (let entry = 0; entry < rows.length; entry++) {
      const group = groupAt(grouping, rows[entry]!)
      if (isSet[group] === 0) {
        isSet[group] = 1
        left[group] = Math.max(0, ctx.capOf(rule, rows[entry]!))
      }
      serve(net[member]!, entry, left[group]!, rule, member, onTake, (rest) => {
        left[group] = rest
      })
    }
  }
}

const apply: Readonly<Record<StackingRule['rule'], Apply>> = {
  excludes,
  highestOne,
  topUp,
  sumCap,
  portfolioCap: sumCap,
}
