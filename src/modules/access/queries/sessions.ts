import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Actor, OwnSession, Role } from '../model.ts'
import type { AccessTables } from '../tables.ts'
import { actorOf } from './accounts.ts'

const access = (db: Db) => db.withTables<AccessTables>()

export type FoundSession = {
  actor: Actor
  /** The password was given, the second factor not yet. */
  isHalf: boolean
}

/** The person behind a session that has not ended. Under the program's claims. */
export async function findSession(db: Db, tokenHash: Buffer, now: Date): Promise<FoundSession | undefined> {
  const row = await access(db)
    .selectFrom('access.session as s')
    .innerJoin('access.userAccount as u', 'u.id', 's.userId')
    .leftJoin('access.secondFactor as f', (join) =>
      join.onRef('f.userId', '=', 'u.id').on('f.confirmedAt', 'is not', null),
    )
    .leftJoin('access.signInRule as r', 'r.role', 'u.role')
    .selectAll('u')
    .select(['s.secondFactorAt', 'f.confirmedAt', 'r.needsSecondFactor'])
    .where('s.tokenHash', '=', tokenHash)
    .where('s.expiresAt', '>', now)
    .where('u.disabledAt', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const hasFactor = row.confirmedAt !== null
  return {
    actor: { ...actorOf(row), mustSetUpSecondFactor: !hasFactor && row.needsSecondFactor === true },
    isHalf: hasFactor && row.secondFactorAt === null,
  }
}

/** Notes that a session is in use, at most once a minute. */
export async function touchSession(db: Db, tokenHash: Buffer, now: Date): Promise<void> {
  await sql`
    update access.session set last_seen_at = ${now}
    where token_hash = ${tokenHash} and (last_seen_at is null or last_seen_at < ${new Date(now.getTime() - 60_000)})
  `.execute(db)
}

export type NewSession = {
  tokenHash: Buffer
  userId: string
  createdAt: Date
  expiresAt: Date
  address: string | null
  device: string | null
  secondFactorAt: Date | null
}

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  await access(db)
    .insertInto('access.session')
    .values({ ...session, userId: BigInt(session.userId), lastSeenAt: session.createdAt })
    .execute()
}

export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await access(db).deleteFrom('access.session').where('tokenHash', '=', tokenHash).execute()
}

export async function deleteSessionsOf(db: Db, userId: string): Promise<void> {
  await access(db).deleteFrom('access.session').where('userId', '=', BigInt(userId)).execute()
}

/** The open sessions of one person, last seen first. */
export async function listSessionsOf(
  db: Db,
  userId: string,
  { now, currentHash }: { now: Date; currentHash: Buffer | null },
): Promise<OwnSession[]> {
  const rows = await access(db)
    .selectFrom('access.session')
    .select(['id', 'tokenHash', 'createdAt', 'lastSeenAt', 'expiresAt', 'address', 'device'])
    .where('userId', '=', BigInt(userId))
    .where('expiresAt', '>', now)
    .orderBy('lastSeenAt', 'desc')
    .execute()
  return rows.map(({ id, tokenHash, createdAt, lastSeenAt, expiresAt, address, device }) => ({
    id: String(id),
    isCurrent: currentHash?.equals(tokenHash) ?? false,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    expiresAt: expiresAt.toISOString(),
    address,
    device,
  }))
}

/** Ends one session of a person; false where it is not theirs or gone. */
export async function deleteOwnSession(db: Db, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await access(db)
    .deleteFrom('access.session')
    .where('userId', '=', BigInt(userId))
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends every session of a person but one. */
export async function deleteOtherSessions(db: Db, userId: string, keepHash: Buffer): Promise<number> {
  const { numDeletedRows } = await access(db)
    .deleteFrom('access.session')
    .where('userId', '=', BigInt(userId))
    .where('tokenHash', '!=', keepHash)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

export async function listSignInRules(db: Db): Promise<Role[]> {
  const rows = await access(db)
    .selectFrom('access.signInRule')
    .select('role')
    .where('needsSecondFactor', '=', true)
    .orderBy('role')
    .execute()
  return rows.map(({ role }) => role as Role)
}

export async function upsertSignInRule(db: Db, role: Role, needsSecondFactor: boolean): Promise<void> {
  await access(db)
    .insertInto('access.signInRule')
    .values({ role, needsSecondFactor })
    .onConflict((oc) => oc.column('role').doUpdateSet({ needsSecondFactor }))
    .execute()
}
