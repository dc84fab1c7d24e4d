import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../platform/database/index.ts'
import type { Actor, AuditEntry, AuditVerdict, Role, User } from './model.ts'
import type { AccessTables, UserAccountRow } from './tables.ts'

const access = (db: Db) => db.withTables<AccessTables>()

type UserAccount = Selectable<UserAccountRow>

function actorOf(row: UserAccount): Actor {
  return {
    userId: String(row.id),
    userName: row.userName,
    displayName: row.displayName,
    role: row.role as Role,
    organisationId: row.organisationId === null ? null : String(row.organisationId),
    organisationName: row.organisationName,
    cityCode: row.cityCode,
    mustChangePassword: row.mustChangePassword,
  }
}

/** An account that may sign in, with its password's stored form. */
export async function findLogin(
  db: Db,
  userName: string,
): Promise<{ actor: Actor; passwordHash: string } | undefined> {
  const row = await access(db)
    .selectFrom('access.userAccount')
    .selectAll()
    .where(sql<string>`lower(user_name)`, '=', userName.toLowerCase())
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return row && { actor: actorOf(row), passwordHash: row.passwordHash }
}

/** The person behind a session that has not ended. */
export async function findSessionActor(db: Db, tokenHash: Buffer, now: Date): Promise<Actor | undefined> {
  const row = await access(db)
    .selectFrom('access.session')
    .innerJoin('access.userAccount', 'access.userAccount.id', 'access.session.userId')
    .selectAll('access.userAccount')
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return row && actorOf(row)
}

export async function insertSession(
  db: Db,
  session: { tokenHash: Buffer; userId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await access(db)
    .insertInto('access.session')
    .values({ ...session, userId: BigInt(session.userId) })
    .execute()
}

export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await access(db).deleteFrom('access.session').where('tokenHash', '=', tokenHash).execute()
}

export async function deleteSessionsOf(db: Db, userId: string): Promise<void> {
  await access(db).deleteFrom('access.session').where('userId', '=', BigInt(userId)).execute()
}

export async function countUsers(db: Db): Promise<number> {
  const { count } = await access(db)
    .selectFrom('access.userAccount')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The first administrator still enabled: who the command line acts as when nobody is named. */
export async function findFirstAdministrator(db: Db): Promise<Actor | undefined> {
  const row = await access(db)
    .selectFrom('access.userAccount')
    .selectAll()
    .where('role', '=', 'administrator')
    .where('disabledAt', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row && actorOf(row)
}

const userOf = (row: UserAccount): User => ({
  userId: String(row.id),
  userName: row.userName,
  displayName: row.displayName,
  role: row.role as Role,
  organisationId: row.organisationId === null ? null : String(row.organisationId),
  organisationName: row.organisationName,
  cityCode: row.cityCode,
  disabledAt: row.disabledAt?.toISOString() ?? null,
})

export async function listUsers(db: Db): Promise<User[]> {
  const rows = await access(db).selectFrom('access.userAccount').selectAll().orderBy('id').execute()
  return rows.map(userOf)
}

/** Adds an account; undefined where the name is taken. */
export async function insertUser(
  db: Db,
  user: Insertable<Omit<UserAccountRow, 'id' | 'organisationId' | 'disabledAt'>> & {
    organisationId: string | null
  },
): Promise<User | undefined> {
  const row = await access(db)
    .insertInto('access.userAccount')
    .values({ ...user, organisationId: user.organisationId === null ? null : BigInt(user.organisationId) })
    .onConflict((oc) => oc.doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && userOf(row)
}

export async function updatePassword(
  db: Db,
  userId: string,
  change: { passwordHash: string; mustChangePassword: boolean },
): Promise<void> {
  await access(db).updateTable('access.userAccount').set(change).where('id', '=', BigInt(userId)).execute()
}

/** Ends an account; false where there is none. */
export async function disableUser(db: Db, userId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await access(db)
    .updateTable('access.userAccount')
    .set({ disabledAt: at })
    .where('id', '=', BigInt(userId))
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The claims of this transaction as they stand, and their replacement. */
export async function readClaims(db: Db): Promise<string> {
  const { rows } = await sql<{
    own: string | null
  }>`select current_setting('lianshu.context', true) as own`.execute(db)
  return rows[0]?.own ?? ''
}

export async function setClaims(db: Db, token: string): Promise<void> {
  await sql`select set_config('lianshu.context', ${token}, true)`.execute(db)
}

/** Appends to the audit chain in the caller's transaction. */
export async function appendAudit(
  db: Db,
  entry: { at: Date; action: string; subject: string; detail: string; confidential: boolean },
): Promise<void> {
  await sql`select access.append_audit(${entry.at}, ${entry.action}, ${entry.subject}, ${entry.detail},
    ${entry.confidential})`.execute(db)
}

export async function listAudit(
  db: Db,
  page: { before: number | null; limit: number; action: string | null; user: string | null },
): Promise<AuditEntry[]> {
  let query = access(db).selectFrom('access.auditEntry').selectAll().orderBy('seq', 'desc').limit(page.limit)
  if (page.before !== null) query = query.where('seq', '<', BigInt(page.before))
  if (page.action) query = query.where('action', '=', page.action)
  if (page.user) query = query.where('userName', '=', page.user)
  const rows = await query.execute()
  return rows.map((row) => ({
    seq: Number(row.seq),
    at: row.at.toISOString(),
    userName: row.userName,
    role: row.role,
    action: row.action,
    subject: row.subject,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    confidential: row.confidential,
    digest: row.digest.toString('hex'),
  }))
}

/** Recomputes the whole chain in the database. */
export async function checkAuditChain(db: Db): Promise<AuditVerdict> {
  const faults = await sql<{ seq: bigint; kind: 'changed' | 'removed' | 'cut_off' }>`
    select seq, kind from access.first_audit_fault()`.execute(db)
  const head = await access(db).selectFrom('access.auditHead').selectAll().executeTakeFirstOrThrow()
  const fault = faults.rows[0]
  return {
    ok: fault === undefined,
    entries: Number(head.seq),
    head: head.digest.toString('hex'),
    firstBad: fault ? { seq: Number(fault.seq), kind: fault.kind } : null,
  }
}

/** The digest that the chain had at one entry; undefined where there is none. */
export async function findAuditDigest(db: Db, seq: number): Promise<string | undefined> {
  const row = await access(db)
    .selectFrom('access.auditEntry')
    .select('digest')
    .where('seq', '=', BigInt(seq))
    .executeTakeFirst()
  return row?.digest.toString('hex')
}
