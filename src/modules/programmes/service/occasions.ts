import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, holds, listAttachments, requirePermission } from '../../access/index.ts'
import type { OccasionDetail, OccasionQuery, OccasionSummary } from '../model.ts'
import * as queries from '../queries/occasions.ts'
import { readAround, summaryOf } from './tasks.ts'

function standingOf(row: queries.HeldOccasion, today: string): OccasionSummary['standing'] {
  if (row.cancelledWhy !== null) return 'cancelled'
  if (row.minutes !== null) return 'written'
  return row.heldOn > today ? 'planned' : 'unwritten'
}

type Around = {
  today: string
  sites: readonly Awaited<ReturnType<typeof queries.listSites>>[number][]
  points: readonly queries.HeldPoint[]
}

function shortOf(row: queries.HeldOccasion, { today, sites, points }: Around): OccasionSummary {
  const own = points.filter(({ occasionId }) => occasionId === row.id)
  return {
    id: String(row.id),
    kind: row.kind,
    title: row.title,
    heldOn: row.heldOn,
    place: row.place,
    chainId: row.chainId,
    bodyId: row.bodyId === null ? null : String(row.bodyId),
    leader: row.leader,
    leaderPost: row.leaderPost,
    standing: standingOf(row, today),
    sites: sites
      .filter(({ occasionId }) => occasionId === row.id)
      .map(({ nameAsWritten, organisationId }) => ({
        name: nameAsWritten,
        organisationId: organisationId === null ? null : String(organisationId),
      })),
    points: own.length,
    settled: own.filter(({ taskId, noTaskWhy }) => taskId !== null || noTaskWhy !== null).length,
  }
}

async function around(ctx: Context, rows: readonly queries.HeldOccasion[]): Promise<Around> {
  const ids = rows.map(({ id }) => id)
  return {
    today: chinaDay(ctx.now),
    sites: await queries.listSites(ctx.db, ids),
    points: await queries.listPoints(ctx.db, ids),
  }
}

/** Meetings, breakfasts and visits of a city (of a kind, of a chain), newest first. */
export async function listOccasions(
  ctx: Context,
  { city, dataset, kind, chain }: OccasionQuery,
): Promise<{ items: OccasionSummary[] }> {
  requirePermission(ctx.actor, 'programmes.read', city)
  const rows = await queries.listOccasions(ctx.db, { dataset, cityCode: city, kind, chain })
  const near = await around(ctx, rows)
  return { items: rows.map((row) => shortOf(row, near)) }
}

/** A meeting or visit, or `not_found`; a person of another city is refused. */
export async function getOccasionRow(
  ctx: Context,
  id: string,
  isLocked = false,
): Promise<queries.HeldOccasion> {
  const row = await queries.findOccasion(ctx.db, id, isLocked)
  if (!row) throw new AppError('not_found', 'programmes.no_occasion', { id })
  requirePermission(ctx.actor, 'programmes.read', row.cityCode)
  return row
}

/** One whole: who met where about what, the minutes, and what was asked for and decided with the task it became. */
export async function getOccasion(ctx: Context, id: string): Promise<OccasionDetail> {
  requirePermission(ctx.actor, 'programmes.read')
  const row = await getOccasionRow(ctx, id)
  const near = await around(ctx, [row])
  return {
    ...shortOf(row, near),
    attendees: row.attendees,
    agenda: row.agenda,
    minutes: row.minutes,
    minutesBy: row.minutesBy,
    cancelledWhy: row.cancelledWhy,
    source: row.source,
    seen: row.seen,
    pointList: await readPoints(ctx, row, near.points),
    files: (await listAttachments(ctx, { room: 'programmes', subject: `programmes.occasion/${id}` })).map(
      (file) => ({ id: file.id, fileName: file.fileName }),
    ),
    mayChange: holds(ctx.actor, 'programmes.manage') && row.cancelledWhy === null,
  }
}

async function readPoints(
  ctx: Context,
  { cityCode }: queries.HeldOccasion,
  points: readonly queries.HeldPoint[],
): Promise<OccasionDetail['pointList']> {
  const ids = points.flatMap(({ taskId }) => (taskId === null ? [] : [taskId]))
  const tasks = ids.length === 0 ? [] : await queries.listTasksById(ctx.db, ids)
  const near = tasks.length === 0 ? null : await readAround(ctx, cityCode, tasks)
  const shown = new Map(near === null ? [] : tasks.map((task) => [task.id, summaryOf(task, near)]))
  return points.map((point) => {
    const task = point.taskId === null ? undefined : shown.get(point.taskId)
    return {
      id: String(point.id),
      kind: point.kind,
      text: point.text,
      raisedBy: point.raisedBy,
      task: task ? { id: task.id, title: task.title, stateTitle: task.stateTitle, light: task.light } : null,
      noTaskWhy: point.noTaskWhy,
    }
  })
}
