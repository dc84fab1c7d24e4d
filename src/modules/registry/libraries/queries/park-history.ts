import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { FieldChange, ParkPart } from '../../model.ts'

type Told = {
  id: string
  source: string
  recordedBy: string
  recordedAt: Date
  withdrawnAt: Date | null
  withdrawnBy: string | null
  withdrawnReason: string | null
}
export type ToldPart = Told & {
  kind: string
  key: string
  content: ParkPart
  asOf: string | null
  importId: string | null
  counts: boolean
}
export type ToldChange = Told & { changes: FieldChange[] }

/** All that was ever told of a park, newest first. */
export async function listToldParts(db: Db, parkId: string): Promise<ToldPart[]> {
  const { rows } = await sql<ToldPart>`
    select id::text, kind, key, content, source, as_of, recorded_by, recorded_at, import_id::text,
      superseded_at is null as counts, withdrawn_at, withdrawn_by, withdrawn_reason
    from registry.park_part where park_id = ${parkId}::bigint order by id desc`.execute(db)
  return rows
}

/** All changes of a park's own columns by hand, newest first. */
export async function listToldChanges(db: Db, parkId: string): Promise<ToldChange[]> {
  const { rows } = await sql<ToldChange>`
    select id::text, changes, source, recorded_by, recorded_at, withdrawn_at, withdrawn_by, withdrawn_reason
    from registry.park_change where park_id = ${parkId}::bigint order by id desc`.execute(db)
  return rows
}

/** Locks a park until the end of the transaction, so that two who take back come one after the other. */
export async function lockPark(db: Db, id: string): Promise<void> {
  await sql`select from registry.park where id = ${id}::bigint for update`.execute(db)
}

type Withdrawal = { by: string; at: Date; reason: string }

/** Takes a part back; what it had replaced and nobody took back counts again. Gives that one's id. */
export async function withdrawPart(
  db: Db,
  parkId: string,
  partId: string,
  { by, at, reason }: Withdrawal,
): Promise<string | undefined> {
  await sql`
    update registry.park_part set superseded_at = ${at}, superseded_import_id = null, withdrawn_at = ${at},
      withdrawn_by = ${by}, withdrawn_reason = ${reason} where id = ${partId}::bigint`.execute(db)
  const { rows } = await sql<{ id: string }>`
    update registry.park_part t set superseded_at = null, superseded_import_id = null
    where t.id = (select f.id from registry.park_part f join registry.park_part gone on gone.id = ${partId}::bigint
      where f.park_id = ${parkId}::bigint and f.kind = gone.kind and f.key = gone.key and f.id < gone.id
        and f.withdrawn_at is null order by f.id desc limit 1) returning t.id::text`.execute(db)
  return rows[0]?.id
}

export async function insertChange(
  db: Db,
  parkId: string,
  { changes, source }: { changes: readonly FieldChange[]; source: string },
  { by, at }: { by: string; at: Date },
): Promise<void> {
  await sql`
    insert into registry.park_change (park_id, changes, source, recorded_by, recorded_at)
    values (${parkId}::bigint, ${JSON.stringify(changes)}::jsonb, ${source}, ${by}, ${at})`.execute(db)
}

export async function withdrawChange(db: Db, id: string, { by, at, reason }: Withdrawal): Promise<void> {
  await sql`
    update registry.park_change set withdrawn_at = ${at}, withdrawn_by = ${by}, withdrawn_reason = ${reason}
    where id = ${id}::bigint`.execute(db)
}

export type OwnColumns = {
  name: string
  shortName: string | null
  partnerCountry: string | null
  address: string | null
  note: string | null
}

/** Writes a park's own columns; false where another park of the city bears the name. */
export async function updatePark(
  db: Db,
  id: string,
  p: OwnColumns & { nameNormalised: string },
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update registry.park p set name = ${p.name}, name_normalised = ${p.nameNormalised}, short_name = ${p.shortName},
      partner_country = ${p.partnerCountry}, address = ${p.address}, note = ${p.note}, updated_at = ${at}
    where p.id = ${id}::bigint and not exists (select from registry.park o where o.id <> p.id
      and o.dataset = p.dataset and o.city_code = p.city_code and o.name_normalised = ${p.nameNormalised})
    returning 1`.execute(db)
  return rows.length > 0
}
