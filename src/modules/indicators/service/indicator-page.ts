import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { boardOf, type FullStatement } from '../domain/board.ts'
import { lastVersions } from '../domain/effective-definitions.ts'
import { formulaWords } from '../domain/formula-words.ts'
import { convert, type UnitChanges } from '../domain/unit-changes.ts'
import type { IndicatorPageAnswer } from '../model/changes.ts'
import type { ComputeScope } from '../model.ts'
import * as queries from '../queries.ts'
import { findStatementPlaces } from '../sources.ts'
import { conflictsOf } from './conflicts.ts'
import { type ApartStatement, type CityIndicators, loadCity } from './load-city.ts'
import { ownTargetAnswer } from './own-targets.ts'

/**
 * One indicator opened: definition in its versions, formula, every series with each source's word, targets as they stand,
 * conflicts, and the values of single parks and firms as far as the reader may see them.
 */
export async function readIndicator(
  ctx: Context,
  indicator: string,
  scope: ComputeScope,
): Promise<IndicatorPageAnswer> {
  requirePermission(ctx.actor, 'indicators.read', scope.cityCode)
  const city = await loadCity(ctx, scope)
  const last = lastVersions(city.versions).find((version) => version.definition.id === indicator)
  const definition = last?.definition
  if (!definition) throw new AppError('not_found', 'indicators.no_indicator', { indicator })
  const versions = city.versions
    .filter((version) => version.definition.id === indicator)
    .map(({ definition: of, writtenAt, ...rest }) => ({
      ...of,
      ...rest,
      writtenAt: writtenAt?.toISOString() ?? null,
    }))
  const holding = versions.findLast(({ version }) => version === definition.version)!
  const series = city.series.filter((each) => each.indicator === indicator)
  const ownTargets = await queries.listOwnTargetVersions(ctx.db, scope, indicator)
  return {
    definition: holding,
    versions,
    formula: formulaWords(definition, city.definitions),
    rows: boardOf({ ...city, definitions: [definition], onDate: scope.onDate }),
    series: series.map(seriesAnswer),
    apart: city.apart.filter((said) => said.indicator === indicator).map(apartAnswer),
    parts: await lastParts(ctx, indicator, scope, city.changes),
    entered: city.entered
      .filter(({ indicatorId }) => indicatorId === indicator)
      .map((row) => enteredAnswer(row, row.unit ?? city.changes.firstUnit(indicator) ?? definition.unit)),
    places: await placesOf(ctx, scope, { indicator, city, ownTargets }),
    ownTargets: ownTargets.map(ownTargetAnswer),
    conflicts: conflictsOf(city).filter((conflict) => conflict.indicator === indicator),
  }
}

/** What one source says of a value. */
const whatIsSaid = ({ id, origin, period, asOf, comparator, value, source }: FullStatement) => ({
  id,
  origin,
  period,
  asOf,
  comparator,
  value,
  source,
})

function seriesAnswer({
  chain,
  subject,
  scope,
  points,
}: CityIndicators['series'][number]): IndicatorPageAnswer['series'][number] {
  return {
    chain,
    subject,
    scope,
    points: points.map(({ asOf, value, binding, conflict, statements }) => ({
      asOf,
      value,
      binding: binding?.id ?? null,
      conflict,
      statements: statements.map((said) => ({
        ...whatIsSaid(said),
        coverageRatio: said.coverageRatio,
        inputs: said.inputs,
        definitionVersion: said.definitionVersion,
        factsPath: said.factsPath,
        unknownBecause: said.unknownBecause,
        asWritten: said.asWritten ?? null,
      })),
    })),
  }
}

/** Where the targets of an indicator stand in documents that are held. */
async function placesOf(
  ctx: Context,
  scope: ComputeScope,
  of: { indicator: string; city: CityIndicators; ownTargets: readonly queries.OwnTargetRow[] },
): Promise<IndicatorPageAnswer['places']> {
  const origins = new Map(of.ownTargets.map(({ targetId, origin }) => [targetId, origin]))
  const targets = of.city.targets.filter((target) => target.indicator === of.indicator)
  const cited = targets.map(({ id, source: { document, sentence } }) => ({
    origin: origins.get(id) ?? null,
    title: document === null ? null : (of.city.documents.get(document)?.title ?? document),
    sentence,
  }))
  const found = await findStatementPlaces(ctx, scope, cited)
  return targets.flatMap(({ id }, i) => (found[i] == null ? [] : [{ target: id, path: found[i] }]))
}

const apartAnswer = (said: ApartStatement): IndicatorPageAnswer['apart'][number] => ({
  ...whatIsSaid(said),
  unit: said.unit,
  chain: said.chain,
  scope: said.scope,
})

async function lastParts(
  ctx: Context,
  indicator: string,
  scope: ComputeScope,
  changes: UnitChanges,
): Promise<IndicatorPageAnswer['parts']> {
  const rows = await queries.listComputed(ctx.db, { ...scope, indicator, dimensionKinds: ['park', 'firm'] })
  const seen = new Set<string>()
  return rows.flatMap(({ dimension, asOf, value: written, openPath, definitionVersion }) => {
    const factor = changes.factor(
      indicator,
      changes.unitOf(indicator, definitionVersion) ?? changes.unitOfPack(indicator) ?? '',
    )
    if (factor === null) return []
    const value = written === null ? null : convert(written, factor)
    const key = `${dimension.kind} ${dimension.id}`
    if (asOf > scope.onDate || seen.has(key)) return []
    seen.add(key)
    return [{ dimension, asOf, value, openPath }]
  })
}

const enteredAnswer = (row: queries.EnteredValue, unit: string): IndicatorPageAnswer['entered'][number] => ({
  id: String(row.id),
  chain: row.chainId,
  scope: row.scope,
  period: row.period,
  comparator: row.comparator,
  value: row.value,
  unit,
  sourceTitle: row.sourceTitle,
  sourceDate: row.sourceDate,
  sourceSentence: row.sourceSentence,
  enteredByName: row.enteredByName,
  enteredAt: row.enteredAt.toISOString(),
  withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  withdrawnByName: row.withdrawnByName,
  withdrawnReason: row.withdrawnReason,
  replaces: row.replacesId === null ? null : String(row.replacesId),
})
