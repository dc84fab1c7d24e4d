import { AppError } from '../../../kernel/errors.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { findHeldEnds } from '../../network/index.ts'
import {
  type Importer,
  type ImportProblem,
  type ImportRun,
  lockDataset,
  type ParsedRow,
  type RowResult,
} from '../../registry/index.ts'
import type { ReportInput } from '../model.ts'
import { findCurrentReport } from '../queries/report-import.ts'
import { findReportingFirm, keepReport } from '../service/reports.ts'
import { type GatheredReport, gatherReports } from './gather-reports.ts'
import { parseReport, type ReportRow, reportExample, reportFields } from './report-row.ts'
import { undoReports } from './undo-reports.ts'

const refused = (line: number, code: string, params: Readonly<Record<string, unknown>>): RowResult => ({
  line,
  outcome: 'refused',
  subject: null,
  problems: [{ line, column: null, code, params }],
})

/** The first line stands for the report, the others joined it. */
function resultsOf(
  lines: readonly number[],
  first: Omit<RowResult, 'line'>,
  others: RowResult['outcome'],
): RowResult[] {
  return lines.map((line, k) =>
    k === 0 ? { line, ...first } : { line, outcome: others, subject: first.subject, problems: [] },
  )
}

/** Keeps the report of one firm and period, or says of each of its lines why not. */
async function applyReport(
  ctx: Context,
  { firmText, lines, report }: GatheredReport,
  firmId: string | undefined,
  run: ImportRun,
): Promise<RowResult[]> {
  const [line] = lines as [number, ...number[]]
  if (firmId === undefined)
    return lines.map((each) => refused(each, 'risk.import_no_firm', { firm: firmText }))
  const input: ReportInput = { ...report, dataset: run.options.dataset, organisationId: firmId }
  const firm = await findReportingFirm(ctx, input, line)
  if (firm instanceof AppError)
    return lines.map((each) => refused(each, firm.code, { ...firm.params, line: each }))
  const held = await findCurrentReport(ctx.db, input)
  const kept = await keepReport(ctx, input, firm, { via: 'import', importId: run.importId })
  if (kept === undefined) {
    const subject = held ? `risk.report/${held.id}` : null
    return resultsOf(lines, { outcome: 'unchanged', subject, problems: [] }, 'unchanged')
  }
  const replaced: ImportProblem[] = held
    ? [{ line, column: null, code: 'risk.import_replaces', params: { firm: firmText, day: held.day } }]
    : []
  const first = {
    subject: `risk.report/${kept.id}`,
    outcome: held ? 'joined' : 'created',
    problems: replaced,
  } as const
  return resultsOf(lines, first, 'joined')
}

async function applyReports(
  ctx: Context,
  rows: readonly ParsedRow<ReportRow>[],
  run: ImportRun,
  progress: (done: number, total: number) => Promise<void> | void,
): Promise<RowResult[]> {
  const { dataset } = run.options
  await lockDataset(ctx.db, dataset)
  const found = await findHeldEnds(ctx, dataset, [...new Set(rows.map(({ row }) => row.firmKey))])
  const { reports, clashes } = gatherReports(rows, (key) => found.get(key) ?? key)
  const results = clashes.map(({ line, firstLine }) => refused(line, 'risk.import_clash', { firstLine }))
  // Earlier periods first, so that each is judged against the ones before it.
  const inOrder = [...reports].sort((a, b) => (a.report.period < b.report.period ? -1 : 1))
  for (const [k, report] of inOrder.entries()) {
    results.push(...(await applyReport(ctx, report, found.get(report.firmKey), run)))
    await progress(k + 1, inOrder.length)
  }
  return results
}

/**
 * Monitoring reports from a spreadsheet. A line whose firm is not registered is refused; a report that stands already for
 * the same firm and period is replaced and stays as history; thresholds and changes raise alerts as by form.
 */
export const reportImporter: Importer<ReportRow> = {
  kind: 'monitoring_reports',
  fields: reportFields,
  confides: () => true,
  questions: (mapped) =>
    mapped.has('name') || mapped.has('creditCode')
      ? []
      : [{ line: 0, column: null, code: 'risk.import_firm_column' }],
  parse: (raw, _options, columnOf) => parseReport(raw, columnOf),
  requirePermission: (ctx) => requirePermission(ctx.actor, 'monitoring.manage'),
  example: reportExample,
  apply: (ctx, rows, run, progress) =>
    applyReports(ctx, rows, run, (done, total) => progress('writing', done, total)),
  undo: undoReports,
}
