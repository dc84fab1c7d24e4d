// What each artefact is made of, how much of it is held, what is missing and where it is filled.
import type { ArtefactPart, Generator } from '../../model.ts'
import type { Gathered, GatheredTable, Material } from '../fact-catalogue.ts'

type Place = { readonly city: string; readonly dataset: string; readonly chain: string }
type Seen = { readonly material: Material; readonly place: Place; readonly on: string }

const at = ({ city, dataset }: Place, page: string) =>
  `${page}${page.includes('?') ? '&' : '?'}city=${city}&dataset=${dataset}`

/** A part that is measured: what is there of what should be. */
function measured(
  { id, name }: { id: string; name: string },
  have: number | null,
  of: number | null,
  fill: {
    readonly missing: (lack: number) => string
    /** Said where there is nothing to measure against. */
    readonly none?: string
    readonly path: string
    readonly asOf: string | null
  },
): ArtefactPart {
  const lack = of === null ? null : of - (have ?? 0)
  const isEmpty = have === null || have === 0
  return {
    ...{ id, name, state: isEmpty ? 'empty' : 'held', have, of },
    missing:
      isEmpty && !of ? (fill.none ?? '没有任何登记') : lack !== null && lack > 0 ? fill.missing(lack) : null,
    ...{ path: fill.path, asOf: isEmpty ? null : fill.asOf },
  }
}

const notYet = (id: string, name: string, missing: string): ArtefactPart => ({
  ...{ id, name, state: 'not_yet', have: null, of: null, missing, path: null, asOf: null },
})

type Rows = NonNullable<GatheredTable['rows']>
const rowsOf = (material: Material, table: keyof Material['tables']): Rows | null =>
  (material.tables[table] as GatheredTable | undefined)?.rows ?? null
const slotOf = (material: Material, fact: keyof Material['facts'], slot: string): number | null => {
  const value = (material.facts[fact] as Gathered | undefined)?.slots[slot]
  return typeof value === 'number' ? value : null
}
const knownIn = (rows: Rows | null, column: string) =>
  rows?.filter(({ slots }) => slots[column] !== null && slots[column] !== '').length ?? null

function panorama({ material, place, on }: Seen): ArtefactPart[] {
  const nodes = slotOf(material, 'chain.map', 'nodes')
  const page = at(place, `/chains/${place.chain}`)
  const mapDay = material.facts['chain.map']?.slots.mapDay ?? null
  const one = (id: string, name: string, have: number | null, missing: (lack: number) => string) =>
    measured({ id, name }, have, nodes, { missing, path: page, asOf: on })
  return [
    measured({ id: 'map', name: '图谱节点' }, nodes, nodes, {
      ...{ missing: () => '图谱尚未绘制', none: '图谱尚未绘制', path: page, asOf: mapDay },
    }),
    one(
      'judged',
      '已判断的节点',
      slotOf(material, 'nodes.status', 'judged'),
      (lack) => `${lack} 个节点状况未知：补登企业或由链办声明`,
    ),
    one(
      'firms',
      '本市有企业的节点',
      slotOf(material, 'nodes.firms', 'nodesWithFirms'),
      (lack) => `${lack} 个节点在本市没有登记企业`,
    ),
    one(
      'cited',
      '有文件出处的节点',
      slotOf(material, 'chain.basis', 'cited'),
      (lack) => `${lack} 个节点的依据还是假设`,
    ),
  ]
}

function investmentRoute({ material, place, on }: Seen): ArtefactPart[] {
  const gaps = slotOf(material, 'leads.state', 'gaps')
  const rows = rowsOf(material, 'gaps')?.filter(({ slots }) => slots.status !== '未知') ?? null
  const owned = rows?.filter(
    ({ slots }) => slots.owner !== null && slots.owner !== '未登记' && slots.owner !== '未明确',
  )
  return [
    measured({ id: 'gaps', name: '缺、弱环节' }, rows?.length ?? null, rows?.length ?? null, {
      ...{ missing: () => '', none: '还没有判为缺或弱的环节：先判断节点' },
      ...{ path: at(place, '/gaps'), asOf: on },
    }),
    measured(
      { id: 'candidates', name: '查到市外企业的环节' },
      slotOf(material, 'leads.state', 'gapsWithCandidates'),
      gaps,
      {
        missing: (lack) => `${lack} 处环节还没有可招的企业：导入更多市外企业`,
        none: '没有缺、弱环节可查',
        ...{ path: at(place, '/import'), asOf: on },
      },
    ),
    measured({ id: 'owners', name: '有责任人的环节' }, owned?.length ?? null, rows?.length ?? null, {
      missing: (lack) => `${lack} 处环节没有登记责任人`,
      none: '没有缺、弱环节',
      ...{ path: at(place, '/gaps'), asOf: on },
    }),
  ]
}

function investorLibrary({ material, place, on }: Seen): ArtefactPart[] {
  const rows = rowsOf(material, 'candidates')
  const confirmed = rows?.filter(({ slots }) => slots.evidence !== '凭产品词，未确认')
  const path = at(place, '/import')
  const none = '没有候选企业：先判断节点，再导入市外企业'
  const part = (id: string, name: string, have: number | null, missing: (lack: number) => string) =>
    measured({ id, name }, have, rows?.length ?? null, { missing, none, path, asOf: on })
  return [
    part('firms', '候选企业', rows?.length ?? null, () => none),
    part('confirmed', '已确认站位的', confirmed?.length ?? null, (lack) => `${lack} 家只凭产品词，须核实`),
    part('placed', '所在地已知的', knownIn(rows, 'city'), (lack) => `${lack} 家所在地未知`),
  ]
}

