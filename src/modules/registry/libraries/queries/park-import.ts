import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

/** The columns of a park that a file may fill; a position goes as a whole. */
export type ParkColumns = {
  shortName: string | null
  partnerCountry: string | null
  districtCode: string | null
  address: string | null
  note: string | null
  position: { lng: number; lat: number } | null
}
export const parkColumnNames = [
  'shortName',
  'partnerCountry',
  'districtCode',
  'address',
  'note',
  'position',
] as const satisfies readonly (keyof ParkColumns)[]
export type HeldPark = ParkColumns & { id: string; cityCode: string; name: string }

const columns = sql`id::text, city_code, name, short_name, partner_country, district_code, address, note,
  case when lng is null then null else jsonb_build_object('lng', lng, 'lat', lat) end as position`

/** The parks of some cities, or some by id, locked against another import. */
export async function lockParks(
  db: Db,
  which: { dataset: string; cityCodes: readonly string[] } | { ids: readonly string[] },
): Promise<HeldPark[]> {
  const wanted =
    'ids' in which
      ? sql`id = any(${which.ids.map(BigInt)}::bigint[])`
      : sql`dataset = ${which.dataset} and city_code = any(${[...which.cityCodes]}::text[])`
  const { rows } = await sql<HeldPark>`
    select ${columns} from registry.park where ${wanted} order by id for update`.execute(db)
  return rows
}

