// Invented libraries for the demo city, from a fixed seed: data set `demo` only, marked on every page.
import { type Context, requirePermission } from '../../access/index.ts'
import { type Firm, inventEntries, demoSource as source } from './demo-entries.ts'
import { inventLeading } from './demo-leading.ts'
import { addToCampaign, ensureCampaign } from './queries/campaigns.ts'
import { listDemoFirms } from './queries/demo.ts'
import { clearDemoLibraries } from './queries/key-firms.ts'
import { upsertMoney } from './queries/projects.ts'
import { holdNamedPark, projectLife, takeSteps } from './service/named.ts'
import { writeProject } from './service/projects.ts'

const goods = [
  '牵引变流器',
  '车轴轴承',
  '制动盘',
  '车门系统',
  '功率模块',
  '永磁电机',
  '轻量化车体',
  '信号设备',
]
const works = ['生产线', '智能工厂', '研发中心', '检测平台', '扩能项目']
const path = ['put_in_reserve', 'sign', 'start', 'complete', 'operate'] as const
const parkNames = ['演示高新园', '演示轨道科技城', '演示国际合作园']

/** Gives the demo city its projects, parks and entries where it has none; the same firms give the same libraries. */
export async function ensureDemoLibraries(
  ctx: Context,
  city: string | undefined,
  report: (line: string) => void = () => {},
): Promise<void> {
  requirePermission(ctx.actor, 'demo.generate')
  if (!city) return
  const { firms, isFilled } = await listDemoFirms(ctx.db, city)
  if (isFilled || firms.length === 0) return
  await clearDemoLibraries(ctx.db)
  const parks = await inventParks(ctx, city)
  const projects = await inventProjects(ctx, city, firms, parks)
  const entries = await inventEntries(ctx, city, firms)
  await inventLeading(ctx, city, firms)
  report(`${projects} 个演示项目 projects，${parks.length} 个园区 parks，${entries} 个库条目 entries`)
}

async function inventParks(ctx: Context, city: string): Promise<string[]> {
  const ids: string[] = []
  for (const [i, name] of parkNames.entries()) {
    const part = (value: Parameters<typeof holdNamedPark>[4][number]['part']) => ({ part: value, source })
    const park = { name, partnerCountry: i === 2 ? '德国' : null }
    ids.push(
      await holdNamedPark(
        ctx,
        city,
        park,
        source,
        [
          part({
            kind: 'title',
            title: '省级高新技术产业园区',
            level: 'provincial',
            granted: String(2012 + i),
            ended: null,
          }),
          part({
            kind: 'title',
            title: '绿色园区',
            level: 'provincial',
            granted: String(2019 + i),
            ended: null,
          }),
          part({
            kind: 'parcel',
            code: `A-${i + 1}`,
            areaM2: 40_000 + i * 13_000,
            use: '工业用地',
            status: 'available',
            availableFrom: null,
          }),
          part({
            kind: 'parcel',
            code: `B-${i + 1}`,
            areaM2: null,
            use: '工业用地',
            status: 'reserved',
            availableFrom: '2026',
          }),
          part({
            kind: 'factory',
            name: `${i + 1} 号标准厂房`,
            floorAreaM2: 12_000,
            freeM2: i * 2_400,
            rentFenPerM2Month: String(1_400 + i * 150),
          }),
          part({ kind: 'ranking', list: '全省园区综合评价', year: 2023, place: 14 - i, of: 98 }),
          part({ kind: 'ranking', list: '全省园区综合评价', year: 2024, place: 11 - i, of: 101 }),
          part({ kind: 'check', goal: '升格国家级', item: '规模以上工业总产值达到门槛', isMet: i === 0 }),
          part({ kind: 'check', goal: '升格国家级', item: '土地利用评价合格', isMet: i === 2 ? null : true }),
          part({
            kind: 'strength',
            industry: '轨道交通装备',
            chainId: 'rail-transit',
            statement: '演示：整车与核心部件集聚',
          }),
        ],
        'demo',
      ),
    )
  }
  return ids
}

async function inventProjects(
  ctx: Context,
  city: string,
  firms: readonly Firm[],
  parks: readonly string[],
): Promise<number> {
  const year = 2025
  const campaigns = [year - 1, year].map((y) => ({ year: y, title: '重大项目攻坚年' }))
  const listed: string[][] = [[], []]
  for (let i = 0; i < 46; i++) {
    const firm = firms[(i * 37) % firms.length]!
    const reached = [0, 1, 2, 2, 3, 3, 4, 1, 0, 2][i % 10]!
    const investment = BigInt(3 + ((i * 17) % 40)) * 1_000_000_000n
    const input = {
      dataset: 'demo' as const,
      city,
      name: `${goods[i % goods.length]}${works[(i * 3) % works.length]}${i + 1}期`,
      isMajor: i % 7 === 6 ? null : i % 3 !== 1,
      investmentFen: i % 11 === 10 ? null : String(investment),
      chainId: 'rail-transit',
      parkId: parks[i % parks.length]!,
      serviceOwner: ['一号服务专班', '二号服务专班', null][i % 3] ?? null,
      organisationId: firm.id,
      organisationName: firm.name,
      source,
    }
    const id = await writeProject(ctx, input, { requestKey: null, importId: null })
    if (id === undefined) continue
    const steps = path.slice(0, reached + 1).map((action, step) => ({
      action,
      happened:
        i % 9 === 8
          ? null
          : `${2022 + Math.floor((step + (i % 3)) / 2)}-${String(1 + ((i + step) % 9)).padStart(2, '0')}`,
    }))
    await takeSteps(ctx, 'project', id, projectLife, inOrder(steps), source)
    if (reached >= 2)
      for (const y of [year - 1, year])
        await upsertMoney(
          ctx.db,
          id,
          {
            year: y,
            plannedFen: String(investment / 3n),
            doneFen: y === year ? null : String(investment / 4n),
            source,
          },
          { by: ctx.actor.userName, at: ctx.now },
        )
    if (reached >= 1) listed[i % 2]!.push(id)
  }
  for (const [i, campaign] of campaigns.entries()) {
    const stamp = { by: ctx.actor.userName, at: ctx.now }
    const { id } = await ensureCampaign(ctx.db, { dataset: 'demo', city, ...campaign, source }, stamp)
    await addToCampaign(ctx.db, id, listed[i]!)
  }
  return 46
}

/** Steps whose dates never go back. */
function inOrder(steps: readonly { action: string; happened: string | null }[]) {
  let last = ''
  return steps.map(({ action, happened }) => {
    if (happened !== null && happened > last) last = happened
    return { action, happened: happened === null ? null : last }
  })
}
