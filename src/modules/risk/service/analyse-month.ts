import { audit, type Context, requirePermission } from '../../access/index.ts'
import { alertCycle } from '../domain/alert-life.ts'
import {
  type Compared,
  comparedMedians,
  comparedOrders,
  type FirmMonth,
  firmMonths,
  pairsOf,
  type ThresholdMonth,
  thresholdMonths,
} from '../domain/month-analysis.ts'
import { addDays, endOfPeriod, lastPeriod } from '../domain/report-period.ts'
import { listFirmsOfChain } from '../queries/groups.ts'
import {
  listAskedMonthly,
  listMonthAlerts,
  listMonthReports,
  type MonthAlert,
  type ToldMonth,
} from '../queries/months.ts'
import { crossedThresholds, loadMonitoringRules, type MonitoringFile } from './monitoring-rules.ts'

/** What the monthly reports of a city's firms say, of one chain or of all. */
export type MonthAnalysis = {
  readonly month: string
  readonly before: string
  /** Asked to report monthly before the month ended. */
  readonly asked: number
  readonly reported: number
  readonly reportedBefore: number
  /** `dueOn`: when the report was due; null where the city's pack does not say. */
  readonly missing: readonly { readonly id: string; readonly name: string; readonly dueOn: string | null }[]
  /** Firms of the whole city that told the month, on any chain or none. */
  readonly reportedInCity: number
  readonly orders: Compared<string>
  readonly capacity: Compared<number>
  readonly delay: Compared<number>
  readonly thresholds: readonly ThresholdMonth[]
  /** False: the city's pack has no thresholds. */
  readonly hasThresholds: boolean
  readonly alerts: readonly (MonthAlert & { readonly stateText: string })[]
  readonly firms: readonly FirmMonth[]
}
export type MonthAsked = {
  readonly city: string
  readonly dataset: 'held' | 'demo'
  /** Null: every firm of the city. */
  readonly chain: string | null
  /** YYYY-MM that has ended. */
  readonly month: string
}

function crossings(rules: MonitoringFile | undefined, reports: readonly ToldMonth[], asked: MonthAsked) {
  if (!rules) return []
  return reports.flatMap((report) =>
    crossedThresholds(
      rules,
      {
        ...report,
        dataset: asked.dataset,
        cadence: 'month',
        note: null,
        stock: report.stock.map((one) => ({ ...one, nodeId: null })),
      },
      report.periodEnd,
    ).map(({ key, title }) => ({ organisationId: report.organisationId, name: report.name, key, title })),
  )
}

/** What is held of the two months, of the firms that are meant. */
async function loadMonths(ctx: Context, asked: MonthAsked, before: string) {
  const { city, dataset, chain, month } = asked
  const ofChain = chain === null ? null : new Set(await listFirmsOfChain(ctx.db, { city, dataset }, chain))
  const isMeant = ({ organisationId: id }: { organisationId: string | null }) =>
    ofChain === null || (id !== null && ofChain.has(id))
  const all = await listMonthReports(ctx.db, { city, dataset }, [month, before])
  const of = (wanted: string) => all.filter(({ period }) => period === wanted)
  return {
    ...{ now: of(month).filter(isMeant), last: of(before).filter(isMeant), inCity: of(month).length },
    asks: (await listAskedMonthly(ctx.db, asked, endOfPeriod('month', month)!)).filter(isMeant),
    alerts: (await listMonthAlerts(ctx.db, asked, month)).filter(isMeant),
    rules: await loadMonitoringRules(ctx, city),
  }
}

/**
 * The month's reports, who is missing, thresholds crossed, alerts with cause and state, and what changed against the month
 * before. Firm by firm and confidential: for who manages the monitoring. Audited.
 */
export async function analyseMonth(ctx: Context, asked: MonthAsked): Promise<MonthAnalysis> {
  requirePermission(ctx.actor, 'monitoring.manage', asked.city)
  const { city, dataset, chain, month } = asked
  const before = lastPeriod('month', `${month}-01`)
  const { now, last, inCity, asks, alerts, rules } = await loadMonths(ctx, asked, before)
  const hasTold = new Set(now.map(({ organisationId }) => organisationId))
  const dueOn = rules ? addDays(endOfPeriod('month', month)!, rules.dueDays.month) : null
  const pairs = pairsOf(now, last)
  const both = new Set(pairs.map((pair) => pair.now.organisationId))
  const detail = { month, chain, firms: now.length }
  const subject = `city/${city}/${dataset}`
  await audit(ctx, { action: 'risk.analyse_month', subject, detail, confidential: true })
  return {
    ...{ month, before, asked: asks.length, reported: now.length, reportedBefore: last.length },
    missing: asks
      .filter(({ organisationId }) => !hasTold.has(organisationId))
      .map(({ organisationId, name }) => ({ id: organisationId, name, dueOn })),
    reportedInCity: inCity,
    orders: comparedOrders(pairs),
    capacity: comparedMedians(pairs, 'capacityUseRatio'),
    delay: comparedMedians(pairs, 'deliveryDelayDays'),
    thresholds: thresholdMonths(crossings(rules, now, asked), crossings(rules, last, asked), both),
    hasThresholds: rules !== undefined,
    alerts: alerts.map((alert) => ({
      ...alert,
      stateText: alertCycle.states[alert.state as 'raised'].title[ctx.lang],
    })),
    firms: firmMonths(now, last),
  }
}
