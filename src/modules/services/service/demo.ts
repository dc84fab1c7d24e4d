import { chinaDay } from '../../../kernel/china-day.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { lastDayOf } from '../domain/service-level.ts'
import { takeLifeAction } from '../lives.ts'
import type { TicketStep } from '../model.ts'
import { findLevels } from '../queries/rules.ts'
import * as queries from '../queries/tickets.ts'
import { keep, patchOf } from './act-on-ticket.ts'
import { livedOf } from './tickets.ts'

type Invented = {
  readonly kind: string
  readonly title: string
  readonly words: string
  readonly daysAgo: number
  readonly isUrgent?: true
  readonly isConfidential?: true
  /** Steps with the days after receipt on which they were taken. */
  readonly steps: readonly (Pick<
    TicketStep,
    'action' | 'unitName' | 'answer' | 'satisfaction' | 'comment'
  > & {
    readonly after: number
  })[]
}

const give = (unitName: string, after = 1) => ({ action: 'assign', unitName, after }) as const
const answer = (text: string, after: number) => ({ action: 'answer', answer: text, after }) as const

// Invented requests of invented firms, for the demo city only; every page marks its data.
const invented: readonly Invented[] = [
  {
    ...{ kind: 'energy', title: '夏季用电高峰频繁限电', daysAgo: 40, isUrgent: true },
    words: '上月限电六次，每次停两条线，希望提前一天通知并错峰。',
    steps: [
      give('市供电公司'),
      answer('已纳入有序用电保障名单，限电前一天短信通知。', 2),
      { action: 'rate', satisfaction: 5, comment: '通知及时', after: 4 },
    ],
  },
  {
    ...{ kind: 'approval', title: '厂房扩建手续不知道先办哪一项', daysAgo: 32 },
    words: '扩建二期，环评、能评、施工许可的先后顺序不清楚。',
    steps: [
      give('市行政审批局'),
      answer('已派专员上门，列出一张清单，三项可以并联办理。', 4),
      { action: 'rate', satisfaction: 4, after: 6 },
    ],
  },
  {
    ...{ kind: 'policy', title: '技改补助申报后没有进度', daysAgo: 28 },
    words: '三月申报的技改补助，系统里一直显示受理。',
    steps: [
      give('市工业和信息化局'),
      answer('材料齐全，正在会审，预计下月公示。', 6),
      { action: 'reopen', comment: '去年也是这样答复的，请给出具体日期', after: 8 },
    ],
  },
  {
    ...{ kind: 'workers', title: '数控操作工缺口三十人', daysAgo: 20 },
    words: '新产线八月投产，熟练数控操作工缺三十人。',
    steps: [give('市人力资源和社会保障局'), answer('已对接两所技师学院，本周安排专场招聘。', 7)],
  },
  {
    ...{ kind: 'supply', title: '高压连接器只有外地一家供应', daysAgo: 18, isUrgent: true },
    words: '交期从四周拖到十周，希望帮助寻找本地替代。',
    steps: [give('市工业和信息化局')],
  },
  {
    ...{ kind: 'finance', title: '订单增加，流动资金贷款额度不够', daysAgo: 9, isConfidential: true },
    words: '在手订单较去年增加四成，现有授信已用满。',
    steps: [give('市地方金融监管局')],
  },
  {
    kind: 'transport',
    title: '大件运输夜间通行证办理时间长',
    words: '每车次都要重新申请。',
    daysAgo: 3,
    steps: [],
  },
  { kind: 'land', title: '标准厂房三楼荷载不足', words: '设备重，想换到一楼。', daysAgo: 1, steps: [] },
]

/** Puts invented requests into the demo city where it has none; each with the history that it would have had. */
export async function ensureDemoTickets(
  ctx: Context,
  city: string | undefined,
  report: (line: string) => void = () => {},
): Promise<void> {
  requirePermission(ctx.actor, 'demo.generate')
  if (!city) return
  const of = { city, dataset: 'demo' } as const
  const levels = await findLevels(ctx.db, city)
  const firms = await queries.listSomeFirms(ctx.db, of, invented.length)
  if (!levels || firms.length === 0 || (await queries.listTickets(ctx.db, of, { limit: 1 })).length > 0)
    return
  for (const [i, one] of invented.entries()) {
    const at = new Date(ctx.now.getTime() - one.daysAgo * 86_400_000)
    const receivedOn = chinaDay(at)
    const urgency = one.isUrgent ? 'urgent' : 'normal'
    const dueOn = lastDayOf(levels, { kind: one.kind, urgency, receivedOn }, workingDays())
    if (dueOn === undefined) continue
    const { kind, title, words, isConfidential = false } = one
    const asked = { ...of, organisationId: firms[i % firms.length]!, chainId: null, contact: null }
    const row = { ...asked, kind, title, words, urgency, isConfidential, receivedOn, dueOn } as const
    const stamp = { by: '演示企业', byId: null, at }
    const { id } = await queries.insertTicket(ctx.db, { ...row, requestKey: `demo-${i}` }, stamp)
    for (const step of one.steps) await take(ctx, id, step, at)
  }
  await audit(ctx, {
    action: 'services.demo',
    subject: `services.city/${city}`,
    detail: { tickets: invented.length },
  })
  report(`演示诉求 demo requests: ${invented.length}`)
}

async function take(ctx: Context, id: string, step: Invented['steps'][number], from: Date): Promise<void> {
  const at = new Date(from.getTime() + step.after * 86_400_000)
  const then = { ...ctx, now: at, actor: { ...ctx.actor, displayName: '演示人员' } }
  const row = (await queries.findTicket(ctx.db, id))!
  const levels = (await findLevels(ctx.db, row.cityCode))!
  const roles = ['office', 'unit', 'firm']
  const after = takeLifeAction(then, await livedOf(then, row), roles, step.action, { comment: step.comment })
  await keep(then, id, after, patchOf(row, step, after, { today: chinaDay(at), at, levels }))
}
