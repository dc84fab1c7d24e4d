import type { Db } from '../../../platform/database/index.ts'
import type { CultivationTables, DocumentRow } from '../tables.ts'

const cultivation = (db: Db) => db.withTables<CultivationTables>()
export type HeldDocument = Omit<DocumentRow, 'id'> & { id: bigint }
type Kind = DocumentRow['kind']

/** The documents of a kind in use, by key. */
export function listDocuments(db: Db, kind: Kind): Promise<HeldDocument[]> {
  return cultivation(db)
    .selectFrom('cultivation.document')
    .selectAll()
    .where('kind', '=', kind)
    .where('supersededAt', 'is', null)
    .orderBy('key')
    .execute()
}

/** One version, in use or not: tracks keep theirs. */
export function findDocument(db: Db, id: bigint): Promise<HeldDocument | undefined> {
  return cultivation(db)
    .selectFrom('cultivation.document')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Writes a document as the newest version of its key. */
export async function insertDocument(
  db: Db,
  document: Omit<DocumentRow, 'id' | 'version' | 'supersededAt' | 'document'> & { document: string },
): Promise<void> {
  await retireDocument(db, document.kind, document.key, document.loadedAt)
  const last = await cultivation(db)
    .selectFrom('cultivation.document')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('kind', '=', document.kind)
    .where('key', '=', document.key)
    .executeTakeFirst()
  await cultivation(db)
    .insertInto('cultivation.document')
    .values({ ...document, version: (last?.version ?? 0) + 1, supersededAt: null })
    .execute()
}

export async function retireDocument(db: Db, kind: Kind, key: string, at: Date): Promise<void> {
  await cultivation(db)
    .updateTable('cultivation.document')
    .set({ supersededAt: at })
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('supersededAt', 'is', null)
    .execute()
}
