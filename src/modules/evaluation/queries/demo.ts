import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'

/** The city in which most demo firms stand; undefined where there are none. */
export async function findDemoCity(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ cityCode: string }>`
    select city_code from registry.organisation where dataset = 'demo' and kind = 'firm' and city_code is not null
    group by city_code order by count(*) desc, city_code limit 1`.execute(db)
  return rows[0]?.cityCode
}

/** How many results of demo firms stand: none after the demo city was made anew. */
export async function countDemoResults(db: Db): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`
    select count(*) as n from evaluation.result where dataset = 'demo'`.execute(db)
  return Number(rows[0]?.n ?? 0)
}

/** Takes all demo runs away. */
export async function clearDemoRuns(db: Db): Promise<void> {
  await sql`select evaluation.clear_demo()`.execute(db)
}
