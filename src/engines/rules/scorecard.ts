/** Scorecards over all subjects: score, coverage, vetoes, direct passes, and the class by band or by rank. */
import { TRUE } from './core.ts'
import { compare, type Fraction, floor, fraction, multiply } from './fraction.ts'
import type { Policy } from './policy.ts'
import { parsePlain, parseRate } from './quantity.ts'
import { evaluateCond, evaluateNum } from './reference.ts'
import { rowSource, type Snapshot, type Table } from './table.ts'
import type { WrittenScorecard } from './written.ts'

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
  /** The class; null when it cannot be told or no class is defined. */
  readonly level: string | null
}

/** The scores of one card for every row of a table. */
export function scoreTable(
  policy: Policy,
  card: string,
  table: Table,
  snapshot: Snapshot,
  onDay: number,
): ScoreLine[] {
  const score = policy.scores.get(card)
  const written = policy.written.scorecards?.[card]
  if (!score || !written) return []
  const lines = table.ids.map((id, row): ScoreLine => {
    const source = rowSource(table, snapshot, onDay, row)
    const answer = (cond: typeof score.veto) => {
      const truth = cond === null ? 3 : evaluateCond(cond, source)
      return truth === TRUE ? true : truth === 3 ? false : null
    }
    return {
      id,
      score: evaluateNum(score.least, source),
      scoreAtMost: evaluateNum(score.most, source),
      coverage: evaluateNum(score.coverage, source),
      isVetoed: answer(score.veto),
      passesDirectly: answer(score.directPass),
      byIndicator: score.indicators.map((i) => ({
        label: i.label,
        points: evaluateNum(i.points, source),
        max: i.max,
      })),
      level: null,
    }
  })
  return written.classes ? classify(lines, written.classes) : lines
}

/**
 * Gives each line its class. By band: only where the score and the best possible score fall in one band. By
 * rank: equals share the better place; the places of a level are ⌊share × subjects⌋, counted from the top.
 */
export function classify(
  lines: readonly ScoreLine[],
  classes: NonNullable<WrittenScorecard['classes']>,
): ScoreLine[] {
  if (classes.by === 'band') {
    const levelOf = (x: Fraction) =>
      classes.levels.find((l) => l.from === undefined || compare(x, parsePlain(l.from, 'points')) >= 0)
        ?.level ?? null
    return lines.map((line) => {
      if (line.isVetoed === true) return { ...line, level: classes.levels.at(-1)!.level }
      if (line.isVetoed === null || !line.score || !line.scoreAtMost) return line
      const level = levelOf(line.score)
      return { ...line, level: level === levelOf(line.scoreAtMost) ? level : null }
    })
  }
  const ranked = lines.filter((l) => l.score !== null).sort((a, b) => compare(b.score!, a.score!))
  const levels = new Map<string, string>()
  ranked.forEach((line, i) => {
    const first = ranked.findIndex((other) => compare(other.score!, line.score!) === 0)
    const place = BigInt(Math.min(first, i) + 1)
    const level = classes.levels.find((l) => l.top === undefined || place <= placesUpTo(l.top, ranked.length))
    levels.set(
      line.id,
      line.isVetoed === true ? classes.levels.at(-1)!.level : (level?.level ?? classes.levels.at(-1)!.level),
    )
  })
  return lines.map((line) => ({ ...line, level: levels.get(line.id) ?? null }))
}

const placesUpTo = (top: string | number, count: number): bigint =>
  floor(multiply(parseRate(top, null), fraction(BigInt(count))))
