import type { Db } from '../../../platform/database/index.ts'
import { type CounterFile, type HeldTarget, type SourceDocument, targetSchema } from '../model.ts'
import type { IndicatorTables } from '../tables.ts'
import { listLastOwnTargets, toHeldTarget } from './own-targets.ts'

const indicators = (db: Db) => db.withTables<IndicatorTables>()

export type DefinitionRow = IndicatorTables['indicators.definition']
export type DatedValueRow = IndicatorTables['indicators.datedValue']

/** The definitions that hold in a city, its own before those of every city, in the order of the packs. */
export function listDefinitions(db: Db, cityCode: string): Promise<DefinitionRow[]> {
  return indicators(db)
    .selectFrom('indicators.definition as d')
    .innerJoin('indicators.packDocument as p', 'p.id', 'd.documentId')
    .where('p.supersededAt', 'is', null)
    .where((eb) => eb.or([eb('d.cityCode', '=', cityCode), eb('d.cityCode', 'is', null)]))
    .selectAll('d')
    .orderBy('d.cityCode')
    .orderBy('p.key')
    .orderBy('d.ordinal')
    .execute()
}

/** The dated values that hold in a city, oldest first within an indicator. */
export function listDatedValues(db: Db, cityCode: string): Promise<DatedValueRow[]> {
  return indicators(db)
    .selectFrom('indicators.datedValue as v')
    .innerJoin('indicators.packDocument as p', 'p.id', 'v.documentId')
    .where('p.supersededAt', 'is', null)
    .where('v.cityCode', '=', cityCode)
    .selectAll('v')
    .orderBy('v.indicatorId')
    .orderBy('v.asOf')
    .orderBy('p.key')
    .orderBy('v.ordinal')
    .execute()
}

/** The targets that hold in a city: those of its pack in their order, then those that people wrote. */
export async function listTargets(db: Db, cityCode: string, dataset: 'held' | 'demo'): Promise<HeldTarget[]> {
  const own = (await listLastOwnTargets(db, { cityCode, dataset })).filter(({ isWithdrawn }) => !isWithdrawn)
  return [...(await listPackTargets(db, cityCode)), ...own.map(toHeldTarget)]
}

async function listPackTargets(db: Db, cityCode: string): Promise<HeldTarget[]> {
  const rows = await indicators(db)
    .selectFrom('indicators.target as t')
    .innerJoin('indicators.packDocument as p', 'p.id', 't.documentId')
    .where('p.supersededAt', 'is', null)
    .where('t.cityCode', '=', cityCode)
    .selectAll('t')
    .orderBy('p.key')
    .orderBy('t.ordinal')
    .execute()
  return rows.map((row) =>
    targetSchema.parse({
      id: row.id,
      row: row.requirementRow,
      indicator: row.indicatorId,
      chain: row.chainId,
      subject: row.subjectId,
      scope: row.scope,
      comparator: row.comparator,
      value: row.value,
      unit: row.unit,
      due: row.due,
      dueWritten: row.dueWritten,
      source: row.source,
      ...(row.note ? { note: row.note } : {}),
    }),
  )
}

/** The documents that packs cite, by id; one document may stand in several packs with the same words. */
export async function listSourceDocuments(db: Db): Promise<Map<string, SourceDocument>> {
  const rows = await indicators(db)
    .selectFrom('indicators.packDocument')
    .where('kind', '=', 'document')
    .where('supersededAt', 'is', null)
    .select(['key', 'content'])
    .orderBy('pack')
    .execute()
  return new Map(rows.map(({ key, content }) => [key, content as SourceDocument]))
}

/** The counters of a city, as its pack says them. */
export async function listCounters(db: Db, cityCode: string): Promise<CounterFile['counters']> {
  const rows = await indicators(db)
    .selectFrom('indicators.packDocument')
    .where('kind', '=', 'counters')
    .where('cityCode', '=', cityCode)
    .where('supersededAt', 'is', null)
    .select('content')
    .orderBy('key')
    .execute()
  return rows.flatMap(({ content }) => (content as CounterFile).counters)
}
