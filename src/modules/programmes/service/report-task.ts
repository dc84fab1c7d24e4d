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
import { listEntryHeads, noteTaskOnEntry } from '../../registry/index.ts'
import type { LinkInput, ProgressInput, TaskDetail } from '../model.ts'
import * as parts from '../queries/task-parts.ts'
import * as queries from '../queries/tasks.ts'
import { dueOf } from './create-task.ts'
import { getTask } from './get-task.ts'
import { holdTask } from './hold-task.ts'

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

/** Reports how far a task is, with evidence; the last report sent once more is no new one. */
export async function reportProgress(ctx: Context, id: string, input: ProgressInput): Promise<TaskDetail> {
  const task = await holdForReport(ctx, id)
  await requireOwnEvidence(ctx, task.id, input.evidence)
  if (await isLastReport(ctx, task.id, input)) return getTask(ctx, id)
  await parts.insertProgress(ctx.db, {
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

/** Whether the same person said just this last, on the same day; a week later the same words are news. */
async function isLastReport(ctx: Context, taskId: bigint, input: ProgressInput): Promise<boolean> {
  const [last] = await parts.listProgress(ctx.db, taskId)
  return (
    last !== undefined &&
    last.toldBy === ctx.actor.displayName &&
    chinaDay(last.toldAt) === chinaDay(ctx.now) &&
    last.text === input.text &&
    last.donePercent === input.donePercent &&
    last.evidence.join() === input.evidence.join()
  )
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

/** Adds a milestone to a task; by its units or the office. The same one sent twice is kept once. */
export async function addMilestone(ctx: Context, id: string, milestone: Milestone): Promise<TaskDetail> {
  const task = await holdForReport(ctx, id)
  const due = dueOf(milestone)
  const isHeld = (await parts.listMilestones(ctx.db, task.id)).some(
    (held) =>
      held.title === milestone.title && held.dueWritten === due.dueWritten && held.dueDate === due.dueDate,
  )
  if (isHeld) return getTask(ctx, id)
  await parts.insertMilestone(ctx.db, { taskId: task.id, title: milestone.title, ...due })
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
  if (!(await parts.reachMilestone(ctx.db, { taskId: task.id, id: milestoneId, ...reached })))
    throw new AppError('not_found', 'programmes.no_milestone')
  await audit(ctx, {
    action: 'programmes.milestone_reach',
    subject: `programmes.task/${id}`,
    detail: { milestoneId },
  })
  return getTask(ctx, id)
}

type NewLink = Pick<Parameters<typeof parts.insertLink>[1], 'kind' | 'title'> & {
  path: string | null
  entryId: bigint | null
}

/** What a link stands for; an object of the libraries must be of the task's city and data set. */
async function linkOf(ctx: Context, task: queries.HeldTask, input: LinkInput): Promise<NewLink> {
  if (!('entryId' in input)) return { ...input, entryId: null }
  const [head] = await listEntryHeads(ctx, [input.entryId])
  if (!head || head.dataset !== task.dataset || head.cityCode !== task.cityCode)
    throw new AppError('not_found', 'programmes.no_object', { id: input.entryId })
  return { kind: 'object', title: head.name, path: head.path, entryId: BigInt(head.id) }
}

/** Ties a task to the object it ends in: an agreement, a policy, a fund, an exhibition; once to each. */
export async function addLink(ctx: Context, id: string, input: LinkInput): Promise<TaskDetail> {
  const task = await holdForReport(ctx, id)
  const link = await linkOf(ctx, task, input)
  const isHeld = (await parts.listLinks(ctx.db, task.id)).some((held) =>
    link.entryId === null
      ? held.kind === link.kind && held.title === link.title && held.path === link.path
      : held.entryId === link.entryId,
  )
  if (isHeld) return getTask(ctx, id)
  if ('entryId' in input) await noteTaskOnEntry(ctx, input.entryId, task.title)
  await parts.insertLink(ctx.db, {
    taskId: task.id,
    ...link,
    addedBy: ctx.actor.displayName,
    addedAt: ctx.now,
  })
  await queries.updateTask(ctx.db, task.id, {})
  await audit(ctx, { action: 'programmes.link_add', subject: `programmes.task/${id}`, detail: input })
  return getTask(ctx, id)
}

/** Takes a link away that was put in by mistake; the audit trail keeps it. */
export async function removeLink(ctx: Context, id: string, linkId: string): Promise<TaskDetail> {
  const task = await holdForReport(ctx, id)
  const link = await parts.deleteLink(ctx.db, { taskId: task.id, id: linkId })
  if (!link) throw new AppError('not_found', 'programmes.no_link')
  await queries.updateTask(ctx.db, task.id, {})
  await audit(ctx, { action: 'programmes.link_remove', subject: `programmes.task/${id}`, detail: link })
  return getTask(ctx, id)
}

/** Takes a milestone away that was not reached yet; the audit trail keeps it. */
export async function removeMilestone(ctx: Context, id: string, milestoneId: string): Promise<TaskDetail> {
  const task = await holdForReport(ctx, id)
  const milestone = await parts.deleteMilestone(ctx.db, { taskId: task.id, id: milestoneId })
  if (!milestone) throw new AppError('not_found', 'programmes.no_milestone')
  await queries.updateTask(ctx.db, task.id, {})
  await audit(ctx, {
    action: 'programmes.milestone_remove',
    subject: `programmes.task/${id}`,
    detail: milestone,
  })
  return getTask(ctx, id)
}
