// The files of each artefact, made of what was gathered.
import type { PagedDocument, Sheet } from '../../../../engines/documents/index.ts'
import type { Generator, Template } from '../../model.ts'
import { composeReport } from '../compose.ts'
import type { Drawing } from '../drawing.ts'
import type { GatheredTable, Material, SlotKind, TableId } from '../fact-catalogue.ts'
import { tables as tableKinds } from '../fact-catalogue.ts'
import { sayDay, sayValue } from '../say-value.ts'

export type ArtefactFile = {
  readonly name: string
  readonly format: 'docx' | 'pdf' | 'xlsx' | 'svg'
  readonly drawing: Drawing
}
export type DrawInput = {
  readonly name: string
  readonly material: Material
  readonly cityName: string
  readonly chainName: string
  readonly isDemo: boolean
  readonly on: string
  readonly roomName: (room: string) => string
  /** For the route: how its page is laid out. */
  readonly template: Template | null
}

type ColumnText = readonly [column: string, head: string, width: number]

/** Figures stay figures in a workbook, money in 万元; everything else as a report says it; unknown stays null. */
function cellOf(kind: SlotKind, value: number | string | readonly string[] | null): string | number | null {
  if (value === null) return null
  if (kind === 'count') return Number(value)
  if (kind === 'decimal') return Number(value)
  if (kind === 'money') return Number(BigInt(value as string)) / 1_000_000
  return sayValue(kind, value)
}

function sheetOf(
  { material, roomName, isDemo, on }: DrawInput,
  {
    table,
    name,
    title,
    columns,
    empty,
  }: { table: TableId; name: string; title: string; columns: readonly ColumnText[]; empty: string },
): Sheet {
  const gathered = material.tables[table] as GatheredTable | undefined
  const kinds: Readonly<Record<string, SlotKind>> = tableKinds[table]
  const rows = (gathered?.rows ?? []).map(({ slots }, i) => [
    i + 1,
    ...columns.map(([column]) => cellOf(kinds[column]!, slots[column] ?? null)),
  ])
  const sources = (gathered?.sources ?? []).map(
    ({ room, what, asOf, path }) =>
      `资料来源：${roomName(room)}，${what}；数据日期${asOf === null ? '未知' : sayDay(asOf)}；${path.replace(/\?.*$/, '')}`,
  )
  return {
    name,
    title: `${title}${isDemo ? '（演示数据）' : ''}`,
    head: ['序号', ...columns.map(([, head]) => head)],
    widths: [7, ...columns.map(([, , width]) => width)],
    rows,
    notes: [
      ...(rows.length === 0 ? [gathered?.why ?? empty] : []),
      ...sources,
      `编制日期${sayDay(on)}；写作“未知”的是系统里没有的。`,
    ],
  }
}

const sheetsOf: Partial<Readonly<Record<Generator, (input: DrawInput) => Sheet[]>>> = {
  'investor-library': (input) => [
    sheetOf(input, {
      ...{
        table: 'candidates',
        name: '客商资源库',
        title: `${input.cityName}${input.chainName}${input.name}`,
      },
      columns: [
        ['node', '对应环节', 22],
        ['firm', '企业', 40],
        ['city', '所在地', 14],
        ['distance', '距离（公里）', 14],
        ['evidence', '依据', 20],
      ],
      empty: '登记的市外企业中没有能补上缺、弱环节的。',
    }),
  ],
  'project-library': (input) => [
    sheetOf(input, {
      ...{ table: 'projects', name: '项目库', title: `${input.cityName}${input.chainName}${input.name}` },
      columns: [
        ['project', '项目', 40],
        ['stage', '阶段', 14],
        ['since', '进入日期', 16],
        ['investment', '总投资（万元）', 16],
        ['owner', '服务责任', 20],
        ['park', '园区', 24],
      ],
      empty: '项目库里没有本链的项目。',
    }),
  ],
  'firm-library': (input) => [
    sheetOf(input, {
      ...{
        table: 'leading-firms',
        name: '重点企业库',
        title: `${input.cityName}${input.chainName}${input.name}`,
      },
      columns: [
        ['firm', '企业', 44],
        ['role', '角色', 14],
        ['since', '起始日', 18],
      ],
      empty: '没有登记链上企业角色。',
    }),
  ],
  'talent-pool': (input) => [
    sheetOf(input, {
      ...{
        table: 'platforms',
        name: '引才平台',
        title: `${input.cityName}${input.chainName}人才池：引才平台`,
      },
      columns: [
        ['kind', '类别', 22],
        ['name', '名称', 40],
        ['level', '级别', 12],
        ['state', '状态', 14],
        ['since', '日期', 16],
      ],
      empty: '没有登记平台。',
    }),
    later(
      input,
      '岗位与人才',
      ['岗位或人才', '单位', '方向', '数量'],
      '人才库尚未建成：建成后岗位和人才自动汇入本表，现在不是空，而是还没有。',
    ),
  ],
  'capital-pool': (input) => [
    sheetOf(input, {
      ...{ table: 'funds', name: '专项资金', title: `${input.cityName}${input.chainName}资金池：专项资金` },
      columns: [
        ['fund', '资金', 40],
        ['department', '主管部门', 24],
        ['budget', '本年预算（万元）', 18],
        ['left', '余额（万元）', 16],
      ],
      empty: '没有登记专项资金。',
    }),
    later(
      input,
      '金融产品与需求',
      ['产品或需求', '机构或企业', '金额', '期限'],
      '金融服务库尚未建成：建成后金融产品和融资需求自动汇入本表，现在不是空，而是还没有。',
    ),
  ],
}

