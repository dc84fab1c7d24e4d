import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { StagesInput } from '../model.ts'
import { insertTasks } from '../queries/plans.ts'
import { insertLink } from '../queries/task-parts.ts'
import { findMadeTask } from '../queries/tasks.ts'
import { dueOf } from './create-task.ts'
import { unitRows } from './resolve-units.ts'

const titles = { attract: '招引', advance: '推进', serve: '服务' } as const

/**
 * Sets a major project on its way through 招引, 推进 and 服务: one whole with a part for each stage, each with its own
 * lead unit and last day. The whole links the project's page; the same project or request gives the one that stands.
 */
export async function startStages(ctx: Context, input: StagesInput): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.manage', input.city)
  const place = { dataset: input.dataset, cityCode: input.city }
  const createdBy = ctx.actor.userName
  const { requestKey, project, chainId } = input
  const names = input.stages.map(({ stage }) => stage)
  if (new Set(names).size !== names.length) throw new AppError('invalid', 'programmes.stage_twice')
  const origin = project.path === null ? null : { room: 'registry', path: project.path }
  const made = await findMadeTask(ctx.db, { ...place, createdBy, requestKey, origin })
  if (made) return { id: String(made.id), isNew: false }
  const common = {
    ...place,
    planId: null,
    documentId: null,
    documentOrdinal: null,
    kind: 'own' as const,
    leadPersons: [],
    chainId,
    createdBy,
    createdAt: ctx.now,
  }
  const [whole] = await insertTasks(ctx.db, [
    {
      ...common,
      title: `${project.title}（招推服）`,
      content: null,
      parentTitle: null,
      dueWritten: null,
      dueDate: null,
      originRoom: origin?.room ?? null,
      originPath: origin?.path ?? null,
      requestKey,
      units: [],
    },
  ])
  const parts = await Promise.all(
    input.stages.map(async ({ stage, leads, ...due }) => ({
      ...common,
      title: `${titles[stage]}：${project.title}`,
      content: null,
      parentTitle: project.title,
      parentId: whole!,
      ...dueOf(due),
      units: await unitRows(
        ctx,
        place,
        leads.map((name) => ({ part: 'lead' as const, name })),
      ),
    })),
  )
  await insertTasks(ctx.db, parts)
  await insertLink(ctx.db, {
    taskId: whole!,
    kind: 'project',
    title: project.title,
    path: project.path,
    addedBy: ctx.actor.displayName,
    addedAt: ctx.now,
  })
  await audit(ctx, {
    action: 'programmes.stages_start',
    subject: `programmes.task/${whole}`,
    detail: { project, stages: input.stages },
  })
  return { id: String(whole), isNew: true }
}
