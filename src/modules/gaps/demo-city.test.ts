import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { chinaDay } from '../../kernel/china-day.ts'
import { projectFolder } from '../../platform/config.ts'
import { readAllPacks } from '../../platform/packs/cli.ts'
import { loadPack } from '../../platform/packs/index.ts'
import { testDatabase } from '../../platform/testing/index.ts'
import { type Actor, systemActor } from '../access/index.ts'
import { ensureDemoNetwork } from '../network/index.ts'
import { factSections, loadFactsOfFirms, loadFactTable, recordFigures } from '../registry/index.ts'
import { inTestContext, loadProjectPacks } from './fixtures.ts'
import { getChainGaps, listGaps } from './service/chain-gaps.ts'
import { generateDemoCity } from './service/demo-city.ts'
import { getNodeDetail, stateAboutNode } from './service/node-detail.ts'
import { getOverview } from './service/overview.ts'
import './words.ts'

const database = testDatabase({ keepBetweenTests: true })
const city = { city: '430200', dataset: 'demo' as const }
const chain = { ...city, chain: 'rail-transit' }
const bank: Actor = { ...systemActor, role: 'bank', userName: 'bank' }
const input = { city: '430200', firms: 1_500, links: 8_000, seed: 7 }

const gapsAs = (actor: Actor = systemActor) =>
  inTestContext(database, (ctx) => getChainGaps(ctx, chain), { actor })

beforeAll(async () => {
  await loadProjectPacks(database)
  await inTestContext(database, (ctx) => generateDemoCity(ctx, input))
}, 120_000)

describe('the demo city', () => {
  test('shows every status on the rail map, nodes in the order of their ids', async () => {
    const { nodes } = await gapsAs()
    expect(new Set(nodes.map(({ status }) => status))).toEqual(
      new Set(['strong', 'weak', 'missing', 'unknown']),
    )
    expect(nodes.map(({ id }) => id)).toEqual([...nodes.map(({ id }) => id)].sort())
    expect(nodes.length).toBeGreaterThanOrEqual(80)
  })

  test('a missing node has nobody here and says on whose word', async () => {
    const { nodes } = await gapsAs()
    for (const node of nodes.filter(({ status }) => status === 'missing')) {
      expect(node.here + node.within200Km).toBe(0)
      expect(node.reasons.map(({ code }) => code)).toContain('register_complete')
    }
  })

  test('the common ratio comes from amounts and its coverage is below the whole', async () => {
    const { localSourcing } = await gapsAs()
    expect(localSourcing.ratio).toBeGreaterThan(0)
    expect(localSourcing.ratio).toBeLessThan(1)
    expect(localSourcing.byBuyer!.length).toBe(200)
    expect(localSourcing.buyers!).toBeGreaterThan(200)
  })

  test('the same seed gives the same gaps again, and held data stays empty', async () => {
    const before = await gapsAs()
    await inTestContext(database, (ctx) => generateDemoCity(ctx, input))
    const after = await gapsAs()
    expect(after.nodes).toEqual(before.nodes)
    const held = await inTestContext(database, (ctx) => getChainGaps(ctx, { ...chain, dataset: 'held' }))
    expect(held.nodes.every(({ here, status }) => here === 0 && status === 'unknown')).toBe(true)
    expect(held.localSourcing).toMatchObject({ ratio: null, coverageRatio: 0, byBuyer: [] })
  })

  test('who may not read relations sees the same statuses, no buyer, and no ratio of few buyers', async () => {
    const full = await gapsAs()
    const seen = await gapsAs(bank)
    expect(seen.localSourcing.byBuyer).toBeNull()
    expect(seen.nodes.map(({ status }) => status)).toEqual(full.nodes.map(({ status }) => status))
    const heldBack = seen.nodes.filter(
      (node, i) => node.localRatio === null && full.nodes[i]!.localRatio !== null,
    )
    const open = seen.nodes.filter(({ localRatio }) => localRatio !== null)
    expect(open.length).toBeGreaterThan(0)
    expect(heldBack.length + open.length).toBe(
      full.nodes.filter(({ localRatio }) => localRatio !== null).length,
    )
  })

  test('the list is ranked and the overview counts the same nodes', async () => {
    const list = await inTestContext(database, (ctx) => listGaps(ctx, city))
    const severities = list.items.map(({ status }) => ['missing', 'weak', 'unknown'].indexOf(status))
    expect(severities).toEqual([...severities].sort())
    const overview = await inTestContext(database, (ctx) => getOverview(ctx, city))
    const rail = overview.chains.find(({ id }) => id === 'rail-transit')!
    expect(rail.counts!.missing).toBe(
      list.items.filter((gap) => gap.status === 'missing' && gap.chain.id === 'rail-transit').length,
    )
    expect(overview.figures.placed + overview.figures.unplaced).toBe(overview.figures.organisations)
    expect(overview.sentences[0]!.text).toContain('个环节')
  })

  test('an office’s statement turns an unknown node without a firm near into a missing one, and back', async () => {
    const unknown = (await gapsAs()).nodes.find(
      ({ status, here, within200Km, unconfirmed }) =>
        status === 'unknown' && here + within200Km + unconfirmed === 0,
    )!
    const about = { ...chain, node: unknown.id, source: '链办普查', date: '2026-01-31' }
    const stated = await inTestContext(database, (ctx) =>
      stateAboutNode(ctx, { ...about, statement: 'register_complete' }),
    )
    expect(stated.node.status).toBe('missing')
    expect(stated.statement).toMatchObject({ source: '链办普查', date: '2026-01-31' })
    const before = await inTestContext(database, (ctx) => getNodeDetail(ctx, { ...about, on: '2026-01-30' }))
    expect(before.statement).toBeNull()
    const back = await inTestContext(database, (ctx) =>
      stateAboutNode(ctx, { ...about, statement: 'withdrawn' }),
    )
    expect(back.node.status).toBe('unknown')
  })

  test('a statement of tomorrow, of a node that is not there, or of who may not make one is refused', async () => {
    const about = { ...chain, node: 'axle-steel', source: '普查', statement: 'register_complete' as const }
    const refused = (more: object, actor?: Actor) =>
      inTestContext(
        database,
        (ctx) => stateAboutNode(ctx, { ...about, date: '2026-01-31', ...more }),
        actor ? { actor } : {},
      )
    await expect(refused({ date: '2999-01-01' })).rejects.toMatchObject({ code: 'gaps.date_in_future' })
    await expect(refused({ node: 'nothing' })).rejects.toMatchObject({ code: 'gaps.no_node' })
    await expect(refused({}, bank)).rejects.toMatchObject({ code: 'access.forbidden' })
  })
})