/** A sheet that a later room will fill: its heads, and in words that it is not there yet. */
const later = ({ on }: DrawInput, name: string, head: readonly string[], words: string): Sheet => ({
  ...{ name, title: `${name}（尚未建成）`, head: ['序号', ...head] },
  widths: [7, 30, 26, 16, 16],
  rows: [],
  notes: [words, `编制日期${sayDay(on)}。`],
})

function drawPanorama(input: DrawInput): ArtefactFile[] {
  const picture = input.material.pictures['chain-map']
  if (!picture || picture.svg === null) return [wordsFile(input, picture?.why ?? '图谱尚未绘制')]
  const drawing: Drawing = {
    ...{ kind: 'picture', svg: picture.svg, title: `${input.cityName}${input.chainName}${input.name}` },
    ...{ widthMm: picture.widthMm, heightMm: picture.heightMm, asOf: input.on },
  }
  return [
    { name: `${input.name}.svg`, format: 'svg', drawing },
    { name: `${input.name}.pdf`, format: 'pdf', drawing },
  ]
}

/** A page that says why there is no picture: the file is there, and says what it lacks. */
function wordsFile({ name, cityName, chainName, on }: DrawInput, why: string): ArtefactFile {
  const document: PagedDocument = {
    ...{ title: `${cityName}${chainName}${name}`, subtitle: null, issuer: null, date: sayDay(on) },
    blocks: [{ kind: 'paragraph', parts: [{ text: `${why}，本图暂缺。` }] }],
    notes: [],
  }
  return { name: `${name}.pdf`, format: 'pdf', drawing: { kind: 'pages', document, asOf: on } }
}

/** The route from gaps to firms: a page that prints, and the drawing by itself. */
function drawRoute(input: DrawInput): ArtefactFile[] {
  const { template, name, on, isDemo } = input
  if (!template) return [wordsFile(input, '没有装入招商路线图的模板')]
  const { document } = composeReport({
    ...{ template, material: input.material, previous: null, issuer: null, issueNumber: 1 },
    ...{ names: { city: input.cityName, chain: input.chainName }, isDemo, asOf: on },
    roomName: input.roomName,
  })
  const page = { ...document, subtitle: isDemo ? '演示数据' : null }
  const drawing: Drawing = { kind: 'pages', document: page, asOf: on }
  const picture = input.material.pictures['investment-route']
  const svg: ArtefactFile[] =
    picture && picture.svg !== null
      ? [
          {
            ...{ name: `${name}.svg`, format: 'svg' },
            drawing: { kind: 'picture', title: name, asOf: on, ...picture, svg: picture.svg },
          },
        ]
      : []
  return [{ name: `${name}.pdf`, format: 'pdf', drawing }, ...svg]
}

/** The files of an artefact but for reports, which are issues of their own. */
export function drawArtefact(generator: Exclude<Generator, 'report'>, input: DrawInput): ArtefactFile[] {
  if (generator === 'chain-map') return drawPanorama(input)
  if (generator === 'investment-route') return drawRoute(input)
  const sheets = sheetsOf[generator]!(input)
  return [{ name: `${input.name}.xlsx`, format: 'xlsx', drawing: { kind: 'table', sheets } }]
}
