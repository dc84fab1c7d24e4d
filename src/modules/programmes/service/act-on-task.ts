import { normaliseName } from '../../../engines/identity/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import {
  type Attachment,
  audit,
  type Context,
  keepAttachment,
  listAttachments,
  requirePermission,
} from '../../access/index.ts'
import { listByName } from '../../registry/index.ts'
import { type Lived, takeLifeAction } from '../../services/index.ts'
import type { NewTaskInput, ProgressInput, TaskAct, TaskChange, TaskDetail, TaskSummary } from '../model.ts'
import { findPlan, insertTasks } from '../queries/plans.ts'
import { listUnitNames } from '../queries/supervision.ts'
import * as queries from '../queries/tasks.ts'
import { keepLines } from './life-store.ts'
import { getTask, getTaskRow, readAround, readTaskLife, rolesToward } from './tasks.ts'
import { watchOf } from './watch.ts'

type UnitInput = { part: TaskSummary['units'][number]['part']; name: string }

/**
 * Units as rows: a name that a person tied to an organisation in this city means it, else one that the register holds
 * whole; anything else stays a name.
 */
export async function unitRows(ctx: Context, place: queries.Place, units: readonly UnitInput[]) {
  const said = new Map((await listUnitNames(ctx.db, place)).map((one) => [one.name, one.organisationId]))
  const names = [...new Set(units.map(({ name }) => normaliseName(name)))]
  const held = names.length === 0 ? [] : await listByName(ctx.db, place.dataset, names)
  const byName = new Map(held.map(({ nameNormalised, id }) => [nameNormalised, BigInt(id)]))
  const next = { lead: 0, responsible: 0, support: 0 }
  return units.map(({ part, name }) => ({
    part,
    position: next[part]++,
    nameAsWritten: name,
    organisationId: said.get(name) ?? byName.get(normaliseName(name)) ?? null,
  }))
}

/** Makes a task of its own, or pulls one from an alert, a gap or a ticket; the same request or origin gives the one that stands. */
export async function createTask(ctx: Context, input: NewTaskInput): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.manage', input.city)
  const place = { dataset: input.dataset, cityCode: input.city }
  const { requestKey, origin } = input
  const made = await queries.findMadeTask(ctx.db, {
    ...place,
    createdBy: ctx.actor.userName,
    requestKey,
    origin,
  })
  if (made) return { id: String(made.id), isNew: false }
  if (input.planId !== null) {
    const plan = await findPlan(ctx.db, BigInt(input.planId))
    if (plan?.cityCode !== input.city || plan.dataset !== input.dataset)
      throw new AppError('not_found', 'programmes.no_plan', { id: input.planId })
  }
  const [id] = await insertTasks(ctx.db, [
    {
      ...place,
      planId: input.planId === null ? null : BigInt(input.planId),
      documentId: null,
      documentOrdinal: null,
      kind: origin === null ? 'own' : 'pulled',
      title: input.title,
      content: input.content,
      parentTitle: null,
      dueWritten: input.dueWritten,
      dueDate: input.dueDate,
      leadPersons: input.leadPersons,
      chainId: input.chainId,
      originRoom: origin?.room ?? null,
      originPath: origin?.path ?? null,
      requestKey,
      createdBy: ctx.actor.userName,
      createdAt: ctx.now,
      units: await unitRows(ctx, place, input.units),
    },
  ])
  await audit(ctx, {
    action: 'programmes.task_create',
    subject: `programmes.task/${id}`,
    detail: { title: input.title, origin },
  })
  return { id: String(id), isNew: true }
}

/** Takes hold of a task for a change; refuses when somebody changed it since the asker looked. */
async function holdTask(ctx: Context, id: string, seen: number | null) {
  const task = await getTaskRow(ctx, id, true)
  if (seen !== null && task.seen !== seen) throw new AppError('conflict', 'programmes.task_changed', { id })
  const around = await readAround(ctx, task.cityCode, [task])
  const units = around.units.get(task.id) ?? []
  return { task, units, roles: rolesToward(ctx, units) }
}

