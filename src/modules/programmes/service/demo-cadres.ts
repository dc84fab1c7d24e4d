// Invented cadres for firms of the demo city, with what they heard there.
import { chinaDay } from '../../../kernel/china-day.ts'
import type { Context } from '../../access/index.ts'
import { listSomeFirms } from '../queries/cadres.ts'
import { assignCadre, listCadres, logContact } from './cadres.ts'

type Heard = {
  readonly daysAgo: number
  readonly way: 'visit' | 'call' | 'online'
  readonly raised: string | null
  readonly done: string
  /** What was raised became a task of the cadre's unit, due in so many days. */
  readonly taskDueIn?: number
}
type Invented = {
  readonly personName: string
  readonly unit: string
  readonly post: string
  readonly daysAgo: number
  readonly heard: readonly Heard[]
}

const invented: readonly Invented[] = [
  {
    ...{ personName: '演示干部甲', unit: '演示市工信局', post: '装备处处长', daysAgo: 120 },
    heard: [
      { daysAgo: 70, way: 'visit', raised: null, done: '送去技改补助办法，讲明申报时间。' },
      {
        ...{ daysAgo: 12, way: 'visit', raised: '电芯结构件只有一家外地供应商。' },
        ...{ done: '转产业链专班，约配套企业对接。', taskDueIn: 25 },
      },
    ],
  },
  {
    ...{ personName: '演示干部乙', unit: '演示市人社局', post: '就业处副处长', daysAgo: 95 },
    heard: [{ daysAgo: 40, way: 'call', raised: '缺数控操作工二十人。', done: '列入专场招聘名单。' }],
  },
  {
    ...{ personName: '演示干部丙', unit: '演示市科技局', post: '高新处处长', daysAgo: 60 },
    heard: [{ daysAgo: 5, way: 'online', raised: null, done: '核对研发费用加计扣除材料。' }],
  },
  // Nothing was ever heard of this one: the list shows how long it has been quiet.
  { personName: '演示干部丁', unit: '演示高新园', post: '服务专员', daysAgo: 75, heard: [] },
]

/** Gives some firms of the demo city a cadre each, where none is recorded; gives how many. */
export async function makeDemoCadres(ctx: Context, city: string, source: string): Promise<number> {
  const place = { city, dataset: 'demo' as const }
  const firms = await listSomeFirms(ctx.db, place, invented.length)
  const day = (daysAgo: number) => chinaDay(new Date(ctx.now.getTime() - daysAgo * 86_400_000))
  for (const [i, organisationId] of firms.entries()) {
    const { heard, daysAgo, ...who } = invented[i]!
    await assignCadre(ctx, { ...place, ...who, organisationId, validFrom: day(daysAgo), source })
    const { items } = await listCadres(ctx, { ...place, organisation: organisationId })
    for (const one of heard) {
      const { taskDueIn, daysAgo: ago, ...line } = one
      const due = taskDueIn === undefined ? null : day(-taskDueIn)
      const task =
        due === null
          ? null
          : { title: `${one.raised}（演示）`, leads: [who.unit], dueWritten: due, dueDate: due }
      await logContact(ctx, items[0]!.id, { ...line, onDay: day(ago), task })
    }
  }
  return firms.length
}
