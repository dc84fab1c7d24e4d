import { type Context, listAttachments, requirePermission } from '../../access/index.ts'
import { answerLived } from '../../services/index.ts'
import type { Field } from '../domain/changed-fields.ts'
import type { ChangeLine, TaskDetail } from '../model.ts'
import { findPlan } from '../queries/plans.ts'
import { listOrders, listReminders } from '../queries/supervision.ts'
import * as parts from '../queries/task-parts.ts'
import * as queries from '../queries/tasks.ts'
import { dimensionsOf } from './dimensions.ts'
import { orderNumber } from './orders.ts'
import { attachmentsOf, readEnd, readLinks } from './task-objects.ts'
import { getTaskRow, readAround, readTaskLife, rolesToward, summaryOf } from './tasks.ts'
import { watchOf } from './watch.ts'

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
  const attachments = await attachmentsOf(ctx, task, rest.progress)
  return {
    ...summary,
    ...rest,
    content: task.content,
    endsIn: await readEnd(ctx, task),
    planTitle: plan?.title ?? null,
    documentId: task.documentId === null ? null : String(task.documentId),
    documentOrdinal: task.documentOrdinal,
    place: task.place,
    origin: task.originRoom && task.originPath ? { room: task.originRoom, path: task.originPath } : null,
    dimensions: await dimensionsOf(ctx, task),
    ...(await readFamily(ctx, task)),
    life: answerLived(ctx, lived, { id, title: task.title, seen: task.seen, roles, attachments }),
    mayReport: task.isOpen && (roles.includes('office') || roles.includes('unit')),
  }
}

/** The whole that a task is a part of, and its own parts. */
async function readFamily(ctx: Context, task: queries.HeldTask) {
  const parent = task.parentId === null ? undefined : await queries.findTask(ctx.db, String(task.parentId))
  const own = await queries.listParts(ctx.db, task.id)
  const around = own.length === 0 ? null : await readAround(ctx, task.cityCode, own)
  return {
    parent: parent ? { id: String(parent.id), title: parent.title } : null,
    subtasks: around === null ? [] : own.map((part) => summaryOf(part, around)),
  }
}

/** What offices changed in a task, field by field. */
async function readChanges(ctx: Context, task: queries.HeldTask): Promise<ChangeLine[]> {
  const rows = await queries.listChanges(ctx.db, task.id)
  return rows.map(({ id, reason, before, after, changedBy, changedAt }) => ({
    id: String(id),
    reason,
    fields: (Object.keys(after) as Field[]).map((field) => ({
      field,
      before: before[field] ?? null,
      after: after[field] ?? null,
    })),
    by: changedBy,
    at: changedAt.toISOString(),
  }))
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
    changes: await readChanges(ctx, task),
    progress: (await parts.listProgress(ctx.db, task.id)).map((row) => ({
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
    milestones: (await parts.listMilestones(ctx.db, task.id)).map(({ taskId: _, id, ...row }) => ({
      id: String(id),
      ...row,
    })),
    links: await readLinks(ctx, task.id),
    path: rule.steps.map(({ afterWorkingDays, title }, i) => ({
      step: i + 1,
      afterWorkingDays,
      title: title[ctx.lang],
      told: taken.find(({ step }) => step === i + 1)?.told ?? null,
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