/** Changes what a task says, whose it is and until when; every change is told to the audit with what stood before. */
export async function changeTask(
  ctx: Context,
  id: string,
  { seen, units, tags, ...fields }: TaskChange,
): Promise<TaskDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const { task, units: before } = await holdTask(ctx, id, seen)
  requirePermission(ctx.actor, 'programmes.manage', task.cityCode)
  await requireKnownTags(ctx, task, tags)
  await queries.replaceUnits(ctx.db, task.id, await unitRows(ctx, task, units))
  await queries.replaceTags(ctx.db, task.id, tags)
  await queries.updateTask(ctx.db, task.id, fields)
  const { title, dueDate, dueWritten, leadPersons } = task
  await audit(ctx, {
    action: 'programmes.task_change',
    subject: `programmes.task/${id}`,
    detail: {
      before: { title, dueDate, dueWritten, leadPersons, units: before },
      after: { ...fields, units, tags },
    },
  })
  return getTask(ctx, id)
}

async function requireKnownTags(ctx: Context, { planId }: queries.HeldTask, tags: TaskChange['tags']) {
  const plan = planId === null ? undefined : await findPlan(ctx.db, planId)
  const known = new Set(
    (plan?.dimensions ?? []).flatMap(({ id, values }) => values.map((value) => `${id} ${value.id}`)),
  )
  const strange = tags.find(({ dimension, value }) => !known.has(`${dimension} ${value}`))
  if (strange) throw new AppError('invalid', 'programmes.tag_unknown', strange)
}

/** What a task is for counts as reached once its life cycle ends well, or stands in a state that the rule names. */
async function reachedOn(
  ctx: Context,
  task: queries.HeldTask,
  { cycle, instance }: Lived,
): Promise<string | null> {
  const { rule } = await watchOf(ctx, task.cityCode)
  const state = cycle.states[instance.state]!
  const isReached = state.kind === 'done' || (rule.goals[cycle.id] ?? []).includes(instance.state)
  return isReached ? (task.completedOn ?? chinaDay(ctx.now)) : null
}

/** Takes a step of a task's life cycle: the engine says who may and what must be there. */
export async function actOnTask(
  ctx: Context,
  id: string,
  { seen, action, comment }: TaskAct,
): Promise<TaskDetail> {
  requirePermission(ctx.actor, 'programmes.act')
  const { task, roles } = await holdTask(ctx, id, seen)
  const lived = await readTaskLife(ctx, task)
  const progress = await queries.listProgress(ctx.db, task.id)
  const attachments = progress.some(({ evidence }) => evidence.length > 0) ? ['evidence'] : []
  const after = takeLifeAction(ctx, lived, roles, action, { comment, attachments })
  await keepLines(ctx, { thing: 'task', thingId: task.id }, after)
  const completedOn = await reachedOn(ctx, task, after)
  await queries.updateTask(ctx.db, task.id, {
    cycleId: after.key.id,
    cycleCity: after.key.cityCode,
    cycleVersion: after.key.version,
    state: after.instance.state,
    isOpen: after.cycle.states[after.instance.state]!.kind === 'open',
    completedOn,
  })
  await audit(ctx, {
    action: 'programmes.task_act',
    subject: `programmes.task/${id}`,
    detail: { action, state: after.instance.state, comment: comment ?? null, completedOn },
  })
  return getTask(ctx, id)
}

/** Whether the asker may report on a task; refuses in words otherwise. */
async function holdForReport(ctx: Context, id: string) {
  requirePermission(ctx.actor, 'programmes.report')
  const { task, roles } = await holdTask(ctx, id, null)
  if (!roles.includes('unit') && !roles.includes('office'))
    throw new AppError('forbidden', 'programmes.not_own_task')
  if (!task.isOpen) throw new AppError('conflict', 'programmes.task_ended')
  return task
}

