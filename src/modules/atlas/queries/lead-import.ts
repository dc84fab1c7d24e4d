import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** Deletes the leads of an import that nobody has changed since; gives what went and what stays. */
export async function takeBackLeads(
  db: Db,
  importId: string,
): Promise<{ id: string; name: string; gone: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; gone: boolean }>`
    select id::text as id, name, gone from atlas.take_back_leads(${importId}::bigint)`.execute(db)
  return rows
}

/** The cities whose leads an import brought. */
export async function listCitiesOfImport(db: Db, importId: string): Promise<string[]> {
  const { rows } = await sql<{ cityCode: string }>`
    select distinct city_code from atlas.lead where import_id = ${importId}::bigint order by city_code`.execute(
    db,
  )
  return rows.map(({ cityCode }) => cityCode)
}
