// A call on its way: review, the list of the selected with its public notice, and on to the agreements.
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../../access/index.ts'
import type { Call, CallAct } from '../../model.ts'
import { type Judging, orderSoFar } from '../domain/panel.ts'
import { leavesOrder, type Ranked } from '../domain/rank-applications.ts'
import * as queries from '../queries/calls.ts'
import { findLife } from '../queries/lives.ts'
import { actOnApplication } from './act-on-application.ts'
import { requireWithin } from './call-window.ts'
import { getCall, openCall } from './calls.ts'
import { holdLiving, offersOf, readLiving, setDay, takeAction } from './lives.ts'
import { readJudging, readPanel } from './panel.ts'

type Step = { call: queries.CallOf; input: CallAct }
type Row = queries.CallApplicationRow

/** Takes a call a step on; what its applications do with it is done in the same transaction, or nothing is. */
export async function actOnCall(ctx: Context, id: string, input: CallAct): Promise<Call> {
  requirePermission(ctx.actor, 'calls.manage')
  const { call } = await openCall(ctx, id)
  requirePermission(ctx.actor, 'calls.manage', call.cityCode)
  const living = await holdLiving(ctx, 'call', id, input.seen)
  const { actions } = await offersOf(ctx, living)
  const isAllowed = actions.some(({ name, blockedBy }) => name === input.action && blockedBy.length === 0)
  const detail = isAllowed ? await prepare(ctx, { call, input }) : {}
  await takeAction(ctx, living, input.action, { comment: input.comment, detail })
  await setDays(ctx, call)
  return getCall(ctx, id)
}

/** Where a call moves, the last days of the applications that wait for it move with it. */
async function setDays(ctx: Context, call: queries.CallOf): Promise<void> {
  for (const { lifeId } of await queries.listCallApplications(ctx.db, call.lifeId)) {
    const life = await findLife(ctx.db, String(lifeId), 'application')
    if (life) await setDay(ctx, await readLiving(ctx, life))
  }
}

async function prepare(ctx: Context, step: Step): Promise<object> {
  const { call, input } = step
  if (input.action === 'review' && chinaDay(ctx.now) <= call.closesOn)
    throw new AppError('conflict', 'policy.call_window_runs', { closesOn: call.closesOn })
  if (input.action === 'publicise') return publicise(ctx, step)
  if (input.action === 'reopen') await reopen(ctx, step)
  if (input.action === 'settle') await requireAgreed(ctx, step)
  return {}
}

/** The applications that stand to be decided; the ones that departments still check, or that were sent back, hold it up. */
async function listDeciding(ctx: Context, call: queries.CallOf): Promise<Row[]> {
  const rows = await queries.listCallApplications(ctx.db, call.lifeId)
  const open = rows.filter(({ state }) => ['submitted', 'checking', 'returned', 'appealed'].includes(state))
  if (open.length > 0)
    throw new AppError('conflict', 'policy.call_unchecked', {
      count: open.length,
      subjects: open.map(({ subject }) => subject).join('、'),
    })
  const deciding = rows.filter(({ state }) => state === 'deciding')
  if (deciding.length === 0) throw new AppError('conflict', 'policy.call_empty')
  return deciding
}

/** Their places: every application needs as many who may judge it as the call says, and the points of each of them. */
async function rank(ctx: Context, call: queries.CallOf, rows: readonly Row[]): Promise<Ranked[]> {
  const { judging } = await readJudging(ctx, await readPanel(ctx, call), rows)
  const subjects = (lacking: readonly Judging[], told: (one: Judging) => string | number) =>
    lacking
      .map((one) => `${rows.find(({ lifeId }) => lifeId === one.id)!.subject}（${told(one)}）`)
      .join('、')
  const short = judging.filter(({ eligible }) => eligible < call.reviewers)
  if (short.length > 0)
    throw new AppError('conflict', 'policy.reviewers_short', {
      needed: call.reviewers,
      subjects: subjects(short, ({ eligible }) => eligible),
    })
  const lacking = judging.filter(({ waiting }) => waiting.length > 0)
  if (lacking.length > 0)
    throw new AppError('conflict', 'policy.points_lacking', {
      subjects: subjects(lacking, ({ waiting }) => waiting.map(({ name }) => name).join('、')),
    })
  return orderSoFar(judging)
}

/** Selects, and makes public: the selected with their support at most, the others told their place. */
async function publicise(ctx: Context, { call, input }: Step): Promise<object> {
  const rows = await listDeciding(ctx, call)
  const ranked = await rank(ctx, call, rows)
  const chosen = new Map((input.selected ?? []).map((one) => [one.applicationId, BigInt(one.supportFen)]))
  checkChoice(call, { ranked, chosen, comment: input.comment })
  const places = new Map(ranked.map((one) => [one.id, one]))
  await queries.keepResults(
    ctx.db,
    ranked.map(({ id, place, mean, reviewers }) => ({
      applicationId: BigInt(id),
      ...{ place, mean, reviewers },
      isSelected: chosen.has(id),
      supportFen: chosen.get(id) ?? null,
      reason: input.comment ?? null,
      decidedBy: ctx.actor.displayName,
      decidedAt: ctx.now,
    })),
  )
  for (const { lifeId, events } of rows) {
    const id = String(lifeId)
    const { place } = places.get(id)!
    const supportFen = chosen.get(id)
    const comment = `${call.title}：第 ${place} 名（共 ${rows.length} 件）${supportFen === undefined ? '，未入选' : '，入选'}`
    const step =
      supportFen === undefined
        ? { action: 'decline' }
        : { action: 'publicise', approvedFen: String(supportFen) }
    await actOnApplication(ctx, id, { seen: events, comment, ...step }, 'call')
  }
  return { selected: input.selected, applications: rows.length }
}

type Choice = { ranked: readonly Ranked[]; chosen: ReadonlyMap<string, bigint>; comment: string | undefined }

function checkChoice(call: queries.CallOf, { ranked, chosen, comment }: Choice): void {
  if (chosen.size === 0) throw new AppError('invalid', 'policy.nobody_selected')
  const strange = [...chosen.keys()].find((id) => !ranked.some((one) => one.id === id))
  if (strange !== undefined) throw new AppError('not_found', 'policy.no_application', { id: strange })
  if (call.places !== null && chosen.size > call.places)
    throw new AppError('conflict', 'policy.call_too_many', { chosen: chosen.size, places: call.places })
  for (const fen of chosen.values()) requireWithin(call, fen)
  if (leavesOrder(ranked, new Set(chosen.keys())) && !comment)
    throw new AppError('invalid', 'policy.call_order_needs_reason')
}

/** An objection was upheld: the selected go back to be decided again, with the reason. */
async function reopen(ctx: Context, { call, input }: Step): Promise<void> {
  if (!input.comment) return
  const rows = await queries.listCallApplications(ctx.db, call.lifeId)
  for (const { lifeId, events, state } of rows)
    if (state === 'public_notice')
      await actOnApplication(
        ctx,
        String(lifeId),
        { seen: events, action: 'reopen', comment: input.comment },
        'call',
      )
}

async function requireAgreed(ctx: Context, { call }: Step): Promise<void> {
  const rows = await queries.listCallApplications(ctx.db, call.lifeId)
  const open = rows.filter(({ state }) => state === 'public_notice' || state === 'appealed')
  if (open.length > 0)
    throw new AppError('conflict', 'policy.call_unagreed', {
      count: open.length,
      subjects: open.map(({ subject }) => subject).join('、'),
    })
}
