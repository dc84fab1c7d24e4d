import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** The demo city and whether its ladder is filled; undefined where there is no demo city. */
export async function findDemoPlace(db: Db): Promise<{ cityCode: string; isFilled: boolean } | undefined> {
  const { rows } = await sql<{ cityCode: string; isFilled: boolean }>`
    select o.city_code, exists (select from cultivation.track t where t.dataset = 'demo') as is_filled
    from registry.organisation o where o.dataset = 'demo' and o.kind = 'firm' and o.city_code is not null
    group by o.city_code order by count(*) desc, o.city_code limit 1`.execute(db)
  return rows[0]
}

/** Names of facts of which some demo firm has a figure: what other rooms have invented is left as it is. */
export async function listDemoFacts(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct name from registry.figure where dataset = 'demo'`.execute(db)
  return rows.map(({ name }) => name)
}