/** Opens a park under its import; undefined where one of its name stands in the city. */
export async function openPark(
  db: Db,
  p: {
    dataset: string
    city: string
    name: string
    nameNormalised: string
    source: string
    importId: string
  },
  stamp: { by: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into registry.park (dataset, city_code, name, name_normalised, source, import_id, recorded_by, created_at,
      updated_at)
    values (${p.dataset}, ${p.city}, ${p.name}, ${p.nameNormalised}, ${p.source}, ${p.importId}::bigint, ${stamp.by},
      ${stamp.at}, ${stamp.at}) on conflict do nothing returning id::text`.execute(db)
  return rows[0]?.id
}

/** Sets some columns of a park; null empties one. */
export async function setParkColumns(
  db: Db,
  id: string,
  values: Partial<ParkColumns>,
  at: Date,
): Promise<void> {
  const has = (name: keyof ParkColumns) => Object.hasOwn(values, name)
  const { position = null } = values
  await sql`
    update registry.park set
      short_name = case when ${has('shortName')} then ${values.shortName ?? null} else short_name end,
      partner_country = case when ${has('partnerCountry')} then ${values.partnerCountry ?? null} else partner_country end,
      district_code = case when ${has('districtCode')} then ${values.districtCode ?? null} else district_code end,
      address = case when ${has('address')} then ${values.address ?? null} else address end,
      note = case when ${has('note')} then ${values.note ?? null} else note end,
      lng = case when ${has('position')} then ${position?.lng ?? null}::float8 else lng end,
      lat = case when ${has('position')} then ${position?.lat ?? null}::float8 else lat end, updated_at = ${at}
    where id = ${id}::bigint`.execute(db)
}

export type ParkOffer = {
  parkId: string
  offered: Partial<ParkColumns>
  written: Partial<ParkColumns>
}

/** Keeps what an import offered for a park and what of it was written; several rows of one park add up. */
export async function putOffer(db: Db, importId: string, o: ParkOffer): Promise<void> {
  await sql`
    insert into registry.park_offer (import_id, park_id, offered, written)
    values (${importId}::bigint, ${o.parkId}::bigint, ${JSON.stringify(o.offered)}::jsonb,
      ${JSON.stringify(o.written)}::jsonb)
    on conflict (import_id, park_id) do update set offered = excluded.offered || park_offer.offered,
      written = excluded.written || park_offer.written`.execute(db)
}

/** What an import wrote into parks, and what other imports, not undone, offered for the same ones, oldest first. */
export async function listOffers(
  db: Db,
  importId: string,
): Promise<{ own: ParkOffer[]; others: (ParkOffer & { importId: string })[] }> {
  const own = await sql<ParkOffer>`
    select park_id::text, offered, written from registry.park_offer
    where import_id = ${importId}::bigint order by park_id`.execute(db)
  const others = await sql<ParkOffer & { importId: string }>`
    select o.import_id::text, o.park_id::text, o.offered, o.written
    from registry.park_offer o join registry.import i on i.id = o.import_id
    where o.import_id <> ${importId}::bigint and i.undone_at is null
      and o.park_id = any(${own.rows.map(({ parkId }) => BigInt(parkId))}::bigint[])
    order by o.import_id, o.park_id`.execute(db)
  return { own: own.rows, others: others.rows }
}

/** Takes back parts and parks of an import; gives the parts that went and its parks with what still stands on them. */
export async function takeBackParks(
  db: Db,
  importId: string,
): Promise<{ parts: number; parks: { id: string; name: string; usedBy: string[] }[] }> {
  const { rows } = await sql<{
    report: { parts: number; parks: { id: string; name: string; usedBy: string[] }[] }
  }>`select registry.take_back_park_import(${importId}::bigint) as report`.execute(db)
  return rows[0]!.report
}

export type ParkNameWord = { nameKey: string; isMeant: boolean; parkId: string }

/** What persons said of some written names. */
export async function listParkNames(
  db: Db,
  dataset: string,
  keys: readonly string[],
): Promise<ParkNameWord[]> {
  const { rows } = await sql<ParkNameWord>`
    select name_key, is_meant, park_id::text from registry.park_name
    where dataset = ${dataset} and name_key = any(${[...keys]}::text[]) order by name_key, park_id`.execute(
    db,
  )
  return rows
}

/** Remembers whom a written name means, or does not mean; an earlier word about the same gives way. */
export async function putParkName(
  db: Db,
  word: ParkNameWord & { dataset: string; importId: string; line: number; by: string; at: Date },
): Promise<void> {
  await sql`
    delete from registry.park_name where dataset = ${word.dataset} and name_key = ${word.nameKey}
      and (park_id = ${word.parkId}::bigint or (${word.isMeant} and is_meant))`.execute(db)
  await sql`
    insert into registry.park_name (dataset, name_key, is_meant, park_id, import_id, line, decided_by, decided_at)
    values (${word.dataset}, ${word.nameKey}, ${word.isMeant}, ${word.parkId}::bigint, ${word.importId}::bigint,
      ${word.line}, ${word.by}, ${word.at})`.execute(db)
}

export type ComparedPark = {
  id: string
  name: string
  formerNames: string[]
  place: string | null
  address: string | null
  titles: string[]
  dataset: 'held' | 'demo'
}

/** Some parks as a person compares a row with them. */
export async function listComparedParks(db: Db, ids: readonly string[]): Promise<ComparedPark[]> {
  const { rows } = await sql<ComparedPark>`
    select p.id::text, p.name, p.dataset, p.address,
      case when p.short_name is null then '[]'::jsonb else jsonb_build_array(p.short_name) end as former_names,
      (select string_agg(d.name, '' order by d.code) from registry.division d
        where d.code in (p.city_code, p.district_code)) as place,
      coalesce((select jsonb_agg(t.content ->> 'title' order by t.key) from registry.park_part t
        where t.park_id = p.id and t.kind = 'title' and t.superseded_at is null), '[]') as titles
    from registry.park p where p.id = any(${ids.map(BigInt)}::bigint[])`.execute(db)
  return rows
}

/** The data set of a park; undefined where there is none. */
export async function findDatasetOfPark(db: Db, id: string): Promise<'held' | 'demo' | undefined> {
  const { rows } = await sql<{ dataset: 'held' | 'demo' }>`
    select dataset from registry.park where id = ${id}::bigint`.execute(db)
  return rows[0]?.dataset
}