/** Keeps a document as evidence for a task; it counts once a report names it. */
export async function addEvidence(
  ctx: Context,
  id: string,
  file: { fileName: string; bytes: Buffer },
): Promise<Pick<Attachment, 'id' | 'fileName'>> {
  const task = await holdForReport(ctx, id)
  const kept = await keepAttachment(ctx, {
    room: 'programmes',
    subject: `programmes.task/${task.id}`,
    organisationId: null,
    readers: ['administrator', 'chain_office', 'chain_leader', 'department', 'park', 'auditor'],
    ...file,
  })
  return { id: kept.id, fileName: kept.fileName }
}

/** Reports how far a task is, with evidence. */
export async function reportProgress(ctx: Context, id: string, input: ProgressInput): Promise<TaskDetail> {
  const task = await holdForReport(ctx, id)
  await requireOwnEvidence(ctx, task.id, input.evidence)
  await queries.insertProgress(ctx.db, {
    taskId: task.id,
    donePercent: input.donePercent,
    text: input.text,
    evidence: input.evidence.map(BigInt),
    toldBy: ctx.actor.displayName,
    organisationId: ctx.actor.organisationId === null ? null : BigInt(ctx.actor.organisationId),
    toldAt: ctx.now,
  })
  const donePercent = input.donePercent ?? task.donePercent
  await queries.updateTask(ctx.db, task.id, { donePercent, progressedAt: ctx.now })
  await audit(ctx, { action: 'programmes.task_report', subject: `programmes.task/${id}`, detail: input })
  return getTask(ctx, id)
}

async function requireOwnEvidence(ctx: Context, taskId: bigint, ids: readonly string[]): Promise<void> {
  const own = new Set(
    (await listAttachments(ctx, { room: 'programmes', subject: `programmes.task/${taskId}` })).map(
      ({ id }) => id,
    ),
  )
  const strange = ids.find((id) => !own.has(id))
  if (strange) throw new AppError('invalid', 'programmes.no_evidence', { id: strange })
}

type Milestone = { title: string; dueWritten: string | null; dueDate: string | null }

/** Adds a milestone to a task; by its units or the office. */
export async function addMilestone(ctx: Context, id: string, milestone: Milestone): Promise<TaskDetail> {
  const task = await holdForReport(ctx, id)
  await queries.insertMilestone(ctx.db, { taskId: task.id, ...milestone })
  await queries.updateTask(ctx.db, task.id, {})
  await audit(ctx, {
    action: 'programmes.milestone_add',
    subject: `programmes.task/${id}`,
    detail: milestone,
  })
  return getTask(ctx, id)
}

/** Marks a milestone as reached today. */
export async function reachMilestone(ctx: Context, id: string, milestoneId: string): Promise<TaskDetail> {
  const task = await holdForReport(ctx, id)
  const reached = { reachedOn: chinaDay(ctx.now), reachedBy: ctx.actor.displayName }
  if (!(await queries.reachMilestone(ctx.db, { taskId: task.id, id: milestoneId, ...reached })))
    throw new AppError('not_found', 'programmes.no_milestone')
  await audit(ctx, {
    action: 'programmes.milestone_reach',
    subject: `programmes.task/${id}`,
    detail: { milestoneId },
  })
  return getTask(ctx, id)
}

type Link = { kind: Parameters<typeof queries.insertLink>[1]['kind']; title: string; path: string | null }

/** Ties a task to the object it ends in: an agreement, a policy, a fund, an exhibition. */
export async function addLink(ctx: Context, id: string, link: Link): Promise<TaskDetail> {
  const task = await holdForReport(ctx, id)
  await queries.insertLink(ctx.db, {
    taskId: task.id,
    ...link,
    addedBy: ctx.actor.displayName,
    addedAt: ctx.now,
  })
  await queries.updateTask(ctx.db, task.id, {})
  await audit(ctx, { action: 'programmes.link_add', subject: `programmes.task/${id}`, detail: link })
  return getTask(ctx, id)
}
