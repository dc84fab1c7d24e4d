import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdAtlasPacks, holdFirms } from './fixtures.ts'

const city = '430200'
const where = { city, dataset: 'held' }

describe('the page for investors', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let office = ''
  const look = (query = `city=${city}`) => house.send('GET', `/api/invest?${query}`)
  const put = (body: object, cookie = office) => house.send('POST', '/api/atlas/releases', body, cookie)
  beforeAll(async () => {
    await holdAtlasPacks(house)
    office = await house.signIn('chain_office', { cityCode: city })
    await holdFirms(house, [
      { name: '不该外露的企业甲', cityCode: city, lng: 113.1, lat: 27.8, nodes: ['axle-bearing'] },
      { name: '不该外露的企业乙', cityCode: '410300', lng: 112.45, lat: 34.62, nodes: ['axle-bearing'] },
    ])
    const park = { ...where, name: '示例园', source: '内部台账丙', note: '内部备注丁' }
    const { id } = await bodyOf(house.send('POST', '/api/parks', park, office))
    const parcel = {
      kind: 'parcel',
      code: '密号-1',
      areaM2: 30_000,
      use: null,
      status: 'available',
      availableFrom: null,
    }
    await house.send('PUT', `/api/parks/${id}/parts`, { part: parcel, source: '内部台账丙' }, office)
    const lead = {
      ...{ ...where, kind: 'supplier', title: '保密洽谈戊', source: '内部线索己', owner: '市商务局庚' },
      ...{
        chain: 'rail-transit',
        node: 'axle-bearing',
        firmName: '不该外露的企业辛',
        requestKey: 'secret-lead',
      },
    }
    await house.send('POST', '/api/atlas/leads', lead, office)
  }, 120_000)

  test('a city that nobody opened shows nothing, to nobody', async () => {
    const answer = await look()
    expect([answer.status, await bodyOf(answer)]).toEqual([200, { cities: [], city: null }])
  })

  test('opening is an act of the office, audited; the page shows parks, what is free, chains and released words', async () => {
    for (const role of ['department', 'chain_leader', 'park', 'auditor', 'firm', 'bank'] as const)
      expect((await put({ ...where, kind: 'city', textZh: '欢迎' }, await house.signIn(role))).status).toBe(
        403,
      )
    expect((await put({ ...where, kind: 'city', textZh: '欢迎投资', contact: '投促中心' })).status).toBe(201)
    const gap = { ...where, kind: 'gap', chain: 'rail-transit', node: 'axle-bearing', textZh: '寻找轴承厂商' }
    expect((await put(gap)).status).toBe(201)
    expect((await put({ ...gap, textZh: '再发一次' })).status).toBe(409)
    expect((await put({ ...gap, node: 'nothing' })).status).toBe(404)
    const { city: shown } = await bodyOf(look())
    expect(shown).toMatchObject({
      ...{ name: '株洲市', isDemo: false, text: '欢迎投资', contact: '投促中心', map: null },
      gaps: [{ text: '寻找轴承厂商', contact: null }],
    })
    // The parks that the plan of the city names stand beside the one of this test.
    const own = shown.parks.filter(({ name }: { name: string }) => name === '示例园')
    expect(own).toMatchObject([{ availableM2: 30_000, freeFactoryM2: null }])
    expect(shown.parks.length).toBeGreaterThan(1)
    const auditor = await house.signIn('administrator')
    const trail = await bodyOf(house.send('GET', '/api/audit?limit=50', undefined, auditor))
    expect(JSON.stringify(trail)).toContain('atlas.release')
  })

  test('nothing of firms, leads, sources, notes, parcels, statuses or people goes out', async () => {
    const text = await (await look()).text()
    for (const secret of [
      ...[
        '不该外露',
        '内部',
        '保密洽谈',
        '密号',
        '市商务局庚',
        'weak',
        'missing',
        'status',
        'organisationId',
      ],
      ...['reasons', 'purchases', 'releasedBy', 'source'],
    ])
      expect([secret, text.includes(secret)]).toEqual([secret, false])
  })

  test('a wrong query is told in words and never breaks; the other data set stays shut', async () => {
    for (const query of ['city=abc', 'city=43020', 'dataset=other'])
      expect((await look(query)).status).toBe(400)
    expect((await bodyOf(look('city=999999'))).city).toBeNull()
    expect((await bodyOf(look(`city=${city}&dataset=demo`))).city).toBeNull()
  })

  test('what is taken back is gone at once; asked again it changes nothing', async () => {
    const { items } = await bodyOf(
      house.send('GET', `/api/atlas/releases?city=${city}&dataset=held`, undefined, office),
    )
    const gap = items.find(({ kind }: { kind: string }) => kind === 'gap')
    const path = `/api/atlas/releases/${gap.id}/withdraw`
    expect((await house.send('POST', path, {}, office)).status).toBe(400)
    const first = await bodyOf(house.send('POST', path, { reason: '已有企业落地' }, office))
    const second = await bodyOf(house.send('POST', path, { reason: '又一次' }, office))
    expect([first.withdrawnReason, second.withdrawnReason]).toEqual(['已有企业落地', '已有企业落地'])
    expect((await bodyOf(look())).city.gaps).toEqual([])
  })
})
