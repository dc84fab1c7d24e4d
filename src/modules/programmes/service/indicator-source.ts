import { type Context, requirePermission } from '../../access/index.ts'
import type { ComputedValue, IndicatorSource } from '../../indicators/index.ts'
import { completionOf } from '../domain/completion.ts'
import type { TaskKind } from '../model.ts'
import { listPlans } from '../queries/plans.ts'
import { type HeldTask, listTasks } from '../queries/tasks.ts'
import { hasRecord } from './plans.ts'

/** Rows L29 (十大事项完成率) and L30 (政策措施出台率): which kind of task each counts. */
const counted: readonly { indicator: string; kind: TaskKind; zh: string; en: string }[] = [
  { indicator: 'ten-items-done', kind: 'item', zh: '事项', en: 'items' },
  { indicator: 'policies-issued', kind: 'policy', zh: '政策措施', en: 'policies' },
]
/** Version of the definitions in packs/zhuzhou/indicators/pilot.yaml. */
const definitionVersion = 1

/** The plan that counts: the newest of a pack; where no pack brings one, the newest that has such tasks at all. */
function planOf(plans: readonly { id: bigint; packKey: string | null }[], tasks: readonly HeldTask[]) {
  const having = plans.filter(({ id }) => tasks.some(({ planId }) => planId === id))
  return having.find(({ packKey }) => packKey !== null) ?? having[0]
}

/**
 * How many items of the city's plan are done and how many of its policies issued by a day. Unknown while nothing at all
 * is held of what became of them: silence is not failure.
 */
async function compute(
  ctx: Context,
  { cityCode, dataset, onDate }: Parameters<IndicatorSource['compute']>[1],
): Promise<readonly ComputedValue[]> {
  requirePermission(ctx.actor, 'programmes.read', cityCode)
  const all = await listTasks(ctx.db, { dataset, cityCode })
  const plans = await listPlans(ctx.db, { dataset, cityCode })
  return counted.flatMap(({ indicator, kind, zh, en }) => {
    const ofKind = all.filter((task) => task.kind === kind)
    const plan = planOf(plans, ofKind)
    if (!plan) return []
    const tasks = ofKind
      .filter(({ planId }) => planId === plan.id)
      .map((task) => ({
        ...task,
        completedOn: task.completedOn !== null && task.completedOn <= onDate ? task.completedOn : null,
        hasRecord: hasRecord(task),
      }))
    const [rate] = completionOf(tasks, onDate)
    const isKnown = rate!.rate !== null
    return [
      {
        indicator,
        definitionVersion,
        dimension: { kind: 'city' as const, id: cityCode },
        asOf: onDate,
        value: isKnown ? String(rate!.reached) : null,
        coverageRatio: tasks.filter((task) => task.hasRecord).length / tasks.length,
        inputs: [
          { name: '已完成', value: isKnown ? String(rate!.reached) : null, unit: '项' },
          { name: '合计', value: String(rate!.total), unit: '项' },
          { name: '已到期', value: String(rate!.fallenDue), unit: '项' },
        ],
        openPath: `/tasks?plan=${plan.id}`,
        unknownBecause: isKnown
          ? null
          : {
              zh: `还没有任何${zh}的办理情况或进展报告`,
              en: `nothing is held of what became of the ${en}`,
            },
      },
    ]
  })
}

/** The indicators that this room computes; `app.ts` registers it. */
export const programmeIndicators: IndicatorSource = {
  room: 'programmes',
  indicators: counted.map(({ indicator }) => indicator),
  compute,
}
