import { type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { completionOf } from '../domain/completion.ts'
import type { Light, Plan } from '../model.ts'
import * as plans from '../queries/plans.ts'
import { type HeldTask, listTasks } from '../queries/tasks.ts'
import { watchOf } from './watch.ts'

/** Rows of the requirement list that a plan's rates answer. */
const rateRows: Partial<Record<HeldTask['kind'], string>> = { item: 'L29', policy: 'L30' }

/** Whether a step of its life cycle or a report says something of what became of a task. */
export const hasRecord = (task: HeldTask) => task.cycleId !== null || task.progressedAt !== null
const countedOf = (task: HeldTask) => ({ ...task, hasRecord: hasRecord(task) })

// Node 20 has no Map.groupBy.
function pushTo(byPlan: Map<bigint | null, HeldTask[]>, task: HeldTask): void {
  const own = byPlan.get(task.planId)
  if (own) own.push(task)
  else byPlan.set(task.planId, [task])
}

/** The plans of a city, each with its tasks by light and how much of it is reached. */
export async function listPlans(
  ctx: Context,
  of: { city: string; dataset: Dataset },
): Promise<{ items: Plan[] }> {
  requirePermission(ctx.actor, 'programmes.read', of.city)
  const place = { dataset: of.dataset, cityCode: of.city }
  const rows = await plans.listPlans(ctx.db, place)
  const { watch } = await watchOf(ctx, of.city)
  const byPlan = new Map<bigint | null, HeldTask[]>()
  for (const task of await listTasks(ctx.db, place)) pushTo(byPlan, task)
  return {
    items: rows.map((row) => {
      const tasks = byPlan.get(row.id) ?? []
      const counts: Record<Light, number> = { none: 0, green: 0, yellow: 0, red: 0 }
      for (const task of tasks) counts[watch.lightOf(task)]++
      return {
        id: String(row.id),
        title: row.title,
        documentId: row.documentId === null ? null : String(row.documentId),
        source: row.source,
        note: ctx.lang === 'zh' ? row.noteZh : row.noteEn,
        counts,
        total: tasks.length,
        reached: tasks.filter(({ completedOn }) => completedOn !== null).length,
        rates: completionOf(tasks.map(countedOf), watch.today).map((rate) => ({
          ...rate,
          row: rateRows[rate.kind] ?? null,
        })),
        dimensions: row.dimensions,
      }
    }),
  }
}
