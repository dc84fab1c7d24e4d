import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectFolder } from '../../platform/config.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { inTestContext, loadProjectPacks } from '../gaps/fixtures.ts'
import { generateDemoCity } from '../gaps/index.ts'
import { analyseMonth, monitoringSection } from './index.ts'
import { insertReporter } from './queries/monitoring.ts'

const scope = 'city=430200&dataset=demo'

describe('monitoring over HTTP', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const { database } = house
  let office = ''
  let firms: string[] = []
  beforeAll(async () => {
    await loadProjectPacks(database)
    const [zhuzhou] = readAllPacks({
      sections: [monitoringSection],
      folder: join(projectFolder, 'packs'),
    }).filter(({ name }) => name === 'zhuzhou')
    await inTestContext(database, async (ctx) => {
      await monitoringSection.load(ctx, zhuzhou!.docs.get('monitoring') as never, zhuzhou as never)
      await generateDemoCity(ctx, { city: '430200', firms: 200, links: 900, seed: 5 })
      const { rows } = await sql<{ id: string }>`
        select o.id::text as id from registry.organisation o join network.current_relation r on r.supplier_id = o.id
        where o.dataset = 'demo' and o.city_code = '430200' group by o.id order by count(*) desc, o.id limit 2`.execute(
        ctx.db,
      )
      firms = rows.map(({ id }) => id)
    })
    office = await house.signIn('chain_office')
  }, 120_000)

  const report = (more: object = {}) => ({
    ...{ dataset: 'demo', organisationId: firms[0], cadence: 'month', period: '2026-01' },
    ...{
      ordersFen: '1000000',
      capacityUseRatio: 0.8,
      deliveryDelayDays: 2,
      singleSources: 1,
      logistics: 'normal',
    },
    stock: [{ input: '轴承', days: 30 }],
    ...more,
  })
  const tell = (reports: object[], cookie = office) =>
    house.send('POST', '/api/monitoring/reports', { reports }, cookie)
  const get = async (path: string, cookie = office) => bodyOf(house.send('GET', path, undefined, cookie))

  test.each([
    ['administrator', 201],
    ['chain_office', 201],
    ['bank', 403],
    ['department', 403],
    ['auditor', 403],
  ] as const)('a %s who reports for a firm is answered %i', async (role, status) => {
    expect((await tell([report()], await house.signIn(role))).status).toBe(status)
  })

  test('D01: a report below a threshold raises one alert with its buyers, taken to its end with every step dated', async () => {
    const low = report({ period: '2026-02', stock: [{ input: '轴承', days: 3 }] })
    expect(await bodyOf(tell([low]))).toEqual({ kept: 1, alerts: 1 })
    expect(await bodyOf(tell([low]))).toEqual({ kept: 0, alerts: 0 })
    const [alert] = (await get(`/api/monitoring/alerts?${scope}`)).items
    expect(alert).toMatchObject({
      kind: 'threshold',
      title: '关键投入库存不足',
      state: 'raised',
      organisationId: firms[0],
    })
    expect(alert.affected.length).toBeGreaterThan(0)
    expect(alert.affected[0].impact).toBe('possible')
    const at = `/api/monitoring/alerts/${alert.id}`
    const act = (body: object) => house.send('POST', `${at}/acts`, body, office)
    expect((await act({ action: 'take', comment: '核实' })).status).toBe(400)
    expect((await act({ action: 'close', comment: '证据' })).status).toBe(409)
    const taken = await bodyOf(
      act({ action: 'take', comment: '电话核实', cause: '供应商停产', owner: '张三' }),
    )
    expect(taken).toMatchObject({ state: 'handling', cause: '供应商停产', owner: '张三' })
    const marked = await bodyOf(
      house.send(
        'POST',
        `${at}/impacts`,
        { organisationId: alert.affected[0].id, impact: 'restored' },
        office,
      ),
    )
    expect(marked.affected.find(({ id }: { id: string }) => id === alert.affected[0].id).impact).toBe(
      'restored',
    )
    const closed = await bodyOf(act({ action: 'close', comment: '到货单 2026-117' }))
    expect(closed.state).toBe('closed')
    expect(closed.history).toHaveLength(3)
    expect(closed.history.every(({ at: day }: { at: string }) => !Number.isNaN(Date.parse(day)))).toBe(true)
  })

  test('a figure that leaves the firm’s own history raises an alert; unknown figures raise none', async () => {
    const months = ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06', '2025-07']
    const orders = [100, 104, 98, 101, 97, 103, 100]
    const history = months.map((period, k) =>
      report({ organisationId: firms[1], period, ordersFen: String(orders[k]! * 1_000) }),
    )
    expect(await bodyOf(tell(history))).toEqual({ kept: 7, alerts: 0 })
    const fallen = report({ organisationId: firms[1], period: '2025-08', ordersFen: '40000' })
    expect(await bodyOf(tell([fallen]))).toEqual({ kept: 1, alerts: 1 })
    const silent = { dataset: 'demo', organisationId: firms[1], cadence: 'month', period: '2025-09' }
    expect(await bodyOf(tell([silent]))).toEqual({ kept: 1, alerts: 0 })
  })

  test('a wrong line refuses the whole batch and says which', async () => {
    const before = (await get(`/api/monitoring/reports?${scope}`)).items.length
    const answer = await tell([report({ period: '2025-10' }), report({ period: '2025-13' })])
    const body = await bodyOf(answer)
    expect([answer.status, body.code]).toEqual([400, 'risk.report_period'])
    expect(body.detail).toContain('第 2 条')
    expect((await get(`/api/monitoring/reports?${scope}`)).items).toHaveLength(before)
    expect((await tell([report({ period: '2999-01' })])).status).toBe(400)
  })

  test('a firm reports and sees its own only, and is told what is missing', async () => {
    const own = await house.signIn('firm', { organisationId: firms[1]!, cityCode: '430200' })
    expect((await tell([report({ organisationId: firms[1], period: '2025-11' })], own)).status).toBe(201)
    expect((await tell([report({ period: '2025-11' })], own)).status).toBe(403)
    const { items } = await get(`/api/monitoring/reports?${scope}`, own)
    expect(new Set(items.map(({ organisationId }: { organisationId: string }) => organisationId))).toEqual(
      new Set([firms[1]]),
    )
    expect((await house.send('GET', `/api/monitoring/alerts?${scope}`, undefined, own)).status).toBe(403)
    const asked = { city: '430200', dataset: 'demo', organisationId: firms[1], cadence: 'month' }
    const missing = await bodyOf(house.send('POST', '/api/monitoring/reporters', asked, office))
    expect(missing.items.map(({ organisationId }: { organisationId: string }) => organisationId)).toEqual([
      firms[1],
    ])
    const reminder = await bodyOf(
      house.send('POST', '/api/monitoring/reminders', { city: '430200', dataset: 'demo' }, office),
    )
    expect(reminder).toEqual({ chased: 1 })
    const todo = await get(`/api/todo?${scope}`, own)
    expect(JSON.stringify(todo)).toContain('监测数据')
  })

  test('an external event starts an alert of its own with the firms hit and their buyers', async () => {
    const event = {
      city: '430200',
      dataset: 'demo',
      title: '洪水',
      event: 'flood',
      organisationIds: [firms[0]],
      onceKey: 'flood',
    }
    const alert = await bodyOf(house.send('POST', '/api/monitoring/events', event, office))
    expect(alert.affected.find(({ id }: { id: string }) => id === firms[0]).impact).toBe('confirmed')
    expect(alert.affected.some(({ impact }: { impact: string }) => impact === 'possible')).toBe(true)
    expect((await bodyOf(house.send('POST', '/api/monitoring/events', event, office))).id).toBe(alert.id)
  })

  test('nobody but those concerned sees a row', async () => {
    for (const table of ['risk.report', 'risk.alert', 'risk.alert_firm', 'risk.reporter'])
      for (const role of ['bank', 'chain_leader', 'auditor'] as const)
        expect(await house.rowsSeenBy(role, table), `${role} ${table}`).toBe(0)
  })

  test('D01: a firm that reports by week is in the analysis of the month, with its alerts and the weeks it left out', async () => {
    const weekly = (period: string, more: object = {}) =>
      report({
        organisationId: firms[1],
        cadence: 'week',
        period,
        stock: [{ input: '轴承', days: 30 }],
        ...more,
      })
    const asked = { city: '430200', dataset: 'demo' as const, chain: null, month: '2024-07' }
    const analyse = () => inTestContext(database, (ctx) => analyseMonth(ctx, asked))
    expect((await analyse()).firms).toEqual([])
    await inTestContext(database, async (ctx) =>
      insertReporter(ctx.db, {
        ...{ dataset: 'demo', city: '430200', organisationId: firms[1]!, cadence: 'week' },
        ...{ since: '2024-07-01', by: 'test' },
      }),
    )
    const weeks = ['2024-W27', '2024-W28', '2024-W29', '2024-W30']
    const told = [weekly(weeks[0]!), weekly(weeks[1]!, { stock: [{ input: '轴承', days: 1 }] })]
    expect((await tell([...told, weekly(weeks[2]!)])).status).toBe(201)
    const part = await analyse()
    expect(part).toMatchObject({ asked: 1, reported: 1, reportedByWeek: 1 })
    expect(part.firms[0]).toMatchObject({
      organisationId: firms[1],
      ordersFen: null,
      weeks: { told: 3, all: 4 },
    })
    expect(part.missing.map(({ id }) => id)).toEqual([firms[1]])
    expect(part.thresholds.some(({ now }) => now === 1)).toBe(true)
    expect(part.alerts.some(({ organisationId }) => organisationId === firms[1])).toBe(true)
    expect((await tell([weekly(weeks[3]!)])).status).toBe(201)
    const whole = await analyse()
    expect(whole.missing).toEqual([])
    expect(whole.firms[0]).toMatchObject({ ordersFen: '4000000', weeks: { told: 4, all: 4 } })
  }, 60_000)
})
