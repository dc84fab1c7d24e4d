import { chinaDay } from '../../../kernel/china-day.ts'
import { log } from '../../../platform/log.ts'
import { audit, type Context, requirePermission, systemActor } from '../../access/index.ts'
import { effectiveVersions } from '../domain/effective-definitions.ts'
import { sortNews } from '../domain/new-values.ts'
import {
  type ComputedValue,
  type ComputeScope,
  computedValueSchema,
  type RecomputeAnswer,
} from '../model/computed.ts'
import * as queries from '../queries.ts'
import { type IndicatorSource, listIndicatorSources } from '../sources.ts'

/**
 * Asks every room for the indicators that it computes and keeps what is news: another figure, definition version, input or
 * page. What comes out as held is confirmed for the day. Sources run as the program, so that the answer does not depend
 * on who asks; one that fails is named and takes nothing from the others.
 */
export async function recomputeIndicators(
  ctx: Context,
  scope: ComputeScope,
  sources: readonly IndicatorSource[] = listIndicatorSources(),
): Promise<RecomputeAnswer> {
  requirePermission(ctx.actor, 'indicators.compute', scope.cityCode)
  await queries.lockComputing(ctx.db, scope)
  const versions = effectiveVersions(await queries.listDefinitionVersions(ctx.db, scope.cityCode))
  const defined = new Set(versions.map(({ definition }) => definition.id))
  const { values, failed } = await askSources(ctx, scope, sources)
  const known = values.filter(({ indicator }) => defined.has(indicator))
  const { written, confirmed } = sortNews(known, await queries.listComputed(ctx.db, scope))
  await queries.insertComputed(ctx.db, scope, written, ctx.now)
  await queries.confirmComputed(ctx.db, confirmed)
  const undefinedIndicators = [
    ...new Set(values.map(({ indicator }) => indicator).filter((id) => !defined.has(id))),
  ]
  const answer = {
    written: written.length,
    confirmed: known.length - written.length,
    undefinedIndicators,
    failed,
  }
  await audit(ctx, {
    action: 'indicators.recompute',
    subject: `indicators.city/${scope.cityCode}`,
    detail: { ...answer, dataset: scope.dataset, onDate: scope.onDate },
  })
  return answer
}

/** Every city that defines indicators, in both data sets. */
export async function recomputeEverywhere(ctx: Context): Promise<void> {
  requirePermission(ctx.actor, 'indicators.compute')
  for (const cityCode of await queries.listDefiningCities(ctx.db))
    for (const dataset of ['held', 'demo'] as const)
      await recomputeIndicators(ctx, { cityCode, dataset, onDate: chinaDay(ctx.now) })
}

async function askSources(ctx: Context, scope: ComputeScope, sources: readonly IndicatorSource[]) {
  const values: ComputedValue[] = []
  const failed: string[] = []
  for (const source of sources) {
    try {
      values.push(...(await askSource(ctx, scope, source)))
    } catch (error) {
      log.error('indicators.source_failed', { source: nameOf(source), cityCode: scope.cityCode, error })
      failed.push(nameOf(source))
    }
  }
  return { values, failed }
}

const nameOf = ({ room, indicators }: IndicatorSource): string => room ?? indicators.join(', ')

/** Values as checked; one of an indicator that the source did not announce is a fault of the source. */
function askSource(
  ctx: Context,
  scope: ComputeScope,
  source: IndicatorSource,
): Promise<readonly ComputedValue[]> {
  return queries.behindSavepoint(ctx.db, () =>
    ctx.asProgram(async () => {
      const values = await source.compute({ ...ctx, actor: systemActor }, scope)
      const checked = values.map((value) => computedValueSchema.parse(value))
      const stray = checked.find(({ indicator }) => !source.indicators.includes(indicator))
      if (stray) throw new Error(`${nameOf(source)} did not announce the indicator ${stray.indicator}`)
      return checked
    }),
  )
}
