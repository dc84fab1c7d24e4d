// Merging and splitting: the moving itself is done by functions of the database, which know every room's references.
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { RegistryTables } from '../tables.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

export type WholeOrganisation = {
  id: bigint
  dataset: 'held' | 'demo'
  name: string
  row: Record<string, unknown>
  creditCodes: string[] | null
}

/** Two organisations with their credit codes, locked until commit so that no other merge or import touches them. */
export async function lockOrganisations(db: Db, ids: readonly bigint[]): Promise<WholeOrganisation[]> {
  const { rows } = await sql<WholeOrganisation>`
    select o.id, o.dataset, o.name, to_jsonb(o) as row, (select array_agg(i.value) from registry.identifier i
      where i.organisation_id = o.id and i.kind = 'credit_code') as credit_codes
    from registry.organisation o where o.id = any(${[...ids]}::bigint[]) order by o.id for update`.execute(db)
  return rows
}

export type Moved = { moved: unknown[]; aside: { table: string; row: unknown }[] }
export type PartKey = { table: string; key: Record<string, unknown> }

/** Points rows from one organisation to another; null takes all of them. */
export async function moveReferences(
  db: Db,
  from: bigint,
  to: bigint,
  only: readonly PartKey[] | null,
): Promise<Moved> {
  const wanted = only === null ? null : JSON.stringify(only)
  const { rows } = await sql<Moved>`
    select moved, aside from registry.move_references(${from}, ${to}, ${wanted}::jsonb)`.execute(db)
  return rows[0]!
}

export async function moveBack(db: Db, from: bigint, to: bigint, { moved, aside }: Moved): Promise<number> {
  const { rows } = await sql<{ returned: number }>`
    select registry.move_back(${from}, ${to}, ${JSON.stringify(moved)}::jsonb, ${JSON.stringify(aside)}::jsonb)
      as returned`.execute(db)
  return rows[0]!.returned
}

/** Follows the rows of imports; gives which ones. */
export async function moveImportRows(
  db: Db,
  from: bigint,
  to: bigint,
  only: readonly { importId: string; line: number }[] | null,
): Promise<{ importId: string; line: number }[]> {
  const wanted = only === null ? null : JSON.stringify(only)
  const { rows } = await sql<{ moved: { importId: string; line: number }[] }>`
    select registry.move_import_rows(${from}, ${to}, ${wanted}::jsonb) as moved`.execute(db)
  return rows[0]!.moved
}

/** While figures move, none of the two counts: the counting ones are settled afterwards. */
export async function unsettleFigures(db: Db, ids: readonly bigint[]): Promise<void> {
  await sql`update registry.figure set counts = false where organisation_id = any(${[...ids]}::bigint[]) and counts`.execute(
    db,
  )
  await sql`delete from registry.size_class where organisation_id = any(${[...ids]}::bigint[])`.execute(db)
}

/** The names of all figures that some organisations have. */
export async function listFigureNamesOf(db: Db, ids: readonly bigint[]): Promise<string[]> {
  const rows = await registry(db)
    .selectFrom('registry.figure')
    .select('name')
    .distinct()
    .where('organisationId', '=', sql<bigint>`any(${[...ids]}::bigint[])`)
    .execute()
  return rows.map(({ name }) => name)
}

export async function takeOut(db: Db, id: bigint): Promise<unknown> {
  const { rows } = await sql<{ row: unknown }>`select registry.take_out(${id}) as row`.execute(db)
  return rows[0]!.row
}

export async function bringBack(db: Db, row: unknown): Promise<void> {
  await sql`select registry.bring_back(${JSON.stringify(row)}::jsonb)`.execute(db)
}

