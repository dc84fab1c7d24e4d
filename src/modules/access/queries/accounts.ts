import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Actor, OrgRight, Role, User } from '../model.ts'
import type { AccessTables, UserAccountRow } from '../tables.ts'

const access = (db: Db) => db.withTables<AccessTables>()

/** One account as the database holds it. */
export type UserAccount = Selectable<UserAccountRow>

export function actorOf(row: UserAccount): Actor {
  return {
    userId: String(row.id),
    userName: row.userName,
    displayName: row.displayName,
    role: row.role as Role,
    organisationId: row.organisationId === null ? null : String(row.organisationId),
    organisationName: row.organisationName,
    cityCode: row.cityCode,
    mustChangePassword: row.mustChangePassword,
    orgRight: row.orgRight as OrgRight,
    isWaiting: row.waitsSince !== null,
  }
}

/** An account that may sign in, with its password's stored form. */
export async function findLogin(
  db: Db,
  userName: string,
): Promise<{ actor: Actor; passwordHash: string; oneTimeExpiresAt: Date | null } | undefined> {
  const row = await access(db)
    .selectFrom('access.userAccount')
    .selectAll()
    .where(sql<string>`lower(user_name)`, '=', userName.toLowerCase())
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return (
    row && { actor: actorOf(row), passwordHash: row.passwordHash, oneTimeExpiresAt: row.oneTimeExpiresAt }
  )
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
  orgRight: row.orgRight as OrgRight,
  disabledAt: row.disabledAt?.toISOString() ?? null,
})

export async function listUsers(db: Db): Promise<User[]> {
  const rows = await access(db).selectFrom('access.userAccount').selectAll().orderBy('id').execute()
  return rows.map(userOf)
}

/** Adds an account; undefined where the name is taken. */
export async function insertUser(
  db: Db,
  user: Insertable<
    Omit<
      UserAccountRow,
      'id' | 'organisationId' | 'disabledAt' | 'orgRight' | 'waitsSince' | 'oneTimeExpiresAt'
    >
  > & { organisationId: string | null; orgRight?: OrgRight; waitsSince?: Date; oneTimeExpiresAt?: Date },
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
  change: { passwordHash: string; mustChangePassword: boolean; oneTimeExpiresAt: Date | null },
): Promise<void> {
  await access(db).updateTable('access.userAccount').set(change).where('id', '=', BigInt(userId)).execute()
}

/** One active account; undefined where there is none or row security hides it. */
export async function findUser(db: Db, userId: string): Promise<User | undefined> {
  const row = await access(db)
    .selectFrom('access.userAccount')
    .selectAll()
    .where('id', '=', BigInt(userId))
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return row && userOf(row)
}

/** Everybody of an organisation, ended accounts too. */
export async function listPeopleOf(db: Db, organisationId: string): Promise<User[]> {
  const rows = await access(db)
    .selectFrom('access.userAccount')
    .selectAll()
    .where('organisationId', '=', BigInt(organisationId))
    .orderBy('id')
    .execute()
  return rows.map(userOf)
}

/** Everybody active who works in an office of a city, by id. */
export async function listUsersOfOffices(db: Db, cityCode: string): Promise<User[]> {
  const rows = await access(db)
    .selectFrom('access.userAccount')
    .selectAll()
    .where('cityCode', '=', cityCode)
    .where('role', 'in', ['department', 'park', 'chain_office', 'chain_leader'])
    .where('disabledAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(userOf)
}

/**
 * Everybody active in some roles who may write in a city, bound to it or to none: no readers, nobody who still waits;
 * by id.
 */
export async function listUsersOfRoles(db: Db, cityCode: string, roles: readonly Role[]): Promise<User[]> {
  const rows = await access(db)
    .selectFrom('access.userAccount')
    .selectAll()
    .where((eb) => eb.or([eb('cityCode', '=', cityCode), eb('cityCode', 'is', null)]))
    .where('role', 'in', [...roles])
    .where('orgRight', '<>', 'reader')
    .where('waitsSince', 'is', null)
    .where('disabledAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(userOf)
}

export async function updateOrgRight(db: Db, userId: string, orgRight: OrgRight): Promise<void> {
  await access(db)
    .updateTable('access.userAccount')
    .set({ orgRight })
    .where('id', '=', BigInt(userId))
    .execute()
}

/** Gives a waiting account its organisation; false where it does not wait any more. */
export async function admitUser(
  db: Db,
  userId: string,
  to: {
    role: Role
    organisationId: string
    organisationName: string
    cityCode: string | null
    orgRight: OrgRight
  },
): Promise<boolean> {
  const { numUpdatedRows } = await access(db)
    .updateTable('access.userAccount')
    .set({ ...to, organisationId: BigInt(to.organisationId), waitsSince: null })
    .where('id', '=', BigInt(userId))
    .where('waitsSince', 'is not', null)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
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
