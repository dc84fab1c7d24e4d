import { writePagedDocx, writePagedPdf } from '../../../engines/documents/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, pushNotice, requirePermission } from '../../access/index.ts'
import { orderPage } from '../domain/order-page.ts'
import type { OrderInput } from '../model.ts'
import { findPlan } from '../queries/plans.ts'
import * as queries from '../queries/supervision.ts'
import { listProgress } from '../queries/task-parts.ts'
import { type HeldTask, listUnits, lockTask } from '../queries/tasks.ts'
import type { OrderContent } from '../tables/tasks.ts'
import { watchOf } from './watch.ts'

/** An order's number as it is printed. */
export const orderNumber = ({ year, number }: { year: number; number: number }) =>
  `督办〔${year}〕${number}号`

async function contentOf(
  ctx: Context,
  task: HeldTask,
  { demand, replyBy }: OrderInput,
): Promise<OrderContent> {
  const { watch } = await watchOf(ctx, task.cityCode)
  const units = await listUnits(ctx.db, [task.id])
  const [last] = await listProgress(ctx.db, task.id)
  const plan = task.planId === null ? undefined : await findPlan(ctx.db, task.planId)
  const taken = task.dueDate === null ? [] : await queries.listReminders(ctx.db, task.id, task.dueDate)
  const of = (part: string) =>
    units.filter((unit) => unit.part === part).map(({ nameAsWritten }) => nameAsWritten)
  return {
    task: task.title,
    plan: plan?.title ?? null,
    units: { lead: of('lead'), responsible: of('responsible') },
    content: task.content,
    dueWritten: task.dueWritten,
    dueDate: task.dueDate,
    overdueWorkingDays: task.dueDate === null ? 0 : watch.lateBy(task.dueDate),
    lastReport: last ? { text: last.text, by: last.toldBy, on: chinaDay(last.toldAt) } : null,
    path: taken.map(({ told, at }) => `${chinaDay(at)} ${told}`),
    demand,
    replyBy,
    issuer: ctx.actor.displayName,
    issuedOn: chinaDay(ctx.now),
    isDemo: task.dataset === 'demo',
  }
}

/**
 * Issues a 督办单 for a task that is still open; its units are told. What it says does not change any more. The same
 * demand sent twice by the same person on one day is one order.
 */
export async function issueOrder(
  ctx: Context,
  taskId: string,
  input: OrderInput,
): Promise<{ id: string; number: string }> {
  requirePermission(ctx.actor, 'programmes.manage')
  const task = await lockTask(ctx.db, taskId)
  if (!task) throw new AppError('not_found', 'programmes.no_task', { id: taskId })
  requirePermission(ctx.actor, 'programmes.manage', task.cityCode)
  if (!task.isOpen || task.completedOn !== null) throw new AppError('conflict', 'programmes.task_ended')
  const today = chinaDay(ctx.now)
  if (input.replyBy < today)
    throw new AppError('invalid', 'programmes.reply_day_past', { day: input.replyBy })
  const issued = await findIssued(ctx, task, input)
  if (issued) return { id: String(issued.id), number: orderNumber(issued) }
  const { dataset, cityCode } = task
  const year = Number(today.slice(0, 4))
  const number = await queries.nextOrderNumber(ctx.db, task, year)
  const content = await contentOf(ctx, task, input)
  const row = {
    dataset,
    cityCode,
    year,
    number,
    taskId: task.id,
    issuedBy: ctx.actor.displayName,
    issuedAt: ctx.now,
  }
  const id = await queries.insertOrder(ctx.db, { ...row, content: JSON.stringify(content) })
  await audit(ctx, {
    action: 'programmes.order_issue',
    subject: `programmes.task/${taskId}`,
    detail: { id, number: orderNumber(row), ...input },
  })
  await tellUnits(ctx, task, { id, number: orderNumber(row), replyBy: input.replyBy })
  return { id, number: orderNumber(row) }
}

async function findIssued(ctx: Context, task: HeldTask, { demand, replyBy }: OrderInput) {
  const today = chinaDay(ctx.now)
  return (await queries.listOrders(ctx.db, task.id)).find(
    ({ content, issuedBy }) =>
      issuedBy === ctx.actor.displayName &&
      content.issuedOn === today &&
      content.demand === demand &&
      content.replyBy === replyBy,
  )
}

async function tellUnits(
  ctx: Context,
  task: HeldTask,
  { id, number, replyBy }: { id: string; number: string; replyBy: string },
): Promise<void> {
  const organisations = (await listUnits(ctx.db, [task.id])).flatMap(({ part, organisationId }) =>
    part === 'support' || organisationId === null ? [] : [organisationId],
  )
  for (const organisationId of new Set(organisations))
    await pushNotice(ctx, {
      to: { organisationId: String(organisationId) },
      kind: 'programmes.told_order',
      params: { number, title: task.title, replyBy },
      reference: { room: 'programmes', path: `/tasks/${task.id}` },
      dueDate: replyBy,
      dataset: task.dataset,
      onceKey: `programmes.order/${id}/${organisationId}`,
    })
}

/** An order as a file; made from what was issued, so that it is the same every time. */
export async function printOrder(
  ctx: Context,
  id: string,
  format: 'docx' | 'pdf',
): Promise<{ fileName: string; bytes: Uint8Array }> {
  requirePermission(ctx.actor, 'programmes.read')
  const order = await queries.findOrder(ctx.db, id)
  if (!order) throw new AppError('not_found', 'programmes.no_order', { id })
  requirePermission(ctx.actor, 'programmes.read', order.cityCode)
  const city = await queries.findCityName(ctx.db, order.cityCode)
  const page = orderPage({
    number: orderNumber(order),
    cityName: city?.name ?? order.cityCode,
    content: order.content,
  })
  const bytes =
    format === 'docx' ? await writePagedDocx(page) : (await writePagedPdf(page, order.issuedAt)).bytes
  return { fileName: `督办单${order.year}-${order.number}.${format}`, bytes }
}
