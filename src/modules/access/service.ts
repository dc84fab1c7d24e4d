import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '../../kernel/errors.ts'
import type { Context } from './context.ts'
import { fitsPassword, hashPassword, makePassword } from './domain/password.ts'
import { requirePermission } from './domain/permissions.ts'
import type { Actor, AuditEntry, AuditVerdict, NewUser, User } from './model.ts'
import * as queries from './queries.ts'

/** A session ends so long after sign-in, in milliseconds: a working day and a half. */
export const sessionLifetimeMs = 12 * 3600 * 1000

/** What the cookie's value is stored as. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/**
 * Writes one audit entry in the caller's transaction. `confidential` marks a reading of confidential facts.
 * `subject` names the thing by room and id, for example `registry.import/12`.
 */
export async function audit(
  ctx: Context,
  entry: { action: string; subject: string; detail?: Record<string, unknown>; confidential?: boolean },
): Promise<void> {
  await queries.appendAudit(ctx.db, {
    at: ctx.now,
    action: entry.action,
    subject: entry.subject,
    detail: JSON.stringify(entry.detail ?? {}),
    confidential: entry.confidential ?? false,
  })
}

// A stored form that fits no password: an unknown name costs as long as a known one.
const noPassword = `scrypt$65536$8$1$${'00'.repeat(16)}$${'00'.repeat(32)}`

/** Checks a name and password and opens a session. The context is the program's own (`systemActor`). */
export async function signIn(
  ctx: Context,
  input: { userName: string; password: string },
): Promise<{ actor: Actor; token: string; expiresAt: Date }> {
  const login = await queries.findLogin(ctx.db, input.userName)
  const fits = await fitsPassword(input.password, login?.passwordHash ?? noPassword)
  if (!login || !fits || login.actor.userId === null)
    throw new AppError('unauthenticated', 'access.sign_in_failed')
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + sessionLifetimeMs)
  await queries.insertSession(ctx.db, {
    tokenHash: tokenHash(token),
    userId: login.actor.userId,
    createdAt: ctx.now,
    expiresAt,
  })
  await audit(ctx, {
    action: 'access.sign_in',
    subject: `access.user/${login.actor.userId}`,
    detail: { userName: login.actor.userName },
  })
  return { actor: login.actor, token, expiresAt }
}

/** Ends the session of a cookie. */
export async function signOut(ctx: Context, token: string): Promise<void> {
  await queries.deleteSession(ctx.db, tokenHash(token))
  await audit(ctx, { action: 'access.sign_out', subject: `access.user/${ctx.actor.userId}` })
}

/** The person behind a cookie, or undefined. The context is the program's own. */
export async function findActor(ctx: Pick<Context, 'db' | 'now'>, token: string): Promise<Actor | undefined> {
  return queries.findSessionActor(ctx.db, tokenHash(token), ctx.now)
}

/** Changes one's own password and ends every session of the account. */
export async function changePassword(ctx: Context, input: { current: string; next: string }): Promise<void> {
  requirePermission(ctx.actor, 'account.own')
  const login = await queries.findLogin(ctx.db, ctx.actor.userName)
  if (!login || !(await fitsPassword(input.current, login.passwordHash))) {
    throw new AppError('invalid', 'access.current_password_wrong', {}, [
      { field: 'current', code: 'access.current_password_wrong' },
    ])
  }
  const passwordHash = await hashPassword(input.next, randomBytes(16))
  await queries.updatePassword(ctx.db, login.actor.userId!, { passwordHash, mustChangePassword: false })
  await queries.deleteSessionsOf(ctx.db, login.actor.userId!)
  await audit(ctx, { action: 'access.change_password', subject: `access.user/${login.actor.userId}` })
}

export async function listUsers(ctx: Context): Promise<User[]> {
  requirePermission(ctx.actor, 'users.manage')
  return queries.listUsers(ctx.db)
}

/**
 * Opens an account with a password that is shown once. `organisationName` is what the registry calls the
 * organisation; roles of firms need one, since their rights hang on it.
 */
