import { readDeadline } from '../../../engines/documents/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { NewTaskInput } from '../model.ts'
import { findPlan, insertTasks } from '../queries/plans.ts'
import * as queries from '../queries/tasks.ts'
import { unitRows } from './resolve-units.ts'

type Due = { dueWritten: string | null; dueDate: string | null }

/** The last day of what is written (2024.12 is 31 December 2024) where no day was given beside it. */
export function dueOf({ dueWritten, dueDate }: Due): Due {
  if (dueDate !== null || dueWritten === null) return { dueWritten, dueDate }
  return { dueWritten, dueDate: readDeadline(dueWritten, null).dueDate }
}

/** The plan that a task is put into, or `not_found` where it is none of this city. */
export async function requirePlan(ctx: Context, place: queries.Place, id: bigint | null) {
  const plan = id === null ? undefined : await findPlan(ctx.db, id)
  if (id !== null && (plan?.cityCode !== place.cityCode || plan.dataset !== place.dataset))
    throw new AppError('not_found', 'programmes.no_plan', { id: String(id) })
  return plan
}

/** The task that another becomes a part of; refuses one elsewhere, one that has ended, and a circle. */
export async function requireParent(
  ctx: Context,
  place: queries.Place,
  parentId: string | null,
  child: queries.HeldTask | null,
): Promise<queries.HeldTask | null> {
  if (parentId === null) return null
  const parent = await queries.findTask(ctx.db, parentId)
  if (!parent || parent.cityCode !== place.cityCode || parent.dataset !== place.dataset)
    throw new AppError('not_found', 'programmes.no_task', { id: parentId })
  if (!parent.isOpen && child?.parentId !== parent.id)
    throw new AppError('conflict', 'programmes.whole_ended', { title: parent.title })
  const above = await queries.listAncestors(ctx.db, parent.id)
  if (child !== null && above.includes(child.id)) throw new AppError('invalid', 'programmes.task_circle')
  return parent
}

/**
 * Makes a task of its own or as a part of another, or pulls one from an alert, a gap or a ticket; the same request or
 * origin gives the one that stands. A part belongs to the plan and the chain of the whole.
 */
export async function createTask(ctx: Context, input: NewTaskInput): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.manage', input.city)
  const place = { dataset: input.dataset, cityCode: input.city }
  const { requestKey, origin } = input
  const createdBy = ctx.actor.userName
  const made = await queries.findMadeTask(ctx.db, { ...place, createdBy, requestKey, origin })
  if (made) return { id: String(made.id), isNew: false }
  const parent = await requireParent(ctx, place, input.parentId, null)
  const plan = await requirePlan(ctx, place, input.planId === null ? null : BigInt(input.planId))
  const [id] = await insertTasks(ctx.db, [
    {
      ...place,
      planId: plan?.id ?? parent?.planId ?? null,
      documentId: null,
      documentOrdinal: null,
      kind: origin === null ? 'own' : 'pulled',
      title: input.title,
      content: input.content,
      parentTitle: null,
      parentId: parent?.id ?? null,
      ...dueOf(input),
      leadPersons: input.leadPersons,
      chainId: input.chainId ?? parent?.chainId ?? null,
      originRoom: origin?.room ?? null,
      originPath: origin?.path ?? null,
      requestKey,
      createdBy,
      createdAt: ctx.now,
      units: await unitRows(ctx, place, input.units),
    },
  ])
  await audit(ctx, {
    action: 'programmes.task_create',
    subject: `programmes.task/${id}`,
    detail: { title: input.title, origin, parentId: input.parentId },
  })
  return { id: String(id), isNew: true }
}
