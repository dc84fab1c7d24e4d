import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { FigureKind } from '../model.ts'
import type { FigureRow, RegistryTables } from '../tables.ts'
import type { RecordStamp } from './titles.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

type WrittenFigureKind = Omit<FigureKind, 'labelZh' | 'labelEn'> & {
  label: { zh: string; en: string }
  source: unknown
}

/** Writes fact names; a name keeps its type while values stand under it, so a changed type is refused by the caller. */
export async function upsertFigureKinds(db: Db, kinds: readonly WrittenFigureKind[]): Promise<void> {
  await sql`
    insert into registry.figure_kind (name, type, unit, label_zh, label_en, supplier, is_confidential, year_before_of,
      speaks_for_months, source)
    select r.name, r.type, r.unit, r.label ->> 'zh', r.label ->> 'en', r.supplier, r."isConfidential", r."yearBeforeOf",
      r."speaksForMonths", r.source
    from jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as r(name text, type text, unit text, label jsonb,
      supplier text, "isConfidential" boolean, "yearBeforeOf" text, "speaksForMonths" int, source jsonb)
    on conflict (name) do update set type = excluded.type, unit = excluded.unit, label_zh = excluded.label_zh,
      label_en = excluded.label_en, supplier = excluded.supplier, is_confidential = excluded.is_confidential,
      year_before_of = excluded.year_before_of, speaks_for_months = excluded.speaks_for_months,
      source = excluded.source`.execute(db)
}

export function listFigureKinds(db: Db): Promise<FigureKind[]> {
  return registry(db)
    .selectFrom('registry.figureKind')
    .select(['name', 'type', 'unit', 'labelZh', 'labelEn', 'supplier', 'isConfidential'])
    .select(['yearBeforeOf', 'speaksForMonths'])
    .orderBy('name')
    .execute()
}

export type NewFigure = Pick<
  FigureRow,
  'name' | 'period' | 'asOf' | 'valueText' | 'valueFlag' | 'isConfidential'
> & {
  organisationId: string
  /** Stored whole units as decimal digits. */
  valueNumber: string | null
}

/** Writes figures; what the same source already told is left as it is. Gives the ids of the new ones. */
export async function insertFigures(
  db: Db,
  figures: readonly NewFigure[],
  stamp: RecordStamp,
): Promise<bigint[]> {
  if (figures.length === 0) return []
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.figure (dataset, organisation_id, name, period, as_of, value_number, value_text, value_flag,
      is_confidential, source, source_kind, import_id, batch_id, recorded_by, recorded_at)
    select ${stamp.dataset}, r."organisationId", r.name, r.period, r."asOf", r."valueNumber", r."valueText",
      r."valueFlag", r."isConfidential", ${stamp.source}, ${stamp.sourceKind}, ${stamp.importId},
      case when r."isConfidential" then ${stamp.batchId ?? null}::bigint end, ${stamp.recordedBy},
      ${stamp.recordedAt}
    from jsonb_to_recordset(${JSON.stringify(figures)}::jsonb) as r("organisationId" bigint, name text, period text,
      "asOf" date, "valueNumber" bigint, "valueText" text, "valueFlag" boolean, "isConfidential" boolean)
    on conflict do nothing returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Writes the figures of a file, likewise; gives the organisations that got a new one. */
export async function insertToldFigures(
  db: Db,
  figures: readonly NewFigure[],
  stamp: RecordStamp,
): Promise<bigint[]> {
  const ids = await insertFigures(db, figures, stamp)
  if (ids.length === 0) return []
  const { rows } = await sql<{ organisationId: bigint }>`
    select distinct organisation_id from registry.figure where id = any(${ids}::bigint[])`.execute(db)
  return rows.map(({ organisationId }) => organisationId)
}

/**
 * Settles which figure counts for every organisation and name among some: the pinned one, else the highest source, else
 * the newest record. The same order as `domain/which-counts.ts`, which explains it to a reader.
 */
export async function settleFigures(
  db: Db,
  touched: { organisationIds: readonly bigint[]; names: readonly string[] },
): Promise<void> {
  if (touched.organisationIds.length === 0) return
  const ids = sql`${[...touched.organisationIds]}::bigint[]`
  const names = sql`${[...touched.names]}::text[]`
  await settleWhere(db, sql`f.organisation_id = any(${ids}) and f.name = any(${names})`)
}

/** Settles every figure anew: after the order of sources changed. */
export async function settleAllFigures(db: Db): Promise<void> {
  await settleWhere(db, sql`true`)
}

/**
 * Takes confidential figures of withdrawn or ended uploads out of what counts; gives the organisations that had one
 * counting. `settleFigures` says what counts in their place.
 */
export async function retireClosedFigures(
  db: Db,
): Promise<{ dataset: 'held' | 'demo'; organisationId: bigint }[]> {
  const { rows } = await sql<{ dataset: 'held' | 'demo'; organisationId: bigint }>`
    select dataset, organisation_id from registry.retire_closed_figures()`.execute(db)
  return rows
}

/** Whose figures came with an upload; `kind` as consent names it. */
export async function listFiguresOfUpload(
  db: Db,
  { kind, uploadId }: { kind: string; uploadId: string },
): Promise<{ dataset: 'held' | 'demo'; organisationId: bigint }[]> {
  const column =
    kind === 'registry.import' ? sql`import_id` : kind === 'registry.figure' ? sql`batch_id` : null
  if (column === null) return []
  const { rows } = await sql<{ dataset: 'held' | 'demo'; organisationId: bigint }>`
    select distinct dataset, organisation_id from registry.figure
    where ${column} = ${BigInt(uploadId)} and removed_at is null`.execute(db)
  return rows
}

/** The number of the next batch of figures that are told by hand. */
export async function nextFigureBatch(db: Db): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`select nextval('registry.figure_batch') as id`.execute(db)
  return rows[0]!.id
}

