import { standingOn } from '../../../../engines/workflow/index.ts'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { workingDays } from '../../../../platform/working-days.ts'
import { type Context, type Dataset, requirePermission } from '../../../access/index.ts'
import type { CaseList } from '../../model.ts'
import * as applications from '../queries/applications.ts'
import * as lives from '../queries/lives.ts'
import { cycleName, fenText } from './applications.ts'
import { currentCycle } from './lives.ts'

export type ListInput = { city: string; dataset: Dataset; view: 'mine' | 'check' | 'all' }

/** The applications of a city that the asker may see: their own, those that wait for them, or all. */
export async function listApplications(ctx: Context, { city, dataset, view }: ListInput): Promise<CaseList> {
  requirePermission(ctx.actor, 'applications.read', city)
  const own = ctx.actor.organisationId
  const rows = await lives.listLives(ctx.db, {
    dataset,
    cityCode: city,
    kind: 'application',
    organisationId: view === 'mine' ? (own ?? '0') : undefined,
    states: view === 'check' ? ['checking'] : undefined,
  })
  const amounts = new Map(
    (
      await applications.listAmounts(
        ctx.db,
        rows.map(({ id }) => id),
      )
    ).map((row) => [row.lifeId, row]),
  )
  const { cycle } = await currentCycle(ctx, cycleName, city)
  const calendar = workingDays()
  const today = chinaDay(ctx.now)
  const items = rows.map((row) => {
    const state = cycle.states[row.state]
    const amount = amounts.get(row.id)
    return {
      id: String(row.id),
      title: row.title,
      organisation:
        row.organisationId === null
          ? null
          : { id: String(row.organisationId), name: row.organisationName ?? '' },
      state: row.state,
      stateTitle: state?.title[ctx.lang] ?? row.state,
      stateKind: state?.kind ?? ('open' as const),
      dueOn: row.dueOn,
      light: standingOn(row.dueOn, today, calendar).light,
      changedAt: row.changedAt.toISOString(),
      claimedFen: fenText(amount?.claimedFen ?? null),
      computedFen: fenText(amount?.computedFen ?? null),
      ceilingFen: fenText(amount?.ceilingFen ?? null),
      approvedFen: fenText(amount?.approvedFen ?? null),
      isMine: own !== null && row.organisationId === BigInt(own),
    }
  })
  const states = Object.entries(cycle.states).map(([id, { title, kind }]) => ({
    id,
    title: title[ctx.lang],
    kind,
  }))
  return { asOf: today, states, items }
}
