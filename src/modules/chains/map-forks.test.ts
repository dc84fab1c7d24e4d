import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { loadPack, type PackSection } from '../../platform/packs/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { loadProjectPacks, projectSections, readProjectPacks } from './fixtures.ts'
import type { KeptMap, MapDraft, MapEdit } from './index.ts'

const city = '320400'
const reason = '按本市企业情况调整'
const bilingual = (zh: string) => ({ zh, en: zh })

describe('a map that another city draws', () => {
  const house = signedInApp()
  let [office, second, department, zhuzhou] = ['', '', '', '']
  beforeEach(async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx))
    office = await house.signIn('chain_office', { cityCode: city })
    second = await house.signIn('administrator', { cityCode: city })
    department = await house.signIn('department', { cityCode: city })
    zhuzhou = await house.signIn('chain_office', { cityCode: '430200' })
  })
  const fork = (cookie = office, chain = 'rail-transit') =>
    house.send('POST', `/api/chains/${chain}/map/fork`, { city, reason }, cookie)
  const map = (of = city, cookie = office) =>
    bodyOf(house.send('GET', `/api/chains/rail-transit/map?city=${of}`, undefined, cookie))
  const kept = async (): Promise<KeptMap> => {
    const { items } = await bodyOf(house.send('GET', `/api/maps?city=${city}`, undefined, office))
    return items.find((one: KeptMap) => one.chainId === 'rail-transit')
  }
  const draft = (id: string): Promise<MapDraft> =>
    bodyOf(house.send('GET', `/api/map-drafts/${id}`, undefined, office))
  const open = async () =>
    (await bodyOf(house.send('POST', '/api/map-drafts', { city, chain: 'rail-transit' }, office)))
      .id as string
  const save = async (id: string, edits: MapEdit[]) => {
    const { revision } = await draft(id)
    return house.send('POST', `/api/map-drafts/${id}/edits`, { revision, edits }, office)
  }
  const publish = async (id: string, nodes: string[]) => {
    const step = async (action: string, cookie: string, more = {}) => {
      const { revision } = await draft(id)
      return house.send('POST', `/api/map-drafts/${id}/acts`, { action, revision, ...more }, cookie)
    }
    expect((await step('submit', office)).status).toBe(200)
    await house.send('POST', `/api/map-drafts/${id}/readings`, { nodes, note: '与来源核对无误' }, second)
    return step('publish', second, { words: '同意发布' })
  }
  const ownNode = (segment: string): MapEdit => ({
    op: 'add_node',
    node: {
      ...{ id: 'tram-charging', name: bilingual('有轨电车充电装置'), segment, source: '假设' },
      ...{ products: ['有轨电车充电装置', '车载充电装置', '受电充电装置'], classes: ['3714'], needs: [] },
      needsNone: bilingual('只写到这里'),
    },
  })

  test('C01: the office’s own draft cannot be published, is taken over with the map, and then can', async () => {
    const shared = await map()
    expect(shared).toMatchObject({ mapId: 'rail-transit', mapVersion: 1 })
    expect(await kept()).toMatchObject({ sharedWith: ['株洲市'], forkedFrom: null })
    const id = await open()
    expect((await save(id, [ownNode(shared.segments[0].id)])).status).toBe(200)
    const refused = await publish(id, ['tram-charging'])
    expect([refused.status, (await bodyOf(refused)).code]).toEqual([403, 'chains.map_of_other_cities'])
    const made = await fork()
    expect([made.status, await bodyOf(made)]).toEqual([
      201,
      { mapId: 'rail-transit-320400', version: 1, from: 'rail-transit', draft: id },
    ])
    const { revision } = await draft(id)
    const act = { action: 'publish', revision, words: '同意发布' }
    const published = await house.send('POST', `/api/map-drafts/${id}/acts`, act, second)
    expect([published.status, await published.clone().text()]).toEqual([200, expect.any(String)])
    const now = await map()
    expect([now.mapId, now.mapVersion]).toEqual(['rail-transit-320400', 2])
    expect(now.nodes.map((node: { id: string }) => node.id)).toContain('tram-charging')
    // The other city sees what it saw.
    expect(await map('430200', zhuzhou)).toMatchObject({ mapId: 'rail-transit', mapVersion: 1 })
    expect(await kept()).toMatchObject({
      ...{ mapId: 'rail-transit-320400', version: 2, sharedWith: [] },
      forkedFrom: { mapId: 'rail-transit', version: 1, reason },
    })
    const { items } = await bodyOf(
      house.send('GET', `/api/chains/rail-transit/map/versions?city=${city}`, undefined, office),
    )
    expect(items.at(-1).note).toContain('rail-transit')
  })

  test('C01: the list of maps names every map that the city draws, also of chains that only an older list named', async () => {
    const { items } = await bodyOf(house.send('GET', `/api/maps?city=${city}`, undefined, office))
    const drawn = items.filter(({ version }: KeptMap) => version !== null)
    expect(drawn.map(({ chainId }: KeptMap) => chainId).sort()).toEqual([
      ...[
        'carbon-materials',
        'industrial-robots',
        'integrated-circuits',
        'photovoltaics',
        'power-battery',
        'rail-transit',
      ],
    ])
  })

  test('a node of both maps stays one: its words change for all or not at all, needs and places are the city’s', async () => {
    await fork()
    const id = await open()
    const { content } = await draft(id)
    const node = content.nodes[0]!
    const rename: MapEdit = { op: 'change_node', id: node.id, fields: { name: bilingual('别的名称') } }
    await save(id, [rename])
    const refused = await publish(id, [node.id])
    const problem = await bodyOf(refused)
    expect([refused.status, problem.code]).toEqual([403, 'chains.node_of_other_cities'])
    expect(problem.detail).toContain('别的名称')
    expect((await map('430200', zhuzhou)).nodes[0].name.zh).toBe(node.name.zh)
  })

  test('a second time gives the same map; a map of one’s own, another city and a department are refused', async () => {
    const first = await bodyOf(fork())
    expect(await bodyOf(fork())).toMatchObject({ mapId: first.mapId, from: 'rail-transit', draft: null })
    const needless = await fork(office, 'industrial-robots')
    expect([needless.status, (await bodyOf(needless)).code]).toEqual([409, 'chains.fork_needless'])
    expect((await fork(zhuzhou)).status).toBe(403)
    expect((await fork(department)).status).toBe(403)
  })

  test('a new text of the city’s catalogue keeps the own map', async () => {
    await fork()
    await house.asSystem(async (ctx) => {
      const sections = projectSections as PackSection<unknown, Context>[]
      const pack = readProjectPacks(['zhuzhou', 'changzhou']).at(-1)!
      const docs = pack.docs.get('catalogue')!.map((doc) => {
        const value = structuredClone(doc.value) as { id: string; name: object }
        return { ...doc, value: { ...value, name: bilingual('改过名的目录') } }
      })
      await loadPack({ ...pack, docs: new Map([...pack.docs, ['catalogue', docs]]) }, sections, ctx)
    })
    expect(await map()).toMatchObject({ mapId: 'rail-transit-320400', mapVersion: 1 })
    const { rows } = await sql<{ mapId: string }>`
      select distinct c.map_id from chains.chain c join chains.edition e on e.document_id = c.document_id
      join chains.pack_document d on d.id = c.document_id and d.superseded_at is null
      where e.city_code = ${city} and c.id = 'rail-transit'`.execute(house.database.owner)
    expect(rows).toEqual([{ mapId: 'rail-transit-320400' }])
  })
})
