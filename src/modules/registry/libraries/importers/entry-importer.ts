import { chinaDay } from '../../../../kernel/china-day.ts'
import { cutText } from '../../../../kernel/cut-text.ts'
import { type Context, requirePermission } from '../../../access/index.ts'
import type { Importer, ImportRun, ParsedRow, RawRow, RowResult } from '../../import/importer.ts'
import type { EntryKind } from '../../model.ts'
import { writeEntry } from '../service/entries.ts'
import { loadKinds } from '../service/entry-kinds.ts'
import { getLife } from '../service/life.ts'
import { takeSteps } from '../service/named.ts'
import { citiesByWord, dateOf } from './project-importer.ts'
import { undoLibraryImport } from './undo-import.ts'

export type EntryRow = {
  readonly kind: string
  readonly name: string
  readonly city: string
  readonly level: 'national' | 'provincial' | 'municipal' | null
  readonly organisationName: string | null
  readonly recognised: string | null
}

const levels: Readonly<Record<string, EntryRow['level']>> = {
  '': null,
  国家级: 'national',
  国家: 'national',
  省级: 'provincial',
  省: 'provincial',
  市级: 'municipal',
  市: 'municipal',
}
const field = (name: string, headers: string[], zh: string, en: string, isRequired = false) => ({
  name,
  headers,
  words: { zh, en },
  isRequired,
})

function parseEntry(raw: RawRow, columnOf: (field: string) => string | null) {
  const value = (name: string) => (raw.values[name] ?? '').normalize('NFKC').trim()
  const refuse = (name: string, code: string, params: object = {}) => ({
    ok: false as const,
    problems: [{ line: raw.line, column: columnOf(name), code, params: { ...params } }],
  })
  const name = value('name')
  if (name === '' || name.length > 200) return refuse('name', 'registry.project_name_missing')
  const level = levels[value('level')]
  if (level === undefined) return refuse('level', 'registry.library_level_bad', { text: value('level') })
  const recognised = dateOf(value('recognised'))
  if (recognised === undefined)
    return refuse('recognised', 'registry.project_day_bad', { text: value('recognised') })
  const organisationName = cutText(value('organisation'), 200) || null
  return {
    ok: true as const,
    row: { kind: value('kind'), name, city: value('city'), level, organisationName, recognised },
  }
}

/** The action that brings a new entry of a kind straight to where it counts: 获批, 完成, 签订, 设立. */
async function countingAction(ctx: Context, { life, counts }: EntryKind): Promise<string> {
  const { cycle } = await getLife(ctx, life)
  const found = Object.entries(cycle.actions).find(
    ([, action]) => action.from.includes(cycle.initial) && counts.includes(action.to),
  )
  if (!found) throw new Error(`the life ${life} has no step from its beginning to where an entry counts`)
  return found[0]
}

async function applyEntry(
  ctx: Context,
  { line, row }: ParsedRow<EntryRow>,
  run: ImportRun,
  known: { cities: ReadonlyMap<string, string>; kinds: readonly EntryKind[] },
): Promise<RowResult> {
  const refuse = (code: string, params: object): RowResult => ({
    line,
    outcome: 'refused',
    subject: null,
    problems: [{ line, column: null, code, params: { ...params } }],
  })
  const kind = known.kinds.find(({ id, title }) => id === row.kind || title.zh === row.kind)
  if (!kind)
    return refuse('registry.library_kind_missing', {
      text: row.kind,
      known: known.kinds.map(({ title }) => title.zh),
    })
  const city = known.cities.get(row.city)
  if (!city) return refuse('registry.project_city_missing', { text: row.city })
  if (row.level && !kind.levels.includes(row.level))
    return refuse('registry.entry_level_unfit', {
      kind: kind.title.zh,
      level: row.level,
      levels: kind.levels,
    })
  if (row.recognised && `${row.recognised}-01-01`.slice(0, 10) > chinaDay(ctx.now))
    return refuse('registry.day_ahead', { date: row.recognised })
  const { recognised, kind: _kind, city: _city, ...fields } = row
  const input = {
    dataset: run.options.dataset,
    city,
    kind: kind.id,
    ...fields,
    fields: {},
    source: run.source,
  }
  const { id, isNew } = await writeEntry(ctx, kind, input, { requestKey: null, importId: run.importId })
  const subject = `registry.library_entry/${id}`
  if (!isNew) return { line, outcome: 'unchanged', subject, problems: [] }
  const asSystem = { ...ctx, actor: { ...ctx.actor, role: 'system' as const } }
  if (recognised) {
    const steps = [{ action: await countingAction(ctx, kind), happened: recognised }]
    await takeSteps(asSystem, 'entry', id, kind.life, steps, run.source)
  }
  return { line, outcome: 'created', subject, problems: [] }
}

/** Platforms, honours, bases and the like from a spreadsheet; one held already is left as it is. */
export const entryImporter: Importer<EntryRow> = {
  kind: 'library',
  fields: [
    field('kind', ['类别', '库', 'kind'], '类别', 'library', true),
    field('name', ['名称', '平台名称', '产品名称', '荣誉', 'name'], '名称', 'name', true),
    field('city', ['城市', '所在市', '区划代码', 'city'], '城市', 'city', true),
    field('level', ['级别', 'level'], '级别', 'level'),
    field('organisation', ['依托单位', '承担单位', '企业名称', '单位', 'host'], '依托单位', 'host'),
    field('recognised', ['获批时间', '认定时间', '认定年份', 'recognised'], '获批时间', 'recognised on'),
  ],
  questions: () => [],
  parse: (raw, _options, columnOf) => parseEntry(raw, columnOf),
  requirePermission: (ctx) => {
    requirePermission(ctx.actor, 'registry.import')
    requirePermission(ctx.actor, 'libraries.write')
  },
  undo: (ctx, run, derive) => undoLibraryImport(ctx, 'library_entry', run, derive),
  async apply(ctx, rows, run) {
    const known = { cities: await citiesByWord(ctx), kinds: await loadKinds(ctx) }
    const results: RowResult[] = []
    for (const row of rows) results.push(await applyEntry(ctx, row, run, known))
    return results
  },
}
