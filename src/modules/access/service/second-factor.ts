import { randomBytes } from 'node:crypto'
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../context.ts'
import { requirePermission } from '../domain/permissions.ts'
import { enrolment, recoveryCode, recoveryHash, stepOf } from '../domain/totp.ts'
import type { Role, SecondFactorState } from '../model.ts'
import * as factors from '../queries/second-factor.ts'
import * as queries from '../queries.ts'
import { audit } from './audit.ts'
import { type Device, type Opened, sessionLifetimeMs, tokenHash } from './sign-in.ts'

const recoveryCodes = 10

const wrongCode = () =>
  new AppError('invalid', 'access.second_factor_wrong', {}, [
    { field: 'code', code: 'access.second_factor_wrong' },
  ])

/** Takes a code of the phone or a recovery code, which is then used up; says which it was. */
async function takeCode(ctx: Context, userId: string, code: string): Promise<'totp' | 'recovery'> {
  const taken = await ctx.asProgram(async () => {
    const factor = await factors.findSecondFactor(ctx.db, userId)
    if (!factor?.confirmedAt) return null
    const step = stepOf(factor.secret, code.trim(), ctx.now)
    if (step !== null) return (await factors.takeStep(ctx.db, userId, step)) ? ('totp' as const) : null
    const isRecovery = await factors.takeRecoveryCode(ctx.db, userId, recoveryHash(code), ctx.now)
    return isRecovery ? ('recovery' as const) : null
  })
  if (!taken) throw wrongCode()
  return taken
}

/**
 * Makes half a session whole with a code. The session gets a new token, so that whoever knew the old one has nothing.
 * A code counts once: the same one again, or an older one, is refused.
 */
export async function giveSecondFactor(
  ctx: Context,
  { token, code, address, device }: { token: string; code: string } & Device,
): Promise<Opened> {
  requirePermission(ctx.actor, 'account.own')
  const userId = ctx.actor.userId!
  const how = await takeCode(ctx, userId, code)
  const fresh = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + sessionLifetimeMs)
  await queries.deleteSession(ctx.db, tokenHash(token))
  await queries.insertSession(ctx.db, {
    tokenHash: tokenHash(fresh),
    userId,
    createdAt: ctx.now,
    expiresAt,
    address: address?.slice(0, 100) ?? null,
    device: device?.slice(0, 300) ?? null,
    secondFactorAt: ctx.now,
  })
  await audit(ctx, { action: 'access.second_factor', subject: `access.user/${userId}`, detail: { how } })
  return { actor: ctx.actor, token: fresh, expiresAt, needsCode: false }
}

/** Whether I have a second factor, whether my role needs one, how many recovery codes are left. */
export async function describeSecondFactor(ctx: Context): Promise<SecondFactorState> {
  requirePermission(ctx.actor, 'account.own')
  const { userId, role } = ctx.actor
  const isRequired = (await queries.listSignInRules(ctx.db)).includes(role as Role)
  if (userId === null) return { confirmedAt: null, isRequired, recoveryCodesLeft: 0 }
  return ctx.asProgram(async () => {
    const factor = await factors.findSecondFactor(ctx.db, userId)
    return {
      confirmedAt: factor?.confirmedAt?.toISOString() ?? null,
      isRequired,
      recoveryCodesLeft: await factors.countRecoveryCodes(ctx.db, userId),
    }
  })
}

/** Begins: a secret for the app on the phone, shown now and proved with its first code. */
export async function beginSecondFactor(ctx: Context): Promise<{ uri: string; secret: string }> {
  requirePermission(ctx.actor, 'account.own')
  const userId = ctx.actor.userId!
  const secret = randomBytes(20)
  const isPut = await ctx.asProgram(() =>
    factors.putUnprovedSecret(ctx.db, { userId, secret, createdAt: ctx.now }),
  )
  if (!isPut) throw new AppError('conflict', 'access.second_factor_there')
  await audit(ctx, { action: 'access.second_factor_begin', subject: `access.user/${userId}` })
  return enrolment(secret, ctx.actor.userName)
}

/**
 * Proves the secret with its first code and gives recovery codes, shown once. From now on every sign-in asks for a
 * code; this session has given one, every other is ended.
 */
export async function confirmSecondFactor(
  ctx: Context,
  { code, address, device }: { code: string } & Device,
): Promise<{ opened: Opened; recoveryCodes: string[] }> {
  requirePermission(ctx.actor, 'account.own')
  const userId = ctx.actor.userId!
  const codes = Array.from({ length: recoveryCodes }, () => recoveryCode(randomBytes(10)))
  const isProved = await ctx.asProgram(async () => {
    const factor = await factors.findSecondFactor(ctx.db, userId)
    if (!factor || factor.confirmedAt) throw new AppError('conflict', 'access.second_factor_not_begun')
    const step = stepOf(factor.secret, code.trim(), ctx.now)
    if (step === null || !(await factors.takeStep(ctx.db, userId, step, ctx.now))) return false
    await factors.insertRecoveryCodes(ctx.db, userId, codes.map(recoveryHash))
    return true
  })
  if (!isProved) throw wrongCode()
  await queries.deleteSessionsOf(ctx.db, userId)
  const fresh = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + sessionLifetimeMs)
  const session = { userId, createdAt: ctx.now, expiresAt, address, device, secondFactorAt: ctx.now }
  await queries.insertSession(ctx.db, { ...session, tokenHash: tokenHash(fresh) })
  await audit(ctx, { action: 'access.second_factor_confirm', subject: `access.user/${userId}` })
  return { opened: { actor: ctx.actor, token: fresh, expiresAt, needsCode: false }, recoveryCodes: codes }
}

/** Takes one's own second factor away, with a code; refused where the role needs one. */
export async function endSecondFactor(ctx: Context, code: string): Promise<void> {
  requirePermission(ctx.actor, 'account.own')
  const userId = ctx.actor.userId!
  if ((await queries.listSignInRules(ctx.db)).includes(ctx.actor.role as Role))
    throw new AppError('conflict', 'access.second_factor_required')
  await takeCode(ctx, userId, code)
  await ctx.asProgram(() => factors.deleteSecondFactor(ctx.db, userId))
  await audit(ctx, { action: 'access.second_factor_end', subject: `access.user/${userId}` })
}

export async function listSignInRules(ctx: Context): Promise<Role[]> {
  requirePermission(ctx.actor, 'users.manage')
  return queries.listSignInRules(ctx.db)
}

/** Says whether people of a role need a second factor; who has none sets it up at the next sign-in. */
export async function setSignInRule(
  ctx: Context,
  rule: { role: Role; needsSecondFactor: boolean },
): Promise<void> {
  requirePermission(ctx.actor, 'users.manage')
  await queries.upsertSignInRule(ctx.db, rule.role, rule.needsSecondFactor)
  await audit(ctx, {
    action: 'access.sign_in_rule',
    subject: `access.role/${rule.role}`,
    detail: { ...rule },
  })
}
