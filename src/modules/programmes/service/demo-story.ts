// What is invented for the demo city: tasks, meetings and proposals of nobody, in days before or after the day of making.

type Course = 'open' | 'reported' | 'checking' | 'done' | 'dropped'
export type InventedTask = {
  readonly title: string
  readonly content: string
  readonly lead: string | null
  readonly responsible: string | null
  /** A word in the name of the chain; where the city has none of that name, and for null, no chain. */
  readonly chain: string | null
  readonly madeDaysAgo: number
  /** Last day in days from the day of making; null: none is named. */
  readonly dueIn: number | null
  readonly course: Course
  /** What was reported last, and how many days ago. */
  readonly report: { readonly percent: number; readonly text: string; readonly daysAgo: number } | null
}

const said = (percent: number, daysAgo: number, text: string) => ({ percent, daysAgo, text })
const industry = '演示市工信局'
const commerce = '演示市商务局'
const science = '演示市科技局'
const people = '演示市人社局'
const park = '演示高新园'

const task = (
  [title, lead, responsible]: readonly [string, string | null, string | null],
  [chain, madeDaysAgo, dueIn]: readonly [string | null, number, number | null],
  course: Course = 'open',
  report: InventedTask['report'] = null,
): InventedTask => ({
  title: `${title}（演示）`,
  content: `${title}。虚构任务，用于演示。`,
  lead,
  responsible,
  chain,
  madeDaysAgo,
  dueIn,
  course,
  report,
})

/** In every colour: late (one long enough to go up the whole path), due soon, in time, without a last day, ended. */
export const inventedTasks: readonly InventedTask[] = [
  task(
    ['补齐电芯结构件本地配套', industry, park],
    ['电池', 150, -32],
    'reported',
    said(55, 41, '已洽谈两家企业，尚未签约。'),
  ),
  task(
    ['完成减速器中试线验收', science, industry],
    ['机器人', 120, -12],
    'reported',
    said(80, 15, '设备到位，等待验收。'),
  ),
  task(
    ['落实封测企业用地指标', park, commerce],
    ['集成电路', 90, -5],
    'reported',
    said(40, 20, '规划调整已报批。'),
  ),
  task(['开通链上企业人才公寓申请', people, null], [null, 60, -2]),
  task(['摸清关键材料库存', null, null], ['碳', 50, -9]),
  task(
    ['组织整零供需对接会', commerce, industry],
    ['电池', 40, 3],
    'reported',
    said(70, 2, '场地和企业名单已定。'),
  ),
  task(
    ['发布首批揭榜需求', science, null],
    ['机器人', 35, 6],
    'reported',
    said(60, 5, '收到需求十二项，正在筛选。'),
  ),
  task(['更新重点企业联系名单', industry, null], ['轨道', 20, 8]),
  task(['上门核实停工企业情况', park, industry], ['集成电路', 9, 5], 'reported', said(30, 1, '已走访三家。')),
  task(['编制招商目标企业清单', commerce, park], ['碳', 30, 28], 'reported', said(45, 6, '初稿完成。')),
  task(
    ['引进功率器件封装项目', commerce, park],
    ['集成电路', 70, 62],
    'reported',
    said(35, 10, '企业两次来访。'),
  ),
  task(['建设共享检测平台', science, park], ['机器人', 100, 120], 'reported', said(20, 18, '方案通过评审。')),
  task(
    ['推动链主开放采购清单', industry, null],
    ['电池', 45, 45],
    'reported',
    said(50, 12, '两家链主同意公开。'),
  ),
  task(['举办产业链金融服务日', '演示市金融办', industry], ['光伏', 25, 75]),
  task(
    ['培育一批专精特新企业', industry, park],
    ['轨道', 140, 160],
    'reported',
    said(40, 25, '入库企业二十六家。'),
  ),
  task(['制定石墨烯应用示范方案', science, industry], ['碳', 15, 90]),
  task(
    ['开展数控技能培训三百人', people, null],
    ['机器人', 80, 35],
    'reported',
    said(65, 8, '已培训一百九十五人。'),
  ),
  task(
    ['长期跟踪关键零部件进口情况', industry, null],
    ['电池', 110, null],
    'reported',
    said(10, 34, '已建立月报。'),
  ),
  task(['研究跨市配套协作机制', industry, commerce], [null, 75, null]),
  task(['签订正极材料供应协议', commerce, park], ['电池', 160, -20], 'done', said(100, 30, '协议已签。')),
  task(
    ['完成机器人本体标准立项', science, null],
    ['机器人', 130, -8],
    'done',
    said(100, 16, '立项文件已下达。'),
  ),
  task(
    ['建成集成电路公共实训基地', people, park],
    ['集成电路', 170, -40],
    'done',
    said(100, 46, '基地已开班。'),
  ),
  task(
    ['开展一轮重点企业走访', park, industry],
    ['轨道', 45, 10],
    'done',
    said(100, 8, '走访四十二家，诉求已转办。'),
  ),
  task(
    ['落实技改贴息资金', '演示市财政局', industry],
    ['光伏', 65, 14],
    'checking',
    said(100, 3, '资金已拨付。'),
  ),
  task(['筹建行业展会', commerce, null], ['碳', 95, 30], 'dropped'),
]

