import { compareFractions } from '../../../engines/rules/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import type {
  Importer,
  ImportProblem,
  ImportRun,
  ParsedRow,
  RawRow,
  RowResult,
} from '../../registry/index.ts'
import { loadPlaces } from '../../registry/index.ts'
import { readDecimal } from '../domain/decimal.ts'
import { effectiveVersions } from '../domain/effective-definitions.ts'
import { readFigure, readPeriod, type WrittenFigure } from '../domain/read-figure.ts'
import type { Definition } from '../model/definitions.ts'
import { firstDayOf, isPartialDate, lastDayOf } from '../model/partial-date.ts'
import { keySchema } from '../model/shared.ts'
import * as queries from '../queries.ts'

export type ValueRow = WrittenFigure & {
  readonly indicator: string
  readonly city: string
  readonly period: string
  readonly unit: string | null
  readonly scope: string | null
  readonly chain: string | null
  readonly sourceTitle: string | null
  readonly sourceDate: string | null
  readonly sentence: string | null
}

const field = (name: string, headers: string[], zh: string, en: string, isRequired = false) => ({
  name,
  headers,
  words: { zh, en },
  isRequired,
})
const longest = { sourceTitle: 200, sentence: 1000, scope: 200 }

function parseValue(raw: RawRow, columnOf: (field: string) => string | null) {
  const problems: ImportProblem[] = []
  const problem = (name: string, code: string, params: Record<string, unknown>) =>
    void problems.push({ line: raw.line, column: columnOf(name), code, params })
  const text = (name: string) => (raw.values[name] ?? '').trim()
  const period = readPeriod(text('period'))
  if (period === undefined || !isPartialDate(period))
    problem('period', 'indicators.import_period_bad', { text: text('period') })
  const figure = readFigure(text('value'))
  if (!figure) problem('value', 'indicators.import_value_bad', { text: text('value') })
  const sourceDate = text('sourceDate') === '' ? null : readPeriod(text('sourceDate'))
  if (sourceDate === undefined || (sourceDate !== null && !isPartialDate(sourceDate)))
    problem('sourceDate', 'indicators.import_period_bad', { text: text('sourceDate') })
  for (const name of ['indicator', 'city'] as const)
    if (text(name) === '') problem(name, 'indicators.import_empty', {})
  if (text('chain') !== '' && !keySchema.safeParse(text('chain')).success)
    problem('chain', 'indicators.import_chain_bad', { text: text('chain') })
  for (const [name, most] of Object.entries(longest))
    if (text(name).length > most) problem(name, 'indicators.import_too_long', { most })
  if (problems.length > 0 || !figure || period === undefined) return { ok: false as const, problems }
  const row: ValueRow = {
    ...figure,
    indicator: text('indicator'),
    city: text('city'),
    period,
    unit: text('unit') || null,
    scope: text('scope') || null,
    chain: text('chain') || null,
    sourceTitle: text('sourceTitle') || null,
    sourceDate: sourceDate ?? null,
    sentence: text('sentence') || null,
  }
  return { ok: true as const, row }
}

type City = { readonly code: string; readonly definitions: readonly Definition[] }

/** The cities that define anything, by code, name and name without 市. */
async function citiesByWord(ctx: Context): Promise<ReadonlyMap<string, City>> {
  const places = await loadPlaces(ctx)
  const found = new Map<string, City>()
  for (const code of await queries.listDefiningCities(ctx.db)) {
    const versions = effectiveVersions(await queries.listDefinitionVersions(ctx.db, code))
    const city = { code, definitions: versions.map(({ definition }) => definition) }
    const name = places.find(code)?.name
    for (const word of [code, name, name?.replace(/市$/, '')]) if (word) found.set(word, city)
  }
  return found
}

type Refusal = { readonly code: string; readonly params: Record<string, unknown> }

function definitionOf(row: ValueRow, city: City | undefined, ctx: Context): Definition | Refusal {
  if (!city) return { code: 'indicators.import_city_unknown', params: { city: row.city } }
  // The importer speaks for every city; who is bound to one writes there only.
  if (ctx.actor.cityCode !== null && ctx.actor.cityCode !== city.code)
    return { code: 'indicators.import_other_city', params: { city: row.city } }
  const found = city.definitions.find(
    ({ id, name }) => id === row.indicator || name.zh === row.indicator || name.en === row.indicator,
  )
  if (!found) return { code: 'indicators.no_indicator', params: { indicator: row.indicator } }
  if (row.unit !== null && row.unit !== found.unit)
    return { code: 'indicators.import_other_unit', params: { unit: row.unit, own: found.unit } }
  const [asOf, today] = [lastDayOf(row.period), chinaDay(ctx.now)]
  if (asOf > today) return { code: 'indicators.period_not_over', params: { period: row.period, asOf } }
  if (row.sourceDate !== null && firstDayOf(row.sourceDate) > today)
    return { code: 'indicators.source_later', params: { date: row.sourceDate } }
  return found
}

