import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../context.ts'
import { requirePermission } from '../domain/permissions.ts'
import type { OwnSession } from '../model.ts'
import * as queries from '../queries/sessions.ts'
import { audit } from './audit.ts'
import { tokenHash } from './sign-in.ts'

/** Where I am signed in: with what, from where, last seen when. */
export async function listOwnSessions(ctx: Context, token: string | null): Promise<OwnSession[]> {
  requirePermission(ctx.actor, 'account.own')
  if (ctx.actor.userId === null) return []
  const currentHash = token === null ? null : tokenHash(token)
  return queries.listSessionsOf(ctx.db, ctx.actor.userId, { now: ctx.now, currentHash })
}

/** Ends one of my sessions. */
export async function endOwnSession(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx.actor, 'account.own')
  const { userId } = ctx.actor
  if (userId === null || !(await queries.deleteOwnSession(ctx.db, userId, id)))
    throw new AppError('not_found', 'access.no_session', { id })
  await audit(ctx, { action: 'access.end_session', subject: `access.user/${userId}`, detail: { id } })
}

/** Ends every session of mine but this one; gives how many. */
export async function endOtherSessions(ctx: Context, token: string): Promise<number> {
  requirePermission(ctx.actor, 'account.own')
  const { userId } = ctx.actor
  if (userId === null) return 0
  const ended = await queries.deleteOtherSessions(ctx.db, userId, tokenHash(token))
  await audit(ctx, {
    action: 'access.end_other_sessions',
    subject: `access.user/${userId}`,
    detail: { ended },
  })
  return ended
}
