import { chinaDay } from '../../../../kernel/china-day.ts'
import { type Context, requirePermission } from '../../../access/index.ts'
import type { Importer, ImportProblem, ImportRun, ParsedRow, RowResult } from '../../import/importer.ts'
import { listDivisions } from '../../queries/places.ts'
import { evenName, firstDayOf, lastDayOf } from '../domain.ts'
import { findParkNamed, insertImportedMoney } from '../queries/entry-import.ts'
import { findProjectBy, listMoney } from '../queries/projects.ts'
import { projectLife, takeSteps } from '../service/named.ts'
import { writeProject } from '../service/projects.ts'
import { fillProject, type ToldProject } from './held-projects.ts'
import { findHosts } from './hosts.ts'
import { moneyColumns } from './money-columns.ts'
import { type ProjectRow, parseProject } from './project-row.ts'
import { undoLibraryImport } from './undo-import.ts'

const field = (name: string, headers: string[], zh: string, en: string, isRequired = false) => ({
  name,
  headers,
  words: { zh, en },
  isRequired,
})

type Known = {
  readonly run: ImportRun
  readonly cities: ReadonlyMap<string, string>
  readonly hostOf: Awaited<ReturnType<typeof findHosts>>
}
const refuse = (line: number, column: string | null, code: string, params: object): RowResult => ({
  ...{ line, outcome: 'refused', subject: null },
  problems: [{ line, column, code, params: { ...params } }],
})

/** Why the days of a project's steps cannot be; null where they can. */
function faultOfDays({ steps }: ProjectRow, today: string): { code: string; params: object } | null {
  const ahead = steps.find(({ happened }) => happened !== null && firstDayOf(happened) > today)
  if (ahead) return { code: 'registry.day_ahead', params: { date: ahead.happened } }
  const backwards = steps.findIndex(({ happened }, i) =>
    steps.slice(0, i).some((s) => s.happened && happened && lastDayOf(happened)! < firstDayOf(s.happened)),
  )
  if (backwards <= 0) return null
  const params = { date: steps[backwards]!.happened, last: steps[backwards - 1]!.happened }
  return { code: 'registry.day_before_last', params }
}

async function findNamed(
  ctx: Context,
  { line, row }: ParsedRow<ProjectRow>,
  place: { dataset: 'held' | 'demo'; cityCode: string },
  { hostOf }: Known,
) {
  const problems: ImportProblem[] = []
  const tell = (field: string, code: string, params: object) =>
    void problems.push({ line, column: row.columnOf(field), code, params: { ...params } })
  const verdict = hostOf({ name: row.organisationName, code: row.organisationCode })
  if (verdict.kind === 'review')
    tell('organisation', 'registry.host_unsure', { name: row.organisationName ?? row.organisationCode })
  const park = row.parkName === null ? null : evenName(row.parkName)
  const parkId = park === null ? null : await findParkNamed(ctx.db, { ...place, nameNormalised: park })
  if (park !== null && !parkId) tell('park', 'registry.row_names_nobody', { text: row.parkName })
  const { code, isMajor, investmentFen, chainId, nodeId, serviceOwner, organisationName, note } = row
  const told: ToldProject = {
    ...{ code, isMajor, investmentFen, chainId, nodeId, serviceOwner, organisationName, note },
    parkId: parkId ?? null,
    organisationId: verdict.kind === 'held' ? verdict.organisationId : null,
  }
  return { told, problems }
}

async function applyProject(ctx: Context, entry: ParsedRow<ProjectRow>, known: Known): Promise<RowResult> {
  const { line, row } = entry
  const { importId, options } = known.run
  const { dataset } = options
  const cityCode = known.cities.get(row.city)
  if (!cityCode)
    return refuse(line, row.columnOf('city'), 'registry.project_city_missing', { text: row.city })
  const { told, problems } = await findNamed(ctx, entry, { dataset, cityCode }, known)
  const source = row.source ?? known.run.source
  const by = { dataset, cityCode, nameNormalised: evenName(row.name) }
  const held = await findProjectBy(ctx.db, by)
  const fault = held ? null : faultOfDays(row, chinaDay(ctx.now))
  if (fault) return refuse(line, null, fault.code, fault.params)
  const { columnOf } = row
  const filled = held ? await fillProject(ctx, held, { line, told, columnOf, source, importId }) : null
  const id = held ?? (await openProject(ctx, row, { told, source, importId, dataset, cityCode }))
  const years = await addMoney(ctx, id, { line, row, source, importId })
  const hasChanged = filled?.hasChanged || years.added > 0
  const all = [...problems, ...(filled?.problems ?? []), ...years.problems]
  const outcome = held === undefined ? 'created' : hasChanged ? 'joined' : 'unchanged'
  return { line, outcome, subject: `registry.project/${id}`, problems: all }
}

