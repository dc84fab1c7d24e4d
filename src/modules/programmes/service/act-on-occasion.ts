import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, keepAttachment, requirePermission } from '../../access/index.ts'
import { referToBody } from '../../chains/index.ts'
import type { NewOccasion, NewPoint, OccasionChange, OccasionDetail, SettlePoint } from '../model.ts'
import * as queries from '../queries/occasions.ts'
import { insertTasks } from '../queries/plans.ts'
import type { Place } from '../queries/tasks.ts'
import { dueOf } from './create-task.ts'
import { getOccasion, getOccasionRow } from './occasions.ts'
import { resolveNames, unitRows } from './resolve-units.ts'

const subjectOf = (id: string | bigint) => `programmes.occasion/${id}`

async function siteRows(ctx: Context, place: Place, names: readonly string[]) {
  const found = await resolveNames(ctx, place, names)
  return names.map((nameAsWritten, position) => ({
    position,
    nameAsWritten,
    organisationId: found.get(nameAsWritten) ?? null,
  }))
}

/** A body that met is told, so that its own page leads here. */
async function tellBody(ctx: Context, place: Place, id: bigint, of: NewOccasion | OccasionChange) {
  if (of.bodyId === null) return
  await referToBody(ctx, {
    dataset: place.dataset,
    bodyId: of.bodyId,
    room: 'programmes',
    path: `/meetings/${id}`,
    title: of.title,
    onDay: of.heldOn,
  })
}

/** Keeps a meeting, a breakfast or a visit that is planned or was held; a request sent twice makes one. */
export async function createOccasion(
  ctx: Context,
  input: NewOccasion,
): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.manage', input.city)
  const { city, sites, bodyId, ...rest } = input
  const place = { dataset: input.dataset, cityCode: city }
  const createdBy = ctx.actor.userName
  const id = await queries.insertOccasion(ctx.db, {
    ...rest,
    ...place,
    bodyId: bodyId === null ? null : BigInt(bodyId),
    createdBy,
    createdAt: ctx.now,
  })
  if (id === undefined) {
    const held = await queries.findMadeOccasion(ctx.db, { createdBy, requestKey: input.requestKey })
    return { id: String(held!.id), isNew: false }
  }
  await queries.replaceSites(ctx.db, id, await siteRows(ctx, place, sites))
  await tellBody(ctx, place, id, input)
  await audit(ctx, {
    action: 'programmes.occasion_create',
    subject: subjectOf(id),
    detail: { kind: input.kind, title: input.title, heldOn: input.heldOn },
  })
  return { id: String(id), isNew: true }
}

async function holdOccasion(ctx: Context, id: string, seen: number | null) {
  const row = await getOccasionRow(ctx, id, true)
  requirePermission(ctx.actor, 'programmes.manage', row.cityCode)
  if (seen !== null && row.seen !== seen) throw new AppError('conflict', 'programmes.occasion_changed')
  if (row.cancelledWhy !== null) throw new AppError('conflict', 'programmes.occasion_cancelled')
  return row
}

/** Changes what is held of a meeting, its minutes among it; what stood before is in the audit trail. */
export async function changeOccasion(
  ctx: Context,
  id: string,
  { seen, sites, bodyId, minutes, ...fields }: OccasionChange,
): Promise<OccasionDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const row = await holdOccasion(ctx, id, seen)
  const isNewText = minutes !== row.minutes
  await queries.updateOccasion(ctx.db, row.id, {
    ...fields,
    bodyId: bodyId === null ? null : BigInt(bodyId),
    ...(isNewText && {
      minutes,
      minutesBy: minutes === null ? null : ctx.actor.displayName,
      minutesAt: minutes === null ? null : ctx.now,
    }),
  })
  await queries.replaceSites(ctx.db, row.id, await siteRows(ctx, row, sites))
  await tellBody(ctx, row, row.id, { seen, sites, bodyId, minutes, ...fields })
  await audit(ctx, {
    action: 'programmes.occasion_change',
    subject: subjectOf(id),
    detail: {
      before: { title: row.title, heldOn: row.heldOn, minutes: row.minutes, agenda: row.agenda },
      after: { ...fields, sites, minutes },
    },
  })
  return getOccasion(ctx, id)
}