/** A row as the figure that is written; a source of its own where the row names one, else the file. */
function figureOfRow(
  ctx: Context,
  row: ValueRow,
  run: ImportRun,
  place: { readonly cityCode: string; readonly indicatorId: string; readonly unit: string },
): Parameters<typeof queries.insertEnteredValue>[1] {
  return {
    dataset: run.options.dataset,
    ...place,
    chainId: row.chain,
    subjectId: null,
    scope: row.scope === null ? null : { zh: row.scope, en: row.scope },
    period: row.period,
    asOf: lastDayOf(row.period),
    comparator: row.comparator,
    value: row.value,
    sourceTitle: row.sourceTitle ?? run.source.slice(0, longest.sourceTitle),
    sourceDate: row.sourceDate ?? chinaDay(ctx.now),
    sourceSentence: row.sentence,
    importId: run.importId,
    enteredBy: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    enteredByName: ctx.actor.displayName,
    enteredAt: ctx.now,
    onceKey: null,
    withdrawnAt: null,
    withdrawnByName: null,
    withdrawnReason: null,
  }
}

/** 1507 and 1507.0 are one figure; 1507 and over 1507 are two. */
const isSameFigure = (held: { value: string | null; comparator: string }, row: WrittenFigure): boolean =>
  held.value !== null &&
  held.comparator === row.comparator &&
  compareFractions(readDecimal(held.value), readDecimal(row.value)) === 0

async function applyValue(
  ctx: Context,
  { line, row }: ParsedRow<ValueRow>,
  run: ImportRun,
  cities: ReadonlyMap<string, City>,
): Promise<RowResult> {
  const refused = ({ code, params }: Refusal): RowResult => ({
    line,
    outcome: 'refused',
    subject: null,
    problems: [{ line, column: null, code, params }],
  })
  const city = cities.get(row.city)
  const definition = definitionOf(row, city, ctx)
  if ('code' in definition) return refused(definition)
  const value = figureOfRow(ctx, row, run, {
    cityCode: city!.code,
    indicatorId: definition.id,
    unit: definition.unit,
  })
  const written = await queries.insertEnteredValue(ctx.db, value)
  if (written)
    return { line, outcome: 'created', subject: `indicators.entered_value/${written.id}`, problems: [] }
  const held = await queries.findSaid(ctx.db, value)
  if (held && isSameFigure(held, row))
    return { line, outcome: 'unchanged', subject: `indicators.entered_value/${held.id}`, problems: [] }
  return refused({
    code: 'indicators.said_already',
    params: { source: value.sourceTitle, period: row.period },
  })
}

/** Dated figures of indicators from a spreadsheet; each line one source's word, as by hand. */
export const valueImporter: Importer<ValueRow> = {
  kind: 'indicator_values',
  fields: [
    field(
      'indicator',
      ['指标', '指标名称', '指标编号', 'indicator'],
      '指标（名称或编号）',
      'indicator',
      true,
    ),
    field('city', ['城市', '所在市', '区划代码', 'city'], '城市', 'city', true),
    field('period', ['时期', '时间', '年份', '年度', '统计期', 'period'], '时期', 'period', true),
    field('value', ['数值', '数', '值', 'value'], '数值', 'value', true),
    field('unit', ['单位', '计量单位', 'unit'], '单位', 'unit'),
    field('scope', ['口径', '范围', 'scope'], '口径', 'scope'),
    field('chain', ['产业链', '产业链编号', 'chain'], '产业链（编号）', 'chain'),
    field('sourceTitle', ['来源', '来源文件', '数据来源', 'source'], '来源', 'source'),
    field('sourceDate', ['来源日期', '发布日期', 'source date'], '来源日期', 'date of the source'),
    field('sentence', ['原文', '说明', 'sentence'], '原文', 'sentence'),
  ],
  example: {
    indicator: 'cluster-output',
    city: '430200',
    period: '2024',
    value: '1,600',
    unit: '亿元',
    sourceTitle: '示例文件',
    sourceDate: '2025-02',
  },
  questions: () => [],
  parse: (raw, _options, columnOf) => parseValue(raw, columnOf),
  requirePermission: (ctx) => requirePermission(ctx.actor, 'indicators.enter'),
  async apply(ctx, rows, run) {
    const cities = await citiesByWord(ctx)
    const results: RowResult[] = []
    for (const row of rows) results.push(await applyValue(ctx, row, run, cities))
    return results
  },
  async undo(ctx, { importId }, derive) {
    const values = await queries.withdrawImport(ctx.db, importId, {
      at: ctx.now,
      name: ctx.actor.displayName,
      reason: ctx.lang === 'zh' ? '撤销导入' : 'import undone',
    })
    await derive()
    return { withdrawn: { values }, carriedOn: 0, restored: 0, deleted: [], kept: [] }
  },
}
