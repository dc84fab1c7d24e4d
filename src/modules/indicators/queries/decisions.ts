import type { Db } from '../../../platform/database/index.ts'
import type { IndicatorTables } from '../tables.ts'

const indicators = (db: Db) => db.withTables<IndicatorTables>()
type Row = IndicatorTables['indicators.conflictDecision']
export type ConflictDecision = Omit<Row, 'id'> & { id: bigint }
type Scope = { readonly cityCode: string; readonly dataset: 'held' | 'demo' }

/** Every decision on conflicts of a city, also revoked ones, newest first. */
export function listDecisions(db: Db, { cityCode, dataset }: Scope): Promise<ConflictDecision[]> {
  return indicators(db)
    .selectFrom('indicators.conflictDecision')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
    .orderBy('id', 'desc')
    .execute()
}

/** Writes a decision; undefined where one holds for the conflict. */
export async function insertDecision(
  db: Db,
  row: Omit<Row, 'id' | 'revokedAt' | 'revokedByName' | 'revokedReason'>,
): Promise<bigint | undefined> {
  const written = await indicators(db)
    .insertInto('indicators.conflictDecision')
    .values({
      ...row,
      members: JSON.stringify(row.members),
      revokedAt: null,
      revokedByName: null,
      revokedReason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return written?.id
}

export function findDecision(db: Db, id: string): Promise<ConflictDecision | undefined> {
  return indicators(db)
    .selectFrom('indicators.conflictDecision')
    .selectAll()
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}

/** Takes a decision back; it stays as history. undefined where it was taken back before. */
export function revokeDecision(
  db: Db,
  id: bigint,
  by: { readonly at: Date; readonly name: string; readonly reason: string },
): Promise<ConflictDecision | undefined> {
  return indicators(db)
    .updateTable('indicators.conflictDecision')
    .set({ revokedAt: by.at, revokedByName: by.name, revokedReason: by.reason })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
}
