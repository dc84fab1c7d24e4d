import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdAtlasPacks, holdFirms } from './fixtures.ts'

const city = '430200'
const scope = `city=${city}&dataset=held`

describe('the four maps', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let office = ''
  let parkId = ''
  const get = (path: string, cookie = office) => bodyOf(house.send('GET', path, undefined, cookie))
  const putPart = (part: object) =>
    house.send('PUT', `/api/parks/${parkId}/parts`, { part, source: '园区台账' }, office)
  beforeAll(async () => {
    await holdAtlasPacks(house)
    office = await house.signIn('chain_office', { cityCode: city })
    await holdFirms(house, [
      { name: '株洲轴承示例公司', cityCode: city, lng: 113.1, lat: 27.8, nodes: ['axle-bearing'] },
      {
        name: '长沙轴承示例公司',
        cityCode: '430100',
        lng: 112.95,
        lat: 28.45,
        nodes: ['axle-bearing', 'axle'],
      },
      { name: '沈阳轴承示例公司', cityCode: '210100', lng: 123.4, lat: 41.8, nodes: ['axle-bearing'] },
      { name: '某地无址示例公司', cityCode: '430100', lng: null, lat: null, nodes: ['axle-bearing'] },
      { name: '株洲食品示例公司', cityCode: city, lng: 113.2, lat: 27.9 },
    ])
    const park = { dataset: 'held', city, name: '示例轨道园', partnerCountry: '德国', source: '园区台账' }
    parkId = (await bodyOf(house.send('POST', '/api/parks', park, office))).id
    const parcel = { kind: 'parcel', use: '工业用地', status: 'available', availableFrom: null }
    await putPart({ ...parcel, code: 'A-1', areaM2: 40_000 })
    await putPart({ ...parcel, code: 'A-2', areaM2: null })
    const factory = { kind: 'factory', floorAreaM2: 12_000, rentFenPerM2Month: '1500' }
    await putPart({ ...factory, name: '一号厂房', freeM2: 2_000 })
    await putPart({ kind: 'strength', industry: '轨道交通', chainId: 'rail-transit', statement: '整车集聚' })
    for (const [year, place] of [
      [2024, 8],
      [2023, 12],
    ])
      await putPart({ kind: 'ranking', list: '全省园区评价', year, place, of: 90 })
    for (const title of ['绿色园区', '“五好”园区'])
      await putPart({ kind: 'title', title, level: 'provincial', granted: '2022', ended: null })
  }, 120_000)

  test('C05: four layers from the same data: layout by chain, space, investment and talent', async () => {
    const layout = await get(`/api/atlas/layout?${scope}`)
    const rail = layout.chains.find(({ id }: { id: string }) => id === 'rail-transit')
    expect(rail).toMatchObject({ isDrawn: true, firmsHere: 1, parkIds: [parkId] })
    expect(rail.segments.reduce((sum: number, one: { firmsHere: number }) => sum + one.firmsHere, 0)).toBe(1)
    // The pack of the city names four firms besides.
    const all = await get(`/api/atlas/firms?${scope}`)
    expect(all.counts).toEqual({ here: 6, drawn: 6, beyond: 0, unplaced: 0 })
    const chain = await get(`/api/atlas/firms?${scope}&chain=rail-transit`)
    expect(chain.counts).toEqual({ here: 1, drawn: 2, beyond: 1, unplaced: 1 })
    expect(chain.beyondByProvince).toMatchObject([{ code: '210000', firms: 1 }])
    const axle = await get(`/api/atlas/firms?${scope}&chain=rail-transit&node=axle`)
    expect(axle.points.map(([, name]: [string, string]) => name)).toEqual(['长沙轴承示例公司'])
    const talent = await get(`/api/atlas/talent?${scope}`)
    expect(talent.needs).toBeNull()
    expect(talent.schools.length).toBeGreaterThan(0)
    const { gaps } = await get(`/api/atlas/investment?${scope}`)
    const bearing = gaps.find(({ node }: { node: { id: string } }) => node.id === 'axle-bearing')
    expect(bearing).toMatchObject({ status: 'weak', here: 1, elsewhere: 2, leads: 0, isReleased: false })
    const missing = await house.send('GET', `/api/atlas/firms?${scope}&chain=nothing`, undefined, office)
    expect([missing.status, (await bodyOf(missing)).code]).toEqual([404, 'atlas.no_map'])
  })

  test('C14 C16 C17 N16: a park with strengths by industry, partner country, ranking series and several titles', async () => {
    const { items } = await get(`/api/atlas/parks?${scope}`)
    const park = items.find(({ id }: { id: string }) => id === parkId)
    expect(park).toMatchObject({
      ...{ partnerCountry: '德国', isPartnerPark: true, place: null },
      land: { availableM2: 40_000, parcels: 2, areaUnknown: 1 },
      factories: { floorM2: 12_000, freeM2: 2_000, buildings: 1 },
      rankings: [{ list: '全省园区评价', series: [{ year: 2023 }, { year: 2024, place: 8 }] }],
      strengths: [{ industry: '轨道交通', chainId: 'rail-transit', source: '园区台账' }],
    })
    expect(park.titles).toHaveLength(2)
  })

  test('a park is placed once, in the datum of its source; a point outside the country is refused', async () => {
    const path = `/api/atlas/parks/${parkId}/place`
    const place = { lng: 113.13, lat: 27.88, datum: 'GCJ02', source: '园区规划图' }
    const placed = await bodyOf(house.send('PUT', path, place, office))
    expect(placed.place.precision).toBe('given')
    expect(placed.place.lng).toBeCloseTo(113.1246, 3)
    const audited = () => house.asSystem(async (ctx) => (await placedParks(ctx)).length)
    await house.send('PUT', path, place, office)
    expect(await audited()).toBe(1)
    expect((await house.send('PUT', path, { ...place, lng: 10 }, office)).status).toBe(400)
    const firm = await house.signIn('firm')
    expect((await house.send('PUT', path, place, firm)).status).toBe(403)
  })

  test('C06: nine themes with department, count, day and staleness; what was never said is unknown, not 0', async () => {
    const { items } = await get(`/api/atlas/themes?${scope}`)
    const theme = (id: string) => items.find((one: { id: string }) => one.id === id)
    expect(items).toHaveLength(9)
    expect(theme('land')).toMatchObject({
      count: 2,
      owner: '市自然资源和规划局',
      ownerSource: '假设',
      isStale: false,
    })
    expect(theme('factories')).toMatchObject({ count: 1, owner: null })
    expect(theme('talent')).toMatchObject({ count: null, importPath: null })
    expect(theme('firms')).toMatchObject({ count: 6, placed: 6 })
    expect(theme('research_platforms').importPath).toBe('/import')
    const said = { city, dataset: 'held', owner: '市住建局', staleAfterDays: 30, source: '分工方案' }
    const after = await bodyOf(house.send('PUT', '/api/atlas/themes/factories', said, office))
    expect(after.items.find((one: { id: string }) => one.id === 'factories')).toMatchObject({
      ...{ owner: '市住建局', ownerSource: '分工方案', staleAfterDays: 30 },
    })
    const department = await house.signIn('department')
    expect((await house.send('PUT', '/api/atlas/themes/factories', said, department)).status).toBe(403)
    expect((await house.send('PUT', '/api/atlas/themes/nothing', said, office)).status).toBe(400)
  })

  test('outlines: the city and its surroundings, never the nation; no tiles without a key', async () => {
    const base = await get(`/api/atlas/base?city=${city}`)
    const names = base.outlines.map(({ name }: { name: string }) => name)
    expect(names).toEqual(expect.arrayContaining(['株洲市', '长沙市', '萍乡市']))
    expect(names).not.toContain('沈阳市')
    expect(base.outlines.filter(({ isOwn }: { isOwn: boolean }) => isOwn)).toMatchObject([{ code: '430200' }])
    expect(base.tiles).toBeNull()
  })

  test('C11: rings: whoever may not read relations sees the fixed ring only; firms by ring are public facts', async () => {
    const open = await get(`/api/atlas/rings?${scope}`)
    expect(open).toMatchObject({ mayChoose: true, radiiKm: [50, 100, 150, 200] })
    expect(open.centres.map(({ id }: { id: string }) => id)).toEqual(['city', 'zhuzhou-headquarters'])
    const firms = open.rings.map(({ firms: count }: { firms: number }) => count)
    expect([firms[0] + firms[1], firms.at(-1)]).toEqual([2, 1])
    const chosen = await get(`/api/atlas/rings?${scope}&centre=zhuzhou-headquarters&radiusKm=50`)
    expect(chosen.justOutside).toMatchObject([{ cityCode: '430100', firms: 1 }])
    const department = await house.signIn('department')
    const fixed = await get(`/api/atlas/rings?${scope}`, department)
    expect(fixed).toMatchObject({ mayChoose: false, radiiKm: [200] })
    for (const more of ['radiusKm=50', 'centre=zhuzhou-headquarters', 'chain=rail-transit']) {
      const refused = await house.send('GET', `/api/atlas/rings?${scope}&${more}`, undefined, department)
      expect([more, refused.status, (await bodyOf(refused)).code]).toEqual([more, 403, 'atlas.ring_fixed'])
    }
    expect((await house.send('GET', `/api/atlas/rings?${scope}&radiusKm=77`, undefined, office)).status).toBe(
      400,
    )
    const nowhere = await house.send('GET', `/api/atlas/rings?${scope}&centre=nothing`, undefined, office)
    expect((await bodyOf(nowhere)).code).toBe('atlas.no_centre')
  })
})

/** What was ever said of where parks stand. */
async function placedParks({ db }: { db: import('../../platform/database/index.ts').Db }) {
  const { sql } = await import('kysely')
  return (await sql`select id from atlas.park_place`.execute(db)).rows
}
