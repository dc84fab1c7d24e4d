/** What would lift a score to a wanted one: for each fact that the firm can change, the smallest change of it alone. */
import { type Change, solveCompare } from './cheapest-change.ts'
import { constant, factsOf, type Num, walkNum } from './core.ts'
import { compare, type Fraction, subtract } from './fraction.ts'
import type { Score } from './lowering.ts'
import type { Policy } from './policy.ts'
import { libraryWith } from './policy-library.ts'
import { evaluateNum, type Source } from './reference.ts'
import { cityStage } from './snapshot.ts'
import { type Row, rowSource, tableOf } from './table.ts'
import type { FactDefinition } from './written.ts'

export type Lift = {
  readonly fact: string
  /** Stored units, as in `scaleOf`. */
  readonly from: bigint
  readonly to: bigint
  readonly score: Fraction
}

/**
 * Single changes that bring a score to at least `wanted`, the smallest relative step first. Looks at the limits of
 * bands and at the straight lines between; a fact that cannot reach the score alone is left out. City values stay.
 */
export function liftsTo(
  score: Score,
  wanted: Fraction,
  source: Source,
  facts: ReadonlyMap<string, FactDefinition>,
): Lift[] {
  const now = evaluateNum(score.least, source)
  if (!now || compare(now, wanted) >= 0) return []
  const changeable = [...factsOf([], [score.least])].filter(
    (fact) => facts.get(fact)?.changeable === true && source.number(fact) !== null,
  )
  const lifts = changeable.flatMap((fact) => smallest(score, wanted, fact, source) ?? [])
  return lifts.sort((a, b) => relativeStep(a) - relativeStep(b))
}

/** The same for one subject outside a run: its facts, and the city values as they were recorded. */
export function liftsFrom(
  policy: Policy,
  card: string,
  {
    row,
    city,
    onDay,
    wanted,
  }: { row: Row; city: ReadonlyMap<string, Fraction | null>; onDay: number; wanted: Fraction },
): Lift[] {
  const score = policy.scores.get(card)
  if (!score) return []
  const library = libraryWith(policy)
  const table = tableOf([row], library.facts)
  const ground = { table, onDay, clauses: [], given: city, parameters: new Map(), before: null }
  const { snapshot } = cityStage(library, ground)
  return liftsTo(score, wanted, rowSource(table, snapshot, onDay, 0), library.facts)
}

/** Points an indicator still has to give, its maximum where it is unknown. */
export function openPoints(points: Fraction | null, max: Fraction): Fraction {
  return points ? subtract(max, points) : max
}

function relativeStep({ from, to }: Lift): number {
  return Math.abs(Number(to - from)) / Math.max(1, Math.abs(Number(from)))
}

function smallest(score: Score, wanted: Fraction, fact: string, source: Source): Lift | null {
  const from = source.number(fact)!
  const at = (value: bigint) =>
    evaluateNum(score.least, { ...source, number: (name) => (name === fact ? value : source.number(name)) })
  const distance = (x: bigint) => (x > from ? x - from : from - x)
  const reaching = candidates(score.least, wanted, fact, source).flatMap((to): Lift[] => {
    const reached = at(to)
    return reached && compare(reached, wanted) >= 0 ? [{ fact, from, to, score: reached }] : []
  })
  reaching.sort((a, b) => Number(distance(a.to) - distance(b.to)))
  const nearest = reaching[0]
  if (!nearest) return null
  const to = narrow(from, nearest.to, (value) => {
    const reached = at(value)
    return reached !== null && compare(reached, wanted) >= 0
  })
  return { fact, from, to, score: at(to)! }
}

/** Halves the way between a value that does not reach the score and one that does, down to neighbours. */
function narrow(short: bigint, reaching: bigint, isReached: (value: bigint) => boolean): bigint {
  let [below, enough] = [short, reaching]
  while (enough - below > 1n || below - enough > 1n) {
    const middle = (below + enough) / 2n
    if (isReached(middle)) enough = middle
    else below = middle
  }
  return enough
}

/** Values of the fact at which something happens: the limits of conditions, and where the line meets the wanted score. */
function candidates(least: Num, wanted: Fraction, fact: string, source: Source): bigint[] {
  const values: bigint[] = []
  const take = (change: readonly Change[] | undefined) => {
    for (const one of change ?? []) if (one.kind === 'number') values.push(one.to)
  }
  const asking = ({ a, b }: { a: Num; b: Num }) => {
    for (const is of ['>=', '>', '<=', '<'] as const) take(solveCompare({ a, b, is }, fact, source)?.changes)
  }
  walkNum(
    least,
    () => {},
    (cond) => {
      if (cond.op === 'compare') asking(cond)
    },
  )
  asking({ a: least, b: constant('points', wanted.n, wanted.d) })
  // Clipped points bend the line: the way it shows is also taken twice, four times … as far.
  const from = source.number(fact)!
  return values.flatMap((to) => [1n, 2n, 4n, 8n, 16n].map((far) => from + (to - from) * far))
}
