import { writeListDocx, writeListPdf, writeListXlsx } from '../../../engines/documents/index.ts'
import { cutText } from '../../../kernel/cut-text.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import type { TaskKind } from '../model.ts'
import { findPlan } from '../queries/plans.ts'
import { type HeldTask, listTasks, listUnits } from '../queries/tasks.ts'
import type { TaskUnitRow } from '../tables/documents.ts'

export const listFormats = ['docx', 'xlsx', 'pdf'] as const
export type ListFormat = (typeof listFormats)[number]

const namesOf = (units: readonly TaskUnitRow[], task: HeldTask, part: TaskUnitRow['part']) =>
  units
    .filter((unit) => unit.taskId === task.id && unit.part === part)
    .map(({ nameAsWritten }) => nameAsWritten)

/** The order of a list: as the plan's document or pack has it, that is as the tasks came in. */
const inOrder = (a: HeldTask, b: HeldTask) => (a.id < b.id ? -1 : 1)

/**
 * The list of a plan's tasks of one kind as they stand now, in the layout an office uses: 序号、重点事项、具体内容、
 * 牵头单位、责任单位、完成时限. Deadlines stand as written; one that is not known stays empty.
 */
export async function printList(
  ctx: Context,
  { planId, kind, format }: { planId: string; kind: TaskKind; format: ListFormat },
): Promise<{ fileName: string; bytes: Uint8Array }> {
  requirePermission(ctx.actor, 'programmes.read')
  const plan = await findPlan(ctx.db, BigInt(planId))
  if (!plan) throw new AppError('not_found', 'programmes.no_plan', { id: planId })
  requirePermission(ctx.actor, 'programmes.read', plan.cityCode)
  const tasks = (await listTasks(ctx.db, { dataset: plan.dataset, cityCode: plan.cityCode, planId }))
    .filter((task) => task.kind === kind)
    .sort(inOrder)
  if (tasks.length === 0) throw new AppError('not_found', 'programmes.list_empty')
  const units = await listUnits(
    ctx.db,
    tasks.map(({ id }) => id),
  )
  const rows = tasks.map((task) => ({
    id: String(task.id),
    title: task.title,
    content: task.content,
    leads: namesOf(units, task, 'lead'),
    responsibles: namesOf(units, task, 'responsible'),
    supports: namesOf(units, task, 'support'),
    leadPersons: task.leadPersons,
    dueWritten: task.dueWritten ?? task.dueDate,
    dueDate: task.dueDate,
    parent: task.parentTitle,
    annexRow: null,
    span: [0, 0] as [number, number],
  }))
  const demo = plan.dataset === 'demo' ? '（演示数据）' : ''
  const head = { annex: null, title: `${tasks[0]!.parentTitle ?? plan.title}${demo}` }
  const bytes =
    format === 'docx'
      ? await writeListDocx(rows, head)
      : format === 'xlsx'
        ? await writeListXlsx(rows, head)
        : (await writeListPdf(rows, head, plan.createdAt)).bytes
  return { fileName: `${cutText(head.title, 60)}.${format}`, bytes }
}
