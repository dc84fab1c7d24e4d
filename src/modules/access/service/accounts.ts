import { randomBytes } from 'node:crypto'
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../context.ts'
import { fitsPassword, hashPassword, makePassword } from '../domain/password.ts'
import { mayLookAfter } from '../domain/people-rules.ts'
import { requirePermission } from '../domain/permissions.ts'
import type { NewUser, OrgRight, Person, User } from '../model.ts'
import { revokeKeysOf } from '../queries/api-keys.ts'
import { deleteSecondFactor } from '../queries/second-factor.ts'
import * as queries from '../queries.ts'
import { audit } from './audit.ts'

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
  await queries.updatePassword(ctx.db, login.actor.userId!, {
    passwordHash,
    mustChangePassword: false,
    oneTimeExpiresAt: null,
  })
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
    orgRight: input.orgRight ?? 'editor',
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

/** A password for one use opens for so long, in milliseconds: three days, to be handed over in person. */
export const oneTimeLifetimeMs = 3 * 86_400_000

const noUser = (userId: string) => new AppError('not_found', 'access.no_user', { userId })

/** The account, where the actor may look after it; otherwise as if there were none. */
async function findLookedAfter(ctx: Context, userId: string): Promise<User> {
  const user = await ctx.asProgram(() => queries.findUser(ctx.db, userId))
  if (!user || !mayLookAfter(ctx.actor, user)) throw noUser(userId)
  return user
}

/**
 * Gives an account a new password for one use, shown once and open for three days, and ends its sessions: for whoever
 * forgot theirs. A second factor stays. By the administrator, the chain office for organisations of its city, and a
 * firm's administrator for colleagues.
 */
export async function renewPassword(
  ctx: Context,
  user: { userId: string } | { userName: string },
): Promise<{ userName: string; oneTimePassword: string; expiresAt: string }> {
  requirePermission(ctx.actor, 'users.invite')
  const found =
    'userId' in user ? await findLookedAfter(ctx, user.userId) : await findByName(ctx, user.userName)
  const oneTimePassword = makePassword()
  const passwordHash = await hashPassword(oneTimePassword, randomBytes(16))
  const oneTimeExpiresAt = new Date(ctx.now.getTime() + oneTimeLifetimeMs)
  await ctx.asProgram(async () => {
    await queries.updatePassword(ctx.db, found.userId, {
      passwordHash,
      mustChangePassword: true,
      oneTimeExpiresAt,
    })
    await queries.deleteSessionsOf(ctx.db, found.userId)
  })
  await audit(ctx, {
    action: 'access.renew_password',
    subject: `access.user/${found.userId}`,
    detail: { userName: found.userName },
  })
  return { userName: found.userName, oneTimePassword, expiresAt: oneTimeExpiresAt.toISOString() }
}

/** By name: the command line, where an administrator may renew their own. */
async function findByName(ctx: Context, userName: string): Promise<User> {
  requirePermission(ctx.actor, 'users.manage')
  const found = (await queries.listUsers(ctx.db)).find(
    (one) => one.userName.toLowerCase() === userName.toLowerCase(),
  )
  if (!found || found.disabledAt !== null) throw noUser(userName)
  return found
}

/** Ends an account and its sessions; one's own cannot be ended, so that nobody locks the house from outside. */
export async function endUser(ctx: Context, userId: string): Promise<void> {
  requirePermission(ctx.actor, 'users.invite')
  if (userId === ctx.actor.userId) throw new AppError('conflict', 'access.own_account')
  const user = await findLookedAfter(ctx, userId)
  await ctx.asProgram(async () => {
    await queries.disableUser(ctx.db, userId, ctx.now)
    await queries.deleteSessionsOf(ctx.db, userId)
    await revokeKeysOf(ctx.db, userId, ctx.now)
  })
  await audit(ctx, {
    action: 'access.end_user',
    subject: `access.user/${userId}`,
    detail: { userName: user.userName },
  })
}

/** Changes what a person may do within their organisation. */
export async function changeOrgRight(ctx: Context, userId: string, orgRight: OrgRight): Promise<void> {
  requirePermission(ctx.actor, 'users.invite')
  const user = await findLookedAfter(ctx, userId)
  await ctx.asProgram(() => queries.updateOrgRight(ctx.db, userId, orgRight))
  await audit(ctx, {
    action: 'access.change_right',
    subject: `access.user/${userId}`,
    detail: { userName: user.userName, from: user.orgRight, to: orgRight },
  })
}

/** Takes away the second factor of somebody who lost their phone, and ends their sessions. */
export async function endSecondFactorOf(ctx: Context, userId: string): Promise<void> {
  requirePermission(ctx.actor, 'users.invite')
  const user = await findLookedAfter(ctx, userId)
  const hadOne = await ctx.asProgram(async () => {
    await queries.deleteSessionsOf(ctx.db, userId)
    return deleteSecondFactor(ctx.db, userId)
  })
  if (!hadOne) throw new AppError('conflict', 'access.no_second_factor', { userName: user.userName })
  await audit(ctx, {
    action: 'access.second_factor_reset',
    subject: `access.user/${userId}`,
    detail: { userName: user.userName },
  })
}

/**
 * The people of an organisation: one's own, or as the office any. Those who may not look after them see names and
 * rights only, as colleagues do.
 */
export async function listPeople(ctx: Context, organisationId: string | null): Promise<Person[]> {
  requirePermission(ctx.actor, 'users.invite')
  const isOffice = ctx.actor.role === 'administrator' || ctx.actor.role === 'chain_office'
  const id = isOffice ? organisationId : ctx.actor.organisationId
  if (id === null) return []
  const people = await ctx.asProgram(() => queries.listPeopleOf(ctx.db, id))
  return people.map((user) => ({ ...user, mayLookAfter: mayLookAfter(ctx.actor, user) }))
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

/** How many active people administer an organisation. */
export async function countOrganisationAdministrators(ctx: Context, organisationId: string): Promise<number> {
  const people = await ctx.asProgram(() => queries.listPeopleOf(ctx.db, organisationId))
  return people.filter(({ orgRight, disabledAt }) => orgRight === 'administrator' && disabledAt === null)
    .length
}

/**
 * Lets a waiting account in for the organisation that it claimed. The caller has asked the permission to decide and
 * audits the decision; refused where the account does not wait any more.
 */
export async function admitClaimant(
  ctx: Context,
  { userId, ...to }: { userId: string } & Parameters<typeof queries.admitUser>[2],
): Promise<void> {
  const isAdmitted = await ctx.asProgram(() => queries.admitUser(ctx.db, userId, to))
  if (!isAdmitted) throw new AppError('conflict', 'access.not_waiting', { userId })
}
