import { type Event, replay } from '../../../engines/workflow/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, holds, requirePermission } from '../../access/index.ts'
import { distribution, histogram } from '../domain/class-movement.ts'
import { decimalText, readFraction } from '../domain/exact-figure.ts'
import { runCycle } from '../domain/life-cycles.ts'
import { attachedOf, levelsOf } from '../domain/readable-card.ts'
import type { ResultLine, Results, RunDetail, RunInfo } from '../model.ts'
import * as queries from '../queries/runs.ts'
import { officeActions, runDueOn, toldHistory } from './lives.ts'
import { getScorecard } from './read-scorecard.ts'
import { showBenchmark } from './show-figure.ts'

/** Whether the reader may see the scores of all firms. */
export const seesScores = (ctx: Context): boolean => holds(ctx.actor, 'evaluation.run')

/** A run that the reader may know of: a draft only those who run assessments. */
export async function visibleRun(ctx: Context, id: string): Promise<queries.HeldRun> {
  requirePermission(ctx.actor, 'evaluation.read')
  const run = await queries.findRun(ctx.db, id)
  const isShown = run && (seesScores(ctx) || run.state === 'noticed' || run.state === 'published')
  if (!run || !isShown) throw new AppError('not_found', 'evaluation.no_run', { id })
  requirePermission(ctx.actor, 'evaluation.read', run.cityCode)
  return run
}

/** The runs of a city that the reader may know of. */
export async function listRuns(
  ctx: Context,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<RunInfo[]> {
  requirePermission(ctx.actor, 'evaluation.read', city)
  const runs = await queries.listRuns(ctx.db, { dataset, cityCode: city, withDrafts: seesScores(ctx) })
  return Promise.all(runs.map((run) => toRunInfo(ctx, run)))
}

export async function toRunInfo(ctx: Context, run: queries.HeldRun): Promise<RunInfo> {
  const card = await getScorecard(ctx, String(run.scorecardId))
  return {
    id: String(run.id),
    dataset: run.dataset,
    city: run.cityCode,
    scorecard: String(run.scorecardId),
    title: card.title,
    titleEn: card.titleEn,
    kind: card.kind as RunInfo['kind'],
    version: card.version,
    needsVerification: card.policy.written.needsVerification === true,
    assessment: run.assessment,
    label: card.policy.assessments.get(run.assessment)?.label ?? run.assessment,
    year: run.year,
    factsOn: run.factsOn,
    state: run.state,
    subjects: run.subjects,
    createdBy: run.createdBy,
    createdAt: run.createdAt.toISOString(),
    publishedOn: run.publishedOn,
  }
}

/** One run: classes, coverage, city values, measures, what may be done with it. A reading of scores is audited. */
export async function getRun(ctx: Context, id: string): Promise<RunDetail> {
  const run = await visibleRun(ctx, id)
  const { policy } = await getScorecard(ctx, String(run.scorecardId))
  const isOpen = seesScores(ctx)
  const results = isOpen ? await readResults(ctx, run) : null
  const standings = results ?? (await queries.listPublished(ctx.db, run.id))
  const levels = levelsOf(policy, run.assessment)
  const { measures, measuresSource, assumptions } = attachedOf(policy)
  const instance = replay(runCycle, run.history as Event[])
  return {
    ...(await toRunInfo(ctx, run)),
    levels,
    distribution: results
      ? distribution(results, levels)
      : distribution(standings, levels).filter(({ level }) => level !== null),
    unclassed: results ? countReasons(ctx, results) : [],
    histogram: results ? scoreHistogram(results) : null,
    groups: isOpen ? await groupsOf(ctx, run, policy) : null,
    measures,
    measuresSource: measuresSource ?? null,
    assumptions,
    actions: officeActions(ctx, runCycle, instance),
    history: toldHistory(ctx, runCycle, instance),
    dueOn: runDueOn(instance),
  }
}

async function readResults(ctx: Context, run: queries.HeldRun): Promise<queries.NamedResult[]> {
  await audit(ctx, {
    action: 'evaluation.read_results',
    subject: `evaluation.run/${run.id}`,
    detail: { subjects: run.subjects },
    confidential: true,
  })
  return queries.listResults(ctx.db, run.id)
}

const numberOf = (text: string | null): number | null => {
  const x = readFraction(text)
  return x === null ? null : Number(decimalText(x, 6))
}

/** Null where the groups have different largest scores: their scores cannot stand on one scale. */
function scoreHistogram(results: readonly queries.NamedResult[]): RunDetail['histogram'] {
  const maxima = new Set(results.flatMap((r) => (r.indicators.length > 0 ? [maxOf(r)] : [])))
  const [max] = maxima
  if (maxima.size !== 1 || max === undefined || max <= 0) return null
  const known = results.filter((r) => r.coverage !== null && numberOf(r.coverage)! > 0)
  return histogram(
    known.map(({ score }) => numberOf(score)),
    max,
  )
}

export const maxOf = ({ indicators }: Pick<queries.NamedResult, 'indicators'>): number =>
  indicators.reduce((sum, { max }) => sum + (numberOf(max) ?? 0), 0)

function countReasons(ctx: Context, results: readonly queries.NamedResult[]): RunDetail['unclassed'] {
  const counts = new Map<string, number>()
  for (const { level, reason } of results)
    if (level === null) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({
    reason,
    text: translate(ctx.lang, `evaluation.reason.${reason}`, {}),
    count,
  }))
}

