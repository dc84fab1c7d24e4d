import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { changedFields } from '../domain/changed-fields.ts'
import type { TaskChange, TaskDetail } from '../model.ts'
import * as queries from '../queries/tasks.ts'
import { dueOf, requireParent } from './create-task.ts'
import { dimensionsOf } from './dimensions.ts'
import { getTask } from './get-task.ts'
import { holdTask } from './hold-task.ts'
import { unitRows } from './resolve-units.ts'

async function requireKnownTags(ctx: Context, task: queries.HeldTask, tags: TaskChange['tags']) {
  const dimensions = await dimensionsOf(ctx, task)
  const known = new Set(dimensions.flatMap(({ id, values }) => values.map((value) => `${id} ${value.id}`)))
  const strange = tags.find(({ dimension, value }) => !known.has(`${dimension} ${value}`))
  if (strange) throw new AppError('invalid', 'programmes.tag_unknown', strange)
}

/**
 * Changes what a task says, whose it is and until when. The reason and every changed field, before and after, stand in
 * the task's list of changes and in the audit trail.
 */
export async function changeTask(
  ctx: Context,
  id: string,
  { seen, reason, units, tags, chainId, parentId, ...fields }: TaskChange,
): Promise<TaskDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const { task, units: unitsBefore, tags: tagsBefore } = await holdTask(ctx, id, seen)
  requirePermission(ctx.actor, 'programmes.manage', task.cityCode)
  await requireKnownTags(ctx, task, tags)
  const parent = await requireParent(ctx, task, parentId, task)
  const own = { ...fields, ...dueOf(fields) }
  const heldParent = task.parentId === null ? null : String(task.parentId)
  const changed = changedFields(
    { ...task, units: unitsBefore, tags: tagsBefore, parentId: heldParent },
    { ...own, units, tags, chainId, parentId },
  )
  if (Object.keys(changed.after).length === 0) throw new AppError('invalid', 'programmes.nothing_changed')
  await queries.replaceUnits(ctx.db, task.id, await unitRows(ctx, task, units))
  await queries.replaceTags(ctx.db, task.id, tags)
  await queries.updateTask(ctx.db, task.id, { ...own, chainId, parentId: parent?.id ?? null })
  await queries.insertChange(ctx.db, {
    taskId: task.id,
    reason,
    before: JSON.stringify(changed.before),
    after: JSON.stringify(changed.after),
    changedBy: ctx.actor.displayName,
    changedAt: ctx.now,
  })
  await audit(ctx, {
    action: 'programmes.task_change',
    subject: `programmes.task/${id}`,
    detail: { reason, ...changed },
  })
  return getTask(ctx, id)
}
