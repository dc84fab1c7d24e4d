import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { ProposalRow } from '../tables/proposals.ts'
import type { ProgrammesTables } from '../tables.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables>()
export type HeldProposal = Selectable<ProposalRow>

/** Proposals of a city: open ones first, soonest last day first. */
export function listProposals(
  db: Db,
  of: { dataset: 'held' | 'demo'; cityCode: string },
): Promise<HeldProposal[]> {
  return programmes(db)
    .selectFrom('programmes.proposal')
    .selectAll()
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .orderBy('isOpen', 'desc')
    .orderBy('dueDate', (order) => order.asc().nullsLast())
    .orderBy('id', 'desc')
    .execute()
}
export function findProposal(db: Db, id: string, isLocked = false): Promise<HeldProposal | undefined> {
  const query = programmes(db).selectFrom('programmes.proposal').selectAll().where('id', '=', BigInt(id))
  return (isLocked ? query.forUpdate() : query).executeTakeFirst()
}
/** Keeps a proposal; undefined where this session has one of this number. */
export async function insertProposal(db: Db, row: Insertable<ProposalRow>): Promise<bigint | undefined> {
  const written = await programmes(db)
    .insertInto('programmes.proposal')
    .values(row)
    .onConflict((conflict) => conflict.columns(['dataset', 'cityCode', 'session', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return written?.id
}
export function findByNumber(db: Db, of: Pick<HeldProposal, 'dataset' | 'cityCode' | 'session' | 'number'>) {
  return programmes(db)
    .selectFrom('programmes.proposal')
    .selectAll()
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .where('session', '=', of.session)
    .where('number', '=', of.number)
    .executeTakeFirst()
}
export async function updateProposal(db: Db, id: bigint, change: Updateable<ProposalRow>): Promise<void> {
  await programmes(db)
    .updateTable('programmes.proposal')
    .set({ ...change, seen: sql`seen + 1` })
    .where('id', '=', id)
    .execute()
}
