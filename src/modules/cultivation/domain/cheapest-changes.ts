import {
  evaluate,
  explainOne,
  fraction,
  libraryOf,
  liftsFrom,
  parseDay,
  type Row,
  tableOf,
} from '../../../engines/rules/index.ts'
import { type RuleSet, wholeClause } from './rule-set.ts'

type FactValue = Row['facts'] extends ReadonlyMap<string, infer V> ? V : never
export type FactChange = { readonly fact: string; readonly from: FactValue; readonly to: FactValue }
export type ChangePlan = { readonly changes: readonly FactChange[]; readonly cost: number }

const mostPlans = 3
const mostFactsTogether = 3
const mostTries = 20_000

/**
 * The cheapest sets of changes that make a rule set hold for one firm on a day: fewest facts first, then the smallest
 * sum of relative steps (a yes/no or a class of texts counts 1). At most three, none that contains another.
 *
 * Method, docs/methods/ladder.md: for each fact that the firm can change, the values at which something happens from
 * where the firm stands (limits of conditions, steps of the score); every combination of at most three facts is put
 * to the engine, 20,000 tries at most. A fact that is unknown is never supposed: it stays unknown.
 * Empty where the rule set holds already, or where no such change reaches it.
 */
export function cheapestChanges(set: RuleSet, row: Row, on: string): ChangePlan[] {
  if (holdsFor(set, [row], on)[0]) return []
  const byFact = [...candidatesOf(set, row, on)].filter(([, values]) => values.length > 0)
  const found: ChangePlan[] = []
  for (let size = 1; size <= mostFactsTogether && found.length < mostPlans; size++) {
    const plans = combinationsOf(byFact, size)
      .filter((plan) => !found.some((known) => contains(plan, known)))
      .slice(0, mostTries)
    const reached = holdsFor(
      set,
      plans.map((changes) => changedRow(row, changes)),
      on,
    )
    found.push(
      ...best(plans.filter((_, i) => reached[i]).map((changes) => ({ changes, cost: costOf(changes) }))),
    )
  }
  return found.slice(0, mostPlans)
}

const contains = (plan: readonly FactChange[], known: ChangePlan): boolean =>
  known.changes.every(({ fact }) => plan.some((one) => one.fact === fact))

/** Of plans that change the same facts the cheapest; the others by cost. */
function best(plans: readonly ChangePlan[]): ChangePlan[] {
  const sorted = [...plans].sort((a, b) => a.cost - b.cost)
  const seen = new Set<string>()
  return sorted.filter(({ changes }) => {
    const key = changes.map(({ fact }) => fact).join(' ')
    return !seen.has(key) && seen.add(key)
  })
}

function holdsFor({ policy }: RuleSet, rows: readonly Row[], on: string): boolean[] {
  if (rows.length === 0) return []
  const { library } = libraryOf([{ file: policy.file, policy, problems: [], lineOf: () => null }])
  const { outcomes } = evaluate(library, { table: tableOf(rows, library.facts), onDay: parseDay(on) })
  const whole = outcomes.find(({ clause }) => clause.id === wholeClause)
  return rows.map((_, row) => whole?.verdicts[row] === 0)
}

/** For each fact that the firm can change the values worth trying, nearest first. */
function candidatesOf({ policy, attached }: RuleSet, row: Row, on: string): Map<string, FactChange[]> {
  const values = new Map<string, FactChange[]>()
  const take = (fact: string, to: FactValue) => {
    const from = row.facts.get(fact) ?? null
    const known = values.get(fact) ?? []
    if (from === null || from === to || known.some((one) => one.to === to)) return
    values.set(fact, [...known, { fact, from, to }])
  }
  for (const { fact, to } of askedByConditions(policy, row, on)) take(fact, to)
  for (const { card, points } of attached.targets)
    for (let wanted = 1; wanted <= points; wanted++)
      for (const { fact, to } of liftsFrom(policy, card, {
        row,
        city: new Map(),
        onDay: parseDay(on),
        wanted: fraction(BigInt(wanted), 1n),
      }))
        take(fact, to)
  for (const [name, definition] of Object.entries(policy.facts)) {
    const now = row.facts.get(name) ?? null
    if (!definition.changeable || now === null) continue
    if (now === false) take(name, true)
    if (definition.type !== 'text') continue
    for (const text of definition.values ?? [])
      if (typeof now !== 'object' || now.kind !== 'text' || now.text !== text)
        take(name, { kind: 'text', text })
  }
  return values
}

/** What the engine's own cheapest change of each clause would set: the limits of plain conditions. */
function askedByConditions(policy: RuleSet['policy'], row: Row, on: string) {
  const { library } = libraryOf([{ file: policy.file, policy, problems: [], lineOf: () => null }])
  const run = evaluate(library, {
    table: tableOf([row], library.facts),
    onDay: parseDay(on),
    withNear: true,
  })
  return run.outcomes.flatMap(({ clause }) =>
    (explainOne(run, 0, clause.key)?.cheapest?.changes ?? []).flatMap(
      (change): { fact: string; to: FactValue }[] =>
        change.kind === 'title' ? [] : [{ fact: change.fact, to: change.to }],
    ),
  )
}

/** Every choice of so many facts with one candidate each, at most `mostTries`. */
function combinationsOf(byFact: readonly [string, FactChange[]][], size: number): FactChange[][] {
  const plans: FactChange[][] = []
  const grow = (from: number, plan: FactChange[]) => {
    if (plans.length >= mostTries) return
    if (plan.length === size) {
      plans.push(plan)
      return
    }
    for (let i = from; i < byFact.length; i++)
      for (const change of byFact[i]![1]) grow(i + 1, [...plan, change])
  }
  grow(0, [])
  return plans
}

function changedRow(row: Row, changes: readonly FactChange[]): Row {
  const facts = new Map(row.facts)
  for (const { fact, to } of changes) facts.set(fact, to)
  return { ...row, facts }
}

/** Relative steps added up; what is no number counts 1. */
function costOf(changes: readonly FactChange[]): number {
  return changes.reduce((sum, { from, to }) => {
    if (typeof from !== 'bigint' || typeof to !== 'bigint') return sum + 1
    return sum + Math.abs(Number(to - from)) / Math.max(1, Math.abs(Number(from)))
  }, 0)
}
