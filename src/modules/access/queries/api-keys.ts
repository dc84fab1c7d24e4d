import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Actor } from '../model.ts'
import type { AccessTables } from '../tables.ts'
import { actorOf } from './accounts.ts'

const access = (db: Db) => db.withTables<AccessTables>()

export async function insertApiKey(
  db: Db,
  row: Omit<AccessTables['access.apiKey'], 'id' | 'lastUsedAt' | 'revokedAt'>,
): Promise<string> {
  const { id } = await access(db)
    .insertInto('access.apiKey')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return String(id)
}

/** The keys of one person, newest first. */
export function listKeysOf(db: Db, userId: string) {
  return access(db)
    .selectFrom('access.apiKey')
    .select(['id', 'name', 'prefix', 'permissions', 'createdAt', 'expiresAt', 'lastUsedAt', 'revokedAt'])
    .where('userId', '=', BigInt(userId))
    .orderBy('id', 'desc')
    .execute()
}

export async function countOpenKeys(db: Db, userId: string, now: Date): Promise<number> {
  const { count } = await access(db)
    .selectFrom('access.apiKey')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('userId', '=', BigInt(userId))
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Ends a key of one person; false where there is none open. */
export async function revokeKey(db: Db, userId: string, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await access(db)
    .updateTable('access.apiKey')
    .set({ revokedAt: at })
    .where('id', '=', BigInt(id))
    .where('userId', '=', BigInt(userId))
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Ends every key of a person. */
export async function revokeKeysOf(db: Db, userId: string, at: Date): Promise<void> {
  await access(db)
    .updateTable('access.apiKey')
    .set({ revokedAt: at })
    .where('userId', '=', BigInt(userId))
    .where('revokedAt', 'is', null)
    .execute()
}

export type FoundKey = { id: string; prefix: string; permissions: readonly string[]; actor: Actor }

/** The open key of a digest with its owner; undefined where it ran out, was ended, or its owner was. */
export async function findOpenKey(db: Db, keyHash: Buffer, now: Date): Promise<FoundKey | undefined> {
  const row = await access(db)
    .selectFrom('access.apiKey as k')
    .innerJoin('access.userAccount as u', 'u.id', 'k.userId')
    .selectAll('u')
    .select(['k.id as keyId', 'k.prefix', 'k.permissions'])
    .where('k.keyHash', '=', keyHash)
    .where('k.revokedAt', 'is', null)
    .where('k.expiresAt', '>', now)
    .where('u.disabledAt', 'is', null)
    .where('u.waitsSince', 'is', null)
    .where('u.mustChangePassword', '=', false)
    .executeTakeFirst()
  return (
    row && { id: String(row.keyId), prefix: row.prefix, permissions: row.permissions, actor: actorOf(row) }
  )
}

/** Notes that a key is in use, at most once a minute. */
export async function touchKey(db: Db, id: string, now: Date): Promise<void> {
  await sql`
    update access.api_key set last_used_at = ${now}
    where id = ${id}::bigint and (last_used_at is null or last_used_at < ${new Date(now.getTime() - 60_000)})
  `.execute(db)
}
