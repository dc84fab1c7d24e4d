import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

/** The invented firms of a city, and whether their libraries stand. */
export async function listDemoFirms(
  db: Db,
  city: string,
): Promise<{ firms: { id: string; name: string }[]; isFilled: boolean }> {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id::text as id, name from registry.organisation
    where dataset = 'demo' and city_code = ${city} order by id limit 400`.execute(db)
  const filled = await sql<{ there: boolean }>`select exists (select from registry.project
    where dataset = 'demo' and organisation_id is not null) as there`.execute(db)
  return { firms: rows, isFilled: filled.rows[0]!.there }
}
