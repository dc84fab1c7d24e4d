import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, disclosable, holds, requirePermission } from '../../access/index.ts'
import { windowOf } from '../domain/clause-assessment.ts'
import { cellsOf, countVerdicts, decidedRatio, leverage, type Sum, sumBy } from '../domain/forecast.ts'
import type { ClauseCounts, Dimension, Forecast, ForecastLine } from '../model.ts'
import { listExampleIds } from '../queries/firms.ts'
import { listWindows } from '../queries/library.ts'
import { listEffects, listIndustryNames } from '../queries/runs.ts'
import { type CityRun, computeCity } from './city-run.ts'
import type { CityScope } from './city-table.ts'

type Input = Omit<CityScope, 'on'> & { readonly on?: string | undefined }

/**
 * What the policies in force would cost over a whole city, by policy, district, industry, size class and month of payment.
 * Made of figures that not every reader may see: for those, figures with fewer than three firms behind them, or with one
 * above 80 %, are withheld (README of access, aggregates).
 */
export async function forecastCity(ctx: Context, input: Input): Promise<Forecast> {
  requirePermission(ctx.actor, 'policy.forecast', input.city)
  const scope = { ...input, on: input.on ?? chinaDay(ctx.now) }
  const city = await computeCity(ctx, scope)
  const sums = await sumsOf(ctx, city)
  const [total = emptySum] = sumBy(city.run, () => 'total')
  const groups = Object.entries(sums).map(([dimension, { lines }]) => [dimension, lines] as const)
  const readsAll = holds(ctx.actor, 'policy.run')
  const shown = readsAll ? null : disclosable(cellsOf(total, groups))
  const lineOf = (dimension: Dimension, sum: Sum) =>
    toLine(
      sum,
      sums[dimension].labelOf(sum.key),
      shown === null || shown.has(`${dimension}/${sum.key ?? ''}`),
    )
  return {
    city: scope.city,
    dataset: scope.dataset,
    on: scope.on,
    firms: city.table.rows.ids.length,
    policies: city.rules.library.policies.length,
    elapsedMs: city.elapsedMs,
    coverageRatio: decidedRatio(city.run),
    total: toLine(total, '', shown === null || shown.has('total')),
    by: {
      policy: sums.policy.lines.map((sum) => lineOf('policy', sum)),
      district: sums.district.lines.map((sum) => lineOf('district', sum)),
      industry: sums.industry.lines.map((sum) => lineOf('industry', sum)),
      size: sums.size.lines.map((sum) => lineOf('size', sum)),
      month: sums.month.lines.map((sum) => lineOf('month', sum)),
    },
    clauses: await clauseCounts(ctx, city, readsAll),
    refused: city.rules.refused.map(({ policy, message }) => ({ policy, message })),
    missingCityValues: missingCityValues(city),
    effects: await effectsOf(ctx, scope.city),
  }
}

const sizeLabels = {
  zh: { large: '大型', medium: '中型', small: '小型', micro: '微型' },
  en: { large: 'large', medium: 'medium', small: 'small', micro: 'micro' },
} as const
const emptySum: Sum = {
  key: 'total',
  amountFen: 0n,
  ceilingFen: 0n,
  unknownAwards: 0,
  contributors: new Map(),
}

function toLine(sum: Sum, label: string, isShown: boolean): ForecastLine {
  const { key } = sum
  if (!isShown)
    return { key, label, firms: null, amountFen: null, ceilingFen: null, unknownAwards: null, withheld: true }
  return {
    key,
    label,
    firms: sum.contributors.size,
    amountFen: String(sum.amountFen),
    ceilingFen: String(sum.ceilingFen),
    unknownAwards: sum.unknownAwards,
    withheld: false,
  }
}

type Grouped = { readonly lines: readonly Sum[]; labelOf(key: string | null): string }

