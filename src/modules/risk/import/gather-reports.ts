import type { ParsedRow } from '../../registry/index.ts'
import type { ReportInput } from '../model.ts'
import type { ReportFigure, ReportRow } from './report-row.ts'

/** The lines of one firm and period, as one report. */
export type GatheredReport = {
  readonly firmKey: string
  readonly firmText: string
  readonly lines: readonly number[]
  readonly report: Pick<ReportInput, 'cadence' | 'period' | ReportFigure | 'stock'>
}
export type Clash = { readonly line: number; readonly firstLine: number }

const figures = [
  'ordersFen',
  'capacityUseRatio',
  'deliveryDelayDays',
  'singleSources',
  'logistics',
  'note',
] as const satisfies readonly ReportFigure[]
/** As many key inputs as a report holds. */
const mostInputs = 50

/** Figures and stock of two lines taken together; undefined where they contradict each other. */
function join(held: GatheredReport['report'], row: ReportRow): GatheredReport['report'] | undefined {
  if (figures.some((name) => held[name] !== null && row[name] !== null && held[name] !== row[name]))
    return undefined
  const joined = Object.fromEntries(figures.map((name) => [name, held[name] ?? row[name]]))
  const { stock } = row
  const same = stock === null ? undefined : held.stock.find(({ input }) => input === stock.input)
  if (same && same.days !== stock!.days) return undefined
  if (stock && !same && held.stock.length >= mostInputs) return undefined
  const all = stock === null || same ? held.stock : [...held.stock, stock]
  return { ...held, ...joined, stock: all }
}

/**
 * Lines of one firm and period make one report: each may add a key input, and figures that another line leaves empty.
 * @param firmOf the firm of a key, so that a name and a credit code of one firm meet
 * @returns the reports in the order of their first lines, and the lines that contradict an earlier one
 */
export function gatherReports(
  rows: readonly ParsedRow<ReportRow>[],
  firmOf: (key: string) => string,
): { reports: GatheredReport[]; clashes: Clash[] } {
  const reports = new Map<string, GatheredReport & { lines: number[] }>()
  const clashes: Clash[] = []
  for (const { line, row } of rows) {
    const { firmKey, firmText, stock: _, ...told } = row
    const key = `${firmOf(firmKey)} ${row.cadence} ${row.period}`
    const held = reports.get(key)
    const report = join(held?.report ?? { ...told, stock: [] }, row)
    if (report === undefined) clashes.push({ line, firstLine: held!.lines[0]! })
    else reports.set(key, { firmKey, firmText, report, lines: [...(held?.lines ?? []), line] })
  }
  return { reports: [...reports.values()], clashes }
}
