import {
  act,
  allowedActions,
  type Event,
  type LifeCycle,
  type Refusal,
  replay,
  start,
} from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { audit, type Context, holds, pushNotice, requirePermission } from '../../access/index.ts'
import { funnelByYear } from '../domain/funnel.ts'
import type { Board, Scope, TrackDetail, TrackInfo, TrackInput } from '../model.ts'
import { findFirm } from '../queries/firms.ts'
import * as queries from '../queries/tracks.ts'
import { getProgramme, type Programme, programmeOfTrack, statesOf, toProgrammeInfo } from './programmes.ts'

const mayWrite = (ctx: Context) => holds(ctx.actor, 'cultivation.manage')

/** Who the actor is towards one track: its firm, or an office; nobody acts as the office for an organisation of their own. */
function towards(ctx: Context, organisationId: bigint) {
  const isOwn = ctx.actor.organisationId === String(organisationId)
  return { id: ctx.actor.displayName, roles: isOwn ? ['firm'] : mayWrite(ctx) ? ['office'] : [] }
}

/** The board of a programme: who stands in which stage, and how far each yearly cohort came. A firm sees its own. */
export async function showBoard(
  ctx: Context,
  { city, dataset, programme }: Scope & { programme: string },
): Promise<Board> {
  requirePermission(ctx.actor, 'cultivation.tracks', city)
  const held = await getProgramme(ctx, city, programme)
  const tracks = await queries.listTracks(ctx.db, {
    dataset,
    cityCode: city,
    programme,
    on: chinaDay(ctx.now),
  })
  const lived = tracks.map((track) => ({ cohortYear: track.cohortYear, history: track.history as Event[] }))
  return {
    programme: toProgrammeInfo(held),
    items: tracks.map(toTrackInfo),
    funnel: mayWrite(ctx) ? funnelByYear(held.cycle, lived) : [],
    mayWrite: mayWrite(ctx),
  }
}

/** The tracks of one firm over all programmes, that the reader may see. */
export async function listFirmTracks(ctx: Context, organisationId: string): Promise<TrackInfo[]> {
  requirePermission(ctx.actor, 'cultivation.tracks')
  const firm = await findFirm(ctx.db, organisationId)
  if (!firm) throw new AppError('not_found', 'cultivation.no_firm', { id: organisationId })
  if (firm.cityCode === null) return []
  const scope = { dataset: firm.dataset, cityCode: firm.cityCode, organisationId, on: chinaDay(ctx.now) }
  return (await queries.listTracks(ctx.db, scope)).map(toTrackInfo)
}

/**
 * Enters a firm (or one of its products) in a yearly cohort: every criterion of the programme confirmed with a reason.
 * The same firm stands in a cohort once; a repeated request gives the track that the first one made. The firm is told.
 */
export async function enterTrack(ctx: Context, input: TrackInput): Promise<TrackDetail> {
  requirePermission(ctx.actor, 'cultivation.manage', input.city)
  const before = await queries.findTrackByKey(ctx.db, input.onceKey)
  if (before) return getTrack(ctx, String(before.id))
  const programme = await getProgramme(ctx, input.city, input.programme)
  const firm = await findFirm(ctx.db, input.organisationId)
  if (!firm || firm.dataset !== input.dataset || firm.cityCode !== input.city)
    throw new AppError('not_found', 'cultivation.no_firm', { id: input.organisationId })
  checkEntry(programme, input)
  const actor = { id: ctx.actor.displayName, roles: ['office'] }
  const instance = start(programme.cycle, { actor, at: ctx.now.toISOString() })
  const id = await queries.insertTrack(ctx.db, {
    dataset: input.dataset,
    cityCode: input.city,
    organisationId: firm.id,
    programmeId: programme.id,
    programme: programme.file.id,
    cohortYear: input.cohortYear,
    product: input.product ?? null,
    goal: input.goal ?? null,
    coach: input.coach ?? null,
    state: instance.state,
    history: JSON.stringify(instance.history),
    entry: JSON.stringify(input.entry),
    createdBy: ctx.actor.displayName,
    createdAt: ctx.now,
    onceKey: input.onceKey,
  })
  if (id === undefined)
    throw new AppError('conflict', 'cultivation.in_cohort', { firm: firm.name, year: input.cohortYear })
  await audit(ctx, {
    action: 'cultivation.enter',
    subject: `cultivation.track/${id}`,
    detail: { programme: input.programme, year: input.cohortYear, organisation: input.organisationId },
    confidential: true,
  })
  await pushNotice(ctx, {
    to: { organisationId: input.organisationId },
    kind: 'cultivation.entered',
    params: { programme: programme.file.name.zh, year: input.cohortYear },
    reference: { room: 'cultivation', path: `/cultivation/tracks/${id}` },
    dataset: input.dataset,
    onceKey: `cultivation.entered/${id}`,
  })
  return getTrack(ctx, String(id))
}

function checkEntry({ file }: Programme, input: TrackInput): void {
  const given = new Map(input.entry.map(({ id, reason }) => [id, reason.trim()]))
  const problems: FieldProblem[] = file.criteria
    .filter(({ id }) => !given.get(id))
    .map(({ id, name }) => ({
      field: `entry.${id}`,
      code: 'cultivation.criterion_open',
      params: { name: name.zh },
    }))
  for (const id of given.keys())
    if (!file.criteria.some((criterion) => criterion.id === id))
      problems.push({ field: `entry.${id}`, code: 'cultivation.no_criterion', params: { name: id } })
  if (file.subject === 'product' && !input.product)
    problems.push({ field: 'product', code: 'cultivation.product_missing', params: {} })
  if (problems.length > 0)
    throw new AppError('invalid', 'cultivation.entry_bad', { count: problems.length }, problems)
}

