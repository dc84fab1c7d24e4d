import { AppError } from '../../../kernel/errors.ts'
import { type Context, holds, requirePermission } from '../../access/index.ts'
import { currentCycle } from '../../policy/index.ts'
import { type CycleKey, type Lived, readLived } from '../../services/index.ts'
import type { Watch } from '../domain/lights.ts'
import type { TaskList, TaskQuery, TaskSummary } from '../model.ts'
import * as queries from '../queries/tasks.ts'
import { watchOf } from './watch.ts'

/** Which life cycle a task lives by: a policy to be issued has its own. */
export const cycleIdOf = (kind: string) => (kind === 'policy' ? 'policy_making' : 'programme_task')

/** Titles of the states of both life cycles, for lists. */
async function stateTitles(ctx: Context, cityCode: string) {
  const titles = new Map<string, string>()
  for (const id of ['programme_task', 'policy_making']) {
    const { cycle } = await currentCycle(ctx, id, cityCode)
    for (const [state, { title }] of Object.entries(cycle.states))
      titles.set(`${id} ${state}`, title[ctx.lang])
  }
  return titles
}

type Around = {
  watch: Watch
  titles: ReadonlyMap<string, string>
  units: ReadonlyMap<bigint, TaskSummary['units']>
  tags: ReadonlyMap<bigint, TaskSummary['tags']>
}

/** Everything that hangs on some tasks, read at once. */
export async function readAround(
  ctx: Context,
  cityCode: string,
  tasks: readonly queries.HeldTask[],
): Promise<Around> {
  const ids = tasks.map(({ id }) => id)
  const { watch } = await watchOf(ctx, cityCode)
  const units = new Map<bigint, TaskSummary['units']>()
  for (const { taskId, part, nameAsWritten, organisationId } of await queries.listUnits(ctx.db, ids)) {
    const own = units.get(taskId) ?? []
    own.push({
      part,
      name: nameAsWritten,
      organisationId: organisationId === null ? null : String(organisationId),
    })
    units.set(taskId, own)
  }
  const tags = new Map<bigint, TaskSummary['tags']>()
  for (const { taskId, dimension, value } of await queries.listTags(ctx.db, ids)) {
    const own = tags.get(taskId) ?? []
    own.push({ dimension, value })
    tags.set(taskId, own)
  }
  return { watch, units, tags, titles: await stateTitles(ctx, cityCode) }
}

/** A task as lists show it. */
export function summaryOf(task: queries.HeldTask, { watch, titles, units, tags }: Around): TaskSummary {
  const own = units.get(task.id) ?? []
  const isWatched = task.isOpen && task.completedOn === null
  return {
    id: String(task.id),
    planId: task.planId === null ? null : String(task.planId),
    kind: task.kind,
    title: task.title,
    parentTitle: task.parentTitle,
    units: own,
    leadPersons: task.leadPersons,
    dueWritten: task.dueWritten,
    dueDate: task.dueDate,
    state: task.state,
    stateTitle: titles.get(`${cycleIdOf(task.kind)} ${task.state}`) ?? task.state,
    isOpen: task.isOpen,
    completedOn: task.completedOn,
    light: watch.lightOf(task),
    overdueWorkingDays: isWatched && task.dueDate !== null ? watch.lateBy(task.dueDate) : 0,
    donePercent: task.donePercent,
    progressedAt: task.progressedAt?.toISOString() ?? null,
    chainId: task.chainId,
    parentId: task.parentId === null ? null : String(task.parentId),
    createdAt: task.createdAt.toISOString(),
    tags: tags.get(task.id) ?? [],
    hasNoOwner: isWatched && !own.some(({ part }) => part !== 'support'),
    isStale: watch.isStale(task, task.progressedAt, task.createdAt),
  }
}

/** The tasks of a city, or of one of its plans, soonest last day first. */
export async function listTasks(ctx: Context, { city, dataset, plan, ...of }: TaskQuery): Promise<TaskList> {
  requirePermission(ctx.actor, 'programmes.read', city)
  const rows = await queries.listTasks(ctx.db, { ...of, dataset, cityCode: city, planId: plan })
  const { rule, watch } = await watchOf(ctx, city)
  const around = await readAround(ctx, city, rows)
  return { today: watch.today, staleDays: rule.staleDays, items: rows.map((row) => summaryOf(row, around)) }
}

/** A task, or `not_found`; a person of another city is refused. */
export async function getTaskRow(ctx: Context, id: string, isLocked = false): Promise<queries.HeldTask> {
  const task = await (isLocked ? queries.lockTask : queries.findTask)(ctx.db, id)
  if (!task) throw new AppError('not_found', 'programmes.no_task', { id })
  requirePermission(ctx.actor, 'programmes.read', task.cityCode)
  return task
}

const keyOf = ({ cycleId, cycleCity, cycleVersion }: queries.HeldTask): CycleKey | null =>
  cycleId === null || cycleCity === null || cycleVersion === null
    ? null
    : { id: cycleId, cityCode: cycleCity, version: cycleVersion }

/** A task with its life. */
export async function readTaskLife(ctx: Context, task: queries.HeldTask): Promise<Lived> {
  const events = await queries.listEvents(ctx.db, { thing: 'task', thingId: task.id })
  return readLived(ctx, keyOf(task), events, {
    cycleId: cycleIdOf(task.kind),
    cityCode: task.cityCode,
    by: task.createdBy,
    byName: task.createdBy,
    at: task.createdAt,
  })
}

/** What somebody is towards a task: the office, the leader, or a person of one of its lead or responsible units. */
export function rolesToward(ctx: Context, units: readonly TaskSummary['units'][number][]): string[] {
  const { role, organisationId } = ctx.actor
  if (holds(ctx.actor, 'programmes.manage')) return ['office']
  if (role === 'chain_leader') return ['leader']
  const isOwn = units.some((unit) => unit.part !== 'support' && unit.organisationId === organisationId)
  return organisationId !== null && isOwn ? ['unit'] : []
}
