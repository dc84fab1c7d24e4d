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
import { withWeeks } from '../domain/month-of-weeks.ts'
import { addDays, endOfPeriod, lastPeriod, weeksOfMonth } from '../domain/report-period.ts'
import { listFirmsOfChain } from '../queries/groups.ts'
import {
  listAsked,
  listMonthAlerts,
  listPeriodReports,
  type MonthAlert,
  type ToldPeriod,
} from '../queries/months.ts'
import { crossedThresholds, loadMonitoringRules, type MonitoringFile } from './monitoring-rules.ts'

/** What the reports of a city's firms say of a month, of one chain or of all. */
export type MonthAnalysis = {
  readonly month: string
  readonly before: string
  /** Asked to report by month or by week before the month ended. */
  readonly asked: number
  readonly reported: number
  /** Of these, firms whose month is made of weekly reports. */
  readonly reportedByWeek: number
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

/** Thresholds that reports crossed; a firm that reports by week crosses each once, in whichever week. */
function crossings(rules: MonitoringFile | undefined, reports: readonly ToldPeriod[], asked: MonthAsked) {
  if (!rules) return []
  const found = reports.flatMap((report) =>
    crossedThresholds(
      rules,
      {
        ...report,
        dataset: asked.dataset,
        note: null,
        stock: report.stock.map((one) => ({ ...one, nodeId: null })),
      },
      report.periodEnd,
    ).map(({ key, title }) => ({ organisationId: report.organisationId, name: report.name, key, title })),
  )
  return [...new Map(found.map((one) => [`${one.organisationId} ${one.key}`, one])).values()]
}

/** One month as it was told: each firm once, and every report behind it. */
function toldIn(month: string, all: readonly ToldPeriod[]) {
  const weeks = weeksOfMonth(month)
  const monthly = all.filter(({ period }) => period === month)
  const weekly = all.filter(({ period }) => weeks.includes(period))
  return { firms: withWeeks(monthly, weekly, weeks), reports: [...monthly, ...weekly] }
}

/** What is held of the two months, of the firms that are meant. */
async function loadMonths(ctx: Context, asked: MonthAsked, before: string) {
  const { city, dataset, chain, month } = asked
  const ofChain = chain === null ? null : new Set(await listFirmsOfChain(ctx.db, { city, dataset }, chain))
  const isMeant = ({ organisationId: id }: { organisationId: string | null }) =>
    ofChain === null || (id !== null && ofChain.has(id))
  const weeks = weeksOfMonth(month)
  const periods = [month, before, ...weeks, ...weeksOfMonth(before)]
  const all = await listPeriodReports(ctx.db, { city, dataset }, periods)
  return {
    ...{ now: toldIn(month, all.filter(isMeant)), last: toldIn(before, all.filter(isMeant)) },
    inCity: toldIn(month, all).firms.length,
    asks: (await listAsked(ctx.db, asked, endOfPeriod('month', month)!)).filter(isMeant),
    alerts: (await listMonthAlerts(ctx.db, asked, { month, weeks })).filter(isMeant),
    rules: await loadMonitoringRules(ctx, city),
  }
}

type Ask = Awaited<ReturnType<typeof listAsked>>[number]

/** Who was asked for the month, or for weeks of it, and left one out; each once, with the earliest day it was due. */
function missingOf(
  asks: readonly Ask[],
  reports: readonly ToldPeriod[],
  month: string,
  rules: MonitoringFile | undefined,
): MonthAnalysis['missing'] {
  const told = new Set(reports.map(({ organisationId, period }) => `${organisationId} ${period}`))
  const missing = new Map<string, { id: string; name: string; dueOn: string | null }>()
  for (const { organisationId: id, name, cadence, since } of asks) {
    const periods = cadence === 'month' ? [month] : weeksOfMonth(month)
    for (const period of periods) {
      const end = endOfPeriod(cadence, period)!
      if (end < since || told.has(`${id} ${period}`)) continue
      const dueOn = rules ? addDays(end, rules.dueDays[cadence]) : null
      const known = missing.get(id)
      if (!known || (dueOn !== null && known.dueOn !== null && dueOn < known.dueOn))
        missing.set(id, { id, name, dueOn })
    }
  }
  return [...missing.values()]
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
  const pairs = pairsOf(now.firms, last.firms)
  const both = new Set(pairs.map((pair) => pair.now.organisationId))
  const detail = { month, chain, firms: now.firms.length }
  const subject = `city/${city}/${dataset}`
  await audit(ctx, { action: 'risk.analyse_month', subject, detail, confidential: true })
  return {
    ...{ month, before, asked: new Set(asks.map(({ organisationId }) => organisationId)).size },
    ...{ reported: now.firms.length, reportedBefore: last.firms.length },
    reportedByWeek: now.firms.filter(({ weeks }) => weeks !== undefined).length,
    missing: missingOf(asks, now.reports, month, rules),
    reportedInCity: inCity,
    orders: comparedOrders(pairs),
    capacity: comparedMedians(pairs, 'capacityUseRatio'),
    delay: comparedMedians(pairs, 'deliveryDelayDays'),
    thresholds: thresholdMonths(
      crossings(rules, now.reports, asked),
      crossings(rules, last.reports, asked),
      both,
    ),
    hasThresholds: rules !== undefined,
    alerts: alerts.map((alert) => ({
      ...alert,
      stateText: alertCycle.states[alert.state as 'raised'].title[ctx.lang],
    })),
    firms: firmMonths(now.firms, last.firms),
  }
}