/** One track with its plan, its history and what may be done now. */
export async function getTrack(ctx: Context, id: string): Promise<TrackDetail> {
  requirePermission(ctx.actor, 'cultivation.tracks')
  const track = await openTrack(ctx, id)
  const { file, cycle } = await programmeOfTrack(ctx, track.programmeId)
  const instance = replay(cycle, track.history as Event[])
  const on = chinaDay(ctx.now)
  const entry = track.entry as { id: string; reason: string }[]
  const plan = await queries.listSteps(ctx.db, track.id)
  return {
    ...toTrackInfo(track),
    programmeName: file.name,
    states: statesOf(cycle),
    entry: entry.flatMap(({ id: criterion, reason }) => {
      const name = file.criteria.find((one) => one.id === criterion)?.name
      return name ? [{ name, reason }] : []
    }),
    plan: plan.map(({ id: step, title, dueOn, doneOn, result }) => ({
      id: String(step),
      title,
      dueOn,
      doneOn,
      result,
      isLate: doneOn === null && dueOn < on,
    })),
    actions: actionsOf(ctx, cycle, track),
    mayPlan: mayWrite(ctx) && ctx.actor.organisationId !== String(track.organisationId),
    history: instance.history.map((event) => ({
      at: event.at,
      actor: event.actor,
      text: toldEvent(cycle, event),
      comment: event.comment,
    })),
  }
}

export async function openTrack(ctx: Context, id: string, isLocked = false): Promise<queries.HeldTrack> {
  const track = await (isLocked ? queries.lockTrack : queries.findTrack)(ctx.db, id, chinaDay(ctx.now))
  if (!track) throw new AppError('not_found', 'cultivation.no_track', { id })
  // A firm's people may stand in another city than their firm; everybody else is bound to theirs.
  if (ctx.actor.organisationId !== String(track.organisationId))
    requirePermission(ctx.actor, 'cultivation.tracks', track.cityCode)
  return track
}

function actionsOf(ctx: Context, cycle: LifeCycle, track: queries.HeldTrack): TrackDetail['actions'] {
  const instance = replay(cycle, track.history as Event[])
  const asked = { at: ctx.now.toISOString(), calendar: workingDays() }
  return allowedActions(cycle, instance, towards(ctx, track.organisationId), asked).map(
    ({ name, title, blockedBy }) => ({
      name,
      zh: title.zh,
      en: title.en,
      needsComment: cycle.actions[name]?.needsComment === true,
      blocked: blockedBy[0] ? refusalText(ctx, blockedBy[0]) : null,
    }),
  )
}

const refusalText = (ctx: Context, refusal: Refusal): string =>
  translate(ctx.lang, `cultivation.refused.${refusal.code}`, {})

const toldEvent = (cycle: LifeCycle, event: Event): { zh: string; en: string } => {
  if (event.kind === 'acted')
    return { ...(cycle.actions[event.action]?.title ?? { zh: event.action, en: event.action }) }
  if (event.kind === 'started') return { ...cycle.states[event.state]!.title }
  return { zh: event.kind, en: event.kind }
}

/** Takes one step of the life cycle; the firm is told, unless it took the step itself. */
export async function actOnTrack(
  ctx: Context,
  id: string,
  input: { action: string; comment?: string | undefined },
): Promise<TrackDetail> {
  requirePermission(ctx.actor, 'cultivation.tracks')
  const track = await openTrack(ctx, id, true)
  const { file, cycle } = await programmeOfTrack(ctx, track.programmeId)
  const actor = towards(ctx, track.organisationId)
  const outcome = act(cycle, replay(cycle, track.history as Event[]), input.action, {
    actor,
    at: ctx.now.toISOString(),
    ...(input.comment === undefined ? {} : { comment: input.comment }),
  })
  if (!outcome.ok) {
    const code = outcome.refusals[0]!.code
    throw new AppError(code === 'not_permitted' ? 'forbidden' : 'conflict', `cultivation.refused.${code}`, {})
  }
  const { state, history } = outcome.instance
  await queries.updateTrack(ctx.db, track.id, { state, history: JSON.stringify(history) })
  await audit(ctx, {
    action: `cultivation.track_${input.action}`,
    subject: `cultivation.track/${id}`,
    detail: { programme: track.programme, state },
    confidential: true,
  })
  if (!actor.roles.includes('firm'))
    await pushNotice(ctx, {
      to: { organisationId: String(track.organisationId) },
      kind: 'cultivation.moved',
      params: { programme: file.name.zh, state: cycle.states[state]!.title.zh },
      reference: { room: 'cultivation', path: `/cultivation/tracks/${id}` },
      dataset: track.dataset,
      onceKey: `cultivation.moved/${id}/${history.length}`,
    })
  return getTrack(ctx, id)
}

export const toTrackInfo = (track: queries.HeldTrack): TrackInfo => ({
  id: String(track.id),
  dataset: track.dataset,
  city: track.cityCode,
  organisationId: String(track.organisationId),
  organisationName: track.name,
  programme: track.programme,
  cohortYear: track.cohortYear,
  product: track.product,
  goal: track.goal,
  coach: track.coach,
  state: track.state,
  steps: Number(track.steps),
  stepsDone: Number(track.stepsDone),
  stepsLate: Number(track.stepsLate),
})