type Opening = {
  readonly told: ToldProject
  readonly source: string
  readonly importId: string
  readonly dataset: 'held' | 'demo'
  readonly cityCode: string
}
async function openProject(
  ctx: Context,
  row: ProjectRow,
  { told, source, importId, dataset, cityCode }: Opening,
) {
  const input = { dataset, city: cityCode, name: row.name, ...told, source }
  const id = (await writeProject(ctx, input, { requestKey: null, importId }))!
  const asSystem = { ...ctx, actor: { ...ctx.actor, role: 'system' as const } }
  await takeSteps(asSystem, 'project', id, projectLife, row.steps, source)
  return id
}

/** Years of money that are not recorded yet; a year that is stays and is told where it says something else. */
async function addMoney(
  ctx: Context,
  projectId: string,
  { line, row, source, importId }: { line: number; row: ProjectRow; source: string; importId: string },
): Promise<{ added: number; problems: ImportProblem[] }> {
  const problems: ImportProblem[] = []
  let added = 0
  const held = new Map((await listMoney(ctx.db, projectId)).map((year) => [year.year, year]))
  for (const money of row.money) {
    const stands = held.get(money.year)
    if (!stands) {
      const told = { projectId, ...money, source, importId }
      added += (await insertImportedMoney(ctx.db, told, { by: ctx.actor.userName, at: ctx.now })) ? 1 : 0
      continue
    }
    for (const part of ['planned', 'done'] as const) {
      const [was, told] = [stands[`${part}Fen`], money[`${part}Fen`]]
      if (told === null || String(was) === told) continue
      const inWan = (fen: unknown) =>
        fen === null ? '未知' : `${Number(BigInt(String(fen)) / 100n) / 10_000} 万元`
      const column = row.columnOf(`${part}:${money.year}`)
      const params = { field: column ?? part, held: inWan(was), text: inWan(told) }
      problems.push({ line, column, code: 'registry.entry_value_stands', params })
    }
  }
  return { added, problems }
}

const projectExample = {
  ...{
    name: '示例齿轮扩产项目',
    city: '430200',
    code: 'SL-001',
    stage: '开工',
    major: '是',
    investment: '12000',
  },
  ...{ organisation: '示例机械有限公司', serviceOwner: '示例专员', signed: '2023-03', started: '2023-09-01' },
  ...{ note: '示例备注', source: '示例调度表' },
}

/**
 * Projects from a spreadsheet. One that is held under its name in the city gets what it lacks and the years of money that
 * nobody recorded; what stands otherwise stays and is told by line and column.
 */
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
    field(
      'organisationCode',
      ['投资主体信用代码', '统一社会信用代码', '信用代码'],
      '投资主体信用代码',
      'credit code of the investor',
    ),
    field('park', ['园区', '所在园区', '落户园区', 'park'], '所在园区', 'park'),
    field('chain', ['产业链代码', '产业链', 'chain'], '产业链代码', 'chain (id)'),
    field('node', ['节点代码', '节点', 'node'], '节点代码', 'node (id)'),
    field('serviceOwner', ['服务专员', '服务单位', '责任单位', 'service owner'], '服务单位', 'service owner'),
    field('signed', ['签约时间', '签约日期', 'signed'], '签约时间', 'signed on'),
    field('started', ['开工时间', '开工日期', 'started'], '开工时间', 'construction began on'),
    field('completed', ['竣工时间', '竣工日期', 'completed'], '竣工时间', 'completed on'),
    field('operating', ['投产时间', '投产日期', 'operating'], '投产时间', 'in operation since'),
    field('note', ['备注', '项目备注', '建设内容', 'note'], '备注', 'note'),
    field('source', ['数据来源', '来源', 'source'], '数据来源', 'source of the data'),
  ],
  example: projectExample,
  async prepare(ctx, { headers, said }) {
    const lastYear = String(ctx.now.getUTCFullYear() - 1)
    const money = moneyColumns(headers, said, lastYear)
    const example = Object.fromEntries(money.map(({ name }) => [name, '5000']))
    return {
      ...projectImporter,
      fields: [...projectImporter.fields, ...money],
      example: { ...projectExample, ...example },
    }
  },
  questions: () => [],
  parse: (raw, _options, columnOf) => parseProject(raw, columnOf),
  requirePermission: (ctx) => {
    requirePermission(ctx.actor, 'registry.import')
    requirePermission(ctx.actor, 'libraries.write')
  },
  undo: (ctx, run, derive) => undoLibraryImport(ctx, 'project', run, derive),
  async apply(ctx, rows, run) {
    const hosts = rows.map(({ row }) => ({ name: row.organisationName, code: row.organisationCode }))
    const known = { run, cities: await citiesByWord(ctx), hostOf: await findHosts(ctx, hosts, run) }
    const results: RowResult[] = []
    for (const row of rows) results.push(await applyProject(ctx, row, known))
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
