/** The scores of one card for every subject: points, coverage, vetoes, direct passes. Classes: `place-level.ts`. */
import { type Cond, TRUE } from './core.ts'
import type { Fraction } from './fraction.ts'
import type { LevelRule, Score } from './lowering.ts'
import { type Classes, placeLevels } from './place-level.ts'
import type { Policy } from './policy.ts'
import { evaluateCond, evaluateNum, type Source } from './reference.ts'
import { rowSource, type Snapshot, type Table } from './table.ts'

export type ScoreLine = {
  readonly id: string
  /** Points surely reached: unknown indicators count nothing. Null only if the card cannot be computed at all. */
  readonly score: Fraction | null
  /** Points if every unknown indicator scored full marks. */
  readonly scoreAtMost: Fraction | null
  /** Share of the points whose indicators are known, 0 to 1. */
  readonly coverage: Fraction | null
  readonly isVetoed: boolean | null
  readonly passesDirectly: boolean | null
  readonly byIndicator: readonly {
    readonly label: string
    readonly points: Fraction | null
    readonly max: Fraction
  }[]
  /** Limits of the class and what gives one, each with whether it holds; null is unknown. */
  readonly atBest: readonly HeldRule[]
  readonly direct: readonly HeldRule[]
  /** The class; null when it cannot be told or no class is defined. */
  readonly level: string | null
}
export type HeldRule = { readonly label: string; readonly level: string; readonly holds: boolean | null }

/** The scores of one card for every row of a table, with the classes of the card where it has some. */
export function scoreTable(
  policy: Policy,
  card: string,
  table: Table,
  snapshot: Snapshot,
  onDay: number,
): ScoreLine[] {
  const score = policy.scores.get(card)
  const classes = policy.written.scorecards?.[card]?.classes
  if (!score) return []
  const lines = table.ids.map((id, row) => scoreRow(score, id, rowSource(table, snapshot, onDay, row)))
  return classes ? classify(lines, classes) : lines
}

/** One subject by one card, without a class. */
export function scoreRow(score: Score, id: string, source: Source): ScoreLine {
  const held = ({ label, level, when }: LevelRule): HeldRule => ({
    label,
    level,
    holds: truthOf(when, source),
  })
  return {
    id,
    score: evaluateNum(score.least, source),
    scoreAtMost: evaluateNum(score.most, source),
    coverage: evaluateNum(score.coverage, source),
    isVetoed: score.veto === null ? false : truthOf(score.veto, source),
    passesDirectly: score.directPass === null ? false : truthOf(score.directPass, source),
    byIndicator: score.indicators.map((i) => ({
      label: i.label,
      points: evaluateNum(i.points, source),
      max: i.max,
    })),
    atBest: score.atBest.map(held),
    direct: score.direct.map(held),
    level: null,
  }
}

/** True, false, or null where it cannot be decided. */
export function truthOf(cond: Cond, source: Source): boolean | null {
  const truth = evaluateCond(cond, source)
  return truth === TRUE ? true : truth === 3 ? false : null
}

/** Gives each line its class; see `placeLevels`. */
export function classify(lines: readonly ScoreLine[], classes: Classes): ScoreLine[] {
  const placed = placeLevels(lines, classes)
  return lines.map((line, i) => ({ ...line, level: placed[i]!.level }))
}
