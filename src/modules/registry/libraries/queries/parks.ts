import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { ParkPart } from '../../model.ts'

export type ParkRow = {
  id: bigint
  dataset: 'held' | 'demo'
  cityCode: string
  name: string
  shortName: string | null
  partnerCountry: string | null
  districtName: string | null
  address: string | null
  lng: number | null
  lat: number | null
  note: string | null
  source: string
  projects: bigint
}
export type PartRow = {
  id: bigint
  parkId: bigint
  kind: string
  content: ParkPart
  source: string
  asOf: string | null
}

const columns = sql`p.id, p.dataset, p.city_code, p.name, p.short_name, p.partner_country,
  d.name as district_name, p.address, p.lng, p.lat, p.note, p.source,
  (select count(*) from registry.project j where j.park_id = p.id) as projects`

export async function listParks(db: Db, scope: { dataset: string; city: string }): Promise<ParkRow[]> {
  const { rows } = await sql<ParkRow>`
    select ${columns} from registry.park p left join registry.division d on d.code = p.district_code
    where p.dataset = ${scope.dataset} and p.city_code = ${scope.city} order by p.name collate "zh-x-icu", p.id`.execute(
    db,
  )
  return rows
}

export async function findPark(db: Db, id: string): Promise<ParkRow | undefined> {
  const { rows } = await sql<ParkRow>`
    select ${columns} from registry.park p left join registry.division d on d.code = p.district_code
    where p.id = ${id}::bigint`.execute(db)
  return rows[0]
}

/** The parts that hold now of some parks. */
export async function listParts(db: Db, parkIds: readonly bigint[]): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    select id, park_id, kind, content, source, as_of from registry.park_part
    where park_id = any(${[...parkIds]}::bigint[]) and superseded_at is null order by park_id, kind, key`.execute(
    db,
  )
  return rows
}

export async function insertPark(
  db: Db,
  p: {
    dataset: string
    city: string
    name: string
    nameNormalised: string
    partnerCountry: string | null
    note: string | null
    source: string
  },
  stamp: { by: string; at: Date },
): Promise<{ id: string; isNew: boolean }> {
  const made = await sql<{ id: bigint }>`
    insert into registry.park (dataset, city_code, name, name_normalised, partner_country, note, source, recorded_by,
      created_at, updated_at)
    values (${p.dataset}, ${p.city}, ${p.name}, ${p.nameNormalised}, ${p.partnerCountry}, ${p.note}, ${p.source},
      ${stamp.by}, ${stamp.at}, ${stamp.at}) on conflict do nothing returning id`.execute(db)
  if (made.rows[0]) return { id: String(made.rows[0].id), isNew: true }
  const { rows } = await sql<{ id: bigint }>`select id from registry.park where dataset = ${p.dataset}
    and city_code = ${p.city} and name_normalised = ${p.nameNormalised}`.execute(db)
  return { id: String(rows[0]!.id), isNew: false }
}

/** Writes a part as what holds now; the same part as before changes nothing. Says whether it did. */
export async function putPart(
  db: Db,
  parkId: string,
  p: { part: ParkPart; key: string; source: string; asOf: string | null; importId: string | null },
  stamp: { by: string; at: Date },
): Promise<boolean> {
  const content = JSON.stringify(p.part)
  const same = await sql<{ id: bigint }>`select id from registry.park_part where park_id = ${parkId}::bigint
    and kind = ${p.part.kind} and key = ${p.key} and superseded_at is null and content = ${content}::jsonb
    and source = ${p.source} and as_of is not distinct from ${p.asOf}::date`.execute(db)
  if (same.rows.length > 0) return false
  await sql`update registry.park_part set superseded_at = ${stamp.at},
    superseded_import_id = ${p.importId}::bigint where park_id = ${parkId}::bigint
    and kind = ${p.part.kind} and key = ${p.key} and superseded_at is null`.execute(db)
  await sql`insert into registry.park_part (park_id, kind, key, content, source, as_of, import_id, recorded_by,
      recorded_at)
    values (${parkId}::bigint, ${p.part.kind}, ${p.key}, ${content}::jsonb, ${p.source}, ${p.asOf}::date,
      ${p.importId}::bigint, ${stamp.by}, ${stamp.at})`.execute(db)
  return true
}
