import { type Context, requirePermission } from '../../access/index.ts'
import type { ComputedValue } from '../model/computed.ts'
import { listComputed } from '../queries/computed.ts'
import type { CityScope } from './load-city.ts'

/** What a room computed on one day: a day later is told only where the answer changed. */
export type TrendPoint = Pick<ComputedValue, 'asOf' | 'value' | 'coverageRatio' | 'definitionVersion'> & {
  /** The last day for which the same answer came out. */
  readonly confirmedOn: string
}

/** The kept values of one computed indicator by dimension id, oldest day first; of one day the last written. */
export async function listComputedTrend(
  ctx: Context,
  { indicator, kind, ...scope }: CityScope & { indicator: string; kind: ComputedValue['dimension']['kind'] },
): Promise<Map<string, TrendPoint[]>> {
  requirePermission(ctx.actor, 'indicators.read', scope.cityCode)
  const rows = await listComputed(ctx.db, { ...scope, indicator, dimensionKinds: [kind] })
  const trends = new Map<string, TrendPoint[]>()
  for (const { dimension, asOf, value, coverageRatio, definitionVersion, confirmedOn } of rows) {
    const trend = trends.get(dimension.id) ?? []
    if (trend[0]?.asOf !== asOf) trend.unshift({ asOf, value, coverageRatio, definitionVersion, confirmedOn })
    trends.set(dimension.id, trend)
  }
  return trends
}
