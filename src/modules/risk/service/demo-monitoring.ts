import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import type { NetworkFacts } from '../domain/network-facts.ts'
import { lastPeriod } from '../domain/report-period.ts'
import { seededRandom } from '../domain/seeded-random.ts'
import type { ReportInput } from '../model.ts'
import { insertReporter, listReporters } from '../queries/monitoring.ts'
import { findReportingFirm, keepReport } from './reports.ts'

const reporterCount = 12
const monthCount = 8
const inputs = ['轴承', '特种钢', '控制器', '铝型材'] as const

type Demo = { readonly city: string; readonly by: string }

/**
 * Lets the demo city show monitoring: a dozen of its busiest firms report eight months, one falls silent in the last, one
 * runs short of stock, one loses orders. Invented, and only where nobody was asked to report.
 */
export async function ensureDemoMonitoring(ctx: Context, city: string, facts: NetworkFacts): Promise<void> {
  requirePermission(ctx.actor, 'demo.generate')
  if ((await listReporters(ctx.db, 'demo', city)).length > 0) return
  const months = monthsBefore(chinaDay(ctx.now))
  const demo = { city, by: ctx.actor.displayName }
  for (const [k, organisationId] of busiestOfCity(facts).entries())
    await reportMonths(ctx, demo, { organisationId, k }, months)
}

/** The last months that have ended, oldest first. */
function monthsBefore(today: string): string[] {
  const months = [lastPeriod('month', today)]
  while (months.length < monthCount) months.unshift(lastPeriod('month', `${months[0]}-01`))
  return months
}

async function reportMonths(
  ctx: Context,
  { city, by }: Demo,
  { organisationId, k }: { organisationId: string; k: number },
  months: readonly string[],
): Promise<void> {
  const since = `${months[0]}-01`
  await insertReporter(ctx.db, { dataset: 'demo', organisationId, city, cadence: 'month', since, by })
  const random = seededRandom(k + 1)
  for (const [m, period] of months.entries()) {
    const isLast = m === months.length - 1
    const report = inventedMonth(organisationId, period, k, random.next)
    // The second firm falls silent.
    if (isLast && k === 1) continue
    const told = isLast ? { ...report, ...lastMonthOf(k, report) } : report
    const firm = await findReportingFirm(ctx, told, 1)
    if (firm instanceof AppError) throw firm
    await keepReport(ctx, told, firm, { via: 'api', importId: null })
  }
}

/** An ordinary month: nothing in it crosses a threshold. */
function inventedMonth(organisationId: string, period: string, k: number, next: () => number): ReportInput {
  const around = (middle: number, width: number) => middle + (next() - 0.5) * 2 * width
  return {
    ...{ dataset: 'demo', organisationId, cadence: 'month', period },
    ordersFen: String(Math.round(around(800 + 150 * k, 60)) * 1_000_000),
    capacityUseRatio: Math.round(around(0.78, 0.04) * 100) / 100,
    deliveryDelayDays: Math.round(around(2, 0.8) * 10) / 10,
    singleSources: k % 3,
    logistics: 'normal',
    stock: [{ input: inputs[k % inputs.length]!, nodeId: null, days: Math.round(around(28, 5)) }],
    note: null,
  }
}

/** What went wrong in the last month, firm by firm. */
function lastMonthOf(k: number, { stock, ordersFen }: ReportInput): Partial<ReportInput> {
  if (k === 0) return { stock: stock.map((one) => ({ ...one, days: 4 })) }
  if (k === 2) return { ordersFen: String(BigInt(ordersFen!) / 3n), capacityUseRatio: 0.44 }
  return k === 4 ? { logistics: 'blocked', deliveryDelayDays: 13 } : {}
}

/** The firms of the city that supply the most buyers. */
function busiestOfCity({ firms, relations, isInCity }: NetworkFacts): string[] {
  const buyers = new Map<number, Set<number>>()
  relations.suppliers.forEach((supplier, r) => {
    if (supplier >= 0 && isInCity[supplier])
      buyers.set(supplier, (buyers.get(supplier) ?? new Set()).add(relations.buyers[r]!))
  })
  const order = [...buyers].sort(([a, own], [b, other]) => other.size - own.size || a - b)
  return order.slice(0, reporterCount).map(([place]) => firms[place]!.id)
}
