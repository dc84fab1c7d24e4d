import { chinaDay } from '../../../../kernel/china-day.ts'
import { type Context, requirePermission } from '../../../access/index.ts'
import type {
  Importer,
  ImportProblem,
  ImportRun,
  ParsedRow,
  RawRow,
  RowResult,
} from '../../import/importer.ts'
import { listDivisions } from '../../queries/places.ts'
import { evenName, fenOf, lastDayOf } from '../domain.ts'
import { findProjectBy } from '../queries/projects.ts'
import { projectLife, takeSteps } from '../service/named.ts'
import { writeProject } from '../service/projects.ts'
import { undoLibraryImport } from './undo-import.ts'

export type ProjectRow = {
  readonly name: string
  readonly city: string
  readonly code: string | null
  readonly isMajor: boolean | null
  readonly investmentFen: string | null
  readonly organisationName: string | null
  readonly serviceOwner: string | null
  /** Steps of its life with their dates, in order. */
  readonly steps: readonly { action: string; happened: string | null }[]
}

const stages = {
  储备: 'put_in_reserve',
  签约: 'sign',
  开工: 'start',
  竣工: 'complete',
  投产: 'operate',
} as const
type Stage = keyof typeof stages
const order = Object.keys(stages) as Stage[]
const dated = { signed: '签约', started: '开工', completed: '竣工', operating: '投产' } as const

const field = (name: string, headers: string[], zh: string, en: string, isRequired = false) => ({
  name,
  headers,
  words: { zh, en },
  isRequired,
})

/** A date as sheets write it, made YYYY, YYYY-MM or YYYY-MM-DD; undefined where it is none. */
export function dateOf(text: string): string | null | undefined {
  const even = text.normalize('NFKC').trim()
  if (even === '') return null
  const [, year, month, day] =
    /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月?)?|年)?$/.exec(even) ?? []
  if (!year) return undefined
  const parts = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].filter((part) => part !== undefined)
  const written = parts.join('-')
  return lastDayOf(written) === null ? undefined : written
}

const yes = new Set(['是', '重大', '重大项目', 'yes', 'true', '1'])
const no = new Set(['否', '一般', 'no', 'false', '0'])

function stepsOf(values: RawRow['values'], problem: (field: string, code: string, params: object) => void) {
  const dates = new Map<Stage, string | null>()
  for (const [name, stage] of Object.entries(dated)) {
    const date = dateOf(values[name] ?? '')
    if (date === undefined) problem(name, 'registry.project_day_bad', { text: values[name] })
    else if (date !== null) dates.set(stage, date)
  }
  const text = (values.stage ?? '').trim()
  const stage = order.find((each) => text.startsWith(each))
  if (text !== '' && !stage) problem('stage', 'registry.project_stage_unknown', { text, known: order })
  // The stage as written is where it stands; a date of a later step would contradict it and counts as further.
  const last = Math.max(
    stage ? order.indexOf(stage) : -1,
    ...[...dates.keys()].map((each) => order.indexOf(each)),
  )
  if (last < 0) return []
  const path = order.slice(0, last + 1).filter((each, i) => i === last || dates.has(each))
  return path.map((each) => ({ action: stages[each], happened: dates.get(each) ?? null }))
}

function parseProject(raw: RawRow, columnOf: (field: string) => string | null) {
  const problems: ImportProblem[] = []
  const problem = (name: string, code: string, params: object) =>
    void problems.push({ line: raw.line, column: columnOf(name), code, params: { ...params } })
  const value = (name: string) => (raw.values[name] ?? '').trim()
  const name = value('name')
  if (name === '' || name.length > 200) problem('name', 'registry.project_name_missing', {})
  if (value('city') === '') problem('city', 'registry.project_city_missing', { text: '' })
  const header = columnOf('investment') ?? ''
  const unit = header.includes('亿') ? '亿元' : header.includes('万') ? '万元' : '元'
  const investment = value('investment') === '' ? null : fenOf(value('investment'), unit)
  if (investment === null && value('investment') !== '')
    problem('investment', 'registry.project_money_bad', { text: value('investment') })
  const major = value('major').toLowerCase()
  const row: ProjectRow = {
    name,
    city: value('city'),
    code: value('code').slice(0, 80) || null,
    isMajor: yes.has(major) ? true : no.has(major) ? false : null,
    investmentFen: investment === null ? null : String(investment),
    organisationName: value('organisation').slice(0, 200) || null,
    serviceOwner: value('serviceOwner').slice(0, 100) || null,
    steps: stepsOf(raw.values, problem),
  }
  return problems.length > 0 ? { ok: false as const, problems } : { ok: true as const, row }
}

