import { z } from '@hono/zod-openapi'
import {
  evaluate,
  type Library,
  libraryOf,
  readData,
  readFactValue,
  resultLines,
  tableOf,
} from '../../../engines/rules/index.ts'
import type { PackSection } from '../../../platform/packs/index.ts'
import { audit, type Context } from '../../access/index.ts'
import { cityCodeSchema, keySchema, partialDateSchema, sourceSchema } from '../../indicators/index.ts'
import type { ReportInput } from '../model.ts'
import { findMonitoringRules, upsertMonitoringRules } from '../queries/monitoring.ts'

/** `packs/<city>/monitoring`: thresholds as a policy of the rules engine, and how change and lateness are told. */
export const monitoringFileSchema = z.strictObject({
  id: keySchema,
  city: cityCodeSchema,
  version: z.number().int().min(1),
  asOf: partialDateSchema,
  source: sourceSchema,
  change: z.strictObject({ score: z.number().positive(), leastReports: z.number().int().min(3) }),
  dueDays: z.strictObject({ month: z.number().int().min(0), week: z.number().int().min(0) }),
  rule: z.unknown(),
})
export type MonitoringFile = z.infer<typeof monitoringFileSchema>

type Compiled = { readonly library: Library } | { readonly problems: readonly string[] }

function compile(rule: unknown, file: string): Compiled {
  const text = readData(rule, file, () => null)
  const { library, problems } = libraryOf([text])
  const errors = [...text.problems, ...problems].filter(({ severity }) => severity === 'error')
  return errors.length > 0 || library.clauses.length === 0
    ? { problems: errors.map(({ message }) => message) }
    : { library }
}

/** Thresholds of a city; a changed file is written over its version, a new version stands beside it. */
export const monitoringSection: PackSection<MonitoringFile, Context> = {
  room: 'risk',
  folder: 'monitoring',
  schema: monitoringFileSchema,
  check: (docs) =>
    docs.flatMap((doc) => {
      const compiled = compile(doc.value.rule, doc.file)
      const problems = 'problems' in compiled ? compiled.problems : []
      return problems.map((message) => ({ doc, path: ['rule'], message: { zh: message, en: message } }))
    }),
  async load(ctx, docs) {
    for (const { value } of docs) {
      const rule = { city: value.city, version: value.version, content: value }
      if (!(await upsertMonitoringRules(ctx.db, rule, ctx.now))) continue
      const subject = `city/${value.city}/monitoring/${value.version}`
      await audit(ctx, { action: 'risk.load_thresholds', subject, detail: { version: value.version } })
    }
  },
}

/** The rules that hold in a city; undefined where its pack has none. */
export async function loadMonitoringRules(ctx: Context, city: string): Promise<MonitoringFile | undefined> {
  return (await findMonitoringRules(ctx.db, city)) as MonitoringFile | undefined
}

export type Crossed = { readonly key: string; readonly title: string }

/** The thresholds that a report crosses. What the report does not tell crosses nothing. */
export function crossedThresholds(file: MonitoringFile, report: ReportInput, on: string): Crossed[] {
  const compiled = compile(file.rule, file.id)
  if ('problems' in compiled) return []
  const { library } = compiled
  const told: Record<string, string | number | null> = {
    least_stock_days: report.stock.length > 0 ? Math.min(...report.stock.map(({ days }) => days)) : null,
    capacity_use: report.capacityUseRatio === null ? null : `${report.capacityUseRatio * 100}%`,
    delivery_delay: report.deliveryDelayDays,
    single_sources: report.singleSources,
    logistics: report.logistics,
  }
  const facts = new Map(
    [...library.facts].map(([name, fact]) => [name, readFactValue(fact, told[name] ?? null)]),
  )
  const table = tableOf([{ id: 'report', facts }], library.facts)
  const run = evaluate(library, { table, onDay: Math.floor(Date.parse(`${on}T00:00:00Z`) / 86_400_000) })
  const holding = new Set(
    [...resultLines(run)].flatMap((line) => (line.verdict === 'entitled' ? [line.clause] : [])),
  )
  return library.clauses
    .filter(({ key, id }) => holding.has(key) || holding.has(id))
    .map(({ id, title }) => ({ key: id, title }))
}
