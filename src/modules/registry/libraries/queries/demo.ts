import { sql } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'

/** The invented firms of the city that has most of them, and whether their libraries stand. */
export async function listDemoFirms(
  db: Db,
): Promise<{ city: string | null; firms: { id: string; name: string }[]; isFilled: boolean }> {
  const cities = await sql<{ city: string }>`select city_code as city from registry.organisation
    where dataset = 'demo' and city_code is not null group by 1 order by count(*) desc, 1 limit 1`.execute(db)
  const city = cities.rows[0]?.city ?? null
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id::text as id, name from registry.organisation
    where dataset = 'demo' and city_code = ${city} order by id limit 400`.execute(db)
  const filled = await sql<{ there: boolean }>`select exists (select from registry.project
    where dataset = 'demo' and organisation_id is not null) as there`.execute(db)
  return { city, firms: rows, isFilled: filled.rows[0]!.there }
}
