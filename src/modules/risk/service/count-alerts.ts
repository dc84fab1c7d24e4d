import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, disclosable, holds, requirePermission } from '../../access/index.ts'
import { type AlertCountRow, isWatched, listAlertDays } from '../queries/alert-counts.ts'

/**
 * How many alerts of a city stand how; each null where too few firms stand behind it to be told to this reader, and all
 * where nothing is watched.
 */
export type AlertCounts = {
  /** False while no firm was ever asked to report nor reported, and no alert was raised: then nobody knows. */
  readonly isWatched: boolean
  readonly open: number | null
  readonly overdue: number | null
  /** Raised, and closed or dismissed, from a day on and before another. */
  readonly raised: number | null
  readonly settled: number | null
}

const isOpen = ({ state }: AlertCountRow) => state === 'raised' || state === 'handling'

/**
 * Counts the alerts of a city for a report or a cockpit. Who manages them gets every count; everybody else gets those
 * that the rule for aggregates lets out, over the firms that the alerts are about. In a city whose firms report, no alert
 * is 0 for everybody; where none reports it is unknown.
 *
 * @param from first day that counts as raised or settled in the period, ISO; `until` is the first day after it
 */
export async function countAlerts(
  ctx: Context,
  { city, dataset, from, until }: { city: string; dataset: 'held' | 'demo'; from: string; until: string },
): Promise<AlertCounts> {
  requirePermission(ctx.actor, 'risk.aggregate', city)
  if (!(await ctx.asProgram(() => isWatched(ctx.db, { city, dataset }))))
    return { isWatched: false, open: null, overdue: null, raised: null, settled: null }
  const rows = await ctx.asProgram(() => listAlertDays(ctx.db, { city, dataset }))
  const today = chinaDay(ctx.now)
  const within = (day: string | null) => day !== null && day >= from && day < until
  const settledOn = ({ lastAt }: AlertCountRow) => (lastAt === null ? null : chinaDay(new Date(lastAt)))
  const counted = {
    open: rows.filter(isOpen),
    overdue: rows.filter((row) => isOpen(row) && row.dueOn !== null && row.dueOn < today),
    raised: rows.filter(({ raisedAt }) => within(chinaDay(raisedAt))),
    settled: rows.filter((row) => !isOpen(row) && within(settledOn(row))),
  }
  const cells = Object.entries(counted).map(([id, of]) => ({ id, contributors: byFirm(of) }))
  const open = holds(ctx.actor, 'monitoring.manage') ? null : disclosable(cells)
  const tell = (id: keyof typeof counted) => {
    const { length } = counted[id]
    return open === null || length === 0 || open.has(id) ? length : null
  }
  return {
    ...{ isWatched: true, open: tell('open'), overdue: tell('overdue') },
    ...{ raised: tell('raised'), settled: tell('settled') },
  }
}

function byFirm(rows: readonly AlertCountRow[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { organisationId } of rows) {
    const firm = organisationId ?? 'nobody'
    counts.set(firm, (counts.get(firm) ?? 0) + 1)
  }
  return counts
}
