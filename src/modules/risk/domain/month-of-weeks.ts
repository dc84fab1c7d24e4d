// The month of a firm that reports by week. docs/methods/monitoring.md.
import { medianOf } from './change-score.ts'
import type { MonthReport } from './month-analysis.ts'

export type WeekReport = MonthReport & { readonly period: string }

/**
 * What a firm's weekly reports tell of a month: capacity use and delay are medians of the weeks that told them; stock,
 * single sources and logistics stand as the last week that told them; orders are the sum only where every week of the
 * month told them, since part of a month is no month.
 *
 * @param reports of one firm, at least one
 * @param weeks the weeks of the month
 */
export function monthOfWeeks(reports: readonly WeekReport[], weeks: readonly string[]): MonthReport {
  const inOrder = [...reports].sort((a, b) => (a.period < b.period ? -1 : 1))
  const { organisationId, name } = inOrder[0]!
  const told = <V>(of: (report: WeekReport) => V | null) => inOrder.flatMap((report) => of(report) ?? [])
  const orders = told(({ ordersFen }) => ordersFen)
  const stock = inOrder.filter((report) => report.stock.length > 0).at(-1)?.stock ?? []
  return {
    ...{ organisationId, name, stock },
    ordersFen:
      orders.length === weeks.length ? String(orders.reduce((sum, fen) => sum + BigInt(fen), 0n)) : null,
    capacityUseRatio: medianOf(told(({ capacityUseRatio }) => capacityUseRatio)),
    deliveryDelayDays: medianOf(told(({ deliveryDelayDays }) => deliveryDelayDays)),
    singleSources: told(({ singleSources }) => singleSources).at(-1) ?? null,
    logistics: told(({ logistics }) => logistics).at(-1) ?? null,
    weeks: { told: inOrder.length, all: weeks.length },
  }
}

/** Each firm once: by its report of the month where there is one, else by its weeks. */
export function withWeeks(
  monthly: readonly MonthReport[],
  weekly: readonly WeekReport[],
  weeks: readonly string[],
): MonthReport[] {
  const hasMonth = new Set(monthly.map(({ organisationId }) => organisationId))
  const byFirm = new Map<string, WeekReport[]>()
  for (const report of weekly) {
    if (hasMonth.has(report.organisationId)) continue
    byFirm.set(report.organisationId, [...(byFirm.get(report.organisationId) ?? []), report])
  }
  return [...monthly, ...[...byFirm.values()].map((reports) => monthOfWeeks(reports, weeks))]
}
