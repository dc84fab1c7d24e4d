import type { Db } from '../../../platform/database/index.ts'
import type { RegistryTables } from '../tables.ts'

const tables = (db: Db) => db.withTables<RegistryTables>()

/** The name and city of an organisation; undefined where there is none. */
export function findNamedPlace(
  db: Db,
  id: string,
): Promise<{ name: string; cityCode: string | null } | undefined> {
  return tables(db)
    .selectFrom('registry.organisation')
    .select(['name', 'cityCode'])
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}
