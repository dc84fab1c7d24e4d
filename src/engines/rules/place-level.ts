/** From scores to classes, by band or by rank. */
import { compare, type Fraction, floor, fraction, multiply } from './fraction.ts'
import { parsePlain, parseRate } from './quantity.ts'
import type { HeldRule, ScoreLine } from './scorecard.ts'
import type { WrittenScorecard } from './written.ts'

export type Classes = NonNullable<WrittenScorecard['classes']>

/** Why a class is what it is, or why it is unknown. */
export type LevelReason =
  | 'scored'
  | 'vetoed'
  | 'limited'
  | 'direct'
  | 'score_unknown'
  | 'veto_unknown'
  | 'score_open'
  | 'limit_unknown'

export type Placed = {
  readonly level: string | null
  /** Place among those ranked, 1 is best, equals share the better one; null where nothing is ranked. */
  readonly place: number | null
  readonly reason: LevelReason
}

/**
 * The class of each line. By band: only where the score and the best possible score fall in one band. By rank:
 * equals share the better place; a level has ⌊share × lines⌋ places counted from the top; the vetoed stand behind
 * all others. A veto gives the last level. `atBest` and `direct` then limit and lift; an unknown limit that could
 * change the class leaves it unknown, an unknown direct pass lifts nothing.
 */
export function placeLevels(lines: readonly ScoreLine[], classes: Classes): Placed[] {
  const last = classes.levels.at(-1)!.level
  const ranks = classes.by === 'rank' ? rankOf(lines) : null
  const ranked = ranks?.count ?? 0
  return lines.map((line, i): Placed => {
    const place = ranks?.places[i] ?? null
    if (line.isVetoed === null) return { level: null, place: null, reason: 'veto_unknown' }
    if (line.isVetoed) return { level: last, place: null, reason: 'vetoed' }
    if (!line.score || !line.scoreAtMost) return { level: null, place: null, reason: 'score_unknown' }
    const level =
      place === null ? bandOf(line.score, line.scoreAtMost, classes) : levelOfPlace(place, ranked, classes)
    return level === null ? { level, place, reason: 'score_open' } : held(level, place, line, classes)
  })
}

/** Places among the lines with a decided veto and a score; the vetoed count as lines but take no place. */
function rankOf(lines: readonly ScoreLine[]): { places: (number | null)[]; count: number } {
  const places: (number | null)[] = lines.map(() => null)
  const open = lines.flatMap((line, i) => (line.isVetoed === false && line.score ? [i] : []))
  open.sort((a, b) => compare(lines[b]!.score!, lines[a]!.score!))
  open.forEach((row, i) => {
    const before = open[i - 1]
    const ties = before !== undefined && compare(lines[before]!.score!, lines[row]!.score!) === 0
    places[row] = ties ? places[before]! : i + 1
  })
  const vetoed = lines.filter((line) => line.isVetoed === true).length
  return { places, count: open.length + vetoed }
}

const placesUpTo = (top: string | number, count: number): bigint =>
  floor(multiply(parseRate(top, null), fraction(BigInt(count))))

function levelOfPlace(place: number, count: number, { levels }: Classes): string {
  const level = levels.find((l) => l.top === undefined || BigInt(place) <= placesUpTo(l.top, count))
  return (level ?? levels.at(-1)!).level
}

function bandOf(least: Fraction, most: Fraction, { levels }: Classes): string | null {
  const of = (x: Fraction) =>
    levels.find((l) => l.from === undefined || compare(x, parsePlain(l.from, 'points')) >= 0)?.level ?? null
  const level = of(least)
  return level === of(most) ? level : null
}

function held(level: string, place: number | null, line: ScoreLine, { levels }: Classes): Placed {
  const at = (name: string) => levels.findIndex((l) => l.level === name)
  const own = at(level)
  const strictest = (rules: readonly HeldRule[], holds: boolean | null) =>
    rules.reduce((worst, rule) => (rule.holds === holds ? Math.max(worst, at(rule.level)) : worst), -1)
  const lifted = line.direct.reduce(
    (best, rule) => (rule.holds === true ? Math.min(best, at(rule.level)) : best),
    own,
  )
  const limit = strictest(line.atBest, true)
  const result = Math.max(lifted, limit)
  if (strictest(line.atBest, null) > result) return { level: null, place, reason: 'limit_unknown' }
  const reason = result > lifted ? 'limited' : lifted < own ? 'direct' : 'scored'
  return { level: levels[result]!.level, place, reason }
}
