import { createHash } from 'node:crypto'
import { AppError } from '../../../kernel/errors.ts'
import { cancelRun, enqueue } from '../../../platform/jobs/index.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { Measured, Remedy, RemedyInput, StressTest } from '../model.ts'
import { findUnmeasured, insertRemedySet, type StressRow, touchRemedySet } from '../queries/stress.ts'
import { beside } from './beside.ts'
import { cascadesFor } from './measure-set.ts'
import { nameSet } from './name-remedies.ts'
import { atOnce, isSmall, loadStruck, measureJob, workOnRemedies } from './stress-job.ts'
import { getStressTest, getTestRow } from './stress-tests.ts'

/** A test that has a result. @throws conflict `risk.test_not_computed` */
async function getComputedRow(ctx: Context, testId: string): Promise<StressRow> {
  const row = await getTestRow(ctx, testId)
  if (row.result === null) throw new AppError('conflict', 'risk.test_not_computed', { title: row.title })
  return row
}

/**
 * What one remedy takes off the loss of a kept stress test: the same cascade on the same facts with the change. For later
 * rooms, which attach their effect to it. @throws not_found `risk.no_test`
 */
export async function measureRemedy(ctx: Context, testId: string, remedy: Remedy): Promise<Measured> {
  requirePermission(ctx.actor, 'risk.run')
  const row = await getComputedRow(ctx, testId)
  const { packed, hit } = await loadStruck(ctx, row)
  const asked = { shocks: hit.shocks, durationDays: row.durationDays }
  const alone = { remedies: [remedy], most: 1, budgetFen: null, inBackground: false }
  const { single } = await nameSet(ctx, await beside('measure', packed, asked, alone))
  return single[0]!
}

/**
 * Measures each remedy alone and the best set of them, and keeps both with the test: at once where that is little work,
 * else by a worker. The same asked again is the same set.
 * @throws not_found `risk.no_test`, conflict `risk.test_not_computed` or `risk.measuring_already`
 */
export async function measureRemedies(ctx: Context, testId: string, input: RemedyInput): Promise<StressTest> {
  requirePermission(ctx.actor, 'risk.run')
  const row = await getComputedRow(ctx, testId)
  const { inBackground, ...asked } = input
  const digest = createHash('sha256')
    .update(JSON.stringify([asked, ctx.lang]))
    .digest('hex')
  const isNow = !inBackground && isSmall(row.result!.linkCount, cascadesFor(input))
  const stamp = { createdBy: ctx.actor.displayName, createdAt: ctx.now }
  const under = await findUnmeasured(ctx.db, testId)
  const jobId = isNow || under ? null : await enqueueSet(ctx)
  const set = { testId, input, digest, lang: ctx.lang, jobId }
  const kept = under ? undefined : await insertRemedySet(ctx.db, set, stamp)
  if (kept) {
    if (isNow) await atOnce(ctx, (how) => workOnRemedies(how, kept, row))
    const detail = { remedies: input.remedies.length, by: isNow ? 'request' : 'worker' }
    const subject = `risk.stress_test/${testId}`
    await audit(ctx, { action: 'risk.measure_remedies', subject, detail, confidential: true })
  } else if (!under) {
    // Measured before: nothing is left for a worker.
    if (jobId !== null) await cancelRun(ctx.db, jobId, ctx.now)
    await touchRemedySet(ctx.db, testId, digest, ctx.now)
  } else if (under.inputDigest !== digest) throw new AppError('conflict', 'risk.measuring_already', {})
  return getStressTest(ctx, testId)
}

const enqueueSet = (ctx: Context): Promise<bigint> =>
  enqueue(ctx.db, {
    ...{ name: measureJob, input: {}, pieces: 1, requestedBy: ctx.actor.userId, now: ctx.now },
  })