async function applyProject(
  ctx: Context,
  { line, row }: ParsedRow<ProjectRow>,
  run: ImportRun,
  cities: ReadonlyMap<string, string>,
): Promise<RowResult> {
  const city = cities.get(row.city)
  const refuse = (code: string, params: object): RowResult => ({
    line,
    outcome: 'refused',
    subject: null,
    problems: [{ line, column: null, code, params: { ...params } }],
  })
  if (!city) return refuse('registry.project_city_missing', { text: row.city })
  const { dataset } = run.options
  const by = { dataset, cityCode: city, nameNormalised: evenName(row.name) }
  const held = await findProjectBy(ctx.db, by)
  if (held) return { line, outcome: 'unchanged', subject: `registry.project/${held}`, problems: [] }
  const { city: _city, steps, ...fields } = row
  const today = chinaDay(ctx.now)
  const ahead = steps.find(({ happened }) => happened !== null && `${happened}-01-01`.slice(0, 10) > today)
  if (ahead) return refuse('registry.day_ahead', { date: ahead.happened })
  const backwards = steps.findIndex(({ happened }, i) =>
    steps
      .slice(0, i)
      .some((s) => s.happened && happened && lastDayOf(happened)! < `${s.happened}-01-01`.slice(0, 10)),
  )
  if (backwards > 0)
    return refuse('registry.day_before_last', {
      date: steps[backwards]!.happened,
      last: steps[backwards - 1]!.happened,
    })
  const input = { dataset, city, ...fields, source: run.source }
  const id = (await writeProject(ctx, input, { requestKey: null, importId: run.importId }))!
  const asSystem = { ...ctx, actor: { ...ctx.actor, role: 'system' as const } }
  await takeSteps(asSystem, 'project', id, projectLife, steps, run.source)
  return { line, outcome: 'created', subject: `registry.project/${id}`, problems: [] }
}

/** Projects from a spreadsheet. One that is held under its name in the city is left as it is. */
export const projectImporter: Importer<ProjectRow> = {
  kind: 'projects',
  fields: [
    field('name', ['项目名称', '名称', '项目', 'name', 'project'], '项目名称', 'project name', true),
    field('city', ['城市', '所在市', '区划代码', 'city'], '城市', 'city', true),
    field('code', ['项目代码', '编号', 'code'], '项目代码', 'project code'),
    field('stage', ['阶段', '项目阶段', '状态', 'stage'], '阶段', 'stage'),
    field('major', ['是否重大项目', '重大项目', 'major'], '是否重大项目', 'major project'),
    field(
      'investment',
      ['总投资', '总投资（万元）', '总投资（亿元）', '投资额', 'investment'],
      '总投资',
      'investment',
    ),
    field('organisation', ['投资主体', '建设单位', '项目单位', '企业', 'investor'], '投资主体', 'investor'),
    field('serviceOwner', ['服务专员', '服务单位', '责任单位', 'service owner'], '服务单位', 'service owner'),
    field('signed', ['签约时间', '签约日期', 'signed'], '签约时间', 'signed on'),
    field('started', ['开工时间', '开工日期', 'started'], '开工时间', 'construction began on'),
    field('completed', ['竣工时间', '竣工日期', 'completed'], '竣工时间', 'completed on'),
    field('operating', ['投产时间', '投产日期', 'operating'], '投产时间', 'in operation since'),
  ],
  questions: () => [],
  parse: (raw, _options, columnOf) => parseProject(raw, columnOf),
  requirePermission: (ctx) => {
    requirePermission(ctx.actor, 'registry.import')
    requirePermission(ctx.actor, 'libraries.write')
  },
  undo: (ctx, run, derive) => undoLibraryImport(ctx, 'project', run, derive),
  async apply(ctx, rows, run) {
    const cities = await citiesByWord(ctx)
    const results: RowResult[] = []
    for (const row of rows) results.push(await applyProject(ctx, row, run, cities))
    return results
  },
}

/** Cities by code, full name and name without 市. */
export async function citiesByWord(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const rows = (await listDivisions(ctx.db)).filter(({ level }) => level === 'city')
  return new Map(
    rows.flatMap(({ code, name }) => [code, name, name.replace(/市$/, '')].map((word) => [word, code])),
  )
}
