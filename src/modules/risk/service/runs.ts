import { AppError } from '../../../kernel/errors.ts'
import {
  cancelRun as cancelJob,
  enqueue,
  findJobRun,
  pauseRun,
  resumeRun,
} from '../../../platform/jobs/index.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { chunksFor } from '../domain/run-plan.ts'
import type { FirmRisk, NetworkInput, RiskRun, RunInput } from '../model.ts'
import { findRankedBefore, listFirmsOfChain } from '../queries/groups.ts'
import {
  type FirmRiskRow,
  findFirmRiskRow,
  findLatestRanking,
  findRunOfJob,
  findRunRow,
  insertFacts,
  insertRun,
  listFirmRiskRows,
  listRunRows,
} from '../queries/runs.ts'
import { beside } from './beside.ts'
import { rankingJob } from './ranking-job.ts'
import { checkMatrix, tellNetwork } from './supply-network.ts'

export type RunRow = NonNullable<Awaited<ReturnType<typeof findRunRow>>>

/**
 * Begins the ranking of every firm of a city's network: the closure of each, and redraws of what is estimated. The
 * facts are kept as they are now; workers do the rest. Asked again with the same key, it gives the same run.
 * @throws conflict `risk.network_empty` when no relation is in force
 */
export async function startRun(ctx: Context, input: RunInput): Promise<RiskRun> {
  requirePermission(ctx.actor, 'risk.run', input.city)
  const start = await beside('beginRanking', await tellNetwork(ctx, input))
  const { firmCount, linkCount, summary } = start
  checkMatrix(summary.matrix)
  if (linkCount === 0) throw new AppError('conflict', 'risk.network_empty', { on: input.on })
  const chunksPerDraw = chunksFor(firmCount, linkCount)
  const draws = summary.estimatedRatio === 0 ? 0 : input.draws
  const jobId = await enqueue(ctx.db, {
    ...{ name: rankingJob, input: {}, pieces: (chunksPerDraw + 1) * (draws + 1) },
    ...(input.key === undefined ? {} : { key: keyOf(ctx, input) }),
    ...{ requestedBy: ctx.actor.userId, now: ctx.now },
  })
  const asked = await findRunOfJob(ctx.db, jobId)
  if (asked) return tellSameRun(ctx, asked, input)
  const id = await insertRun(ctx.db, {
    ...{ dataset: input.dataset, cityCode: input.city, asOf: input.on, essentialFrom: input.essentialFrom },
    ...{ draws, chunksPerDraw, jobId, firmCount, linkCount, summary },
    factsDigest: Buffer.from(start.digest),
    ...{ requestedBy: ctx.actor.userId, createdAt: ctx.now },
  })
  await ctx.asProgram(() => insertFacts(ctx.db, id, Buffer.from(start.packed)))
  const detail = { city: input.city, dataset: input.dataset, on: input.on, firms: firmCount, draws }
  await audit(ctx, { action: 'risk.start_run', subject: `risk.run/${id}`, detail, confidential: true })
  return getRun(ctx, String(id))
}

/** Keys of two cities, or of two people, do not meet. */
const keyOf = (ctx: Context, { city, key }: RunInput) => `${city}/${ctx.actor.userId ?? 'program'}/${key}`

function tellSameRun(ctx: Context, run: RunRow, input: RunInput): Promise<RiskRun> {
  const isSame =
    run.dataset === input.dataset && run.asOf === input.on && run.essentialFrom === input.essentialFrom
  if (!isSame) throw new AppError('conflict', 'job.key_reused', { key: input.key })
  return tell(ctx, run)
}

/** A run with its progress. @throws not_found `risk.no_run` */
export async function getRun(ctx: Context, id: string): Promise<RiskRun> {
  requirePermission(ctx.actor, 'risk.read')
  return tell(ctx, await getRow(ctx, id))
}

/** A run with its progress; undefined where there is none. */
export async function findRun(ctx: Context, id: string): Promise<RiskRun | undefined> {
  requirePermission(ctx.actor, 'risk.read')
  const row = await findRunRow(ctx.db, BigInt(id))
  return row && tell(ctx, row)
}

/** The runs of a city, newest first. */
export async function listRuns(
  ctx: Context,
  input: Pick<NetworkInput, 'city' | 'dataset'>,
): Promise<RiskRun[]> {
  requirePermission(ctx.actor, 'risk.read', input.city)
  const rows = await listRunRows(ctx.db, input, 50)
  const told: RiskRun[] = []
  for (const row of rows) told.push(await tell(ctx, row))
  return told
}

const changes = { pause: pauseRun, resume: resumeRun }

