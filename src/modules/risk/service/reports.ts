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

/** A firm tells for itself only; the chain office for every firm of its city. @returns the firm with its city */
async function checkReport(ctx: Context, report: ReportInput, line: number) {
  const isOffice = holds(ctx.actor, 'monitoring.manage')
  if (!isOffice && ctx.actor.organisationId !== report.organisationId)
    throw new AppError('forbidden', 'risk.report_of_other', { line })
  const firm = await findFirm(ctx.db, report.dataset, report.organisationId)
  if (!firm || firm.cityCode === null)
    throw new AppError('not_found', 'risk.report_no_firm', { line, id: report.organisationId })
  requirePermission(ctx.actor, 'monitoring.report', isOffice ? firm.cityCode : undefined)
  const periodEnd = endOfPeriod(report.cadence, report.period)
  if (periodEnd === null) throw new AppError('invalid', 'risk.report_period', { line, period: report.period })
  if (periodEnd > chinaDay(ctx.now))
    throw new AppError('invalid', 'risk.report_too_early', { line, period: report.period, end: periodEnd })
  return { ...firm, cityCode: firm.cityCode, periodEnd }
}

/**
 * Keeps monthly or weekly reports, all or none, and raises an alert for every threshold crossed and every figure that
 * left the firm's own history. The same report again changes nothing.
 * @throws invalid, not_found or forbidden with the line at fault
 */
export async function keepReports(
  ctx: Context,
  reports: readonly ReportInput[],
  via: Via,
): Promise<{ kept: number; alerts: number }> {
  requirePermission(ctx.actor, 'monitoring.report')
  let [kept, alerts] = [0, 0]
  for (const [k, report] of reports.entries()) {
    const firm = await checkReport(ctx, report, k + 1)
    const id = await insertReport(ctx.db, {
      ...{ ...report, cityCode: firm.cityCode, periodEnd: firm.periodEnd, via },
      ...{ reportedBy: ctx.actor.displayName, now: ctx.now },
    })
    if (id === undefined) continue
    kept++
    const subject = `risk.report/${id}`
    const detail = { organisation: report.organisationId, period: report.period, via }
    await audit(ctx, { action: 'risk.report', subject, detail, confidential: true })
    alerts += await raiseAlerts(ctx, report, { ...firm, reportId: id })
  }
  return { kept, alerts }
}

type Firm = { id: string; name: string; cityCode: string; periodEnd: string; reportId: string }
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
      ...{ reportId: firm.reportId, rule: sign.key, title: sign.title, detail: sign.detail },
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
