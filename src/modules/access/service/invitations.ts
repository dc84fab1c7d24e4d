import { randomBytes } from 'node:crypto'
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../context.ts'
import { hashPassword } from '../domain/password.ts'
import { mayInvite } from '../domain/people-rules.ts'
import { requirePermission } from '../domain/permissions.ts'
import {
  type Actor,
  type Invitation,
  type InvitationOffer,
  type NewInvitation,
  type OrgRight,
  organisationRoles,
  type Role,
} from '../model.ts'
import * as queries from '../queries/invitations.ts'
import { insertUser } from '../queries.ts'
import { audit } from './audit.ts'
import { type Device, type Opened, openSession, tokenHash } from './sign-in.ts'

/** An invitation is open for so many days unless told otherwise. */
export const invitationDays = 7
const dayMs = 86_400_000
const mostListed = 200

const needsOrganisation = (role: Role) => role === 'firm' || role === 'leading_firm'

const fieldProblem = (code: string, field: string, params: Record<string, unknown> = {}) =>
  new AppError('invalid', code, params, [{ field, code, params }])

/**
 * Invites somebody to open an account: a link with a token that is shown once, opens one account and runs out.
 * Nothing is sent; who invites hands the link or its QR code over. `organisation` is what the registry knows of it.
 */
export async function invite(
  ctx: Context,
  input: NewInvitation & { organisation: { name: string; cityCode: string | null } | null },
): Promise<{ id: string; token: string; expiresAt: string }> {
  requirePermission(ctx.actor, 'users.invite')
  const { role, organisationId = null, organisation, orgRight } = input
  if (needsOrganisation(role) && organisationId === null)
    throw fieldProblem('access.organisation_needed', 'organisationId', { role })
  if (organisationId !== null && organisation === null)
    throw fieldProblem('access.no_organisation', 'organisationId', { organisationId })
  const cityCode = input.cityCode ?? organisation?.cityCode ?? null
  if (!mayInvite(ctx.actor, { role, organisationId, cityCode, orgRight }))
    throw new AppError('forbidden', 'access.may_not_invite', { role })
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + (input.days ?? invitationDays) * dayMs)
  const id = await queries.insertInvitation(ctx.db, {
    tokenHash: tokenHash(token),
    role,
    organisationId: organisationId === null ? null : BigInt(organisationId),
    organisationName: organisation?.name ?? null,
    cityCode,
    orgRight,
    note: input.note ?? null,
    createdBy: BigInt(ctx.actor.userId!),
    createdAt: ctx.now,
    expiresAt,
  })
  await audit(ctx, {
    action: 'access.invite',
    subject: `access.invitation/${id}`,
    detail: { role, organisationId, orgRight, cityCode },
  })
  return { id, token, expiresAt: expiresAt.toISOString() }
}

/** The invitations I may see, newest first: mine, my organisation's, or as administrator all. */
export async function listInvitations(ctx: Context): Promise<Invitation[]> {
  requirePermission(ctx.actor, 'users.invite')
  const rows = await ctx.asProgram(() => queries.listInvitations(ctx.db, mostListed * 5))
  return rows
    .filter(
      (row) =>
        ctx.actor.role === 'administrator' ||
        String(row.createdBy) === ctx.actor.userId ||
        (row.organisationId !== null && String(row.organisationId) === ctx.actor.organisationId),
    )
    .slice(0, mostListed)
    .map((row) => ({
      id: String(row.id),
      role: row.role as Role,
      organisationId: row.organisationId === null ? null : String(row.organisationId),
      organisationName: row.organisationName,
      orgRight: row.orgRight as OrgRight,
      note: row.note,
      invitedBy: row.invitedBy,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      state: stateOf(row, ctx.now),
    }))
}

function stateOf(
  row: { usedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): Invitation['state'] {
  if (row.usedAt) return 'used'
  if (row.revokedAt) return 'revoked'
  return row.expiresAt > now ? 'open' : 'expired'
}

/** Takes an invitation back that nobody used yet. */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx.actor, 'users.invite')
  if (!(await queries.revokeInvitation(ctx.db, id, ctx.now)))
    throw new AppError('not_found', 'access.no_invitation')
  await audit(ctx, { action: 'access.invitation_revoke', subject: `access.invitation/${id}` })
}

/** What an invitation offers, to whoever holds its link. Under the program's claims. */
export async function lookAtInvitation(ctx: Context, token: string): Promise<InvitationOffer> {
  const row = await queries.findOpenInvitation(ctx.db, tokenHash(token), ctx.now, { lock: false })
  if (!row) throw new AppError('not_found', 'access.no_invitation')
  return {
    role: row.role as Role,
    organisationName: row.organisationName,
    orgRight: row.orgRight as OrgRight,
    expiresAt: row.expiresAt.toISOString(),
  }
}

/** Opens the account that an invitation offers and signs it in; the invitation is used up. Under the program's claims. */
export async function useInvitation(
  ctx: Context,
  input: { token: string; userName: string; displayName: string; password: string } & Device,
): Promise<Opened> {
  const row = await queries.findOpenInvitation(ctx.db, tokenHash(input.token), ctx.now, { lock: true })
  if (!row) throw new AppError('not_found', 'access.no_invitation')
  const user = await insertUser(ctx.db, {
    userName: input.userName,
    displayName: input.displayName,
    role: row.role,
    organisationId: row.organisationId === null ? null : String(row.organisationId),
    organisationName: row.organisationName,
    cityCode: row.cityCode,
    orgRight: row.orgRight as OrgRight,
    passwordHash: await hashPassword(input.password, randomBytes(16)),
    mustChangePassword: false,
    createdAt: ctx.now,
  })
  if (!user) throw nameTaken(input.userName)
  await queries.markInvitationUsed(ctx.db, row.id, { usedAt: ctx.now, usedBy: BigInt(user.userId) })
  await audit(ctx, {
    action: 'access.invitation_use',
    subject: `access.invitation/${row.id}`,
    detail: { userId: user.userId, userName: user.userName, role: user.role },
  })
  const actor: Actor = { ...user, mustChangePassword: false }
  return openSession(ctx, actor, input, 'access.invitation_used')
}

const nameTaken = (userName: string) =>
  new AppError('conflict', 'access.user_name_taken', { userName }, [
    { field: 'userName', code: 'access.user_name_taken', params: { userName } },
  ])

/**
 * Opens a waiting account for somebody who will claim their firm: it opens nothing but the claim until an office has
 * approved it. Under the program's claims.
 */
export async function signUp(
  ctx: Context,
  input: { userName: string; displayName: string; password: string } & Device,
): Promise<Opened> {
  const user = await insertUser(ctx.db, {
    userName: input.userName,
    displayName: input.displayName,
    role: 'firm',
    organisationId: null,
    organisationName: null,
    cityCode: null,
    orgRight: 'reader',
    waitsSince: ctx.now,
    passwordHash: await hashPassword(input.password, randomBytes(16)),
    mustChangePassword: false,
    createdAt: ctx.now,
  })
  if (!user) throw nameTaken(input.userName)
  await audit(ctx, {
    action: 'access.sign_up',
    subject: `access.user/${user.userId}`,
    detail: { userName: user.userName, address: input.address },
  })
  return openSession(ctx, { ...user, isWaiting: true }, input, 'access.sign_in')
}

/** The roles that act for an organisation of the register. */
export const isOrganisationRole = (role: string): boolean =>
  (organisationRoles as readonly string[]).includes(role)
