import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Division } from '../domain/place-index.ts'
import type { RegistryTables } from '../tables.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

export function listDivisions(db: Db): Promise<Division[]> {
  return registry(db)
    .selectFrom('registry.division')
    .select(['code', 'name', 'level', 'parentCode', 'lng', 'lat'])
    .orderBy('code')
    .execute()
}

/** Writes divisions, leaving their centres as they are; gives how many were new or changed. */
export async function upsertDivisions(
  db: Db,
  divisions: readonly (Omit<Division, 'lng' | 'lat'> & { source: string })[],
): Promise<number> {
  const { rows } = await sql<{ code: string }>`
    insert into registry.division as d (code, name, level, parent_code, source)
    select r.code, r.name, r.level, r."parentCode", r.source
    from jsonb_to_recordset(${JSON.stringify(divisions)}::jsonb) as r(code text, name text, level text,
      "parentCode" text, source text)
    on conflict (code) do update set name = excluded.name, level = excluded.level, parent_code = excluded.parent_code,
      source = excluded.source
    where (d.name, d.level, d.parent_code, d.source) is distinct from
      (excluded.name, excluded.level, excluded.parent_code, excluded.source)
    returning d.code`.execute(db)
  return rows.length
}

/** Writes centres, WGS84 degrees; gives how many changed. */
export async function updateCentres(
  db: Db,
  centres: readonly { code: string; lng: number; lat: number }[],
): Promise<number> {
  const { rows } = await sql<{ code: string }>`
    update registry.division d set lng = r.lng, lat = r.lat
    from jsonb_to_recordset(${JSON.stringify(centres)}::jsonb) as r(code text, lng float8, lat float8)
    where d.code = r.code and (d.lng, d.lat) is distinct from (r.lng, r.lat)
    returning d.code`.execute(db)
  return rows.length
}

/** Writes industry classes; gives how many were new or changed. */
export async function upsertIndustryClasses(
  db: Db,
  classes: readonly {
    code: string
    name: string
    level: number
    parentCode: string | null
    source: string
  }[],
): Promise<number> {
  const { rows } = await sql<{ code: string }>`
    insert into registry.industry_class as i (code, name, level, parent_code, source)
    select r.code, r.name, r.level, r."parentCode", r.source
    from jsonb_to_recordset(${JSON.stringify(classes)}::jsonb) as r(code text, name text, level int,
      "parentCode" text, source text)
    on conflict (code) do update set name = excluded.name, level = excluded.level, parent_code = excluded.parent_code,
      source = excluded.source
    where (i.name, i.level, i.parent_code, i.source) is distinct from
      (excluded.name, excluded.level, excluded.parent_code, excluded.source)
    returning i.code`.execute(db)
  return rows.length
}

/** The digest with which a pack was last loaded; undefined where it never was. */
export async function findPackDigest(db: Db, name: string): Promise<string | undefined> {
  const row = await registry(db)
    .selectFrom('registry.packVersion')
    .select('sha256')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.sha256
}

export async function upsertPackDigest(
  db: Db,
  pack: { name: string; sha256: string; loadedAt: Date },
): Promise<void> {
  await registry(db)
    .insertInto('registry.packVersion')
    .values(pack)
    .onConflict((oc) => oc.column('name').doUpdateSet({ sha256: pack.sha256, loadedAt: pack.loadedAt }))
    .execute()
}