export async function addUser(
  ctx: Context,
  input: NewUser & { organisationName: string | null },
): Promise<{ user: User; oneTimePassword: string }> {
  requirePermission(ctx.actor, 'users.manage')
  if ((input.role === 'firm' || input.role === 'leading_firm') && !input.organisationId) {
    throw new AppError('invalid', 'access.organisation_needed', { role: input.role }, [
      { field: 'organisationId', code: 'access.organisation_needed' },
    ])
  }
  if (input.organisationId && input.organisationName === null) {
    throw new AppError('invalid', 'access.no_organisation', { organisationId: input.organisationId }, [
      {
        field: 'organisationId',
        code: 'access.no_organisation',
        params: { organisationId: input.organisationId },
      },
    ])
  }
  const oneTimePassword = makePassword()
  const user = await queries.insertUser(ctx.db, {
    userName: input.userName,
    displayName: input.displayName,
    role: input.role,
    organisationId: input.organisationId ?? null,
    organisationName: input.organisationName,
    cityCode: input.cityCode ?? null,
    passwordHash: await hashPassword(oneTimePassword, randomBytes(16)),
    mustChangePassword: true,
    createdAt: ctx.now,
  })
  if (!user) throw new AppError('conflict', 'access.user_name_taken', { userName: input.userName })
  await audit(ctx, {
    action: 'access.add_user',
    subject: `access.user/${user.userId}`,
    detail: { userName: user.userName, role: user.role, organisationId: user.organisationId },
  })
  return { user, oneTimePassword }
}

/** Gives an account a new password, shown once, and ends its sessions: for whoever forgot theirs. */
export async function renewPassword(
  ctx: Context,
  user: { userId: string } | { userName: string },
): Promise<{ userName: string; oneTimePassword: string }> {
  requirePermission(ctx.actor, 'users.manage')
  const found = (await queries.listUsers(ctx.db)).find((one) =>
    'userId' in user
      ? one.userId === user.userId
      : one.userName.toLowerCase() === user.userName.toLowerCase(),
  )
  if (!found || found.disabledAt !== null)
    throw new AppError('not_found', 'access.no_user', { userId: Object.values(user)[0] })
  const oneTimePassword = makePassword()
  const passwordHash = await hashPassword(oneTimePassword, randomBytes(16))
  await queries.updatePassword(ctx.db, found.userId, { passwordHash, mustChangePassword: true })
  await queries.deleteSessionsOf(ctx.db, found.userId)
  await audit(ctx, {
    action: 'access.renew_password',
    subject: `access.user/${found.userId}`,
    detail: { userName: found.userName },
  })
  return { userName: found.userName, oneTimePassword }
}

/** Ends an account and its sessions; one's own cannot be ended, so that nobody locks the house from outside. */
export async function endUser(ctx: Context, userId: string): Promise<void> {
  requirePermission(ctx.actor, 'users.manage')
  if (userId === ctx.actor.userId) throw new AppError('conflict', 'access.own_account')
  if (!(await queries.disableUser(ctx.db, userId, ctx.now)))
    throw new AppError('not_found', 'access.no_user', { userId })
  await queries.deleteSessionsOf(ctx.db, userId)
  await audit(ctx, { action: 'access.end_user', subject: `access.user/${userId}` })
}

/** Makes the first administrator where nobody is there yet; gives the password once, or null. */
export async function openHouse(ctx: Context): Promise<{ userName: string; password: string } | null> {
  if ((await queries.countUsers(ctx.db)) > 0) return null
  const { user, oneTimePassword } = await addUser(ctx, {
    userName: 'admin',
    displayName: '管理员',
    role: 'administrator',
    organisationName: null,
  })
  return { userName: user.userName, password: oneTimePassword }
}

export async function listAudit(
  ctx: Context,
  page: { before: number | null; limit: number; action: string | null; user: string | null },
): Promise<AuditEntry[]> {
  requirePermission(ctx.actor, 'audit.read')
  return queries.listAudit(ctx.db, page)
}

/**
 * Recomputes the audit chain. With an anchor noted earlier (`seq:digest`), also finds a chain that was rewritten
 * whole since then.
 */
export async function verifyAudit(
  ctx: Context,
  anchor?: { seq: number; digest: string },
): Promise<AuditVerdict> {
  requirePermission(ctx.actor, 'audit.read')
  const verdict = await queries.checkAuditChain(ctx.db)
  if (!verdict.ok || !anchor) return verdict
  const then = await queries.findAuditDigest(ctx.db, anchor.seq)
  if (then === anchor.digest) return verdict
  return {
    ...verdict,
    ok: false,
    firstBad: { seq: anchor.seq, kind: then === undefined ? 'cut_off' : 'changed' },
  }
}
