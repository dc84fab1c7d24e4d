import { randomBytes } from 'node:crypto'
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../context.ts'
import { holds, type Permission, permissionsOf, requirePermission } from '../domain/permissions.ts'
import type { Actor, ApiKey, NewApiKey } from '../model.ts'
import * as queries from '../queries/api-keys.ts'
import { audit } from './audit.ts'
import { tokenHash } from './sign-in.ts'

/** Every key begins so, that scanners for leaked secrets find it. */
export const apiKeyPrefix = 'lsk_'
const dayMs = 86_400_000
const mostOpenKeys = 20

/** What no key may do: whoever finds one must not be able to make accounts or further keys. */
const neverByKey: readonly Permission[] = ['account.own', 'users.manage', 'users.invite']

/** The permissions that I can give to a key. */
export function grantablePermissions(actor: Actor): Permission[] {
  if (actor.role === 'system') return []
  return permissionsOf(actor.role).filter((permission) => !neverByKey.includes(permission))
}

/** Makes a key for a program: some of my permissions, until a day. The key is in the answer and nowhere else. */
export async function makeApiKey(ctx: Context, input: NewApiKey): Promise<{ key: string; apiKey: ApiKey }> {
  requirePermission(ctx.actor, 'account.own')
  const grantable: readonly string[] = grantablePermissions(ctx.actor)
  const refused = input.permissions.filter((permission) => !grantable.includes(permission))
  if (refused.length > 0) {
    const params = { permissions: refused }
    throw new AppError('invalid', 'access.scope_not_grantable', params, [
      { field: 'permissions', code: 'access.scope_not_grantable', params },
    ])
  }
  const userId = ctx.actor.userId!
  if ((await queries.countOpenKeys(ctx.db, userId, ctx.now)) >= mostOpenKeys)
    throw new AppError('conflict', 'access.too_many_keys', { most: mostOpenKeys })
  const key = `${apiKeyPrefix}${randomBytes(32).toString('base64url')}`
  const row = {
    userId: BigInt(userId),
    name: input.name,
    keyHash: tokenHash(key),
    prefix: key.slice(0, 10),
    permissions: [...new Set(input.permissions)].sort(),
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + input.days * dayMs),
  }
  const id = await queries.insertApiKey(ctx.db, row)
  await audit(ctx, {
    action: 'access.api_key_make',
    subject: `access.api_key/${id}`,
    detail: { name: row.name, prefix: row.prefix, permissions: row.permissions },
  })
  return { key, apiKey: shown({ ...row, id: BigInt(id), lastUsedAt: null, revokedAt: null }) }
}

type KeyRow = Awaited<ReturnType<typeof queries.listKeysOf>>[number]

const shown = (row: KeyRow): ApiKey => ({
  id: String(row.id),
  name: row.name,
  prefix: row.prefix,
  permissions: row.permissions,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
})

/** My keys, newest first, and what a new one could do. */
export async function listApiKeys(ctx: Context): Promise<{ items: ApiKey[]; grantable: Permission[] }> {
  requirePermission(ctx.actor, 'account.own')
  const rows = ctx.actor.userId === null ? [] : await queries.listKeysOf(ctx.db, ctx.actor.userId)
  return { items: rows.map(shown), grantable: grantablePermissions(ctx.actor) }
}

/** Ends one of my keys at once. */
export async function revokeApiKey(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx.actor, 'account.own')
  const { userId } = ctx.actor
  if (userId === null || !(await queries.revokeKey(ctx.db, userId, id, ctx.now)))
    throw new AppError('not_found', 'access.no_api_key', { id })
  await audit(ctx, { action: 'access.api_key_revoke', subject: `access.api_key/${id}` })
}

/**
 * Who acts with a key: its owner, with no more than the key's permissions, named with the key's first characters so
 * that the audit trail tells them apart. Undefined where the key does not open. The context is the program's own.
 */
export async function findKeyActor(
  ctx: Pick<Context, 'db' | 'now'>,
  key: string,
): Promise<{ keyId: string; actor: Actor } | undefined> {
  const found = await queries.findOpenKey(ctx.db, tokenHash(key), ctx.now)
  if (!found) return undefined
  await queries.touchKey(ctx.db, found.id, ctx.now)
  const scope = found.permissions.filter((permission) => holds(found.actor.role, permission as Permission))
  const actor = { ...found.actor, userName: `${found.actor.userName} (${found.prefix}…)`, scope }
  return { keyId: found.id, actor }
}
