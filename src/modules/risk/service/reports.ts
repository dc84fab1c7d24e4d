import { dueOn, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { audit, type Context, holds, pushNotice, requirePermission } from '../../access/index.ts'
import { alertCycle } from '../domain/alert-life.ts'
import { changeScore } from '../domain/change-score.ts'
import { endOfPeriod } from '../domain/report-period.ts'
import type { Report, ReportInput } from '../model.ts'
import {
  findFirm,
  insertAlert,
  insertBuyersAsPossible,
  insertReport,
  listEarlierReports,
  listReportRows,
  type ReportRow,
} from '../queries/monitoring.ts'
import { crossedThresholds, loadMonitoringRules, type MonitoringFile } from './monitoring-rules.ts'

type Via = 'form' | 'import' | 'api'

type ReportingFirm = { id: string; name: string; cityCode: string; periodEnd: string }

/** The firm that a report is of, with the end of its period; or what stands against it, in words for the line. */
export async function findReportingFirm(
  ctx: Context,
  report: ReportInput,
  line: number,
): Promise<ReportingFirm | AppError> {
  // A firm tells for itself only; the chain office for every firm of its city.
  const isOffice = holds(ctx.actor, 'monitoring.manage')
  if (!isOffice && ctx.actor.organisationId !== report.organisationId)
    return new AppError('forbidden', 'risk.report_of_other', { line })
  const firm = await findFirm(ctx.db, report.dataset, report.organisationId)
  if (!firm || firm.cityCode === null)
    return new AppError('not_found', 'risk.report_no_firm', { line, id: report.organisationId })
  if (isOffice && ctx.actor.cityCode !== null && ctx.actor.cityCode !== firm.cityCode)
    return new AppError('forbidden', 'risk.report_other_city', { line, firm: firm.name })
  const { cadence, period } = report
  const periodEnd = endOfPeriod(cadence, period)
  if (periodEnd === null) return new AppError('invalid', 'risk.report_period', { line, period })
  if (periodEnd > chinaDay(ctx.now))
    return new AppError('invalid', 'risk.report_too_early', { line, period, end: periodEnd })
  return { ...firm, cityCode: firm.cityCode, periodEnd }
}

/**
 * Keeps one report of a firm, and raises an alert for every threshold crossed and every figure that left the firm's own
 * history. Undefined where the same report stands already.
 */
export async function keepReport(
  ctx: Context,
  report: ReportInput,
  firm: ReportingFirm,
  from: { via: Via; importId: string | null },
): Promise<{ id: string; alerts: number } | undefined> {
  const { cityCode, periodEnd } = firm
  const by = { reportedBy: ctx.actor.displayName, now: ctx.now }
  const id = await insertReport(ctx.db, { ...report, cityCode, periodEnd, ...from, ...by })
  if (id === undefined) return undefined
  const detail = { organisation: report.organisationId, period: report.period, via: from.via }
  await audit(ctx, { action: 'risk.report', subject: `risk.report/${id}`, detail, confidential: true })
  return { id, alerts: await raiseAlerts(ctx, report, { ...firm, reportId: id, importId: from.importId }) }
}

/**
 * Keeps monthly or weekly reports, all or none, with their alerts. The same report again changes nothing.
 * @throws invalid, not_found or forbidden with the line at fault
 */
export async function keepReports(
  ctx: Context,
  reports: readonly ReportInput[],
  via: 'form' | 'api',
): Promise<{ kept: number; alerts: number }> {
  requirePermission(ctx.actor, 'monitoring.report')
  let [kept, alerts] = [0, 0]
  for (const [k, report] of reports.entries()) {
    const firm = await findReportingFirm(ctx, report, k + 1)
    if (firm instanceof AppError) throw firm
    const done = await keepReport(ctx, report, firm, { via, importId: null })
    if (done === undefined) continue
    kept++
    alerts += done.alerts
  }
  return { kept, alerts }
}

type Firm = ReportingFirm & { reportId: string; importId: string | null }
type Sign = {
  kind: 'threshold' | 'change'
  key: string
  title: string
  detail: Record<string, string | number | null>
}

async function raiseAlerts(ctx: Context, report: ReportInput, firm: Firm): Promise<number> {
  const rules = await loadMonitoringRules(ctx, firm.cityCode)
  if (!rules) return 0
  const earlier = await listEarlierReports(ctx.db, { ...report, before: firm.periodEnd })
  const crossed = crossedThresholds(rules, report, firm.periodEnd).map(
    ({ key, title }): Sign => ({ kind: 'threshold', key, title, detail: { period: report.period } }),
  )
  let raised = 0
  for (const sign of [...crossed, ...changesOf(ctx, rules, report, earlier)])
    raised += await raise(ctx, report, firm, sign)
  return raised
}

/** Figures that left the firm's own history; thresholds are asked apart. */
function changesOf(
  ctx: Context,
  rules: MonitoringFile,
  report: ReportInput,
  earlier: readonly ReportRow[],
): Sign[] {
  const figures = [
    {
      key: 'orders',
      of: (one: ReportInput | ReportRow) => (one.ordersFen === null ? null : Number(one.ordersFen)),
    },
    { key: 'capacity', of: (one: ReportInput | ReportRow) => one.capacityUseRatio },
    { key: 'delay', of: (one: ReportInput | ReportRow) => one.deliveryDelayDays },
  ] as const
  return figures.flatMap(({ key, of }): Sign[] => {
    const value = of(report)
    const history = earlier.flatMap((one) => of(one) ?? [])
    const score = value === null ? null : changeScore(value, history, rules.change.leastReports)
    if (score === null || Math.abs(score) < rules.change.score) return []
    const title = translate(ctx.lang, `risk.change_${key}`)
    return [
      { kind: 'change', key, title, detail: { score: Math.round(score * 100) / 100, period: report.period } },
    ]
  })
}

async function raise(ctx: Context, report: ReportInput, firm: Firm, sign: Sign): Promise<number> {
  const instance = start(alertCycle, {
    actor: { id: ctx.actor.displayName, roles: [] },
    at: ctx.now.toISOString(),
  })
  const id = await ctx.asProgram(async () => {
    const raised = await insertAlert(ctx.db, {
      ...{ dataset: report.dataset, cityCode: firm.cityCode, kind: sign.kind, organisationId: firm.id },
      ...{ reportId: firm.reportId, importId: firm.importId },
      ...{ rule: sign.key, title: sign.title, detail: sign.detail },
      ...{
        state: instance.state,
        history: instance.history,
        dueOn: dueOn(alertCycle, instance, workingDays()),
      },
      onceKey: `${firm.id}/${report.cadence}/${report.period}/${sign.kind}/${sign.key}`,
      createdAt: ctx.now,
    })
    if (raised !== undefined)
      await insertBuyersAsPossible(ctx.db, {
        ...{ id: raised, dataset: report.dataset, firms: [firm.id], on: firm.periodEnd },
        ...{ by: ctx.actor.displayName, now: ctx.now },
      })
    return raised
  })
  if (id === undefined) return 0
  await pushNotice(ctx, {
    to: { role: 'chain_office', cityCode: firm.cityCode },
    kind: 'risk.alert_raised',
    params: { firm: firm.name, title: sign.title },
    reference: { room: 'risk', path: `/monitoring?alert=${id}` },
    dataset: report.dataset,
    onceKey: `risk.alert/${id}`,
  })
  return 1
}

/** Reports that the reader may see: its own for a firm, all for the chain office. */
export async function listReports(
  ctx: Context,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
): Promise<Report[]> {
  requirePermission(ctx.actor, 'monitoring.report', city)
  const rows = await listReportRows(ctx.db, dataset, city)
  if (holds(ctx.actor, 'monitoring.manage'))
    await audit(ctx, { action: 'risk.read_reports', subject: `city/${city}/${dataset}`, confidential: true })
  return rows.map(({ createdAt, periodEnd: _, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }))
}