async function sumsOf(
  ctx: Context,
  { run, table, rules, scope }: CityRun,
): Promise<Record<Dimension, Grouped>> {
  const windows = await listWindows(ctx.db, scope.dataset)
  const industryNames = await listIndustryNames(ctx.db)
  const districtNames = new Map(
    table.firms.map(({ districtCode, districtName }) => [districtCode, districtName]),
  )
  const titles = new Map(rules.library.policies.map(({ id, title }) => [id, title]))
  const divisionOf = (row: number) =>
    table.firms[row]!.industryCode?.replace(/^[A-Z]/u, '').slice(0, 2) ?? null
  const months = new Map(
    run.outcomes.map(({ clause }) => {
      const window = windowOf(windows, { policy: clause.policy, clause: clause.id }, scope.on)
      const day = window?.state === 'closed' ? null : (window?.paysOn ?? window?.closesOn ?? null)
      return [clause.key, day?.slice(0, 7) ?? null]
    }),
  )
  const byMonth = sumBy(run, (_, { clause }) => months.get(clause.key) ?? null)
  return {
    policy: {
      lines: sumBy(run, (_, { clause }) => clause.policy),
      labelOf: (key) => titles.get(key!) ?? key!,
    },
    district: {
      lines: sumBy(run, (row) => table.firms[row]!.districtCode),
      labelOf: (key) => districtNames.get(key) ?? key ?? '',
    },
    industry: { lines: sumBy(run, divisionOf), labelOf: (key) => industryNames.get(key ?? '') ?? key ?? '' },
    size: {
      lines: sumBy(run, (row) => table.firms[row]!.sizeClass),
      labelOf: (key) => sizeLabels[ctx.lang][key as keyof (typeof sizeLabels)['zh']] ?? '',
    },
    month: {
      lines: [...byMonth].sort((a, b) => ((a.key ?? '9') < (b.key ?? '9') ? -1 : 1)),
      labelOf: (key) => key ?? '',
    },
  }
}

/** How many firms stand where under each clause; fewer than three of a kind are not counted out to everybody. */
async function clauseCounts(
  ctx: Context,
  { run, rules, table }: CityRun,
  readsAll: boolean,
): Promise<ClauseCounts[]> {
  const examples = new Set(await listExampleIds(ctx.db))
  const titles = new Map(rules.library.policies.map(({ id, title }) => [id, title]))
  const cells = run.outcomes.map(({ clause, gross, net }) => {
    const contributors = new Map<string, number>()
    gross.rows.forEach((row, entry) => {
      const fen = net[entry]!
      if (fen > 0) contributors.set(table.rows.ids[row]!, fen)
    })
    return { id: clause.key, contributors }
  })
  const shown = readsAll ? null : disclosable(cells)
  return run.outcomes.map((outcome) => {
    const { clause, net } = outcome
    const about = {
      policy: clause.policy,
      policyTitle: titles.get(clause.policy)!,
      clause: clause.id,
      title: clause.title,
      isCeiling: clause.isCeiling,
      isExample: examples.has(clause.policy),
    }
    const counts = countVerdicts(outcome)
    if (readsAll) return { ...about, ...counts, totalFen: totalOf(net), withheld: false }
    const least = (count: number) => (count < 3 ? null : count)
    const isShown = shown!.has(clause.key)
    return {
      ...about,
      entitled: isShown ? counts.entitled : null,
      near: least(counts.near),
      notEligible: least(counts.notEligible),
      insufficientData: least(counts.insufficientData),
      notComputable: least(counts.notComputable),
      totalFen: isShown ? totalOf(net) : null,
      withheld: !isShown,
    }
  })
}

/** The exact sum of whole fen; what hangs on an unknown limit is left out. */
export function totalOf(net: Float64Array): string {
  let total = 0n
  for (const fen of net) if (!Number.isNaN(fen)) total += BigInt(fen)
  return String(total)
}

function missingCityValues({ run, rules }: CityRun): Forecast['missingCityValues'] {
  return run.records
    .filter(({ value }) => value === null)
    .map(({ name }) => {
      const definition = rules.library.city.get(name)
      return { name, label: definition?.label ?? name, supplier: definition?.supplier ?? null }
    })
}

async function effectsOf(ctx: Context, city: string): Promise<Forecast['effects']> {
  return (await listEffects(ctx.db, city)).map((effect) => ({
    programme: effect.programme,
    year: effect.year,
    projects: effect.projects,
    totalInvestmentFen: effect.totalInvestmentFen?.toString() ?? null,
    fiscalFen: effect.fiscalFen?.toString() ?? null,
    leverageRatio: leverage(effect.totalInvestmentFen, effect.fiscalFen),
    source: effect.source,
  }))
}
