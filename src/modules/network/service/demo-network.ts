// Invented agreements, deliveries, demands and leading firms of the demo city: data set `demo` only, marked on every page.
import { act, start } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, requirePermission } from '../../access/index.ts'
import { recordFirmRole } from '../../chains/index.ts'
import { recordFigures } from '../../registry/index.ts'
import { agreementCycle } from '../domain/agreement-life.ts'
import * as agreements from '../queries/agreements.ts'
import { hasDemoAgreements, listDemoLinks, listDemoProjects } from '../queries/demo-network.ts'
import { listChainFirms } from '../queries/structure.ts'
import { actOnDemand, stateDemand } from './demands.ts'
import { loadPicture } from './picture.ts'

const source = '演示数据 demo, seed 1'
const goods = ['牵引变流器', '制动盘', '轴承', '车门系统', '动力电池系统', '伺服电机', '光伏组件', '功率模块']

/** Gives the demo city agreements, demands and leading firms where it has none; the same firms give the same ones. */
export async function ensureDemoNetwork(
  ctx: Context,
  city: string | undefined,
  report: (line: string) => void = () => {},
): Promise<void> {
  requirePermission(ctx.actor, 'demo.generate')
  if (!city || (await hasDemoAgreements(ctx.db))) return
  const on = chinaDay(ctx.now)
  const written = await inventAgreements(ctx, city, on)
  if (written === 0) return
  const leading = await inventLeading(ctx, city, on)
  const demands = await inventDemands(ctx, city, on)
  report(
    `${written} 份演示框架协议 agreements，${leading} 家演示链主 leading firms，${demands} 条演示项目需求 demands`,
  )
}

const instantOf = (day: string) => `${day}T01:00:00.000Z`
const daysAfter = (day: string, days: number) =>
  new Date(Date.parse(instantOf(day)) + days * 86_400_000).toISOString().slice(0, 10)

async function inventAgreements(ctx: Context, city: string, on: string): Promise<number> {
  const links = await listDemoLinks(ctx.db, city, 24)
  const year = Number(on.slice(0, 4))
  for (const [i, { buyerId, supplierId, product, amountFen }] of links.entries()) {
    const said = (role: string, at: string) => ({ actor: { id: '演示 demo', roles: [role] }, at })
    const begun = start(agreementCycle, said('stater', instantOf(`${year - 1}-01-05`)))
    const outcome = act(agreementCycle, begun, 'confirm', said('counterpart', instantOf(`${year - 1}-01-10`)))
    const { state, history } = outcome.ok && i % 8 !== 7 ? outcome.instance : begun
    const yearly = (part: bigint) => String((amountFen * part) / 100n)
    const id = await agreements.insertAgreement(
      ctx.db,
      {
        ...{
          dataset: 'demo',
          cityCode: city,
          buyerId: String(buyerId),
          supplierId: String(supplierId),
          product,
          nodeId: null,
        },
        ...{
          startsOn: `${year - 1}-01-01`,
          endsOn: i % 5 === 0 ? daysAfter(on, 40) : `${year + 1}-12-31`,
          volumeUnit: '台',
        },
        ...{
          remindDays: 90,
          renewsId: null,
          statedSide: 'buyer',
          state,
          history,
          source: `演示合同 ${i + 1}`,
          note: null,
        },
        requestKey: `demo-${i}`,
      },
      [
        { year: year - 1, volume: '100', valueFen: yearly(60n) },
        { year, volume: '110', valueFen: yearly(BigInt(60 + (i % 7))) },
      ],
      { by: source, at: ctx.now },
    )
    if (id !== undefined && state === 'in_force') await inventDeliveries(ctx, id, year, yearly(20n), i)
  }
  return links.length
}

function inventDeliveries(ctx: Context, id: string, year: number, valueFen: string, seed: number) {
  const today = chinaDay(ctx.now)
  const told = [`${year - 1}-03-15`, `${year - 1}-09-15`, `${year}-02-20`]
    .slice(0, 2 + (seed % 2))
    .filter((day) => day <= today)
  const rows = told.map((deliveredOn, k) => ({
    deliveredOn,
    reference: `YS-${id}-${k + 1}`,
    volume: '35',
    valueFen,
  }))
  return agreements.insertDeliveries(ctx.db, id, rows, { side: 'supplier', by: source, at: ctx.now })
}

/** The three largest buyers of each of two chains lead it; what of them is abroad is invented too. */
async function inventLeading(ctx: Context, city: string, on: string): Promise<number> {
  const { years } = await loadPicture(ctx, 'demo')
  const bought = (id: string) =>
    (years.get(id) ?? []).reduce((sum, { amountFen }) => sum + Number(amountFen ?? 0n), 0)
  const byChain = new Map<string, string[]>()
  for (const { chain, organisationId } of await listChainFirms(ctx.db, { dataset: 'demo', city }))
    byChain.set(chain, [...(byChain.get(chain) ?? []), organisationId])
  const led = [...byChain].flatMap(([chainId, firms]) =>
    [...firms]
      .sort((a, b) => bought(b) - bought(a) || Number(a) - Number(b))
      .slice(0, 3)
      .map((id) => ({ chainId, id })),
  )
  const role = { role: 'master' as const, validFrom: null, validTo: null, evidence: source, source }
  for (const { chainId, id } of led) await recordFirmRole(ctx, id, { chainId, ...role })
  const year = String(Number(on.slice(0, 4)) - 1)
  const figures = [...new Set(led.map(({ id }) => id))].flatMap((organisationId, i) => {
    const told = (name: string, value: string) => ({ organisationId, name, period: year, value })
    return [
      ...[
        told('total_assets', '80亿元'),
        told('overseas_assets', `${8 + (i % 20)}亿元`),
        told('revenue', `${45 + 9 * (i % 7)}亿元`),
      ],
      ...[
        told('overseas_revenue', `${9 + (i % 9)}亿元`),
        told('employees', '3000'),
        told('overseas_employees', `${200 + 50 * (i % 8)}`),
      ],
      told('rd', `${2 + (i % 4)}亿元`),
    ]
  })
  // Above the figures that other rooms invent for all firms: these belong together, R&D to revenue first of all.
  if (figures.length > 0)
    await recordFigures(ctx, figures, { dataset: 'demo', source, sourceKind: 'official_register' })
  return new Set(led.map(({ id }) => id)).size
}

async function inventDemands(ctx: Context, city: string, on: string): Promise<number> {
  const projects = await listDemoProjects(ctx.db, city, goods.length)
  for (const [i, { id }] of projects.entries()) {
    const demand = await stateDemand(ctx, {
      ...{
        dataset: 'demo',
        city,
        requestKey: `demo-${i}`,
        projectId: String(id),
        product: goods[i]!,
        source: '演示：项目可研报告',
      },
      ...{
        volume: String(20 + 10 * i),
        volumeUnit: '套',
        amountLowFen: String(5_000_000_00 * (i + 1)),
        amountHighFen: String(8_000_000_00 * (i + 1)),
      },
      ...{
        tenderOn: daysAfter(on, 20 + 15 * i),
        neededFrom: daysAfter(on, 150),
        neededTo: daysAfter(on, 400),
      },
    })
    if (i % 4 !== 3) await actOnDemand(ctx, demand.id, { action: 'publish' })
  }
  return projects.length
}