function projectLibrary({ material, place, on }: Seen): ArtefactPart[] {
  const hidden = material.tables.projects?.why
  const rows = rowsOf(material, 'projects')
  const path = at(place, '/projects')
  if (rows === null && hidden)
    return [
      {
        id: 'projects',
        name: '项目',
        state: 'withheld',
        have: null,
        of: null,
        missing: hidden,
        path: null,
        asOf: null,
      },
    ]
  const none = '项目库里没有本链的项目'
  const verified = rows?.filter(({ slots }) => slots.since !== null).length ?? null
  const part = (id: string, name: string, have: number | null, missing: (lack: number) => string) =>
    measured({ id, name }, have, rows?.length ?? null, {
      missing,
      none,
      path,
      asOf: newest(rows, 'since') ?? on,
    })
  return [
    part('projects', '项目', rows?.length ?? null, () => none),
    part('stage', '阶段有日期的', verified, (lack) => `${lack} 个项目的阶段没有日期`),
    part('investment', '总投资已知的', knownIn(rows, 'investment'), (lack) => `${lack} 个项目的总投资未知`),
    part('owner', '有服务责任的', knownIn(rows, 'owner'), (lack) => `${lack} 个项目没有服务责任人`),
  ]
}

function firmLibrary({ material, place, on }: Seen): ArtefactPart[] {
  const rows = rowsOf(material, 'leading-firms')
  return [
    measured({ id: 'roles', name: '链上企业角色' }, rows?.length ?? null, rows?.length ?? null, {
      ...{ missing: () => '', none: '没有登记链主、骨干等角色：在企业页登记' },
      ...{ path: at(place, '/firms'), asOf: on },
    }),
    measured({ id: 'dated', name: '起始日已知的' }, knownIn(rows, 'since'), rows?.length ?? null, {
      missing: (lack) => `${lack} 家的起始日未知`,
      none: '没有登记角色',
      ...{ path: at(place, '/firms'), asOf: on },
    }),
  ]
}

const newest = (rows: Rows | null, column: string): string | null =>
  rows
    ?.flatMap(({ slots }) => (typeof slots[column] === 'string' ? [slots[column] as string] : []))
    .sort()
    .at(-1) ?? null

function talentPool({ material, place, on }: Seen): ArtefactPart[] {
  const rows = rowsOf(material, 'platforms')
  return [
    measured({ id: 'platforms', name: '创新平台' }, rows?.length ?? null, null, {
      ...{ missing: () => '', none: '没有登记创新平台' },
      ...{ path: at(place, '/libraries'), asOf: newest(rows, 'since') ?? on },
    }),
    notYet('people', '岗位与人才', '人才库尚未建成，建成后自动汇入'),
  ]
}

function capitalPool({ material, place, on }: Seen): ArtefactPart[] {
  const hidden = material.tables.funds?.why
  const rows = rowsOf(material, 'funds')
  const path = at(place, '/policies/funds')
  const funds: ArtefactPart = hidden
    ? {
        id: 'funds',
        name: '专项资金',
        state: 'withheld',
        have: null,
        of: null,
        missing: hidden,
        path: null,
        asOf: null,
      }
    : measured({ id: 'funds', name: '有本年预算的专项资金' }, knownIn(rows, 'budget'), rows?.length ?? null, {
        missing: (lack) => `${lack} 项没有录入本年预算`,
        none: '没有登记专项资金',
        ...{ path, asOf: on },
      })
  return [funds, notYet('products', '金融产品与融资需求', '金融服务库尚未建成，建成后自动汇入')]
}

/** The parts of an artefact, but for reports, which are measured by their statements. */
export const partsOf: Readonly<Record<Exclude<Generator, 'report'>, (seen: Seen) => ArtefactPart[]>> = {
  'chain-map': panorama,
  'investment-route': investmentRoute,
  'investor-library': investorLibrary,
  'project-library': projectLibrary,
  'firm-library': firmLibrary,
  'talent-pool': talentPool,
  'capital-pool': capitalPool,
}

/** A report is as complete as its statements are known, those of rooms that are not there yet set apart. */
export function partsOfReport(
  statements: readonly {
    readonly isUnknown: boolean
    readonly sources: readonly { readonly room: string }[]
    readonly kind: string
  }[],
  { place, on }: Omit<Seen, 'material'>,
): ArtefactPart[] {
  const later = new Set(['talent', 'finance'])
  const told = statements.filter(({ kind }) => kind !== 'row')
  const isLater = (one: (typeof told)[number]) =>
    one.isUnknown && one.sources.some(({ room }) => later.has(room))
  const own = told.filter((one) => !isLater(one))
  const waiting = told.length - own.length
  return [
    measured(
      { id: 'statements', name: '有数据的段落与图表' },
      own.filter(({ isUnknown }) => !isUnknown).length,
      own.length,
      {
        missing: (lack) => `${lack} 段写作“未知”：补上数据后重新生成`,
        ...{ path: at(place, '/reports'), asOf: on },
      },
    ),
    ...(waiting > 0 ? [notYet('later', '尚未建成的内容', `${waiting} 段等待人才、金融建成`)] : []),
  ]
}