async function groupsOf(
  ctx: Context,
  run: queries.HeldRun,
  policy: Awaited<ReturnType<typeof getScorecard>>['policy'],
): Promise<RunDetail['groups']> {
  const basis = await queries.findBasis(ctx.db, run.id)
  const groups = policy.assessments.get(run.assessment)?.groups ?? []
  return (basis?.groups ?? []).map(({ group, count, records }) => ({
    group,
    label: groups.find(({ id }) => id === group)?.label ?? group,
    count,
    benchmarks: records.map(({ name, value, origin, known, all }) => ({
      name,
      label: policy.city[name]?.label ?? name,
      value: showBenchmark(policy, name, value),
      origin,
      known,
      all,
    })),
  }))
}

/** The lines of a run: with scores for those who may see them, else the names and classes that were made public. */
export async function listRunResults(ctx: Context, id: string): Promise<Results> {
  const run = await visibleRun(ctx, id)
  if (!seesScores(ctx)) {
    const lines = await queries.listPublished(ctx.db, run.id)
    return { hasScores: false, items: lines.map(publicLine) }
  }
  const { policy } = await getScorecard(ctx, String(run.scorecardId))
  const groups = policy.assessments.get(run.assessment)?.groups ?? []
  const results = await readResults(ctx, run)
  return {
    hasScores: true,
    items: results.map((r) => ({
      organisationId: String(r.organisationId),
      name: r.name,
      group: groups.find(({ id: group }) => group === r.groupId)?.label ?? null,
      level: r.level,
      score: decimalText(readFraction(r.score)),
      max: r.indicators.length > 0 ? String(maxOf(r)) : null,
      coverage: decimalText(readFraction(r.coverage)),
      place: r.place,
      reason: r.reason,
      reasonText: reasonText(ctx, r),
    })),
  }
}

const publicLine = ({ organisationId, name, level }: queries.PublishedLine): ResultLine => ({
  organisationId: String(organisationId),
  name,
  group: null,
  level,
  score: null,
  max: null,
  coverage: null,
  place: null,
  reason: 'scored',
  reasonText: '',
})

/** Why a class is what it is, in words. */
export const reasonText = (
  ctx: Context,
  { reason, excludedBy }: Pick<queries.NamedResult, 'reason' | 'excludedBy'>,
): string => translate(ctx.lang, `evaluation.reason.${reason}`, { rule: excludedBy ?? '' })
