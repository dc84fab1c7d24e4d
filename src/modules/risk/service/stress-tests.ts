import { AppError } from '../../../kernel/errors.ts'
import { cancelRun as cancelJob, enqueue } from '../../../platform/jobs/index.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { whoIsHit } from '../domain/who-is-hit.ts'
import type { ComputedTest, StressInfo, StressInput, StressTest } from '../model.ts'
import {
  deleteUncomputed,
  deleteUnmeasured,
  findStressTest,
  findStressTestByKey,
  findUnmeasured,
  insertStressTest,
  listRemedySets,
  listStressTests as listRows,
  type StressRow,
} from '../queries/stress.ts'
import { beside } from './beside.ts'
import type { TestStart } from './network-works.ts'
import { distanceBetween, loadGround } from './shock-ground.ts'
import { atOnce, computeJob, isSmall, workOnTest, workStateOf } from './stress-job.ts'
import { checkMatrix, tellNetwork } from './supply-network.ts'
import { withoutWithheldReports } from './told-reports.ts'

/** Cascades of a test beside its redraws: one a step. */
const usualSteps = 5

/** The facts of a scenario that hits somebody. @throws conflict `risk.network_empty`, `risk.nobody_hit` */
async function loadStart(ctx: Context, input: StressInput): Promise<TestStart> {
  const start = await beside('beginTest', await tellNetwork(ctx, input))
  checkMatrix(start.matrix)
  if (!start.hasSupplier) throw new AppError('conflict', 'risk.network_empty', { on: input.on })
  const ground = await loadGround(ctx, input, start.firms)
  const hit = whoIsHit(input.shocks, ground.places, distanceBetween)
  if (hit.shocks.length === 0)
    throw new AppError('conflict', 'risk.nobody_hit', {
      notHeld: hit.notInNetwork,
      placeUnknown: hit.placeUnknown,
    })
  return start
}

/**
 * Keeps a scenario with the facts it is asked on, and computes what it does to the city's supply network: at once where
 * that is little work, else by a worker. The same key again is the same test.
 * @throws conflict `risk.network_empty` without relations, `risk.nobody_hit` where the scenario hits no firm
 */
export async function runStressTest(ctx: Context, input: StressInput): Promise<StressTest> {
  requirePermission(ctx.actor, 'risk.run', input.city)
  const createdBy = ctx.actor.displayName
  const byKey = () => findStressTestByKey(ctx.db, { city: input.city, createdBy, onceKey: input.onceKey! })
  const before = input.onceKey === undefined ? undefined : await byKey()
  if (before) return tell(ctx, before)
  const start = await loadStart(ctx, input)
  const isNow = !input.inBackground && isSmall(start.relationCount, input.draws + usualSteps)
  const jobId = isNow
    ? null
    : await enqueue(ctx.db, {
        ...{ name: computeJob, input: {}, pieces: 1, requestedBy: ctx.actor.userId, now: ctx.now },
      })
  const id = await insertStressTest(ctx.db, {
    ...{ input, facts: Buffer.from(start.packed), jobId, createdBy },
    ...{ createdById: ctx.actor.userId, createdAt: ctx.now },
  })
  // Undefined: the same form was sent twice at once; the other one stands.
  if (id === undefined) {
    if (jobId !== null) await cancelJob(ctx.db, jobId, ctx.now)
    return tell(ctx, (await byKey())!)
  }
  const row = (await findStressTest(ctx.db, String(id)))!
  if (isNow) await atOnce(ctx, (how) => workOnTest(how, row))
  const detail = { title: input.title, shocks: input.shocks.length, by: isNow ? 'request' : 'worker' }
  const subject = `risk.stress_test/${id}`
  await audit(ctx, { action: 'risk.stress_test', subject, detail, confidential: true })
  return tell(ctx, (await findStressTest(ctx.db, String(id)))!)
}

async function infoOf(ctx: Context, row: Omit<StressRow, 'input' | 'result'>): Promise<StressInfo> {
  return {
    ...{ id: String(row.id), title: row.title, city: row.cityCode, dataset: row.dataset, asOf: row.asOf },
    ...{ durationDays: row.durationDays, esri: row.esri, reachedCount: row.reachedCount },
    ...{ createdAt: row.createdAt.toISOString(), createdBy: row.createdBy },
    work: row.reachedCount === null ? await workStateOf(ctx, row.jobId, row.doneSoFar) : null,
  }
}

async function tell(ctx: Context, row: StressRow): Promise<StressTest> {
  const { shocks, draws, essentialFrom } = row.input
  const remedies = await listRemedySets(ctx.db, String(row.id))
  const under = await findUnmeasured(ctx.db, String(row.id))
  const measuring = under ? await workStateOf(ctx, under.jobId, under.doneSoFar) : null
  const input = { shocks, draws, essentialFrom }
  const seen = { dataset: row.dataset, on: row.asOf }
  const result = row.result && (await withoutWithheldReports(ctx, seen, row.result))
  return { ...(await infoOf(ctx, row)), input, result, remedies, measuring }
}

/** A kept stress test. Audited: it rests on confidential relations. @throws not_found `risk.no_test` */
export async function getStressTest(ctx: Context, id: string): Promise<StressTest> {
  requirePermission(ctx.actor, 'risk.read')
  const row = await getTestRow(ctx, id)
  await audit(ctx, { action: 'risk.read_stress_test', subject: `risk.stress_test/${id}`, confidential: true })
  return tell(ctx, row)
}

export async function getTestRow(ctx: Context, id: string): Promise<StressRow> {
  const row = await findStressTest(ctx.db, id)
  if (!row) throw new AppError('not_found', 'risk.no_test', { id })
  requirePermission(ctx.actor, 'risk.read', row.cityCode)
  return row
}

/** The kept tests of a city, newest first. */
export async function listStressTests(
  ctx: Context,
  scope: { city: string; dataset: 'held' | 'demo' },
): Promise<StressInfo[]> {
  requirePermission(ctx.actor, 'risk.read', scope.city)
  const told: StressInfo[] = []
  for (const row of await listRows(ctx.db, scope)) told.push(await infoOf(ctx, row))
  return told
}

/** A kept test that is computed. @throws conflict `risk.test_not_computed` */
export async function getComputedTest(ctx: Context, id: string): Promise<ComputedTest> {
  const { result, ...test } = await getStressTest(ctx, id)
  if (result === null) throw new AppError('conflict', 'risk.test_not_computed', { title: test.title })
  return { ...test, result }
}

/**
 * Stops what is under way on a test: the test itself, which then is not kept, or the measuring of remedies.
 * @returns whether the test is still there. @throws conflict `risk.nothing_under_way`
 */
export async function cancelStressWork(ctx: Context, id: string): Promise<{ isKept: boolean }> {
  requirePermission(ctx.actor, 'risk.run')
  const row = await getTestRow(ctx, id)
  const isKept = row.result !== null
  const jobId = isKept ? (await findUnmeasured(ctx.db, id))?.jobId : row.jobId
  if (jobId != null) await cancelJob(ctx.db, jobId, ctx.now)
  const isGone = isKept ? await deleteUnmeasured(ctx.db, id) : await deleteUncomputed(ctx.db, id)
  if (!isGone) throw new AppError('conflict', 'risk.nothing_under_way', { title: row.title })
  const subject = `risk.stress_test/${id}`
  await audit(ctx, { action: 'risk.cancel_test', subject, detail: { title: row.title, isKept } })
  return { isKept }
}