test('R&D and revenue of the demo’s leading firms belong together, whatever other rooms invent of them', async () => {
  const told = await inTestContext(database, async (ctx) => {
    for (const pack of readAllPacks({ sections: factSections, folder: join(projectFolder, 'packs') }))
      await loadPack({ ...pack, problems: [] }, factSections, ctx)
    await ensureDemoNetwork(ctx, city.city)
    const { ids } = await loadFactTable(ctx, {
      ...{ dataset: 'demo', cityCode: city.city, facts: new Map(), on: chinaDay(ctx.now) },
    })
    const period = String(Number(chinaDay(ctx.now).slice(0, 4)) - 1)
    const others = ids.map((organisationId) => ({ organisationId, name: 'rd', period, value: '50000' }))
    await recordFigures(ctx, others, { dataset: 'demo', source: '演示', sourceKind: 'department_list' })
    return loadFactsOfFirms(ctx, {
      ...{ dataset: 'demo', cityCode: city.city, on: chinaDay(ctx.now) },
      facts: new Map(['revenue', 'rd'].map((name) => [name, { label: name, type: 'money' as const }])),
    })
  })
  const valuesOf = (name: string) => (told.table.columns.get(name) as { values: Float64Array }).values
  const [revenue, rd] = [valuesOf('revenue'), valuesOf('rd')]
  const leading = [...revenue].flatMap((fen, row) => (Number.isNaN(fen) ? [] : [rd[row]! / fen]))
  expect(leading.length).toBeGreaterThan(2)
  for (const intensity of leading) expect(intensity).toBeGreaterThan(0.01)
})
