import type { Db } from '../../../platform/database/index.ts'
import type { ProgrammesTables } from '../tables.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables>()

/** The items of a document that are left out of the targets now. */
export async function listLeftOut(db: Db, documentId: bigint): Promise<Set<number>> {
  const rows = await programmes(db)
    .selectFrom('programmes.targetChoice')
    .distinctOn('ordinal')
    .select(['ordinal', 'isLeftOut'])
    .where('documentId', '=', documentId)
    .orderBy('ordinal')
    .orderBy('id', 'desc')
    .execute()
  return new Set(rows.filter(({ isLeftOut }) => isLeftOut).map(({ ordinal }) => ordinal))
}

export async function insertTargetChoice(
  db: Db,
  choice: Omit<ProgrammesTables['programmes.targetChoice'], 'id'>,
): Promise<void> {
  await programmes(db).insertInto('programmes.targetChoice').values(choice).execute()
}