/** Pauses, resumes or cancels a run. @throws conflict `risk.run_ended` when it has ended or is in that state already */
export async function changeRun(
  ctx: Context,
  id: string,
  change: 'pause' | 'resume' | 'cancel',
): Promise<RiskRun> {
  requirePermission(ctx.actor, 'risk.run')
  const run = await getRow(ctx, id)
  const isDone =
    change === 'cancel'
      ? await cancelJob(ctx.db, run.jobId, ctx.now)
      : await changes[change](ctx.db, run.jobId)
  if (!isDone) throw new AppError('conflict', 'risk.run_ended', { id })
  await audit(ctx, { action: `risk.${change}_run`, subject: `risk.run/${id}` })
  return tell(ctx, run)
}

export const pauseRankingRun = (ctx: Context, id: string) => changeRun(ctx, id, 'pause')
export const resumeRankingRun = (ctx: Context, id: string) => changeRun(ctx, id, 'resume')
export const cancelRun = (ctx: Context, id: string) => changeRun(ctx, id, 'cancel')

export async function getRow(ctx: Context, id: string): Promise<RunRow> {
  const row = await findRunRow(ctx.db, BigInt(id))
  if (!row) throw new AppError('not_found', 'risk.no_run', { id })
  requirePermission(ctx.actor, 'risk.read', row.cityCode)
  return row
}

async function tell(ctx: Context, run: RunRow): Promise<RiskRun> {
  const job = await findJobRun(ctx.db, run.jobId)
  return {
    ...{ id: String(run.id), city: run.cityCode, dataset: run.dataset, asOf: run.asOf },
    ...{
      essentialFrom: run.essentialFrom,
      draws: run.draws,
      firmCount: run.firmCount,
      linkCount: run.linkCount,
    },
    summary: run.summary,
    // The job's own record goes after ninety days; a ranking that stands was done.
    status: job?.status ?? (run.rankedAt ? 'done' : 'cancelled'),
    doneRatio: job?.doneRatio ?? (run.rankedAt ? 1 : null),
    ...{
      pieceCount: job?.pieceCount ?? null,
      doneCount: job?.doneCount ?? 0,
      runningCount: job?.runningCount ?? 0,
    },
    problem: job?.errorCode ? translate(ctx.lang, job.errorCode, job.errorParams) : null,
    ...{ createdAt: run.createdAt.toISOString(), rankedAt: run.rankedAt?.toISOString() ?? null },
  }
}

export const tellFirm = ({
  rankLow,
  rankMedian,
  rankHigh,
  esriLow,
  esriHigh,
  previousRank,
  previousEsri,
  ...row
}: FirmRiskRow): FirmRisk => ({
  ...row,
  rankInterval:
    rankLow === null || rankMedian === null || rankHigh === null
      ? null
      : { low: rankLow, median: rankMedian, high: rankHigh },
  esriInterval: esriLow === null || esriHigh === null ? null : { low: esriLow, high: esriHigh },
  previous: previousRank === null ? null : { rank: previousRank, esri: previousEsri },
})

/** Firms by systemic risk, greatest first, each rank with its interval. Audited: it rests on confidential relations. */
export async function listFirmRisks(
  ctx: Context,
  id: string,
  { chain, ...page }: { offset: number; limit: number; inCityOnly: boolean; chain?: string | undefined },
): Promise<FirmRisk[]> {
  requirePermission(ctx.actor, 'risk.read')
  const run = await getRow(ctx, id)
  const scope = { city: run.cityCode, dataset: run.dataset }
  const of = chain === undefined ? undefined : await listFirmsOfChain(ctx.db, scope, chain)
  const before = await findRankedBefore(ctx.db, run.id)
  const rows = await listFirmRiskRows(ctx.db, run.id, {
    ...page,
    ...(of && { of }),
    ...(before && { before: before.id }),
  })
  const detail = { firms: rows.length, offset: page.offset }
  await audit(ctx, { action: 'risk.read_ranking', subject: `risk.run/${id}`, detail, confidential: true })
  return rows.map(tellFirm)
}

/** Where one firm stands in its city's newest ranking: a firm asks for itself only; undefined while there is none. */
export async function findOwnExposure(
  ctx: Context,
  { city, dataset, organisationId }: { city: string; dataset: 'held' | 'demo'; organisationId: string },
): Promise<FirmRisk | undefined> {
  requirePermission(ctx.actor, 'risk.read_own')
  const run = await findLatestRanking(ctx.db, { city, dataset })
  const row = run && (await findFirmRiskRow(ctx.db, run.id, organisationId))
  return row && tellFirm(row)
}
