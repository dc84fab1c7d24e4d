import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PolicyTables } from '../tables.ts'

const policy = (db: Db) => db.withTables<PolicyTables>()

/** Where an organisation of a data set stands; undefined where there is none. */
export async function findFirmPlace(
  db: Db,
  organisationId: string,
  dataset: 'held' | 'demo',
): Promise<{ name: string; cityCode: string | null } | undefined> {
  const { rows } = await sql<{ name: string; cityCode: string | null }>`
    select name, city_code from registry.organisation
    where id = ${organisationId}::bigint and dataset = ${dataset}`.execute(db)
  return rows[0]
}

/** The ids of the example policies. */
export async function listExampleIds(db: Db): Promise<string[]> {
  const rows = await policy(db)
    .selectFrom('policy.document')
    .select('id')
    .where('isExample', '=', true)
    .execute()
  return rows.map(({ id }) => id)
}
