import type { Insertable } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { DocumentRow, WindowRow } from '../tables/library.ts'
import type { PolicyTables } from '../tables.ts'

const policy = (db: Db) => db.withTables<PolicyTables>()

/** Every document of the library, examples too, with the number of clauses of its published version. */
export async function listDocuments(
  db: Db,
): Promise<(DocumentRow & { clauses: number | null; version: number | null })[]> {
  const rows = await policy(db)
    .selectFrom('policy.document as d')
    .leftJoin('policy.version as v', (join) =>
      join.onRef('v.policyId', '=', 'd.id').on('v.status', '=', 'published'),
    )
    .selectAll('d')
    .select((eb) => [
      'v.number as version',
      eb
        .selectFrom('policy.clause as c')
        .whereRef('c.policyId', '=', 'v.policyId')
        .whereRef('c.number', '=', 'v.number')
        .select((count) => count.fn.countAll<bigint>().as('n'))
        .as('clauses'),
    ])
    .orderBy('d.isExample')
    .orderBy('d.level')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({ ...row, clauses: row.version === null ? null : Number(row.clauses) }))
}

export type HeldWindow = Pick<
  WindowRow,
  'policyId' | 'clauseId' | 'opensOn' | 'closesOn' | 'paysOn' | 'source'
> & {
  id: bigint
}

/** The windows of application that stand, oldest first. */
export async function listWindows(db: Db, dataset: 'held' | 'demo'): Promise<HeldWindow[]> {
  return policy(db)
    .selectFrom('policy.applicationWindow')
    .select(['id', 'policyId', 'clauseId', 'opensOn', 'closesOn', 'paysOn', 'source'])
    .where('removedAt', 'is', null)
    .where('dataset', '=', dataset)
    .orderBy('opensOn')
    .orderBy('id')
    .execute()
}

export function findDocument(db: Db, id: string): Promise<DocumentRow | undefined> {
  return policy(db).selectFrom('policy.document').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Documents of a pack that are not retired: those with rules, or those without. */
export async function listDocumentsOfPack(db: Db, pack: string, hasRules: boolean): Promise<string[]> {
  const rows = await policy(db)
    .selectFrom('policy.document as d')
    .select('d.id')
    .where('d.pack', '=', pack)
    .where('d.retiredAt', 'is', null)
    .where((eb) => {
      const ruled = eb.exists(
        eb.selectFrom('policy.version as v').select('v.policyId').whereRef('v.policyId', '=', 'd.id'),
      )
      return hasRules ? ruled : eb.not(ruled)
    })
    .execute()
  return rows.map(({ id }) => id)
}

/** Writes a document over what stood there. */
export async function upsertDocument(db: Db, document: DocumentRow): Promise<void> {
  const { id: _id, ...rest } = document
  await policy(db)
    .insertInto('policy.document')
    .values(document)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
    .execute()
}

export async function retireDocuments(db: Db, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await policy(db)
    .updateTable('policy.document')
    .set({ retiredAt: at })
    .where('id', 'in', [...ids])
    .execute()
}

export async function insertWindow(db: Db, window: Insertable<WindowRow>): Promise<bigint> {
  const { id } = await policy(db)
    .insertInto('policy.applicationWindow')
    .values(window)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Gives whether a window stood and is removed now. */
export async function removeWindow(db: Db, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await policy(db)
    .updateTable('policy.applicationWindow')
    .set({ removedAt: at })
    .where('id', '=', BigInt(id))
    .where('removedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function hasPublishedClause(db: Db, policyId: string, clauseId: string): Promise<boolean> {
  const row = await policy(db)
    .selectFrom('policy.clause as c')
    .innerJoin('policy.version as v', (join) =>
      join.onRef('v.policyId', '=', 'c.policyId').onRef('v.number', '=', 'c.number'),
    )
    .select('c.clauseId')
    .where('c.policyId', '=', policyId)
    .where('c.clauseId', '=', clauseId)
    .where('v.status', '=', 'published')
    .executeTakeFirst()
  return row !== undefined
}
