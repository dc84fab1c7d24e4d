import { AppError } from '../../../kernel/errors.ts'
import { type Context, type Dataset, holds, listAttachments, requirePermission } from '../../access/index.ts'
import { currentCycle } from '../../policy/index.ts'
import { answerLived, type CycleKey, type Lived, readLived } from '../../services/index.ts'
import type { Watch } from '../domain/lights.ts'
import type { Dimension, TaskDetail, TaskList, TaskSummary } from '../model.ts'
import { findPlan } from '../queries/plans.ts'
import { listOrders, listReminders } from '../queries/supervision.ts'
import * as queries from '../queries/tasks.ts'
import { orderNumber } from './orders.ts'
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
    tags: tags.get(task.id) ?? [],
    hasNoOwner: isWatched && !own.some(({ part }) => part !== 'support'),
    isStale: watch.isStale(task, task.progressedAt, task.createdAt),
  }
}

/** The tasks of a city, or of one of its plans, soonest last day first. */
export async function listTasks(
  ctx: Context,
  of: { city: string; dataset: Dataset; plan?: string | undefined },
): Promise<TaskList> {
  requirePermission(ctx.actor, 'programmes.read', of.city)
  const rows = await queries.listTasks(ctx.db, { dataset: of.dataset, cityCode: of.city, planId: of.plan })
  const { rule, watch } = await watchOf(ctx, of.city)
  const around = await readAround(ctx, of.city, rows)
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

/** One task whole: what it says, who has it, where it stands, what happened and what the reader may do. */
export async function getTask(ctx: Context, id: string): Promise<TaskDetail> {
  requirePermission(ctx.actor, 'programmes.read')
  const task = await getTaskRow(ctx, id)
  const around = await readAround(ctx, task.cityCode, [task])
  const summary = summaryOf(task, around)
  const plan = task.planId === null ? undefined : await findPlan(ctx.db, task.planId)
  const roles = rolesToward(ctx, summary.units)
  const lived = await readTaskLife(ctx, task)
  const rest = await readRest(ctx, task)
  const attachments = rest.progress.some(({ evidence }) => evidence.length > 0) ? ['evidence'] : []
  return {
    ...summary,
    ...rest,
    content: task.content,
    planTitle: plan?.title ?? null,
    documentId: task.documentId === null ? null : String(task.documentId),
    place: task.place,
    origin: task.originRoom && task.originPath ? { room: task.originRoom, path: task.originPath } : null,
    dimensions: (plan?.dimensions ?? []) as Dimension[],
    life: answerLived(ctx, lived, { id, title: task.title, seen: task.seen, roles, attachments }),
    mayReport: task.isOpen && (roles.includes('office') || roles.includes('unit')),
  }
}

async function readRest(ctx: Context, task: queries.HeldTask) {
  const { rule } = await watchOf(ctx, task.cityCode)
  const files = new Map(
    (await listAttachments(ctx, { room: 'programmes', subject: `programmes.task/${task.id}` })).map(
      (file) => [file.id, file.fileName],
    ),
  )
  const taken = task.dueDate === null ? [] : await listReminders(ctx.db, task.id, task.dueDate)
  return {
    progress: (await queries.listProgress(ctx.db, task.id)).map((row) => ({
      id: String(row.id),
      donePercent: row.donePercent,
      text: row.text,
      evidence: row.evidence.map((one) => ({
        id: String(one),
        fileName: files.get(String(one)) ?? String(one),
      })),
      by: row.toldBy,
      at: row.toldAt.toISOString(),
    })),
    milestones: (await queries.listMilestones(ctx.db, task.id)).map(({ taskId: _, id, ...row }) => ({
      id: String(id),
      ...row,
    })),
    links: (await queries.listLinks(ctx.db, task.id)).map(({ id, kind, title, path }) => ({
      id: String(id),
      kind,
      title,
      path,
    })),
    path: rule.steps.map(({ afterWorkingDays, title }, i) => ({
      step: i + 1,
      afterWorkingDays,
      title: title[ctx.lang],
      takenAt: taken.find(({ step }) => step === i + 1)?.at.toISOString() ?? null,
    })),
    orders: (await listOrders(ctx.db, task.id)).map((row) => ({
      id: String(row.id),
      number: orderNumber(row),
      issuedBy: row.issuedBy,
      issuedAt: row.issuedAt.toISOString(),
    })),
  }
}
