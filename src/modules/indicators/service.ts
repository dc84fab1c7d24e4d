import { audit, type Context, type Dataset, requirePermission } from '../access/index.ts'
import { countEntries } from '../registry/index.ts'
import { findConflicts } from './domain/conflicts.ts'
import { countBeside } from './domain/count-beside.ts'
import { effectiveVersions } from './domain/effective-definitions.ts'
import { targetsNow } from './domain/targets-now.ts'
import { convert, unitChangesOf } from './domain/unit-changes.ts'
import { lastDayOf } from './model/partial-date.ts'
import type {
  Conflict,
  CountedBeside,
  HeldTarget,
  IndicatorAnswer,
  Source,
  SourceDocument,
  TargetAnswer,
} from './model.ts'
import * as queries from './queries.ts'

const documentOf = (source: Source, documents: ReadonlyMap<string, SourceDocument>): SourceDocument | null =>
  source === '假设' ? null : (documents.get(source.document) ?? null)

/** The indicators of a city, each with what documents say of it, oldest first; a figure that is not known is null. */
export async function listIndicators(ctx: Context, city: string): Promise<IndicatorAnswer[]> {
  requirePermission(ctx.actor, 'indicators.read', city)
  const versions = await queries.listDefinitionVersions(ctx.db, city)
  const definitions = effectiveVersions(versions)
  const changes = unitChangesOf(versions)
  const factorOf = (indicator: string) => changes.factor(indicator, changes.unitOfPack(indicator) ?? '')
  const values = (await queries.listDatedValues(ctx.db, city)).flatMap((row) => {
    const factor = factorOf(row.indicatorId)
    if (factor === null) return changes.unitNow(row.indicatorId) === undefined ? [row] : []
    return [{ ...row, value: row.value === null ? null : convert(row.value, factor) }]
  })
  const documents = await queries.listSourceDocuments(ctx.db)
  const series = new Map<string, queries.DatedValueRow[]>()
  for (const row of values) series.set(row.indicatorId, [...(series.get(row.indicatorId) ?? []), row])
  return definitions.map(({ definition }) => ({
    ...definition,
    values: (series.get(definition.id) ?? []).map((row) => ({
      period: row.period,
      asOf: row.asOf,
      value: row.value === null ? null : Number(row.value),
      comparator: row.comparator,
      scope: row.scope,
      chain: row.chainId,
      source: row.source,
      document: documentOf(row.source, documents),
    })),
  }))
}

/** The targets of a city with their sources, and where the sources do not agree. */
export async function listTargets(
  ctx: Context,
  city: string,
  dataset: Dataset = 'held',
): Promise<{ targets: TargetAnswer[]; conflicts: Conflict[] }> {
  requirePermission(ctx.actor, 'indicators.read', city)
  const versions = await queries.listDefinitionVersions(ctx.db, city)
  const all = targetsNow(await queries.listTargets(ctx.db, city, dataset), unitChangesOf(versions))
  const targets = all.filter(({ isApart }) => !isApart)
  const definitions = effectiveVersions(versions)
  const documents = await queries.listSourceDocuments(ctx.db)
  const names = new Map(definitions.map(({ definition: { id, name } }) => [id, name]))
  const answerOf = ({ asWritten: _, isApart: __, ...target }: HeldTarget): TargetAnswer => ({
    ...target,
    name: names.get(target.indicator) ?? { zh: target.indicator, en: target.indicator },
    dueDate: target.due === null ? null : lastDayOf(target.due),
    document: documentOf(target.source, documents),
    note: target.note ?? null,
  })
  return { targets: targets.map(answerOf), conflicts: findConflicts(targets) }
}

/** Official figures beside what the register's libraries hold for the same year; never mixed, the difference shown. */
export async function listCountedBeside(
  ctx: Context,
  scope: { city: string; dataset: 'held' | 'demo' },
): Promise<CountedBeside[]> {
  requirePermission(ctx.actor, 'indicators.read', scope.city)
  const indicators = new Map((await listIndicators(ctx, scope.city)).map((each) => [each.id, each]))
  const counts = await countEntries(ctx, scope)
  return (await queries.listCounters(ctx.db, scope.city)).flatMap((counter) => {
    const indicator = indicators.get(counter.indicator)
    return (indicator?.values ?? []).map(({ period, value, comparator }) => {
      const beside = countBeside(counts, counter, Number(period.slice(0, 4)))
      const difference = beside.computed === null || value === null ? null : beside.computed - value
      const { name, unit } = indicator!
      const stated = {
        indicator: counter.indicator,
        name,
        unit,
        how: counter.how,
        period,
        stated: value,
        comparator,
      }
      return { ...stated, ...beside, difference }
    })
  })
}

/** The documents that packs cite, by id. For later rooms, which show the sources of their own facts. */
export function listSourceDocuments(ctx: Context): Promise<Map<string, SourceDocument>> {
  return queries.listSourceDocuments(ctx.db)
}

type PackFiles = Omit<Parameters<typeof queries.syncPackDocuments>[2], 'now'>

/**
 * Brings a room's documents of one pack in line with its files and writes one audit entry when something changed.
 *
 * @param writeRows writes the typed rows of one new version
 */
export async function loadPackDocuments(
  ctx: Context,
  schema: 'indicators' | 'chains',
  files: PackFiles,
  writeRows: (documentId: bigint, content: unknown) => Promise<void>,
): Promise<void> {
  requirePermission(ctx.actor, 'packs.load')
  const changes = await queries.syncPackDocuments(ctx.db, schema, { ...files, now: ctx.now })
  for (const { id, content } of changes.written) await writeRows(id, content)
  if (changes.written.length + changes.retired.length === 0) return
  await audit(ctx, {
    action: `${schema}.load_pack`,
    subject: `${schema}.pack/${files.pack}`,
    detail: {
      written: changes.written.map(({ kind, key, version }) => ({ kind, key, version })),
      retired: changes.retired,
      unchanged: changes.unchanged,
    },
  })
}
