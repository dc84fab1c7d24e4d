import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { permissionTable, type Role, roles } from '../access/index.ts'
import { loadProjectPacks } from './fixtures.ts'
import { type MapEdit, recordFirmRole, recordPlacements } from './index.ts'

const chain = { city: '320400', chain: 'industrial-robots' }
const product = (id: string, ...more: string[]): MapEdit => ({
  ...{ op: 'change_node', id, fields: { products: ['试验甲器', '试验乙器', '试验丙器', ...more] } },
})

describe('what is taken from a map, and by whom', () => {
  const house = signedInApp()
  let [office, firm] = ['', '']
  const open = async () => (await bodyOf(house.send('POST', '/api/map-drafts', chain, office))).id as string

  beforeEach(async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx))
    office = await house.signIn('chain_office')
    firm = await house.signIn('firm')
  })

  test('the drawing comes as SVG and PNG, and the words tell whom they would place', async () => {
    const at = '/api/chains/industrial-robots/map/drawing?city=320400'
    const svg = await house.send('GET', `${at}&format=svg`, undefined, firm)
    expect([svg.headers.get('content-type'), (await svg.text()).startsWith('<svg')]).toEqual([
      'image/svg+xml',
      true,
    ])
    const png = new Uint8Array(
      await (await house.send('GET', `${at}&format=png`, undefined, firm)).arrayBuffer(),
    )
    expect([...png.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
    const id = await open()
    const query = `node=gear-steel&words=${encodeURIComponent('轴承钢、齿轮坯')}`
    const use = await bodyOf(house.send('GET', `/api/map-drafts/${id}/words?${query}`, undefined, office))
    expect(use.words[0].usedBy.some(({ node }: { node: string }) => node === 'bearing-steel')).toBe(true)
  })

  test('the level of firms names those of the city; a card bears the firm that leads the chain and is surely placed', async () => {
    const names = ['常州甲试验机械有限公司', '常州乙试验机械有限公司', '株洲丙试验机械有限公司']
    await house.asSystem(async (ctx) => {
      const ids: string[] = []
      for (const [at, name] of names.entries()) {
        const { rows } = await sql<{ id: bigint }>`
          insert into registry.organisation (dataset, name, name_normalised, name_pinyin, name_initials, city_code,
            created_at, updated_at)
          values ('held', ${name}, ${name}, '', '', ${at < 2 ? '320400' : '430200'}, ${ctx.now}, ${ctx.now})
          returning id`.execute(ctx.db)
        ids.push(String(rows[0]!.id))
      }
      const at = { evidence: 'stated' as const, source: '年报', asOf: '2026-01-01' }
      await recordPlacements(ctx, 'held', [
        ...ids.map((organisationId) => ({ ...at, organisationId, nodeId: 'gear-steel' })),
        { ...at, organisationId: ids[0]!, nodeId: 'bearing-steel' },
      ])
      const role = { chainId: 'industrial-robots', role: 'master' as const, evidence: '名单', source: '名单' }
      await recordFirmRole(ctx, ids[1]!, { ...role, validFrom: '2026-01-01', validTo: null })
    })
    const { nodes } = await bodyOf(
      house.send('GET', '/api/chains/industrial-robots/map/firms?city=320400&dataset=held', undefined, firm),
    )
    const told = nodes.map(
      (one: { node: string; total: number; leading: string[]; shown: { name: string }[] }) => [
        one.node,
        one.total,
        one.leading,
        one.shown.map(({ name }) => name),
      ],
    )
    expect(told).toEqual([
      ['bearing-steel', 1, [], [names[0]]],
      ['gear-steel', 2, [names[1]], [names[1], names[0]]],
    ])
  })

  test('role by role: drafts are for the offices only', async () => {
    const id = await open()
    for (const role of roles) {
      const cookie = await house.signIn(role)
      const may = (permissionTable['maps.draft'] as readonly Role[]).includes(role)
      for (const [method, path, body] of [
        ['GET', `/api/map-drafts/${id}`, undefined],
        ['GET', '/api/maps?city=320400', undefined],
        ['POST', `/api/map-drafts/${id}/presence`, undefined],
        ['GET', `/api/map-drafts/${id}/comparison`, undefined],
        ['POST', `/api/map-drafts/${id}/edits`, { revision: 99, edits: [product('gear-steel')] }],
      ] as const) {
        const { status } = await house.send(method, path, body, cookie)
        expect([role, path, status]).toEqual([role, path, may ? (body === undefined ? 200 : 409) : 403])
      }
      const open = '/api/chains/industrial-robots/map/versions?city=320400'
      expect((await house.send('GET', open, undefined, cookie)).status).toBe(200)
    }
  })
})
