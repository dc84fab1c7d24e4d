import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { CallDrawRow, CallReviewerRow } from '../tables.ts'

type Tables = { 'policy.callReviewer': CallReviewerRow; 'policy.callDraw': CallDrawRow }
const reviewers = (db: Db) => db.withTables<Tables>()
export type Reviewer = Selectable<CallReviewerRow>
export type Draw = Selectable<CallDrawRow>

/** The reviewers of a call that the reader may see, ended ones too, in the order of their naming. */
export function listReviewers(db: Db, callId: bigint): Promise<Reviewer[]> {
  return reviewers(db)
    .selectFrom('policy.callReviewer')
    .selectAll()
    .where('callId', '=', callId)
    .orderBy('id')
    .execute()
}

/** Whether a person judges a call now; a person sees their own line. */
export async function isReviewer(db: Db, callId: bigint, userName: string): Promise<boolean> {
  const row = await reviewers(db)
    .selectFrom('policy.callReviewer')
    .select('id')
    .where('callId', '=', callId)
    .where('userName', '=', userName)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** The calls that a person judges, with the instant they were named. */
export function listJudged(db: Db, userName: string): Promise<{ callId: bigint; namedAt: Date }[]> {
  return reviewers(db)
    .selectFrom('policy.callReviewer')
    .select(['callId', 'namedAt'])
    .where('userName', '=', userName)
    .where('endedAt', 'is', null)
    .orderBy('callId')
    .execute()
}

export async function insertReviewers(db: Db, rows: readonly Insertable<CallReviewerRow>[]): Promise<void> {
  if (rows.length > 0)
    await reviewers(db)
      .insertInto('policy.callReviewer')
      .values([...rows])
      .execute()
}

/** Ends a reviewer of a call; false where there is none, or it ended before. */
export async function endReviewer(
  db: Db,
  of: { callId: bigint; id: bigint },
  ended: { endedBy: string; endedAt: Date; endedReason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await reviewers(db)
    .updateTable('policy.callReviewer')
    .set(ended)
    .where('callId', '=', of.callId)
    .where('id', '=', of.id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export function listDraws(db: Db, callId: bigint): Promise<Draw[]> {
  return reviewers(db)
    .selectFrom('policy.callDraw')
    .selectAll()
    .where('callId', '=', callId)
    .orderBy('id')
    .execute()
}

export async function insertDraw(db: Db, row: Insertable<CallDrawRow>): Promise<void> {
  await reviewers(db).insertInto('policy.callDraw').values(row).execute()
}