/** Says that a meeting does not take place, and why; it stays in the list as cancelled. */
export async function cancelOccasion(
  ctx: Context,
  id: string,
  { seen, why }: { seen: number; why: string },
): Promise<OccasionDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const row = await holdOccasion(ctx, id, seen)
  if (row.minutes !== null) throw new AppError('conflict', 'programmes.occasion_held')
  await queries.updateOccasion(ctx.db, row.id, { cancelledWhy: why })
  await audit(ctx, { action: 'programmes.occasion_cancel', subject: subjectOf(id), detail: { why } })
  return getOccasion(ctx, id)
}

/** Keeps a document of a meeting: the signed minutes, a photograph, a list of those who came. */
export async function addOccasionFile(
  ctx: Context,
  id: string,
  file: { fileName: string; bytes: Buffer },
): Promise<OccasionDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  await holdOccasion(ctx, id, null)
  await keepAttachment(ctx, {
    room: 'programmes',
    subject: subjectOf(id),
    organisationId: null,
    readers: ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
    ...file,
  })
  return getOccasion(ctx, id)
}

/** Adds what was asked for or decided; the same words sent twice are one point. */
export async function addPoint(ctx: Context, id: string, point: NewPoint): Promise<OccasionDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const row = await holdOccasion(ctx, id, null)
  const isHeld = (await queries.listPoints(ctx.db, [row.id])).some(
    (held) => held.kind === point.kind && held.text === point.text && held.raisedBy === point.raisedBy,
  )
  if (isHeld) return getOccasion(ctx, id)
  await queries.insertPoint(ctx.db, {
    ...point,
    occasionId: row.id,
    addedBy: ctx.actor.displayName,
    addedAt: ctx.now,
  })
  await audit(ctx, { action: 'programmes.point_add', subject: subjectOf(id), detail: point })
  return getOccasion(ctx, id)
}

/** Makes a point a task with units and last day, or says why it becomes none; each is settled once. */
export async function settlePoint(
  ctx: Context,
  id: string,
  pointId: string,
  input: SettlePoint,
): Promise<OccasionDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const row = await holdOccasion(ctx, id, null)
  const point = await queries.lockPoint(ctx.db, row.id, pointId)
  if (!point) throw new AppError('not_found', 'programmes.no_point')
  if (point.taskId !== null || point.noTaskWhy !== null)
    throw new AppError('conflict', 'programmes.point_settled')
  const change =
    'task' in input ? { taskId: await makeTask(ctx, row, point, input.task) } : { noTaskWhy: input.noTaskWhy }
  await queries.updatePoint(ctx.db, point.id, change)
  await audit(ctx, {
    action: 'programmes.point_settle',
    subject: subjectOf(id),
    detail: { pointId, ...input, ...('taskId' in change && { taskId: String(change.taskId) }) },
  })
  return getOccasion(ctx, id)
}

type TaskOfPoint = Extract<SettlePoint, { task: unknown }>['task']

async function makeTask(
  ctx: Context,
  row: queries.HeldOccasion,
  point: queries.HeldPoint,
  { title, leads, responsibles, ...due }: TaskOfPoint,
): Promise<bigint> {
  const place = { dataset: row.dataset, cityCode: row.cityCode }
  const units = [
    ...leads.map((name) => ({ part: 'lead' as const, name })),
    ...responsibles.map((name) => ({ part: 'responsible' as const, name })),
  ]
  const [id] = await insertTasks(ctx.db, [
    {
      ...place,
      planId: null,
      documentId: null,
      documentOrdinal: null,
      kind: 'decision',
      title,
      content: point.text,
      parentTitle: row.title,
      ...dueOf(due),
      leadPersons: row.leader === null ? [] : [row.leader],
      chainId: row.chainId,
      originRoom: 'programmes.meeting',
      originPath: `/meetings/${row.id}`,
      createdBy: ctx.actor.userName,
      createdAt: ctx.now,
      units: await unitRows(ctx, place, units),
    },
  ])
  return id!
}
