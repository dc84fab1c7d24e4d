import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../platform/http.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { type Context, requestContext, SessionMemory } from '../access/index.ts'
import { indicatorRoutes } from '../indicators/index.ts'
import { loadProjectPacks } from './fixtures.ts'
import { chainRoutes } from './index.ts'

const now = () => new Date('2026-11-22T04:00:00Z')

describe('the packs of the project, loaded', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let app: ReturnType<typeof createApp>
  let cookie = ''
  const get = (path: string) => app.request(path, { headers: { cookie, 'accept-language': 'zh' } })
  const count = (ctx: Context, table: string) =>
    sql<{ n: bigint }>`select count(*) as n from ${sql.table(table)}`
      .execute(ctx.db)
      .then(({ rows }) => rows[0]!.n)

  let isReady = false
  beforeAll(() => {
    app = createApp()
    app.use('/api/*', requestContext(house.database, new SessionMemory(), now))
    app.route('/', chainRoutes())
    app.route('/', indicatorRoutes())
  })
  beforeEach(async () => {
    if (isReady) return
    await house.asSystem((ctx) => loadProjectPacks(ctx))
    cookie = await house.signIn('chain_office')
    isReady = true
  })

  test('D-packs: loading twice changes nothing and leaves no further audit entry', async () => {
    const tables = [
      'chains.pack_document',
      'chains.map_node',
      'indicators.target',
      'registry.organisation',
      'access.audit_entry',
    ]
    const counts = () => house.asSystem((ctx) => Promise.all(tables.map((table) => count(ctx, table))))
    const before = await counts()
    await house.asSystem((ctx) => loadProjectPacks(ctx))
    expect(await counts()).toEqual(before)
    expect(before.every((n) => n > 0n)).toBe(true)
  })

  test('A02: lists the chains of Changzhou that are named, and says how many are not', async () => {
    const { edition, unnamedCount, chains } = await bodyOf(get('/api/chains?city=320400'))
    expect([edition.id, edition.statedCount, unnamedCount]).toEqual(['changzhou-2022', 23, 19])
    const brief = chains.map((chain: Record<string, unknown>) => [chain.id, chain.map, chain.valid])
    expect(brief).toEqual([
      ['power-battery', 'drawn', false],
      ['industrial-robots', 'drawn', false],
      ['integrated-circuits', 'drawn', false],
      ['rail-transit', 'drawn', false],
    ])
    const rail = chains[3]
    expect([rail.leader.holder, rail.leadDepartment.holder]).toEqual([null, '常州市工业和信息化局'])
    expect(rail.clusters.map(({ id }: { id: string }) => id)).toEqual(['high-end-equipment'])
  })

  test('A03: a chain stands in several programmes; what the catalogue of that day did not have is not listed', async () => {
    const { chains } = await bodyOf(get('/api/chains?city=320400&on=2014-06-01'))
    expect(chains.length).toBe(10)
    expect(chains[0].programmes.map(({ id }: { id: string }) => id)).toEqual(['three-in-one'])
    expect((await bodyOf(get('/api/chains?city=320400&on=2012-06-01'))).edition).toBeNull()
  })

  test('C01: both cities draw the same map of rail transit, with segments, nodes and needs', async () => {
    const zhuzhou = await bodyOf(get('/api/chains/rail-transit/map?city=430200'))
    const changzhou = await bodyOf(get('/api/chains/rail-transit/map?city=320400'))
    expect(zhuzhou).toEqual(changzhou)
    expect([zhuzhou.mapVersion, zhuzhou.segments.length]).toEqual([1, 6])
    expect(zhuzhou.nodes.length).toBeGreaterThanOrEqual(80)
    const ids = new Set(zhuzhou.nodes.map(({ id }: { id: string }) => id))
    const isHeld = ({ node, needs }: { node: string; needs: string }) => ids.has(node) && ids.has(needs)
    expect(zhuzhou.needs.every(isHeld)).toBe(true)
  })

  test('a chain without a map, an unknown chain and an unknown version answer in words', async () => {
    const notDrawn = await get('/api/chains/new-medicine/map?city=320400&on=2014-06-01')
    expect([notDrawn.status, (await bodyOf(notDrawn)).code]).toEqual([404, 'chains.map_not_drawn'])
    const unknown = await get('/api/chains/ships/map?city=320400')
    expect([unknown.status, (await bodyOf(unknown)).code]).toEqual([404, 'chains.no_chain'])
    const version = await get('/api/chains/rail-transit/map?city=320400&version=7')
    expect([version.status, (await bodyOf(version)).code]).toEqual([404, 'chains.no_map_version'])
    expect((await get('/api/chains?city=abc')).status).toBe(400)
    expect((await get('/api/chains?city=320400&on=2023-02-30')).status).toBe(400)
  })

  test('A05: the line of rail transit in Changzhou goes back to the industries of 2009', async () => {
    const { editions, links } = await bodyOf(get('/api/chains/rail-transit/history?city=320400'))
    const line = editions.map(({ id, entries }: { id: string; entries: { id: string }[] }) => [
      id,
      entries.map((entry) => entry.id),
    ])
    expect(line).toEqual([
      ['changzhou-2009', ['advanced-equipment']],
      ['changzhou-2013', ['rail-transit']],
      ['changzhou-2016', []],
      ['changzhou-2017', ['rail-transit']],
      ['changzhou-2019', []],
      ['changzhou-2022', ['rail-transit']],
    ])
    expect(links.length).toBe(3)
  })

  test('A01: lists where leader or lead department is missing, and how many chains cannot be told', async () => {
    const { unnamedCount, faults } = await bodyOf(get('/api/chains/roles/missing?city=320400'))
    expect(unnamedCount).toBe(19)
    expect(faults.length).toBe(7)
    const rail = faults.filter(({ chainId }: { chainId: string }) => chainId === 'rail-transit')
    expect(rail.map(({ role, kind }: { role: string; kind: string }) => [role, kind])).toEqual([
      ['leader', 'holder_unknown'],
    ])
  })

  test('N17: firms that the documents name stand in the register once, by their legal name only', async () => {
    const { items } = await bodyOf(get('/api/chains/rail-transit/parties?city=430200'))
    const engine = items.find(({ role }: { role: string }) => role === 'main_engine')
    expect([engine.legalName, typeof engine.organisationId]).toEqual(['中车株洲电力机车有限公司', 'string'])
    const unsure = items.find(({ nameAsWritten }: { nameAsWritten: string }) => nameAsWritten === '中车时代')
    expect([unsure.legalName, unsure.organisationId]).toEqual([null, null])
  })

  test('L04 L05: targets show their conflicts with both sentences', async () => {
    const { targets, conflicts } = await bodyOf(get('/api/targets?city=430200'))
    expect(
      conflicts.map(({ kind, indicator }: { kind: string; indicator: string }) => [kind, indicator]),
    ).toEqual([
      ['value', 'srdi-firms'],
      ['scope', 'little-giant-firms'],
    ])
    const body = targets.find(({ id }: { id: string }) => id === 'l04-body')
    expect([body.value, body.dueDate, body.source.sentence.includes('40家'), body.document.status]).toEqual([
      40,
      '2024-12-31',
      true,
      'draft',
    ])
  })

  test('trap 3: a series of dated values, oldest first, each with its document', async () => {
    const { items } = await bodyOf(get('/api/indicators?city=320400'))
    const centres = items.find(({ id }: { id: string }) => id === 'provincial-tech-centres')
    expect(centres.values.map((v: { asOf: string; value: number }) => [v.asOf, v.value])).toEqual([
      ['2019-12-31', 203],
      ['2020-12-31', 233],
    ])
    expect(centres.values[0].document.date).toBe('2020-12-28')
  })
})
