import {
  compareFractions,
  formatQuantity,
  fraction,
  liftsFrom,
  type Policy,
  parseDay,
  scaleOf,
} from '../../../engines/rules/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { decimalText, readFraction } from '../domain/exact-figure.ts'
import { thaw } from '../domain/frozen-facts.ts'
import { attachedOf } from '../domain/readable-card.ts'
import type { FirmScore, FirmScores } from '../model.ts'
import * as queries from '../queries/runs.ts'
import { maxOf, reasonText, seesScores, toRunInfo } from './read-run.ts'
import { getScorecard } from './read-scorecard.ts'
import { showFact } from './show-figure.ts'

/**
 * The scores of one firm, newest first: for itself from the public notice on, for those who run assessments always. A
 * firm sees its points only where the city values behind them may be shown by the rule for aggregates.
 */
export async function listFirmScores(ctx: Context, organisationId: string): Promise<FirmScores> {
  requirePermission(ctx.actor, 'evaluation.read')
  const subject = await queries.findSubject(ctx.db, organisationId)
  if (!subject) throw new AppError('not_found', 'evaluation.no_firm', { id: organisationId })
  const isOwn = ctx.actor.organisationId === organisationId
  if (!isOwn && !seesScores(ctx)) return { mayRead: false, items: [] }
  const runs = await queries.listRunsOf(ctx.db, organisationId)
  const shown = runs.filter(
    ({ state }) => state === 'noticed' || state === 'published' || (seesScores(ctx) && state === 'draft'),
  )
  if (shown.length > 0)
    await audit(ctx, {
      action: 'evaluation.read_firm',
      subject: `registry.organisation/${organisationId}`,
      detail: { runs: shown.length },
      confidential: true,
    })
  const items: FirmScore[] = []
  for (const run of shown.slice(0, 20)) {
    const [result] = await queries.listResults(ctx.db, run.id, organisationId)
    if (result) items.push(await firmScore(ctx, run, result))
  }
  return { mayRead: true, items }
}

async function firmScore(
  ctx: Context,
  run: queries.HeldRun,
  result: queries.NamedResult,
): Promise<FirmScore> {
  const { policy } = await getScorecard(ctx, String(run.scorecardId))
  const basis = await ctx.asProgram(() => queries.findBasis(ctx.db, run.id))
  const group = basis?.groups.find(({ group: id }) => id === result.groupId)
  const mayShow = seesScores(ctx) || (group?.records ?? []).every(({ isDisclosable }) => isDisclosable)
  const facts = Object.entries(policy.facts).map(([name, { label, supplier }]) => ({
    name,
    label,
    supplier: supplier ?? null,
    value: showFact(policy, name, result.facts[name] ?? null),
  }))
  const next = nextStep(policy, result)
  return {
    run: await toRunInfo(ctx, run),
    level: result.level,
    score: mayShow ? decimalText(readFraction(result.score)) : null,
    scoreAtMost: mayShow ? decimalText(readFraction(result.scoreAtMost)) : null,
    max: result.indicators.length > 0 ? String(maxOf(result)) : null,
    coverage: decimalText(readFraction(result.coverage)),
    place: mayShow ? result.place : null,
    reason: result.reason,
    reasonText: reasonText(ctx, result),
    group:
      policy.assessments.get(run.assessment)?.groups.find(({ id }) => id === result.groupId)?.label ?? null,
    indicators: mayShow
      ? result.indicators.map(({ label, points, max }) => ({
          label,
          points: decimalText(readFraction(points)),
          max: decimalText(readFraction(max))!,
        }))
      : null,
    facts,
    missing: facts
      .filter(({ value }) => value === null)
      .map(({ name, label, supplier }) => ({ name, label, supplier })),
    nextLevel: mayShow ? (next?.level ?? null) : null,
    nextScore: mayShow && next ? decimalText(next.score) : null,
    lifts: mayShow && next && group ? liftLines(policy, run, result, group, next.score) : [],
    measures: attachedOf(policy).measures.filter(({ level }) => level === result.level),
    mayAppeal: run.state === 'noticed' && ctx.actor.organisationId === String(result.organisationId),
  }
}

/** The next better class by band and the score it asks for; null at the top, by rank, or where nothing is classed. */
function nextStep(policy: Policy, { card, level, score }: queries.NamedResult) {
  const classes = card ? policy.written.scorecards?.[card]?.classes : undefined
  const now = readFraction(score)
  if (classes?.by !== 'band' || !now || level === null) return null
  const at = classes.levels.findIndex((one) => one.level === level)
  const better = classes.levels[at - 1]
  if (!better || better.from === undefined) return null
  const wanted = pointsOf(better.from)
  return compareFractions(now, wanted) < 0 ? { level: better.level, score: wanted } : null
}

/** Points as written in a document: a plain number, decimals allowed. */
function pointsOf(written: string | number) {
  const [whole = '0', decimals = ''] = String(written).replace('分', '').split('.')
  return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length))
}

function liftLines(
  policy: Policy,
  run: queries.HeldRun,
  result: queries.NamedResult,
  group: queries.GroupBasis,
  wanted: ReturnType<typeof pointsOf>,
): FirmScore['lifts'] {
  const city = new Map(group.records.map(({ name, value }) => [name, readFraction(value)]))
  const row = thaw(String(result.organisationId), result.facts, policy.facts)
  const lifts = liftsFrom(policy, result.card!, { row, city, onDay: parseDay(run.factsOn), wanted })
  return lifts.slice(0, 3).map(({ fact, from, to, score }) => {
    const { type, label } = policy.facts[fact]!
    const show = (n: bigint) => {
      const unit = type as 'money' | 'rate' | 'count' | 'quantity' | 'date'
      return formatQuantity(unit, { n, d: scaleOf[unit] })
    }
    return { fact, label, from: show(from), to: show(to), score: decimalText(score)! }
  })
}
