import type { Db } from '../../../platform/database/index.ts'
import type { ProgrammesTables } from '../tables.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables>()

/** Published documents of a city by title, those that hold before those withdrawn, the newest first. */
export async function listPublishedTitles(
  db: Db,
  of: { cityCode: string; dataset: 'held' | 'demo' },
): Promise<{ id: bigint; title: string }[]> {
  const rows = await programmes(db)
    .selectFrom('programmes.document')
    .select(['id', 'title', 'withdrawnAt'])
    .where('cityCode', '=', of.cityCode)
    .where('dataset', '=', of.dataset)
    .where('state', '=', 'published')
    .orderBy('id', 'desc')
    .execute()
  return rows.sort((a, b) => Number(a.withdrawnAt !== null) - Number(b.withdrawnAt !== null))
}

/** The texts of some documents, by id. */
export async function textsOf(db: Db, ids: readonly bigint[]): Promise<Map<bigint, string>> {
  if (ids.length === 0) return new Map()
  const rows = await programmes(db)
    .selectFrom('programmes.document')
    .select(['id', 'text'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, text }) => [id, text]))
}
