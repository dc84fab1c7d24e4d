import type { Db } from '../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../registry/index.ts'

const tables = (db: Db) => db.withTables<PublishedRegistryTables>()

/** In which data set an organisation stands; undefined where there is none. */
export async function findOrganisationDataset(db: Db, id: bigint): Promise<'held' | 'demo' | undefined> {
  const row = await tables(db)
    .selectFrom('registry.organisation')
    .select('dataset')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.dataset as 'held' | 'demo' | undefined
}

/** The names of some organisations by id. */
export async function listOrganisationNames(db: Db, ids: readonly bigint[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('registry.organisation')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [String(id), name]))
}
