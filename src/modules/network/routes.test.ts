import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces, importCsv } from '../registry/fixtures.ts'

const house = signedInApp()
const relations = {
  kind: 'relations',
  options: { dataset: 'held' as const, fileName: 'suppliers.csv', partner: null },
}
const firms = ['甲机械', '乙材料', '丙器件', '丁电气', '戊铸造'].map(
  (name, i) => `${name}有限公司,60000${i + 1}.SH,常州市`,
)

async function idsByName(): Promise<Record<string, string>> {
  const { rows } = await sql<{
    id: bigint
    name: string
  }>`select id, name from registry.organisation`.execute(house.database.owner)
  return Object.fromEntries(rows.map(({ id, name }) => [name.slice(0, 1), String(id)]))
}

async function holdRelations(lines: readonly string[]): Promise<Record<string, string>> {
  await holdPlaces(house)
  await importCsv(house, ['名称,证券代码,市', ...firms].join('\n'))
  await importCsv(house, ['证券代码,供应商,年份,占比,金额（元）', ...lines].join('\n'), relations)
  return idsByName()
}

const oneRelation = ['600001.SH,乙材料有限公司,2023,40,4000', '600003.SH,丁电气有限公司,2023,30,300']

describe('relations of one organisation', () => {
  let ids: Record<string, string> = {}
  beforeEach(async () => {
    ids = await holdRelations(oneRelation)
  })
  const read = async (id: string, cookie: string) =>
    bodyOf(house.send('GET', `/api/network/organisations/${id}/relations`, undefined, cookie))

  test('the chain office reads every row, and the reading is audited as confidential', async () => {
    const answer = await read(ids.甲!, await house.signIn('chain_office'))
    expect(answer).toMatchObject({
      mayRead: true,
      suppliers: [{ organisationId: ids.乙, sharePpm: 400_000, amountFen: '400000', year: 2023 }],
      localSourcing: { ratio: 1, coverageRatio: 0.4, year: 2023 },
    })
    const { rows } = await sql<{ n: bigint }>`
      select count(*) as n from access.audit_entry where confidential and action = 'network.read_relations'`.execute(
      house.database.owner,
    )
    expect(rows[0]!.n).toBe(1n)
  })

  test('a firm reads its own page, nobody else’s', async () => {
    const cookie = await house.signIn('firm', { organisationId: ids.乙! })
    expect(await read(ids.乙!, cookie)).toMatchObject({
      mayRead: true,
      suppliers: [],
      buyers: [{ organisationId: ids.甲 }],
    })
    for (const other of [ids.甲!, ids.丙!, ids.丁!])
      expect(await read(other, cookie)).toMatchObject({
        mayRead: false,
        suppliers: null,
        buyers: null,
        localSourcing: null,
      })
  })

  test.each(['bank', 'auditor', 'institute', 'park', 'department', 'chain_leader'] as const)(
    'a %s reads none',
    async (role) => {
      const answer = await read(ids.甲!, await house.signIn(role))
      expect(answer).toMatchObject({ mayRead: false, suppliers: null, buyers: null })
    },
  )
})

describe('row security below the service', () => {
  const count = (contextToken: string | null) =>
    house.database.transaction({ contextToken, readOnly: true }, async (db) => {
      const rows = await sql<{ n: bigint }>`select count(*) as n from network.supply_link`.execute(db)
      const packed = await sql<{
        packed: Buffer | null
      }>`select packed from network.packed_purchases('held', 0, 10)`.execute(db)
      return [Number(rows.rows[0]!.n), packed.rows[0]!.packed?.length ?? 0]
    })

  test('reads nothing without a signed context, with a forged one, or with variables set by hand', async () => {
    await holdRelations(oneRelation)
    expect(await count(null)).toEqual([0, 0])
    expect(
      await count(
        `${Buffer.from('{"role":"administrator","expiresAt":9999999999}').toString('hex')}.${'0'.repeat(64)}`,
      ),
    ).toEqual([0, 0])
    const byHand = await house.database.transaction({ contextToken: null }, async (db) => {
      await sql`select set_config('lianshu.role', 'administrator', true), set_config('lianshu.context', 'administrator', true)`.execute(
        db,
      )
      return (await sql<{ n: bigint }>`select count(*) as n from network.supply_link`.execute(db)).rows[0]!.n
    })
    expect(byHand).toBe(0n)
  })

  test('gives a firm the rows in which it buys or sells, and lets it write none', async () => {
    const ids = await holdRelations(oneRelation)
    const now = new Date()
    expect((await count(house.tokenFor('firm', now, '1', ids.乙)))[0]).toBe(1)
    expect((await count(house.tokenFor('bank', now)))[0]).toBe(0)
    expect((await count(house.tokenFor('chain_office', now)))[0]).toBe(2)
    const write = house.database.transaction(
      { contextToken: house.tokenFor('firm', now, '1', ids.乙) },
      async (db) => {
        const { numAffectedRows } = await sql`update network.supply_link set share_ppm = 1`.execute(db)
        return numAffectedRows
      },
    )
    expect(await write).toBe(0n)
  })

  test('no demo relation can touch a held firm', async () => {
    const ids = await holdRelations(oneRelation)
    await expect(
      house.asSystem(({ db }) =>
        sql`update network.supply_link set dataset = 'demo' where buyer_id = ${ids.甲}::bigint`.execute(db),
      ),
    ).rejects.toThrow(/foreign key/)
  })
})

