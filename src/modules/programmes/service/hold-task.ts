import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { getTaskRow, readAround, rolesToward } from './tasks.ts'

/** Takes hold of a task for a change; refuses when somebody changed it since the asker looked. */
export async function holdTask(ctx: Context, id: string, seen: number | null) {
  requirePermission(ctx.actor, 'programmes.read')
  const task = await getTaskRow(ctx, id, true)
  if (seen !== null && task.seen !== seen) throw new AppError('conflict', 'programmes.task_changed', { id })
  const around = await readAround(ctx, task.cityCode, [task])
  const units = around.units.get(task.id) ?? []
  return { task, units, tags: around.tags.get(task.id) ?? [], roles: rolesToward(ctx, units) }
}
