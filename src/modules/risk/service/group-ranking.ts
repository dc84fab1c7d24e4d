import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { loadPlaces } from '../../registry/index.ts'
import type { GroupRisk } from '../model.ts'
import { listGroupRiskRows } from '../queries/groups.ts'
import { listRelationYears } from '../queries/network.ts'
import { findLatestRanking, findRunRow } from '../queries/runs.ts'

/**
 * What stops when a whole node, chain, park or region stops, greatest first. Whoever may not read all relations sees the
 * groups that the rule of access lets out: three firms and more, none above 80 % of the output.
 */
export async function listGroupRisks(
  ctx: Context,
  runId: string,
  kind: GroupRisk['kind'],
): Promise<GroupRisk[]> {
  requirePermission(ctx.actor, 'risk.aggregate')
  const run = await findRunRow(ctx.db, BigInt(runId))
  if (!run) throw new AppError('not_found', 'risk.no_run', { id: runId })
  requirePermission(ctx.actor, 'risk.aggregate', run.cityCode)
  const rows = await listGroupRiskRows(ctx.db, run.id, kind)
  const places = kind === 'region' ? await loadPlaces(ctx) : null
  return rows.map(({ groupId, name, nameEn, esriLow, esriHigh, isPublic: _, ...row }) => ({
    ...row,
    id: groupId,
    name: { zh: name ?? places?.find(groupId)?.name ?? groupId, en: nameEn },
    esriInterval: esriLow === null || esriHigh === null ? null : { low: esriLow, high: esriHigh },
  }))
}

/** The newest complete ranking of a city, for readers of aggregates: its id and day; null while there is none. */
export async function findLatestRun(
  ctx: Context,
  scope: { city: string; dataset: 'held' | 'demo' },
): Promise<{ id: string; asOf: string; estimatedRatio: number | null; draws: number } | null> {
  requirePermission(ctx.actor, 'risk.aggregate', scope.city)
  const run = await findLatestRanking(ctx.db, scope)
  return run
    ? { id: String(run.id), asOf: run.asOf, estimatedRatio: run.estimatedRatio, draws: run.draws }
    : null
}

/** The last day of the newest year for which a data set holds relations: what forms propose; null without any. */
export async function findLastFactsDay(
  ctx: Context,
  scope: { city: string; dataset: 'held' | 'demo' },
): Promise<string | null> {
  requirePermission(ctx.actor, 'risk.aggregate', scope.city)
  const [newest] = await ctx.asProgram(() => listRelationYears(ctx.db, scope.dataset))
  return newest ? `${newest.year}-12-31` : null
}