/** Empties the columns that a merge filled from the other one, where nobody has changed them since. */
export async function emptyFilledColumns(
  db: Db,
  id: bigint,
  rows: { before: unknown; other: unknown },
  at: Date,
): Promise<void> {
  await sql`
    update registry.organisation o set
      province_code = case when b.province_code is null and o.province_code is not distinct from x.province_code then null else o.province_code end,
      city_code = case when b.city_code is null and o.city_code is not distinct from x.city_code then null else o.city_code end,
      district_code = case when b.district_code is null and o.district_code is not distinct from x.district_code then null else o.district_code end,
      address = case when b.address is null and o.address is not distinct from x.address then null else o.address end,
      industry = case when b.industry is null and o.industry is not distinct from x.industry then null else o.industry end,
      industry_code = case when b.industry_code is null and o.industry_code is not distinct from x.industry_code then null else o.industry_code end,
      group_id = case when b.group_id is null and o.group_id is not distinct from x.group_id then null else o.group_id end,
      lng = case when p.is_filled then b.lng else o.lng end, lat = case when p.is_filled then b.lat else o.lat end,
      position_precision = case when p.is_filled then b.position_precision else o.position_precision end,
      position_source = case when p.is_filled then b.position_source else o.position_source end, updated_at = ${at}
    from jsonb_populate_record(null::registry.organisation, ${JSON.stringify(rows.before)}::jsonb) b,
      jsonb_populate_record(null::registry.organisation, ${JSON.stringify(rows.other)}::jsonb) x,
      lateral (select (h.lng, h.lat) is not distinct from (x.lng, x.lat) and
          (b.lng, b.lat) is distinct from (x.lng, x.lat) as is_filled
        from registry.organisation h where h.id = ${id}) p
    where o.id = ${id}`.execute(db)
}

/** Adds a name by which an organisation was known; true when it was not known yet. */
export async function addFormerName(
  db: Db,
  organisationId: bigint,
  name: { name: string; nameNormalised: string; source: string },
): Promise<boolean> {
  const result = await registry(db)
    .insertInto('registry.formerName')
    .values({ organisationId, ...name })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function removeFormerName(db: Db, organisationId: bigint, name: string): Promise<void> {
  await registry(db)
    .deleteFrom('registry.formerName')
    .where('organisationId', '=', organisationId)
    .where('name', '=', name)
    .execute()
}

export type NewJoinRecord = {
  dataset: string
  kind: 'merge' | 'split'
  keptId: bigint
  otherId: bigint
  otherRow: unknown
  keptBefore: unknown
  moved: unknown
  aside: unknown
  reason: string
  doneBy: string
  doneAt: Date
}

export async function insertJoinRecord(db: Db, record: NewJoinRecord): Promise<bigint> {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`
  const { rows } = await sql<{ id: bigint }>`
    insert into registry.join_record (dataset, kind, kept_id, other_id, other_row, kept_before, moved, aside, reason,
      done_by, done_at)
    values (${record.dataset}, ${record.kind}, ${record.keptId}, ${record.otherId}, ${json(record.otherRow)},
      ${json(record.keptBefore)}, ${json(record.moved)}, ${json(record.aside)}, ${record.reason}, ${record.doneBy},
      ${record.doneAt})
    returning id`.execute(db)
  return rows[0]!.id
}

export function findJoinRecord(db: Db, id: string) {
  return registry(db)
    .selectFrom('registry.joinRecord')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

export async function markUndone(db: Db, id: bigint, by: string, at: Date): Promise<void> {
  await registry(db)
    .updateTable('registry.joinRecord')
    .set({ undoneBy: by, undoneAt: at })
    .where('id', '=', id)
    .execute()
}

/** Merges and splits in which an organisation took part, newest first. */
export async function listJoinRecords(db: Db, organisationId: string) {
  const { rows } = await sql<{
    id: bigint
    kind: 'merge' | 'split'
    keptId: bigint
    otherId: bigint
    otherName: string
    movedCount: number
    asideCount: number
    reason: string
    doneBy: string
    doneAt: Date
    undoneBy: string | null
    undoneAt: Date | null
  }>`
    select id, kind, kept_id, other_id, other_row ->> 'name' as other_name, reason, done_by, done_at, undone_by, undone_at,
      jsonb_array_length(moved -> 'rows') + jsonb_array_length(moved -> 'importRows') as moved_count,
      jsonb_array_length(aside) as aside_count
    from registry.join_record where kept_id = ${organisationId} or other_id = ${organisationId}
    order by id desc`.execute(db)
  return rows
}

/** Into what an organisation that no longer stands was merged last; undefined where it never was. */
export async function findMergedInto(db: Db, id: string): Promise<bigint | undefined> {
  const row = await registry(db)
    .selectFrom('registry.joinRecord')
    .select('keptId')
    .where('otherId', '=', BigInt(id))
    .where('kind', '=', 'merge')
    .where('undoneAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.keptId
}

export type ReferenceRow = {
  tbl: string
  col: string
  key: Record<string, unknown>
  content: Record<string, unknown>
}

/** Everything that hangs on an organisation, over all rooms. */
export async function listReferences(db: Db, id: bigint): Promise<ReferenceRow[]> {
  const { rows } = await sql<ReferenceRow>`
    select tbl, col, key, content from registry.list_references(${id}) order by tbl, key::text`.execute(db)
  return rows
}
