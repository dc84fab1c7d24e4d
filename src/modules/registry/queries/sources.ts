import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { SourceKind } from '../model.ts'
import type { RegistryTables } from '../tables.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

export type FactCandidate = {
  id: bigint
  field: string
  value: string
  unit: string | null
  asOf: string | null
  source: string
  sourceKind: SourceKind
  importId: bigint | null
  recordedBy: string | null
  recordedAt: Date
  isPinned: boolean
}

/** Facts in words of an organisation, one field or all, with their sources. */
export async function listFactCandidates(
  db: Db,
  organisationId: bigint,
  field?: string,
): Promise<FactCandidate[]> {
  let rows = registry(db)
    .selectFrom('registry.fact')
    .select([
      'id',
      'field',
      'value',
      'unit',
      'asOf',
      'source',
      'sourceKind',
      'importId',
      'recordedBy',
      'recordedAt',
    ])
    .select('isPinned')
    .where('organisationId', '=', organisationId)
    .where('removedAt', 'is', null)
  if (field !== undefined) rows = rows.where('field', '=', field)
  return rows.orderBy('field').orderBy('id').execute()
}

export type SubjectRow = {
  id: bigint
  organisationId: bigint
  dataset: 'held' | 'demo'
  field: string
  asOf: string | null
}

/** The row that a pin names; undefined where it is not one of the organisation's. */
export async function findSubject(
  db: Db,
  subject: 'figure' | 'fact',
  chosenId: string,
  organisationId: string,
): Promise<SubjectRow | undefined> {
  const query =
    subject === 'figure'
      ? sql<SubjectRow>`
          select f.id, f.organisation_id, f.dataset, f.name as field, f.as_of from registry.figure f
          where f.id = ${chosenId} and f.organisation_id = ${organisationId} and f.removed_at is null for update`
      : sql<SubjectRow>`
          select f.id, f.organisation_id, o.dataset, f.field, f.as_of from registry.fact f
          join registry.organisation o on o.id = f.organisation_id
          where f.id = ${chosenId} and f.organisation_id = ${organisationId} and f.removed_at is null for update of f`
  return (await query.execute(db)).rows[0]
}

/** Pins one row and no other of its fact; null releases. */
export async function setPinned(
  db: Db,
  subject: 'figure' | 'fact',
  row: SubjectRow,
  chosenId: bigint | null,
): Promise<void> {
  const others =
    subject === 'figure'
      ? sql`registry.figure f set is_pinned = (f.id is not distinct from ${chosenId}) where f.organisation_id =
          ${row.organisationId} and f.name = ${row.field} and f.as_of is not distinct from ${row.asOf}::date`
      : sql`registry.fact f set is_pinned = (f.id is not distinct from ${chosenId}) where f.organisation_id =
          ${row.organisationId} and f.field = ${row.field}`
  await sql`update ${others} and f.is_pinned <> (f.id is not distinct from ${chosenId})`.execute(db)
}

export async function insertPin(
  db: Db,
  pin: {
    dataset: 'held' | 'demo'
    organisationId: bigint
    subject: 'figure' | 'fact'
    chosenId: bigint
    reason: string
    pinnedBy: string
    pinnedAt: Date
  },
): Promise<void> {
  await registry(db)
    .insertInto('registry.pin')
    .values({ ...pin, releasedBy: null, releasedAt: null })
    .execute()
}

/** Ends the pins of some rows; the history stays. */
export async function releasePins(
  db: Db,
  subject: 'figure' | 'fact',
  chosenIds: readonly bigint[],
  by: string,
  at: Date,
): Promise<void> {
  if (chosenIds.length === 0) return
  await registry(db)
    .updateTable('registry.pin')
    .set({ releasedBy: by, releasedAt: at })
    .where('subject', '=', subject)
    .where('chosenId', 'in', [...chosenIds])
    .where('releasedAt', 'is', null)
    .execute()
}

/** The pins that hold on an organisation. */
export function listPins(db: Db, organisationId: bigint) {
  return registry(db)
    .selectFrom('registry.pin')
    .select(['subject', 'chosenId', 'reason', 'pinnedBy', 'pinnedAt'])
    .where('organisationId', '=', organisationId)
    .where('releasedAt', 'is', null)
    .orderBy('id')
    .execute()
}

/** Rows of the same fact as one that are pinned now. */
export async function listPinnedIds(db: Db, subject: 'figure' | 'fact', row: SubjectRow): Promise<bigint[]> {
  const { rows } = await (subject === 'figure'
    ? sql<{
        id: bigint
      }>`select id from registry.figure where organisation_id = ${row.organisationId} and is_pinned
        and name = ${row.field} and as_of is not distinct from ${row.asOf}::date`
    : sql<{
        id: bigint
      }>`select id from registry.fact where organisation_id = ${row.organisationId} and is_pinned
        and field = ${row.field}`
  ).execute(db)
  return rows.map(({ id }) => id)
}

/** Writes a fact in words; gives its id, also where the same source told the same before. */
export async function insertFact(
  db: Db,
  fact: {
    organisationId: bigint
    field: string
    value: string
    source: string
    sourceKind: SourceKind
    recordedBy: string
    recordedAt: Date
  },
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.fact as f (organisation_id, field, value, source, source_kind, recorded_by, recorded_at)
    values (${fact.organisationId}, ${fact.field}, ${fact.value}, ${fact.source}, ${fact.sourceKind},
      ${fact.recordedBy}, ${fact.recordedAt})
    on conflict (organisation_id, field, md5(value), coalesce(as_of, '0001-01-01')) do update set
      source_kind = case when (select rank from registry.source_kind where code = excluded.source_kind) <
        (select rank from registry.source_kind where code = f.source_kind) then excluded.source_kind else f.source_kind end,
      recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by, removed_at = null
    returning f.id`.execute(db)
  return rows[0]!.id
}

/** Sets the column of an organisation that follows from a fact. */
export async function setColumn(
  db: Db,
  organisationId: bigint,
  columns: Partial<{
    address: string
    industry: string
    industryCode: string
    cityCode: string | null
    provinceCode: string | null
    districtCode: string | null
    lng: number | null
    lat: number | null
    positionPrecision: string | null
    positionSource: string | null
  }>,
  at: Date,
): Promise<void> {
  await registry(db)
    .updateTable('registry.organisation')
    .set({ ...columns, updatedAt: at })
    .where('id', '=', organisationId)
    .execute()
}
