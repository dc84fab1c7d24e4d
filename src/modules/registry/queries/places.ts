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

/** Writes divisions; gives how many were new or changed. */
export async function upsertDivisions(
  db: Db,
  divisions: readonly (Division & { source: string })[],
): Promise<number> {
  const { rows } = await sql<{ code: string }>`
    insert into registry.division as d (code, name, level, parent_code, lng, lat, source)
    select r.code, r.name, r.level, r."parentCode", r.lng, r.lat, r.source
    from jsonb_to_recordset(${JSON.stringify(divisions)}::jsonb) as r(code text, name text, level text,
      "parentCode" text, lng float8, lat float8, source text)
    on conflict (code) do update set name = excluded.name, level = excluded.level, parent_code = excluded.parent_code,
      lng = excluded.lng, lat = excluded.lat, source = excluded.source
    where (d.name, d.level, d.parent_code, d.lng, d.lat, d.source) is distinct from
      (excluded.name, excluded.level, excluded.parent_code, excluded.lng, excluded.lat, excluded.source)
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