describe('local sourcing as an aggregate', () => {
  const ask = async (cookie: string, more = '') =>
    bodyOf(house.send('GET', `/api/network/local-sourcing?city=320400${more}`, undefined, cookie))

  test('a figure of two buyers is held back from a bank and shown to the chain office', async () => {
    await holdRelations(oneRelation)
    expect(await ask(await house.signIn('bank'))).toMatchObject({
      ratio: null,
      byBuyer: null,
      buyers: null,
      suppressed: { reason: expect.any(String) },
    })
    // 甲 and 丙 bought 4,300 yuan from 常州, of wholes of 10,000 and 1,000
    expect(await ask(await house.signIn('chain_office'))).toMatchObject({
      ratio: 1,
      coverageRatio: 0.390909,
      buyers: 2,
      suppressed: null,
    })
  })

  test('three buyers without a dominant one are shown to all, but not who they are', async () => {
    await holdRelations([
      '600001.SH,乙材料有限公司,2023,40,4000',
      '600002.SH,株洲己有限公司,2023,40,4000',
      '600003.SH,丁电气有限公司,2023,30,3000',
    ])
    expect(await ask(await house.signIn('bank'))).toMatchObject({
      ratio: 0.636364,
      byBuyer: null,
      suppressed: null,
    })
    const own = await ask(await house.signIn('firm', { organisationId: (await idsByName()).甲! }))
    expect(own.byBuyer).toHaveLength(1)
  })

  test('the ring of 200 km holds more than the city, and a city without a centre is refused in words', async () => {
    await holdRelations(['600001.SH,上海庚有限公司,2023,40,4000', '600001.SH,乙材料有限公司,2023,40,4000'])
    const cookie = await house.signIn('chain_office')
    expect((await ask(cookie)).ratio).toBe(0.5)
    expect((await ask(cookie, '&ring=200km')).ratio).toBe(1)
    const refused = await house.send('GET', '/api/network/local-sourcing?city=999999', undefined, cookie)
    expect([refused.status, (await bodyOf(refused)).code]).toEqual([404, 'network.city_unknown'])
  })
})

describe('D03: rings of the reader\u2019s own choice', () => {
  test('D03: the radius comes from a list, a firm or a point as centre is for those who may read relations', async () => {
    const ids = await holdRelations(oneRelation)
    const ask = async (role: Parameters<typeof house.signIn>[0], more: string) =>
      house.send(
        'GET',
        `/api/network/local-sourcing/definitions?city=320400&dataset=held${more}`,
        undefined,
        await house.signIn(role),
      )
    for (const role of ['chain_office', 'department'] as const)
      expect((await ask(role, '&radiusKm=100')).status).toBe(200)
    expect((await ask('chain_office', '&radiusKm=150')).status).toBe(400)
    const free = [`firm:${ids.乙}`, 'point:119.9,31.8', 'city:430200']
    for (const centre of free) {
      expect((await ask('chain_office', `&centre=${centre}`)).status).toBe(200)
      const refused = await ask('department', `&centre=${centre}`)
      expect([refused.status, (await bodyOf(refused)).code]).toEqual([403, 'network.ring_fixed'])
    }
    expect((await ask('chain_office', '&centre=firm:999999')).status).toBe(400)
  })

  test('D03: an aggregate of two buyers is held back in every cell, with the centres that may be chosen', async () => {
    await holdRelations(oneRelation)
    const answer = await bodyOf(
      house.send(
        'GET',
        '/api/network/local-sourcing/definitions?city=320400&dataset=held',
        undefined,
        await house.signIn('department'),
      ),
    )
    const all = answer.now.filter(({ scope }: { scope: string }) => scope === 'all')
    expect(all).toHaveLength(3)
    for (const one of all) expect(one).toMatchObject({ ratio: null, low: null, isHeldBack: true })
    expect(answer).toMatchObject({
      centres: [{ id: 'city:320400', kind: 'city', name: '常州市' }],
      mayChooseFreely: false,
      withPrivate: { firms: null, now: [] },
    })
  })
})
