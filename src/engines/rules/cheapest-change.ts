/** What a firm would have to change, at least, to satisfy a condition; checked by computing it again. */
import { type Cond, FALSE, factsOf, type Num, TRUE } from './core.ts'
import { ceiling, divide, type Fraction, floor, fraction, subtract } from './fraction.ts'
import { evaluateCond, evaluateNum, holds, type Source } from './reference.ts'
import type { FactDefinition } from './written.ts'

export type Change =
  | { readonly kind: 'number'; readonly fact: string; readonly from: bigint; readonly to: bigint }
  | { readonly kind: 'flag'; readonly fact: string; readonly to: boolean }
  /** A title to obtain; when is not for the engine to say. */
  | { readonly kind: 'title'; readonly fact: string; readonly titles: readonly string[] }

type Plan = { readonly changes: readonly Change[]; readonly cost: number }
const nothing: Plan = { changes: [], cost: 0 }

/**
 * The change with the fewest facts and, among equals, the smallest relative step. Null when a condition that
 * fails cannot be changed by the firm, or is unknown.
 */
export function cheapestChange(
  cond: Cond,
  source: Source,
  facts: ReadonlyMap<string, FactDefinition>,
): readonly Change[] | null {
  const plan = planFor(cond, true, source, facts)
  if (!plan || plan.changes.length === 0) return null
  const hasTitles = plan.changes.some((c) => c.kind === 'title')
  return hasTitles || evaluateCond(cond, changed(source, plan.changes)) === TRUE ? plan.changes : null
}

/** The source as it would be after some changes. */
export function changed(source: Source, changes: readonly Change[]): Source {
  const numbers = new Map(changes.flatMap((c) => (c.kind === 'number' ? [[c.fact, c.to] as const] : [])))
  const flags = new Map(changes.flatMap((c) => (c.kind === 'flag' ? [[c.fact, c.to] as const] : [])))
  return {
    ...source,
    number: (fact) => numbers.get(fact) ?? source.number(fact),
    flag: (fact) => flags.get(fact) ?? source.flag(fact),
  }
}

function planFor(
  cond: Cond,
  want: boolean,
  source: Source,
  facts: ReadonlyMap<string, FactDefinition>,
): Plan | null {
  const truth = evaluateCond(cond, source)
  if (truth === (want ? TRUE : FALSE)) return nothing
  switch (cond.op) {
    case 'not':
      return planFor(cond.of, !want, source, facts)
    case 'all':
      return want
        ? join(cond.of.map((c) => planFor(c, want, source, facts)))
        : best(cond.of.map((c) => planFor(c, want, source, facts)))
    case 'any':
      return want
        ? best(cond.of.map((c) => planFor(c, want, source, facts)))
        : join(cond.of.map((c) => planFor(c, want, source, facts)))
    case 'atLeast': {
      const plans = cond.of.map((c) => planFor(c, want, source, facts)).filter((plan) => plan !== null)
      plans.sort((a, b) => a.cost - b.cost)
      const needed = want ? cond.count : cond.of.length - cond.count + 1
      return plans.length < needed ? null : join(plans.slice(0, needed))
    }
    default:
      return truth === TRUE || truth === FALSE ? leafPlan(cond, want, source, facts) : null
  }
}

function join(plans: readonly (Plan | null)[]): Plan | null {
  const byFact = new Map<string, Change>()
  let cost = 0
  for (const plan of plans) {
    if (!plan) return null
    cost += plan.cost
    for (const change of plan.changes) {
      const other = byFact.get(change.fact)
      const isFurther =
        other?.kind === 'number' && change.kind === 'number' && distance(other) >= distance(change)
      if (!isFurther) byFact.set(change.fact, change)
    }
  }
  return { changes: [...byFact.values()], cost }
}

const distance = (change: { from: bigint; to: bigint }): bigint =>
  change.to > change.from ? change.to - change.from : change.from - change.to

const best = (plans: readonly (Plan | null)[]): Plan | null =>
  plans.filter((plan) => plan !== null).sort((a, b) => a.cost - b.cost)[0] ?? null

function leafPlan(
  cond: Cond,
  want: boolean,
  source: Source,
  facts: ReadonlyMap<string, FactDefinition>,
): Plan | null {
  if (cond.op === 'undecided' || !('leaf' in cond) || !cond.leaf.changeable) return null
  if (cond.op === 'flag') return { changes: [{ kind: 'flag', fact: cond.fact, to: want }], cost: 2 }
  if (cond.op === 'cell') {
    if (!want || !('titles' in cond.test) || cond.test.kind === 'firstTime') return null
    return { changes: [{ kind: 'title', fact: cond.fact, titles: cond.test.titles }], cost: 3 }
  }
  if (cond.op !== 'compare' || !want) return null
  const plans = [...factsOf([], [cond.a, cond.b])]
    .filter((fact) => facts.get(fact)?.changeable === true)
    .map((fact) => solveCompare(cond, fact, source))
  return best(plans)
}

/**
 * Moves one fact along the straight line through two points of left − right until the comparison holds, then
 * makes sure that it does; null when the line is flat or the relation is not straight.
 */
export function solveCompare(
  cond: Pick<Extract<Cond, { op: 'compare' }>, 'a' | 'b' | 'is'>,
  fact: string,
  source: Source,
): Plan | null {
  const from = source.number(fact)
  if (from === null) return null
  const step = from === 0n ? 1_000_000n : from < 0n ? -from : from
  let value = from
  const probe: Source = { ...source, number: (name) => (name === fact ? value : source.number(name)) }
  const at = (x: bigint) => {
    value = x
    return difference(cond.a, cond.b, probe)
  }
  const here = at(from)
  const there = at(from + step)
  if (!here || !there) return null
  const slope = divide(subtract(there, here), fraction(step))
  if (slope.n === 0n) return null
  const root = divide({ n: -here.n, d: here.d }, slope)
  const isUp = root.n > 0n
  const exact = from + (isUp ? ceiling(root) : floor(root))
  for (const to of [exact, exact + (isUp ? 1n : -1n)]) {
    const reached = at(to)
    if (!reached || !holds(cond.is, reached.n > 0n ? 1 : reached.n < 0n ? -1 : 0)) continue
    const cost = 1 + Number(distance({ from, to })) / Math.max(1, Math.abs(Number(from)))
    return { changes: [{ kind: 'number', fact, from, to }], cost }
  }
  return null
}

function difference(a: Num, b: Num, source: Source): Fraction | null {
  const left = evaluateNum(a, source)
  const right = evaluateNum(b, source)
  return left && right && subtract(left, right)
}
