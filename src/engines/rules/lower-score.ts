/** Lowers scorecards: weighted indicators with bands or interpolation, vetoes, bonuses, direct passes, coverage. */
import { type Cond, constant, type Num } from './core.ts'
import { add, compare, type Fraction, fraction } from './fraction.ts'
import { type LevelRule, type Lowering, literal, type Path, reportUnknown, type Score } from './lowering.ts'
import type { WrittenScorecard } from './written.ts'

type Node = Record<string, unknown>
const zero = constant('points', 0n)
const atMost = (num: Num, most: Num): Num => ({ op: 'min', unit: 'points', of: [num, most], as: 'cap' })
const atLeastZero = (num: Num): Num => ({ op: 'max', unit: 'points', of: [num, zero] })

/**
 * A scorecard by name. Unknown indicators count 0 in `least` and their maximum in `most`; a condition on the
 * score holds only if `least` reaches it, fails only if `most` does not: missing data never scores full marks.
 */
export function lowerScore(ctx: Lowering, name: string, path: Path): Score | null {
  const seen = ctx.scores.get(name)
  if (seen !== undefined) return seen
  const card = ctx.scorecards[name]
  if (!card) {
    reportUnknown(ctx, path, name, Object.keys(ctx.scorecards), 'scorecards')
    return null
  }
  ctx.scores.set(name, null)
  const at = ['scorecards', name]
  const indicators = card.indicators.map((indicator, i) => {
    const here = [...at, 'indicators', i]
    const max = literal(ctx, indicator.max, [...here, 'max'], 'points')
    const points = ctx.number(indicator.points, [...here, 'points'], 'points')
    return { label: indicator.label, points: atMost(points, max), max: asFraction(max) }
  })
  const bonuses = (card.bonuses ?? []).map((bonus, i) => ({
    when: ctx.condition(bonus.when, [...at, 'bonuses', i, 'when']),
    points: literal(ctx, bonus.points, [...at, 'bonuses', i, 'points'], 'points'),
  }))
  const most = card.most === undefined ? null : literal(ctx, card.most, [...at, 'most'], 'points')
  const any = (nodes: readonly unknown[] | undefined, key: string): Cond | null =>
    nodes && nodes.length > 0
      ? { op: 'any', of: nodes.map((n, i) => ctx.condition(n, [...at, key, i])) }
      : null
  const score = {
    ...scoreSums(indicators, bonuses, most),
    veto: any(card.vetoes, 'vetoes'),
    directPass: any(card.directPass, 'directPass'),
    indicators,
    atBest: levelRules(ctx, card.classes?.atBest, [...at, 'classes', 'atBest'], card),
    direct: levelRules(ctx, card.classes?.direct, [...at, 'classes', 'direct'], card),
  }
  ctx.scores.set(name, score)
  return score
}

function levelRules(
  ctx: Lowering,
  rules: readonly { label: string; when: unknown; level: string }[] | undefined,
  path: Path,
  card: WrittenScorecard,
): LevelRule[] {
  const levels = card.classes?.levels.map(({ level }) => level) ?? []
  return (rules ?? []).map((rule, i) => {
    if (!levels.includes(rule.level))
      reportUnknown(ctx, [...path, i, 'level'], rule.level, levels, 'classes.levels')
    return { label: rule.label, level: rule.level, when: ctx.condition(rule.when, [...path, i, 'when']) }
  })
}

const asFraction = (num: Num): Fraction => (num.op === 'const' ? { n: num.n, d: num.d } : fraction(0n))

function scoreSums(
  indicators: Score['indicators'],
  bonuses: readonly { when: Cond; points: Num }[],
  most: Num | null,
): Pick<Score, 'least' | 'most' | 'coverage'> {
  const sum = (of: Num[]): Num => ({ op: 'add', unit: 'points', of, as: 'score' })
  const limited = (num: Num) => atLeastZero(most ? atMost(num, most) : num)
  const known = (of: Num, otherwise: Num): Num => ({ op: 'known', unit: 'points', of, otherwise })
  const given = bonuses.map(
    ({ when, points }): Num => ({
      op: 'choose',
      unit: 'points',
      cases: [{ when, give: points }],
      otherwise: zero,
    }),
  )
  const total = indicators.reduce((n, i) => add(n, i.max), fraction(0n))
  const covered = indicators.map(
    (i): Num => ({
      op: 'known',
      unit: 'points',
      of: {
        op: 'add',
        unit: 'points',
        of: [{ op: 'mul', unit: 'points', a: i.points, b: zero }, constant('points', i.max.n, i.max.d)],
      },
      otherwise: zero,
    }),
  )
  const full = (i: { max: Fraction }) => constant('points', i.max.n, i.max.d)
  return {
    least: limited(
      sum([
        ...indicators.map((i) => known(i.points, zero)),
        ...given.map((b, i) => known(b, atMost(bonuses[i]!.points, zero))),
      ]),
    ),
    most: limited(
      sum([
        ...indicators.map((i) => known(i.points, full(i))),
        ...given.map((b, i) => known(b, atLeastZero(bonuses[i]!.points))),
      ]),
    ),
    coverage: {
      op: 'div',
      unit: 'rate',
      a: sum(covered),
      b: constant('points', total.n, total.d),
      as: 'coverage',
    },
  }
}

/** Points rising in a straight line from `zeroAt` to `fullAt`, clipped at both ends. */
export function lowerInterpolate(ctx: Lowering, node: Node, path: Path): Num {
  const of = ctx.number(node.of, [...path, 'of'])
  const zeroAt = ctx.number(node.zeroAt, [...path, 'zeroAt'], of.unit)
  const fullAt = ctx.number(node.fullAt, [...path, 'fullAt'], of.unit)
  const points = literal(ctx, node.points, [...path, 'points'], 'points')
  // Quotients are defined for positive divisors only, so a scale where less is better is turned round.
  const falls =
    node.lessIsBetter === true ||
    (zeroAt.op === 'const' && fullAt.op === 'const' && compare(zeroAt, fullAt) > 0)
  const minus = (a: Num, b: Num): Num => ({ op: 'sub', unit: of.unit, a, b })
  const part: Num = {
    op: 'div',
    unit: 'rate',
    a: falls ? minus(zeroAt, of) : minus(of, zeroAt),
    b: falls ? minus(zeroAt, fullAt) : minus(fullAt, zeroAt),
  }
  return atMost(atLeastZero({ op: 'mul', unit: 'points', a: part, b: points, as: 'interpolate' }), points)
}

/** points × value ÷ benchmark, at most `most` (by default the points themselves). */
export function lowerBenchmark(ctx: Lowering, node: Node, path: Path): Num {
  const of = ctx.number(node.of, [...path, 'of'])
  const against = ctx.number(node.against, [...path, 'against'], of.unit)
  const points = literal(ctx, node.points, [...path, 'points'], 'points')
  const most = node.most === undefined ? points : literal(ctx, node.most, [...path, 'most'], 'points')
  const part: Num = { op: 'div', unit: 'rate', a: of, b: against, as: 'share' }
  return atMost(atLeastZero({ op: 'mul', unit: 'points', a: part, b: points, as: 'benchmark' }), most)
}
