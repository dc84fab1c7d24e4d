import type { Db } from '../../../platform/database/index.ts'
import type { AccessTables } from '../tables.ts'

const access = (db: Db) => db.withTables<AccessTables>()

export type NewInvitation = Omit<AccessTables['access.invitation'], 'id' | 'usedAt' | 'usedBy' | 'revokedAt'>

export async function insertInvitation(db: Db, row: NewInvitation): Promise<string> {
  const { id } = await access(db)
    .insertInto('access.invitation')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return String(id)
}

/** Invitations that row security shows, newest first. */
export function listInvitations(db: Db, atMost: number) {
  return access(db)
    .selectFrom('access.invitation as i')
    .innerJoin('access.userAccount as u', 'u.id', 'i.createdBy')
    .selectAll('i')
    .select('u.displayName as invitedBy')
    .orderBy('i.id', 'desc')
    .limit(atMost)
    .execute()
}

/** An invitation, by its token's digest or its id, that is open at a time, locked so that two who use it at once do not both. */
export function findOpenInvitation(db: Db, key: Buffer | bigint, now: Date, { lock }: { lock: boolean }) {
  const query = access(db)
    .selectFrom('access.invitation')
    .selectAll()
    .where((eb) => (typeof key === 'bigint' ? eb('id', '=', key) : eb('tokenHash', '=', key)))
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

export async function markInvitationUsed(
  db: Db,
  id: bigint,
  used: { usedAt: Date; usedBy: bigint },
): Promise<void> {
  await access(db).updateTable('access.invitation').set(used).where('id', '=', id).execute()
}

/** Takes an invitation back; false where it is used, taken back or not the reader's. */
export async function revokeInvitation(db: Db, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await access(db)
    .updateTable('access.invitation')
    .set({ revokedAt: at })
    .where('id', '=', BigInt(id))
    .where('usedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
