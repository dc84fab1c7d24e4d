/**
 * The meaning of stacking for awards that share limits, written as plainly as possible in whole numbers: every
 * combination of choices is tried. Tests hold the fast way to it.
 */

import { orderedRules } from './crossing-rules.ts'
import type { StackingRule } from './policy.ts'

/** An award of a clause on a line; the group of a line under a scope is told by `groupOf`. */
export type PlainAward = { readonly clause: string; readonly row: number; readonly fen: bigint }
type GroupOf = (scope: StackingRule['scope'], row: number) => number
type CapOf = (rule: StackingRule, row: number) => bigint

/** The amounts that remain, in the order of the awards. */
export function stackPlainly(
  awards: readonly PlainAward[],
  rules: readonly StackingRule[],
  groupOf: GroupOf,
  capOf: CapOf,
): bigint[] {
  const choices = orderedRules(rules)
    .filter((rule) => rule.rule === 'highestOne')
    .flatMap((rule) => split(awards, rule, groupOf))
    .map((group) =>
      group
        .filter((i) => awards[i]!.fen > 0n)
        .sort((a, b) => (awards[b]!.fen > awards[a]!.fen ? 1 : awards[b]!.fen < awards[a]!.fen ? -1 : 0)),
    )
    .filter((group) => group.length > 0)
  let most: bigint[] | null = null
  for (const losers of losersOf(choices)) {
    const amounts = awards.map((award, i) => (losers.has(i) ? 0n : award.fen))
    for (const rule of orderedRules(rules))
      if (rule.rule !== 'highestOne')
        for (const group of split(awards, rule, groupOf)) limit(awards, rule, group, amounts, capOf)
    if (most === null || sum(amounts) > sum(most)) most = amounts
  }
  return most!
}

const smaller = (a: bigint, b: bigint): bigint => {
  if (a < b) return a
  return b
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, fen) => all + fen, 0n)

/** Positions of a rule's awards by group, in the order of its clauses, then of the lines. */
function split(awards: readonly PlainAward[], rule: StackingRule, groupOf: GroupOf): number[][] {
  const groups = new Map<number, number[]>()
  for (const key of rule.clauses)
    awards.forEach((award, i) => {
      if (award.clause !== key) return
      const group = groupOf(rule.scope, award.row)
      groups.set(group, [...(groups.get(group) ?? []), i])
    })
  return [...groups.values()]
}

/** Every way to let one of each group pay, the larger amounts first. */
function* losersOf(choices: readonly (readonly number[])[]): Generator<Set<number>> {
  const [first, ...others] = choices
  if (!first) {
    yield new Set()
    return
  }
  for (const winner of first)
    for (const rest of losersOf(others)) yield new Set([...first.filter((i) => i !== winner), ...rest])
}

function limit(
  awards: readonly PlainAward[],
  rule: StackingRule,
  group: readonly number[],
  amounts: bigint[],
  capOf: CapOf,
): void {
  if (rule.rule === 'excludes') {
    const isHead = (i: number) => awards[i]!.clause === rule.clauses[0]
    if (group.some((i) => isHead(i) && amounts[i]! > 0n))
      for (const i of group) if (!isHead(i)) amounts[i] = 0n
    return
  }
  let used = 0n
  for (const i of group) {
    const asked = amounts[i]!
    if (rule.rule === 'topUp') {
      amounts[i] = asked > used ? asked - used : 0n
      if (asked > used) used = asked
    } else {
      const left = capOf(rule, awards[group[0]!]!.row) - used
      amounts[i] = smaller(asked, left)
      used += amounts[i]!
    }
  }
}
