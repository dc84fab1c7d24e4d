import type { Db } from '../../../platform/database/index.ts'
import type { DigestSubscriptionRow } from '../tables/tasks.ts'
import type { ProgrammesTables } from '../tables.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables>()

export type About = Pick<DigestSubscriptionRow, 'dataset' | 'cityCode' | 'kind' | 'key'>

/** Everybody who wants a digest. */
export function listSubscriptions(db: Db): Promise<DigestSubscriptionRow[]> {
  return programmes(db)
    .selectFrom('programmes.digestSubscription')
    .selectAll()
    .orderBy('cityCode')
    .orderBy('dataset')
    .orderBy('userId')
    .orderBy('kind')
    .orderBy('key')
    .execute()
}
export async function hasSubscription(db: Db, userId: string, about: About): Promise<boolean> {
  const row = await programmes(db)
    .selectFrom('programmes.digestSubscription')
    .select('key')
    .where('userId', '=', BigInt(userId))
    .where('dataset', '=', about.dataset)
    .where('cityCode', '=', about.cityCode)
    .where('kind', '=', about.kind)
    .where('key', '=', about.key)
    .executeTakeFirst()
  return row !== undefined
}
export async function insertSubscription(db: Db, row: DigestSubscriptionRow): Promise<void> {
  await programmes(db)
    .insertInto('programmes.digestSubscription')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
export async function deleteSubscription(db: Db, userId: string, about: About): Promise<void> {
  await programmes(db)
    .deleteFrom('programmes.digestSubscription')
    .where('userId', '=', BigInt(userId))
    .where('dataset', '=', about.dataset)
    .where('cityCode', '=', about.cityCode)
    .where('kind', '=', about.kind)
    .where('key', '=', about.key)
    .execute()
}
