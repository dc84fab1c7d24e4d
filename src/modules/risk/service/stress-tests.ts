import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { whoIsHit } from '../domain/who-is-hit.ts'
import type { StressInfo, StressInput, StressTest } from '../model.ts'
import {
  findStressTest,
  findStressTestByKey,
  insertStressTest,
  listRemedySets,
  listStressTests as listRows,
  type StressRow,
} from '../queries/stress.ts'
import { computeStress } from './compute-stress.ts'
import { packFacts } from './ranking-job.ts'
import { distanceBetween, loadGround } from './shock-ground.ts'
import { loadNetworkFacts } from './supply-network.ts'

/**
 * Computes what a scenario does to a city's supply network and keeps it with the facts it was computed on.
 * @throws conflict `risk.network_empty` without relations, `risk.nobody_hit` where the scenario hits no firm
 */
export async function runStressTest(ctx: Context, input: StressInput): Promise<StressTest> {
  requirePermission(ctx.actor, 'risk.run', input.city)
  const createdBy = ctx.actor.displayName
  if (input.onceKey !== undefined) {
    const before = await findStressTestByKey(ctx.db, { city: input.city, createdBy, onceKey: input.onceKey })
    if (before) return tell(ctx, before)
  }
  const facts = await loadNetworkFacts(ctx, input)
  if (facts.relations.every(({ supplier }) => supplier === null))
    throw new AppError('conflict', 'risk.network_empty', { on: input.on })
  const ground = await loadGround(ctx, input, facts)
  const hit = whoIsHit(input.shocks, ground.places, distanceBetween)
  if (hit.shocks.length === 0)
    throw new AppError('conflict', 'risk.nobody_hit', {
      notHeld: hit.notInNetwork,
      placeUnknown: hit.placeUnknown,
    })
  const result = await computeStress(ctx, input, { facts, ground, hit })
  const id = await insertStressTest(ctx.db, {
    ...{ input, result, facts: packFacts(facts), createdBy },
    ...{ createdById: ctx.actor.userId, createdAt: ctx.now },
  })
  // Undefined: the same form was sent twice at once; the other one stands.
  const row =
    id === undefined
      ? await findStressTestByKey(ctx.db, { city: input.city, createdBy, onceKey: input.onceKey! })
      : await findStressTest(ctx.db, String(id))
  const detail = { title: input.title, shocks: input.shocks.length, firms: hit.shocks.length }
  await audit(ctx, {
    action: 'risk.stress_test',
    subject: `risk.stress_test/${row!.id}`,
    detail,
    confidential: true,
  })
  return tell(ctx, row!)
}

const infoOf = (row: Omit<StressRow, 'input' | 'result'>): StressInfo => ({
  ...{ id: String(row.id), title: row.title, city: row.cityCode, dataset: row.dataset, asOf: row.asOf },
  ...{ durationDays: row.durationDays, esri: row.esri, reachedCount: row.reachedCount },
  ...{ createdAt: row.createdAt.toISOString(), createdBy: row.createdBy },
})

async function tell(ctx: Context, row: StressRow): Promise<StressTest> {
  const { shocks, draws, essentialFrom } = row.input
  const remedies = await listRemedySets(ctx.db, String(row.id))
  return { ...infoOf(row), input: { shocks, draws, essentialFrom }, result: row.result, remedies }
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
  return (await listRows(ctx.db, scope)).map(infoOf)
}
