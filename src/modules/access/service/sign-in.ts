import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../context.ts'
import { fitsPassword } from '../domain/password.ts'
import type { Actor } from '../model.ts'
import { findSecondFactor } from '../queries/second-factor.ts'
import * as queries from '../queries.ts'
import { audit } from './audit.ts'

/** A session ends so long after sign-in, in milliseconds: a working day and a half. */
export const sessionLifetimeMs = 12 * 3600 * 1000
/** A session that still lacks its second factor ends after so long. */
export const halfSessionLifetimeMs = 10 * 60 * 1000

/** What the cookie's value is stored as. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** From where and with what somebody signs in; null where unknown. */
export type Device = { readonly address: string | null; readonly device: string | null }

/** A session that was opened; `needsCode` while only the password was given. */
export type Opened = { actor: Actor; token: string; expiresAt: Date; needsCode: boolean }

// A stored form that fits no password: an unknown name costs as long as a known one.
const noPassword = `scrypt$65536$8$1$${'00'.repeat(16)}$${'00'.repeat(32)}`

/**
 * Checks a name and password and opens a session, half a one where the account has a second factor. The context is the
 * program's own (`systemActor`).
 */
export async function signIn(
  ctx: Context,
  input: { userName: string; password: string } & Device,
): Promise<Opened> {
  const login = await queries.findLogin(ctx.db, input.userName)
  const fits = await fitsPassword(input.password, login?.passwordHash ?? noPassword)
  if (!login || !fits || login.actor.userId === null)
    throw new AppError('unauthenticated', 'access.sign_in_failed')
  if (login.oneTimeExpiresAt !== null && login.oneTimeExpiresAt <= ctx.now)
    throw new AppError('unauthenticated', 'access.one_time_password_expired')
  return openSession(ctx, login.actor, input, 'access.sign_in')
}

/** Opens a session for somebody who has shown who they are. Under the program's claims; the token is always fresh. */
export async function openSession(
  ctx: Context,
  actor: Actor,
  { address, device }: Device,
  action: 'access.sign_in' | 'access.sign_in_oidc' | 'access.invitation_used',
): Promise<Opened> {
  const userId = actor.userId!
  const factor = await findSecondFactor(ctx.db, userId)
  const needsCode = factor !== undefined && factor.confirmedAt !== null
  const token = randomBytes(32).toString('base64url')
  const lifetimeMs = needsCode ? halfSessionLifetimeMs : sessionLifetimeMs
  const expiresAt = new Date(ctx.now.getTime() + lifetimeMs)
  await queries.insertSession(ctx.db, {
    tokenHash: tokenHash(token),
    userId,
    createdAt: ctx.now,
    expiresAt,
    address: address?.slice(0, 100) ?? null,
    device: device?.slice(0, 300) ?? null,
    secondFactorAt: null,
  })
  await audit(ctx, {
    action,
    subject: `access.user/${userId}`,
    detail: { userName: actor.userName, address, ...(needsCode ? { secondFactor: 'waiting' } : {}) },
  })
  return { actor, token, expiresAt, needsCode }
}

/** Ends the session of a cookie. */
export async function signOut(ctx: Context, token: string): Promise<void> {
  await queries.deleteSession(ctx.db, tokenHash(token))
  await audit(ctx, { action: 'access.sign_out', subject: `access.user/${ctx.actor.userId}` })
}

/** The person behind a cookie, or undefined; notes that the session is in use. The context is the program's own. */
export async function findSession(
  ctx: Pick<Context, 'db' | 'now'>,
  token: string,
): Promise<queries.FoundSession | undefined> {
  const found = await queries.findSession(ctx.db, tokenHash(token), ctx.now)
  if (found) await queries.touchSession(ctx.db, tokenHash(token), ctx.now)
  return found
}
