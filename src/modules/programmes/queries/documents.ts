import type { Insertable, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { ItemContent, ItemDecision } from '../model.ts'
import type { DocumentItemRow, DocumentRow } from '../tables/documents.ts'
import type { ProgrammesTables } from '../tables.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables>()

export type HeldDocument = Selectable<DocumentRow>
export type HeldItem = Selectable<DocumentItemRow>

/** The document that the same bytes made before in this city, unless it was dropped. */
export async function findDocumentBySha(
  db: Db,
  of: { dataset: 'held' | 'demo'; cityCode: string; sha256: Buffer },
): Promise<string | undefined> {
  const row = await programmes(db)
    .selectFrom('programmes.document')
    .select('id')
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .where('sha256', '=', of.sha256)
    .where('state', '<>', 'dropped')
    .executeTakeFirst()
  return row && String(row.id)
}

/** Keeps a document with its items in their order; gives its id. */
export async function insertDocument(
  db: Db,
  document: Insertable<DocumentRow>,
  items: readonly Omit<Insertable<DocumentItemRow>, 'documentId'>[],
): Promise<string> {
  const { id } = await programmes(db)
    .insertInto('programmes.document')
    .values(document)
    .returning('id')
    .executeTakeFirstOrThrow()
  // PostgreSQL takes 65,535 parameters a statement; an item has ten.
  for (let at = 0; at < items.length; at += 5000) {
    const rows = items.slice(at, at + 5000).map((item) => ({ ...item, documentId: id }))
    await programmes(db).insertInto('programmes.documentItem').values(rows).execute()
  }
  return String(id)
}

/** Documents of a city, newest first, with how many items wait. */
export function listDocuments(db: Db, of: { dataset: 'held' | 'demo'; cityCode: string }) {
  return programmes(db)
    .selectFrom('programmes.document as d')
    .leftJoin('programmes.plan as p', 'p.documentId', 'd.id')
    .select(['d.id', 'd.kind', 'd.title', 'd.number', 'd.documentDate', 'd.fileName', 'd.state'])
    .select(['d.uploadedBy', 'd.uploadedAt', 'd.publishedAt', 'd.withdrawnAt', 'p.id as planId'])
    .select((eb) => [
      eb
        .selectFrom('programmes.documentItem as i')
        .select(({ fn }) => fn.countAll<bigint>().as('n'))
        .whereRef('i.documentId', '=', 'd.id')
        .as('itemCount'),
      eb
        .selectFrom('programmes.documentItem as i')
        .select(({ fn }) => fn.countAll<bigint>().as('n'))
        .whereRef('i.documentId', '=', 'd.id')
        .where('i.decision', '=', 'pending')
        .as('pendingCount'),
    ])
    .where('d.dataset', '=', of.dataset)
    .where('d.cityCode', '=', of.cityCode)
    .where('d.state', '<>', 'dropped')
    .orderBy('d.id', 'desc')
    .execute()
}

export function findDocument(db: Db, id: string) {
  return programmes(db)
    .selectFrom('programmes.document as d')
    .leftJoin('programmes.plan as p', 'p.documentId', 'd.id')
    .selectAll('d')
    .select('p.id as planId')
    .where('d.id', '=', BigInt(id))
    .executeTakeFirst()
}

/** A document's items in their order. */
export function listItems(db: Db, documentId: string): Promise<HeldItem[]> {
  return programmes(db)
    .selectFrom('programmes.documentItem')
    .selectAll()
    .where('documentId', '=', BigInt(documentId))
    .orderBy('ordinal')
    .execute()
}

/** Moves a document on by one version if it still is at the one that was read; false where somebody was faster. */
export async function advanceDocument(
  db: Db,
  id: string,
  version: number,
  change: Partial<
    Pick<
      HeldDocument,
      'state' | 'publishedBy' | 'publishedAt' | 'withdrawnBy' | 'withdrawnAt' | 'withdrawnReason'
    >
  > = {},
): Promise<boolean> {
  const { numUpdatedRows } = await programmes(db)
    .updateTable('programmes.document')
    .set({ ...change, version: sql`version + 1` })
    .where('id', '=', BigInt(id))
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** A document of the same number or title that was published after another was withdrawn, and holds. */
export function findLaterEdition(
  db: Db,
  of: Pick<HeldDocument, 'cityCode' | 'dataset' | 'title' | 'number'> & { id: string; withdrawnAt: Date },
): Promise<{ id: bigint; title: string } | undefined> {
  return programmes(db)
    .selectFrom('programmes.document')
    .select(['id', 'title'])
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .where('id', '<>', BigInt(of.id))
    .where('state', '=', 'published')
    .where('withdrawnAt', 'is', null)
    .where('publishedAt', '>', of.withdrawnAt)
    .where((eb) =>
      eb.or([eb('title', '=', of.title), ...(of.number === null ? [] : [eb('number', '=', of.number)])]),
    )
    .orderBy('id')
    .executeTakeFirst()
}

type Decided = { decision: ItemDecision; decidedBy: string | null; decidedAt: Date | null }

/** Sets what a person made of some items; `written` undefined leaves what stands. */
export async function updateItems(
  db: Db,
  of: { documentId: string; ordinals: readonly number[] },
  { written, ...decided }: Decided & { written?: ItemContent | null },
): Promise<void> {
  await programmes(db)
    .updateTable('programmes.documentItem')
    .set({
      ...decided,
      ...(written === undefined ? {} : { written: written === null ? null : JSON.stringify(written) }),
    })
    .where('documentId', '=', BigInt(of.documentId))
    .where('ordinal', 'in', [...of.ordinals])
    .execute()
}

export async function insertItem(db: Db, item: Insertable<DocumentItemRow>): Promise<void> {
  await programmes(db).insertInto('programmes.documentItem').values(item).execute()
}
