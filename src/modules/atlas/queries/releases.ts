import type { Db } from '../../../platform/database/index.ts'
import type { AtlasTables, ReleaseRow } from '../tables.ts'

const atlas = (db: Db) => db.withTables<AtlasTables>()

export type HeldRelease = Omit<ReleaseRow, 'id'> & { id: bigint }
type Where = { dataset: 'held' | 'demo'; cityCode: string }

/** All that was ever released in a city, newest first. */
export function listReleases(db: Db, { dataset, cityCode }: Where): Promise<HeldRelease[]> {
  return atlas(db)
    .selectFrom('atlas.release')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
    .orderBy('id', 'desc')
    .execute()
}

/** What stands on the public page now, oldest first. */
export function listHoldingReleases(db: Db, { dataset, cityCode }: Where): Promise<HeldRelease[]> {
  return atlas(db)
    .selectFrom('atlas.release')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
    .where('withdrawnAt', 'is', null)
    .orderBy('id')
    .execute()
}

/** Cities that opened their public page. */
export async function listOpenCities(db: Db, dataset: 'held' | 'demo'): Promise<string[]> {
  const rows = await atlas(db)
    .selectFrom('atlas.release')
    .select('cityCode')
    .distinct()
    .where('dataset', '=', dataset)
    .where('kind', '=', 'city')
    .where('withdrawnAt', 'is', null)
    .orderBy('cityCode')
    .execute()
  return rows.map(({ cityCode }) => cityCode)
}

export function findRelease(db: Db, id: string): Promise<HeldRelease | undefined> {
  return atlas(db)
    .selectFrom('atlas.release')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

/** Writes a release; undefined where the same thing is released already. */
export async function insertRelease(
  db: Db,
  row: Omit<ReleaseRow, 'id' | 'withdrawnBy' | 'withdrawnAt' | 'withdrawnReason'>,
): Promise<bigint | undefined> {
  const written = await atlas(db)
    .insertInto('atlas.release')
    .values({ ...row, withdrawnBy: null, withdrawnAt: null, withdrawnReason: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return written?.id
}

export async function withdrawRelease(
  db: Db,
  id: bigint,
  how: { withdrawnBy: string; withdrawnAt: Date; withdrawnReason: string },
): Promise<void> {
  await atlas(db).updateTable('atlas.release').set(how).where('id', '=', id).execute()
}
