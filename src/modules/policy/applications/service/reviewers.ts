// The reviewers of a call: named or drawn by lot, shown with what each gave and still owes, and ended with a reason.
import { randomBytes } from 'node:crypto'
import { AppError } from '../../../../kernel/errors.ts'
import {
  audit,
  type Context,
  type NamedPerson,
  pushNotice,
  requirePermission,
} from '../../../access/index.ts'
import type { CallPanel, EndReviewer, NameReviewers } from '../../model.ts'
import { drawReviewers } from '../domain/draw-reviewers.ts'
import * as calls from '../queries/calls.ts'
import { lockLife } from '../queries/lives.ts'
import * as queries from '../queries/reviewers.ts'
import { openCall } from './calls.ts'
import { listCandidates } from './panel.ts'
import { showPanel } from './show-panel.ts'

const changeable = ['announced', 'reviewing']

/** Opens a call for a change of its reviewers: only while it is open or under review; nobody else changes it meanwhile. */
async function holdCall(ctx: Context, id: string): Promise<calls.CallOf> {
  requirePermission(ctx.actor, 'calls.manage')
  const { call } = await openCall(ctx, id)
  requirePermission(ctx.actor, 'calls.manage', call.cityCode)
  const life = (await lockLife(ctx.db, id, 'call'))!
  if (!changeable.includes(life.state))
    throw new AppError('conflict', 'policy.reviewers_fixed', { title: call.title })
  return call
}

/** The reviewers of a call with what is still owed, their points, and who could be named: for the office. */
export async function getPanel(ctx: Context, id: string): Promise<CallPanel> {
  requirePermission(ctx.actor, 'calls.manage')
  const { call, life } = await openCall(ctx, id)
  requirePermission(ctx.actor, 'calls.manage', call.cityCode)
  await audit(ctx, {
    action: 'policy.call_panel_read',
    subject: `policy.call/${id}`,
    detail: {},
    confidential: true,
  })
  return showPanel(ctx, call, changeable.includes(life.state))
}

/**
 * Names people as reviewers, or draws some of them by lot; each is told. Whoever judges already stays as they are. Lots
 * are drawn among those whose organisation does not apply; seed, list and outcome are kept. A retry draws no second time.
 */
export async function nameReviewers(ctx: Context, id: string, input: NameReviewers): Promise<CallPanel> {
  const call = await holdCall(ctx, id)
  const candidates = await listCandidates(ctx, call.cityCode)
  const wanted = new Set(input.userIds)
  const chosen = candidates.filter(({ userId }) => wanted.has(userId))
  if (chosen.length < wanted.size)
    throw new AppError('invalid', 'policy.no_such_reviewer', { count: wanted.size - chosen.length })
  const now = await queries.listReviewers(ctx.db, call.lifeId)
  const active = new Set(now.flatMap(({ endedAt, userName }) => (endedAt === null ? [userName] : [])))
  const free = chosen.filter(({ userName }) => !active.has(userName))
  const fresh = input.draw === null ? free : await draw(ctx, call, free, { ...input, draw: input.draw })
  await appoint(ctx, call, fresh, input.draw === null ? 'named' : 'drawn')
  return showPanel(ctx, call, true)
}

async function appoint(
  ctx: Context,
  call: calls.CallOf,
  people: readonly NamedPerson[],
  how: 'named' | 'drawn',
): Promise<void> {
  if (people.length === 0) return
  await queries.insertReviewers(
    ctx.db,
    people.map(({ userName, name, employer }) => ({
      callId: call.lifeId,
      ...{ userName, name, employer, how },
      namedBy: ctx.actor.displayName,
      namedAt: ctx.now,
    })),
  )
  await audit(ctx, {
    action: 'policy.call_reviewers',
    subject: `policy.call/${call.lifeId}`,
    detail: { how, userNames: people.map(({ userName }) => userName) },
  })
  for (const { userId } of people)
    await pushNotice(ctx, {
      to: { userId },
      kind: 'policy.told_reviewer',
      params: { title: call.title },
      reference: { room: 'policy', path: `/policies/calls/${call.lifeId}` },
      dataset: call.dataset,
      onceKey: `policy.told_reviewer/${call.lifeId}/${userId}/${ctx.now.toISOString()}`,
    })
}

type Drawing = Omit<NameReviewers, 'draw'> & { draw: number }

async function draw(
  ctx: Context,
  call: calls.CallOf,
  free: readonly NamedPerson[],
  input: Drawing,
): Promise<NamedPerson[]> {
  const draws = await queries.listDraws(ctx.db, call.lifeId)
  if (draws.some(({ requestKey }) => requestKey === input.requestKey)) return []
  const applying = await calls.listApplying(ctx.db, call.lifeId)
  const pool = free.filter(
    ({ organisationId }) => organisationId === null || !applying.has(BigInt(organisationId)),
  )
  if (pool.length < input.draw)
    throw new AppError('conflict', 'policy.pool_too_small', { pool: pool.length, count: input.draw })
  const seed = randomBytes(16).toString('hex')
  const drawn = drawReviewers(
    pool.map(({ userName }) => userName),
    input.draw,
    seed,
  )
  await queries.insertDraw(ctx.db, {
    callId: call.lifeId,
    requestKey: input.requestKey,
    seed,
    pool: JSON.stringify(pool.map(({ userName, name, employer }) => ({ userName, name, employer }))),
    drawn: JSON.stringify(drawn),
    drawnBy: ctx.actor.displayName,
    drawnAt: ctx.now,
  })
  await audit(ctx, {
    action: 'policy.call_draw',
    subject: `policy.call/${call.lifeId}`,
    detail: { seed, pool: pool.map(({ userName }) => userName), drawn },
  })
  return drawn.map((userName) => pool.find((one) => one.userName === userName)!)
}

/** Takes a reviewer off a call, with the reason; points that they gave stay on record and count no more. */
export async function endReviewer(
  ctx: Context,
  { id, reviewer }: { id: string; reviewer: string },
  { reason }: EndReviewer,
): Promise<CallPanel> {
  const call = await holdCall(ctx, id)
  const ended = { endedBy: ctx.actor.displayName, endedAt: ctx.now, endedReason: reason }
  if (!(await queries.endReviewer(ctx.db, { callId: call.lifeId, id: BigInt(reviewer) }, ended)))
    throw new AppError('not_found', 'policy.no_reviewer', { id: reviewer })
  await audit(ctx, {
    action: 'policy.call_reviewer_end',
    subject: `policy.call/${id}`,
    detail: { reviewer, reason },
  })
  return showPanel(ctx, call, true)
}