export type InventedPoint = {
  readonly kind: 'ask' | 'decision'
  readonly text: string
  readonly raisedBy: string | null
  readonly becomes:
    | { readonly title: string; readonly lead: string; readonly dueIn: number }
    | { readonly noTaskWhy: string }
    | null
}
export type InventedMeeting = {
  readonly kind: 'joint' | 'visit' | 'breakfast' | 'dispatch'
  readonly title: string
  /** Days from the day of making; before it where below 0. */
  readonly heldIn: number
  readonly chain: string
  readonly place: string
  readonly leader: string
  readonly agenda: readonly string[]
  readonly minutes: string | null
  readonly points: readonly InventedPoint[]
}

/** A meeting whose decisions became tasks, a visit that is not settled yet, a breakfast without minutes, one to come. */
export const inventedMeetings: readonly InventedMeeting[] = [
  {
    ...{
      kind: 'joint',
      title: '动力电池链四方联席会（演示）',
      heldIn: -13,
      chain: '电池',
      leader: '演示链长甲',
    },
    place: '演示市政府二楼会议室',
    agenda: ['缺口清单', '本地配套进展', '下一步分工'],
    minutes: '会议听取了缺口清单和配套进展，明确了三项工作。本纪要为虚构内容，用于演示。',
    points: [
      {
        ...{ kind: 'decision', text: '一个月内拿出结构件配套企业的用地方案。', raisedBy: null },
        becomes: { title: '拿出结构件配套企业用地方案（演示）', lead: park, dueIn: 17 },
      },
      {
        ...{ kind: 'decision', text: '由市科技局牵头梳理电解液添加剂的替代来源。', raisedBy: null },
        becomes: { title: '梳理电解液添加剂替代来源（演示）', lead: science, dueIn: 4 },
      },
      {
        ...{ kind: 'ask', text: '希望减免展位费用。', raisedBy: '演示企业一' },
        becomes: { noTaskWhy: '已有同类政策，当场答复。' },
      },
    ],
  },
  {
    ...{
      kind: 'visit',
      title: '链长调研机器人企业（演示）',
      heldIn: -21,
      chain: '机器人',
      leader: '演示链长乙',
    },
    place: '演示高新园',
    agenda: ['走访两家企业', '听取诉求'],
    minutes: '企业反映熟练工人不足、检测要送外地。本纪要为虚构内容，用于演示。',
    points: [
      {
        ...{ kind: 'ask', text: '本地没有精密减速器检测能力，送检周期两周。', raisedBy: '演示企业二' },
        becomes: { title: '协调精密减速器检测就近办理（演示）', lead: science, dueIn: -4 },
      },
      { kind: 'ask', text: '希望安排专场招聘。', raisedBy: '演示企业三', becomes: null },
    ],
  },
  {
    ...{
      kind: 'breakfast',
      title: '集成电路企业早餐会（演示）',
      heldIn: -5,
      chain: '集成电路',
      leader: '演示链长丙',
    },
    place: '演示市政府餐厅',
    agenda: ['产能爬坡', '融资'],
    minutes: null,
    points: [],
  },
  {
    ...{
      kind: 'dispatch',
      title: '下期产业链调度会（演示）',
      heldIn: 6,
      chain: '电池',
      leader: '演示链长甲',
    },
    place: '演示市政府二楼会议室',
    agenda: ['红灯任务逐项说明', '下月重点'],
    minutes: null,
    points: [],
  },
]

/** One that was just received, one being drafted with a reply under way, one waiting for the signature. */
export const inventedProposals = [
  {
    ...{ number: '演示001', subject: '关于补齐动力电池产业链短板的提案（演示）', lead: industry },
    ...{ receivedDaysAgo: 48, dueIn: 42, steps: ['assign', 'draft'] },
  },
  {
    ...{ number: '演示002', subject: '关于建设机器人共享检测平台的提案（演示）', lead: science },
    ...{ receivedDaysAgo: 70, dueIn: 12, steps: ['assign', 'draft', 'submit'] },
  },
  {
    ...{ number: '演示003', subject: '关于加强技能人才培养的建议（演示）', lead: people },
    ...{ receivedDaysAgo: 4, dueIn: 86, steps: [] },
  },
] as const satisfies readonly {
  number: string
  subject: string
  lead: string
  receivedDaysAgo: number
  dueIn: number
  steps: readonly ('assign' | 'draft' | 'submit')[]
}[]
