import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Columns, PartialColumns, Trace } from '../domain/import-traces.ts'

type ColumnRow = Omit<Columns, 'position'> & {
  id: string
  lng: number | null
  lat: number | null
  positionPrecision: string | null
  positionSource: string | null
}

/** The columns that imports fill, of some organisations, by id. */
export async function listColumns(db: Db, ids: readonly string[]): Promise<Map<string, Columns>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<ColumnRow>`
    select id::text, province_code, city_code, district_code, address, industry, industry_code, group_id::text, lng, lat,
      position_precision, position_source
    from registry.organisation where id = any(${ids.map(BigInt)}::bigint[])`.execute(db)
  return new Map(
    rows.map(({ id, lng, lat, positionPrecision, positionSource, ...columns }) => {
      const isPlaced = lng !== null && lat !== null
      return [id, { ...columns, position: isPlaced ? { lng, lat, positionPrecision, positionSource } : null }]
    }),
  )
}

/** Keeps traces; an organisation that the import met before keeps its first `former` and gets the newest `written`. */
export async function insertTraces(db: Db, importId: string, traces: readonly Trace[]): Promise<void> {
  if (traces.length === 0) return
  await sql`
    insert into registry.import_trace as t (import_id, organisation_id, offered, former, written)
    select ${BigInt(importId)}, r."organisationId", r.offered, r.former, r.written
    from jsonb_to_recordset(${JSON.stringify(traces)}::jsonb)
      as r("organisationId" bigint, offered jsonb, former jsonb, written jsonb)
    on conflict (import_id, organisation_id) do update set offered = excluded.offered || t.offered,
      former = coalesce(excluded.former, '{}') || coalesce(t.former, '{}'),
      written = coalesce(t.written, '{}') || coalesce(excluded.written, '{}')`.execute(db)
}

export type HeldTrace = {
  importId: string
  organisationId: string
  offered: PartialColumns
  former: PartialColumns | null
  written: PartialColumns | null
}

/** The traces of an import that changed a column. */
export async function listChangingTraces(db: Db, importId: string): Promise<HeldTrace[]> {
  const { rows } = await sql<HeldTrace>`
    select import_id::text, organisation_id::text, offered, former, written from registry.import_trace
    where import_id = ${BigInt(importId)} and written is not null and written <> '{}'`.execute(db)
  return rows
}

/** The traces that other imports, not undone, left on some organisations, earliest first. */
export async function listOtherTraces(
  db: Db,
  importId: string,
  ids: readonly string[],
): Promise<HeldTrace[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<HeldTrace>`
    select t.import_id::text, t.organisation_id::text, t.offered, t.former, t.written
    from registry.import_trace t join registry.import i on i.id = t.import_id
    where t.organisation_id = any(${ids.map(BigInt)}::bigint[]) and t.import_id <> ${BigInt(importId)}
      and i.undone_at is null
    order by t.import_id`.execute(db)
  return rows
}

/** Puts columns of organisations to given values; only the columns named. */
export async function updateColumns(
  db: Db,
  changes: readonly { id: string; columns: PartialColumns }[],
  at: Date,
): Promise<void> {
  if (changes.length === 0) return
  const list = changes.map(({ id, columns: { position, ...rest } }) => ({
    id,
    ...rest,
    hasPosition: position !== undefined,
    lng: position?.lng ?? null,
    lat: position?.lat ?? null,
    positionPrecision: position?.positionPrecision ?? null,
    positionSource: position?.positionSource ?? null,
    named: Object.keys(rest),
  }))
  await sql`
    update registry.organisation o set
      province_code = case when 'provinceCode' = any (r.named) then r."provinceCode" else o.province_code end,
      city_code = case when 'cityCode' = any (r.named) then r."cityCode" else o.city_code end,
      district_code = case when 'districtCode' = any (r.named) then r."districtCode" else o.district_code end,
      address = case when 'address' = any (r.named) then r.address else o.address end,
      industry = case when 'industry' = any (r.named) then r.industry else o.industry end,
      industry_code = case when 'industryCode' = any (r.named) then r."industryCode" else o.industry_code end,
      group_id = case when 'groupId' = any (r.named) then r."groupId" else o.group_id end,
      lng = case when r."hasPosition" then r.lng else o.lng end,
      lat = case when r."hasPosition" then r.lat else o.lat end,
      position_precision = case when r."hasPosition" then r."positionPrecision" else o.position_precision end,
      position_source = case when r."hasPosition" then r."positionSource" else o.position_source end,
      updated_at = ${at}
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id bigint, named text[], "provinceCode" text,
      "cityCode" text, "districtCode" text, address text, industry text, "industryCode" text, "groupId" bigint,
      "hasPosition" boolean, lng float8, lat float8, "positionPrecision" text, "positionSource" text)
    where o.id = r.id`.execute(db)
}

/** Rewrites what an import holds to have stood before it, after an earlier import was taken back. */
export async function updateFormer(
  db: Db,
  changes: readonly { importId: string; organisationId: string; former: PartialColumns }[],
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    update registry.import_trace t set former = t.former || r.former
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as r("importId" bigint, "organisationId" bigint, former jsonb)
    where t.import_id = r."importId" and t.organisation_id = r."organisationId"`.execute(db)
}
