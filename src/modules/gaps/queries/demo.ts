import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../registry/index.ts'

const tables = (db: Db) => db.withTables<PublishedRegistryTables>()

/** Takes the demo city away, over all rooms. */
export async function clearDemo(db: Db): Promise<void> {
  await sql`select gaps.clear_demo()`.execute(db)
}

/** Whether a demo city is held. */
export async function hasDemo(db: Db): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('registry.organisation')
    .select('id')
    .where('dataset', '=', 'demo')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export type TownRow = {
  code: string
  name: string
  level: string
  parentCode: string | null
  lng: number | null
  lat: number | null
}

/** Cities and counties, by code. */
export function listTowns(db: Db): Promise<TownRow[]> {
  return tables(db)
    .selectFrom('registry.division')
    .select(['code', 'name', 'level', 'parentCode', 'lng', 'lat'])
    .where('level', 'in', ['city', 'county'])
    .orderBy('code')
    .execute()
}
