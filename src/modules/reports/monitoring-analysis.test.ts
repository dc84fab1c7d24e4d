import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { readDocument } from '../../engines/documents/index.ts'
import { projectFolder } from '../../platform/config.ts'
import { startWorker } from '../../platform/jobs/index.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { asSystem, type Role } from '../access/index.ts'
import { inTestContext } from '../gaps/fixtures.ts'
import { generateDemoCity } from '../gaps/index.ts'
import { monitoringSection } from '../risk/index.ts'
import { loadReportPacks } from './fixtures.ts'

const house = signedInApp({ keepBetweenTests: true })
const { database } = house
const city = '430200'
const chain = 'rail-transit'
const asked = { city, chain, dataset: 'demo', template: 'monitoring-analysis', period: '2026-02' }
let firms: { id: string; name: string }[] = []

const send = async (method: string, path: string, body?: object, role: Role = 'chain_office') =>
  house.send(method, path, body, await house.signIn(role))
const report = (k: number, period: string, more: object = {}) => ({
  ...{ dataset: 'demo', organisationId: firms[k]!.id, cadence: 'month', period },
  ...{ ordersFen: '100000000', capacityUseRatio: 0.8, deliveryDelayDays: 2, logistics: 'normal' },
  stock: [{ input: '轴承', days: 30 }],
  ...more,
})

beforeAll(async () => {
  await loadReportPacks(database)
  const zhuzhou = readAllPacks({ sections: [monitoringSection], folder: join(projectFolder, 'packs') }).find(
    ({ name }) => name === 'zhuzhou',
  )
  await inTestContext(database, async (ctx) => {
    await monitoringSection.load(ctx, zhuzhou!.docs.get('monitoring') as never, zhuzhou as never)
    await generateDemoCity(ctx, { city, firms: 300, links: 1500, seed: 5 })
    const { rows } = await sql<{ id: string; name: string }>`
      select distinct o.id::text as id, o.name from chains.placed_organisation p
      join chains.current_node n on n.node_id = p.node_id join chains.chain c on c.map_id = n.map_id and c.id = ${chain}
      join registry.organisation o on o.id = p.organisation_id and o.city_code = ${city}
      where p.dataset = 'demo' and p.evidence <> 'words' order by 1 limit 3`.execute(ctx.db)
    firms = rows
    for (const { id } of firms)
      await sql`insert into risk.reporter (dataset, organisation_id, city_code, cadence, since, asked_by)
        values ('demo', ${id}::bigint, ${city}, 'month', '2026-01-01', 'test')`.execute(ctx.db)
  })
  const reports = [
    ...[report(0, '2026-01'), report(1, '2026-01', { logistics: 'blocked' }), report(2, '2026-01')],
    report(0, '2026-02', { ordersFen: '60000000', stock: [{ input: '轴承', days: 3 }] }),
    report(1, '2026-02', { capacityUseRatio: null }),
  ]
  expect((await send('POST', '/api/monitoring/reports', { reports })).status).toBe(201)
  const alerts = await bodyOf(send('GET', `/api/monitoring/alerts?city=${city}&dataset=demo`))
  const short = alerts.items.find(({ title }: { title: string }) => title === '关键投入库存不足')
  const act = { action: 'take', comment: '电话核实', cause: '上游检修', owner: '张三' }
  expect((await send('POST', `/api/monitoring/alerts/${short.id}/acts`, act)).status).toBe(200)
}, 240_000)

type Statement = { key: string; text: string; sources: unknown[]; isUnknown: boolean }
async function make(role?: Role): Promise<{ id: string; statements: Statement[] }> {
  const answer = await send('POST', '/api/reports/issues', asked, role)
  expect(answer.status, await answer.clone().text()).toBe(201)
  return bodyOf(answer)
}

test('D01: the analysis of a month tells who reported, who is missing, what changed, thresholds, and alerts with cause and state', async () => {
  const { statements } = await make()
  const text = statements.map((one) => one.text).join('\n')
  expect(text).toContain('要求按月报送的企业3家，当月已报送2家，缺报1家；上月报送3家。')
  expect(text).toContain(firms[2]!.name)
  // 60 + 100 against 100 + 100 万元; only one firm told capacity in both months.
  expect(text).toContain('两个月都报订单的企业2家，订单合计160万元，上月200万元。')
  expect(text).toContain('两个月都报产能利用率的企业1家，中位数80%，上月80%。')
  expect(text).toContain('预警1件：待核实0件，处置中1件，已销号0件，误报0件；已查明原因1件。')
  const rows = statements.map((one) => one.text.replaceAll(/\s+/g, ' '))
  expect(rows.find((row) => row.includes('上游检修'))).toMatch(/关键投入库存不足.*张三.*处置中/)
  expect(rows.find((row) => row.includes('物流中断'))).toBeDefined()
  expect(statements.every(({ sources }) => sources.length > 0)).toBe(true)
}, 120_000)

test('it is written as Word and PDF', async () => {
  const { id } = await make()
  const worker = await startWorker(database, { asProgram: (work) => asSystem(database, work) })
  try {
    let issue = await bodyOf(send('GET', `/api/reports/issues/${id}`))
    for (let look = 0; look < 600 && issue.job?.status !== 'done'; look++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      issue = await bodyOf(send('GET', `/api/reports/issues/${id}`))
    }
    for (const file of issue.files) {
      const bytes = Buffer.from(await (await send('GET', `/api/reports/files/${file.id}`)).arrayBuffer())
      const read = (await readDocument(bytes)).text.replaceAll(/\s/g, '')
      for (const part of ['供应链监测分析报告', '演示数据', '缺报1家', '上游检修'])
        expect(read, file.name).toContain(part)
    }
    expect(issue.files).toHaveLength(2)
  } finally {
    await worker.stop()
  }
}, 120_000)

test('who does not manage the monitoring learns nothing of single firms', async () => {
  const { statements } = await make('department')
  const text = statements.map((one) => one.text).join('\n')
  for (const { name } of firms) expect(text).not.toContain(name)
  expect(text).toContain('本报告的阅读范围不含此项')
}, 120_000)
