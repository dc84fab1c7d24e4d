import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, pushNotice, requirePermission } from '../../access/index.ts'
import type { TrackDetail } from '../model.ts'
import * as queries from '../queries/tracks.ts'
import { programmeOfTrack } from './programmes.ts'
import { getTrack, openTrack } from './tracks.ts'

/** Only what is still on its way has a plan. */
async function openForPlan(ctx: Context, id: string): Promise<queries.HeldTrack> {
  const track = await openTrack(ctx, id, true)
  const { cycle } = await programmeOfTrack(ctx, track.programmeId)
  if (cycle.states[track.state]?.kind !== 'open')
    throw new AppError('conflict', 'cultivation.track_ended', {})
  return track
}

/** Names the coach, and the rung that is aimed at. */
export async function nameCoach(
  ctx: Context,
  id: string,
  { coach, goal }: { coach: string; goal?: string | null | undefined },
): Promise<TrackDetail> {
  requirePermission(ctx.actor, 'cultivation.manage')
  const track = await openForPlan(ctx, id)
  await queries.updateTrack(ctx.db, track.id, { coach, ...(goal === undefined ? {} : { goal }) })
  await audit(ctx, {
    action: 'cultivation.name_coach',
    subject: `cultivation.track/${id}`,
    detail: { coach },
    confidential: true,
  })
  return getTrack(ctx, id)
}

/** Adds a step to the plan, with the day by which it is done; the same step for the same day stands once. The firm is told. */
export async function addStep(
  ctx: Context,
  id: string,
  step: { title: string; dueOn: string },
): Promise<TrackDetail> {
  requirePermission(ctx.actor, 'cultivation.manage')
  const track = await openForPlan(ctx, id)
  if (step.dueOn < chinaDay(ctx.now))
    throw new AppError('invalid', 'cultivation.step_in_past', { date: step.dueOn })
  await queries.insertStep(ctx.db, {
    dataset: track.dataset,
    trackId: track.id,
    title: step.title,
    dueOn: step.dueOn,
    createdBy: ctx.actor.displayName,
    createdAt: ctx.now,
  })
  await audit(ctx, {
    action: 'cultivation.add_step',
    subject: `cultivation.track/${id}`,
    detail: { dueOn: step.dueOn },
    confidential: true,
  })
  await pushNotice(ctx, {
    to: { organisationId: String(track.organisationId) },
    kind: 'cultivation.step_added',
    params: { title: step.title, date: step.dueOn },
    reference: { room: 'cultivation', path: `/cultivation/tracks/${id}` },
    dueDate: step.dueOn,
    dataset: track.dataset,
    onceKey: `cultivation.step/${id}/${step.dueOn}/${step.title}`,
  })
  return getTrack(ctx, id)
}

/** Says that a step is done and with what result: the firm for its own, or the office. */
export async function finishStep(
  ctx: Context,
  id: string,
  stepId: string,
  result: string,
): Promise<TrackDetail> {
  requirePermission(ctx.actor, 'cultivation.tracks')
  const track = await openForPlan(ctx, id)
  const done = { doneOn: chinaDay(ctx.now), result }
  if ((await queries.finishStep(ctx.db, { trackId: track.id, id: stepId }, done)) === 0)
    throw new AppError('conflict', 'cultivation.no_open_step', {})
  await audit(ctx, {
    action: 'cultivation.finish_step',
    subject: `cultivation.track/${id}`,
    detail: { step: stepId },
    confidential: true,
  })
  return getTrack(ctx, id)
}
