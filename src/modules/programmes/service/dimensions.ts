import type { Context } from '../../access/index.ts'
import type { Dimension } from '../model.ts'
import { findPlan, listPlans } from '../queries/plans.ts'
import type { HeldTask } from '../queries/tasks.ts'

/** The tag dimensions of a task: its plan's; where it belongs to no plan, those of all plans of the city, once each. */
export async function dimensionsOf(ctx: Context, task: HeldTask): Promise<Dimension[]> {
  if (task.planId !== null) return (await findPlan(ctx.db, task.planId))?.dimensions ?? []
  const plans = await listPlans(ctx.db, { dataset: task.dataset, cityCode: task.cityCode })
  const byId = new Map<string, Dimension>()
  for (const one of plans.flatMap(({ dimensions }) => dimensions))
    if (!byId.has(one.id)) byId.set(one.id, one)
  return [...byId.values()]
}
