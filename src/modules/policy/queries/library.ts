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

/** The windows of application that stand, oldest first. */
export function listWindows(db: Db): Promise<WindowRow[]> {
  return policy(db)
    .selectFrom('policy.applicationWindow')
    .selectAll()
    .where('removedAt', 'is', null)
    .orderBy('opensOn')
    .orderBy('id')
    .execute() as unknown as Promise<WindowRow[]>
}
