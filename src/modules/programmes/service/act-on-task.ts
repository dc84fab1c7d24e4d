import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { type Lived, takeLifeAction } from '../../services/index.ts'
import type { TaskAct, TaskDetail } from '../model.ts'
import * as parts from '../queries/task-parts.ts'
import * as queries from '../queries/tasks.ts'
import { getTask } from './get-task.ts'
import { holdTask } from './hold-task.ts'
import { keepLines } from './life-store.ts'
import { attachmentsOf, requireObject } from './task-objects.ts'
import { readTaskLife } from './tasks.ts'
import { watchOf } from './watch.ts'

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

/** A whole is not done while a part of it is open. */
async function requirePartsDone(ctx: Context, task: queries.HeldTask, after: Lived): Promise<void> {
  if (after.cycle.states[after.instance.state]!.kind !== 'done') return
  const open = (await queries.listParts(ctx.db, task.id)).filter(
    (part) => part.isOpen && part.completedOn === null,
  )
  if (open.length > 0)
    throw new AppError('conflict', 'programmes.parts_open', {
      count: open.length,
      title: open[0]!.title,
    })
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
  const progress = await parts.listProgress(ctx.db, task.id)
  const asked = lived.cycle.actions[action]
  if (asked?.from.includes(lived.instance.state) && asked.needs?.includes('evidence'))
    await requireObject(ctx, task)
  const attachments = await attachmentsOf(ctx, task, progress)
  const after = takeLifeAction(ctx, lived, roles, action, { comment, attachments })
  await requirePartsDone(ctx, task, after)
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