/** Settles every figure of some organisations. */
export async function settleFiguresOf(db: Db, organisationIds: readonly bigint[]): Promise<void> {
  if (organisationIds.length > 0)
    await settleWhere(db, sql`f.organisation_id = any(${sql`${[...organisationIds]}::bigint[]`})`)
}

/** Takes the titles and figures of an import back; gives how many of each, and whose figures. */
export async function removeImported(
  db: Db,
  importId: string,
  at: Date,
): Promise<{ titles: number; figures: number; organisationIds: bigint[] }> {
  const titles = await sql`
    update registry.title set removed_at = ${at} where import_id = ${BigInt(importId)} and removed_at is null`.execute(
    db,
  )
  const figures = await sql<{ organisationId: bigint }>`
    update registry.figure set removed_at = ${at}, counts = false, is_pinned = false
    where import_id = ${BigInt(importId)} and removed_at is null returning organisation_id`.execute(db)
  return {
    titles: Number(titles.numAffectedRows ?? 0n),
    figures: figures.rows.length,
    organisationIds: [...new Set(figures.rows.map(({ organisationId }) => organisationId))],
  }
}

async function settleWhere(db: Db, condition: ReturnType<typeof sql>): Promise<void> {
  // Two statements: at no moment may two of one firm, name and period count.
  const best = sql`
    select distinct on (f.organisation_id, f.name, coalesce(f.as_of, '0001-01-01')) f.id
    from registry.figure f join registry.source_kind k on k.code = f.source_kind
    where ${condition} and f.removed_at is null
    order by f.organisation_id, f.name, coalesce(f.as_of, '0001-01-01'), f.is_pinned desc, k.rank, f.recorded_at desc,
      f.id desc`
  await sql`
    update registry.figure f set counts = false
    where ${condition} and f.counts and f.id not in (${best})`.execute(db)
  await sql`update registry.figure f set counts = true where f.id in (${best}) and not f.counts`.execute(db)
}

export type FigureWithType = FigureRow & {
  id: bigint
  type: FigureKind['type']
  unit: string | null
  counts: boolean
  isPinned: boolean
}

/** All figures of some organisations, each with its source, newest period first; row security says which are seen. */
export async function listFigureRows(
  db: Db,
  query: { organisationIds: readonly string[]; names?: readonly string[] | undefined },
): Promise<FigureWithType[]> {
  let rows = registry(db)
    .selectFrom('registry.figure as f')
    .innerJoin('registry.figureKind as k', 'k.name', 'f.name')
    .selectAll('f')
    .select(['k.type', 'k.unit'])
    .where('f.organisationId', '=', sql<bigint>`any(${query.organisationIds.map(BigInt)}::bigint[])`)
    .where('f.removedAt', 'is', null)
  if (query.names) rows = rows.where('f.name', 'in', query.names.length > 0 ? [...query.names] : [''])
  return (await rows
    .orderBy('f.organisationId')
    .orderBy('f.name')
    .orderBy('f.asOf', (order) => order.desc().nullsLast())
    .orderBy('f.counts', 'desc')
    .orderBy('f.id')
    .execute()) as unknown as FigureWithType[]
}
