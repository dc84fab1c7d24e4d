import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../../access/fixtures.ts'
import { holdPlaces, importCsv, importOverHttp } from '../../fixtures.ts'
import { registerImporter } from '../../import/registry-of-importers.ts'
import { parkImporter } from './park-importer.ts'

const house = signedInApp()
beforeAll(() => registerImporter(parkImporter))
beforeEach(() => holdPlaces(house))

const header =
  '园区名称,简称,所在市,区县,称号,地址,经度,纬度,坐标系,合作国别,规划面积（平方公里）,可供土地（亩）,标准厂房面积（万㎡）,空闲厂房（平方米）,截至日期,来源'
const importParks = (lines: readonly string[], fileName = 'parks.csv') =>
  importCsv(house, [header, ...lines].join('\n'), {
    kind: 'parks',
    options: { dataset: 'held', fileName, partner: null },
  })
const office = () => house.signIn('chain_office')
const get = async (path: string) => bodyOf(house.send('GET', path, undefined, await office()))
const post = async (path: string, body: unknown) => house.send('POST', path, body, await office())
const parks = async () => (await get('/api/parks?dataset=held&city=430200')).items
const whole = async (id: string) => {
  const { parts, ...park } = await get(`/api/parks/${id}`)
  return { ...park, parts: parts.map(({ part, asOf }: { part: unknown; asOf: string }) => ({ part, asOf })) }
}
const hightech =
  '株洲高新技术产业开发区,株洲高新区,株洲市,石峰区,"国家高新技术产业开发区（国家级，1992-12）、绿色园区（省级，2021，至2024）",天台路 1 号,113.08,27.82,WGS84,,35,"1,200",50,36000㎡,2024年底,园区年报'
const hightechRow = hightech.replace('2024年底', '2024-12')

describe('parks from a messy spreadsheet', () => {
  test('N16: several titles with level and day, place, land and factories in square metres, each with its source', async () => {
    const report = await importParks([hightechRow])
    expect(report).toMatchObject({ rows: 1, created: 1, refused: 0, problems: [] })
    const [park] = await parks()
    expect(park).toMatchObject({
      ...{ name: '株洲高新技术产业开发区', shortName: '株洲高新区', districtName: '石峰区' },
      ...{ address: '天台路 1 号', lng: 113.08, lat: 27.82, partnerCountry: null },
      ...{ landM2: 35_000_000, availableM2: 800_000, factoryM2: 500_000, freeFactoryM2: 36_000 },
    })
    expect(park.source).toMatch(/^园区年报，见《parks\.csv》/)
    const { parts } = await whole(park.id)
    expect(parts).toEqual(
      expect.arrayContaining([
        {
          asOf: '2024-12-31',
          part: {
            ...{ kind: 'title', title: '国家高新技术产业开发区', level: 'national' },
            ...{ granted: '1992-12', ended: null },
          },
        },
        {
          asOf: '2024-12-31',
          part: { kind: 'title', title: '绿色园区', level: 'provincial', granted: '2021', ended: '2024' },
        },
      ]),
    )
  })

  test('bad rows are refused by line and column, the others go in; nothing is half-written', async () => {
    const bad = (changes: Record<number, string>, name: string) => {
      const cells = [name, '', '株洲市', ...Array.from({ length: 13 }, () => '')]
      for (const [at, value] of Object.entries(changes)) cells[Number(at)] = value
      return cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')
    }
    const report = await importParks([
      bad({}, ''), // 2
      bad({ 2: '火星市' }, '甲园'), // 3
      bad({ 10: '约35' }, '乙园'), // 4
      bad({ 12: '1', 13: '20000' }, '丙园'), // 5: 20,000 m² free of 10,000 m²
      bad({ 4: '绿色园区（2021年13月）' }, '丁园'), // 6
      bad({ 14: '2999-01-01' }, '戊园'), // 7
      bad({ 6: '27.8', 7: '113.1', 3: '高新区' }, '己园'), // 8: changed over, no district: taken without
      bad({ 6: '1e2', 7: '<script>' }, '=cmd|己园二'), // 9: taken, its coordinate left out
      bad({ 1: 'x'.repeat(5000) }, '庚园'), // 10
    ])
    expect(report).toMatchObject({ rows: 9, created: 2, refused: 7 })
    expect(report.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, '园区名称', 'registry.park_name_missing'],
      [3, null, 'registry.project_city_missing'],
      [4, '规划面积（平方公里）', 'registry.park_area_bad'],
      [5, '空闲厂房（平方米）', 'registry.park_area_above'],
      [6, '称号', 'registry.park_title_bad'],
      [7, null, 'registry.day_ahead'],
      [8, '经度', 'registry.park_position_bad'],
      [8, null, 'registry.park_district_unknown'],
      [9, '经度', 'registry.park_position_bad'],
      [10, '简称', 'registry.park_text_long'],
    ])
    expect((await parks()).map(({ name }: { name: string }) => name).sort()).toEqual(['=cmd|己园二', '己园'])
  })

  test('a word in brackets that names no level stays in the title', async () => {
    await importParks(['庚园,,430200,,绿色园区（constructor）、智慧园区（toString）,,,,,,,,,,,'])
    const [park] = await parks()
    expect(park.titles.toSorted()).toEqual(['智慧园区(toString)', '绿色园区(constructor)'])
  })

  test('rows of one park add up; one that contradicts an earlier row is refused; a second run changes nothing', async () => {
    const lines = [
      '株洲高新技术产业开发区,株洲高新区,株洲,,国家高新区（国家级）,,,,,,35,,,,,',
      '株洲高新区,,430200,,新型工业化示范基地（轨道交通装备）,,,,,德国,,,,,,',
      '株洲高新区,,430200,,,,,,,,36,,,,,',
    ]
    const report = await importParks(lines)
    expect(report).toMatchObject({ created: 1, joined: 1, refused: 1 })
    expect(report.problems).toMatchObject([{ line: 4, code: 'registry.park_twice_in_file' }])
    const [park] = await parks()
    expect(park).toMatchObject({
      ...{ partnerCountry: '德国', landM2: 35_000_000 },
      titles: ['国家高新区', '新型工业化示范基地(轨道交通装备)'],
    })
    const again = await importParks(lines)
    expect(again).toMatchObject({ created: 0, joined: 0, unchanged: 2, refused: 1, importId: null })
  })

  test('level and day in columns of their own belong to the one title of the row', async () => {
    const csv = `园区,城市,称号,级别,认定时间\n甲园,株洲市,“五好”园区,省级,2023年5月\n乙园,株洲市,一园、二园,省级,\n丙园,株洲市,,省级,\n`
    const options = { dataset: 'held' as const, fileName: 'titles.csv', partner: null }
    const report = await importCsv(house, csv, { kind: 'parks', options })
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'registry.park_title_which'],
      [4, 'registry.park_title_none'],
    ])
    const [park] = await parks()
    expect((await whole(park.id)).parts).toMatchObject([
      { part: { title: '“五好”园区', level: 'provincial', granted: '2023-05' } },
    ])
  })
})

describe('bands, review and undo', () => {
  test('a name that resembles a held park waits beside it; the decision is kept and replayed', async () => {
    await importParks([hightechRow.replace('株洲高新区', '')])
    const line = '株洲国家级高新区,,株洲市,,瞪羚园区（省级，2020）,,,,,,,,,,,'
    const report = await importParks([line], 'second.csv')
    expect(report).toMatchObject({ created: 0, waiting: 1, review: 1 })
    const { items } = await get('/api/imports/reviews?dataset=held')
    expect(items).toMatchObject([
      {
        title: '株洲国家级高新区',
        means: 'park',
        candidates: [{ name: '株洲高新技术产业开发区', score: 1 }],
      },
    ])
    const [{ importId, line: at, candidates }] = items
    const decision = {
      rows: [{ importId, line: at }],
      decision: 'same',
      organisationId: candidates[0].organisationId,
    }
    expect(await bodyOf(post('/api/imports/reviews', decision))).toMatchObject({ decided: 1, joined: 1 })
    const [park, ...others] = await parks()
    expect(others).toEqual([])
    expect(park.titles).toContain('瞪羚园区')
    const third = await importParks(['株洲国家级高新区,,株洲市,,,,,,,以色列,,,,,,'], 'third.csv')
    expect(third).toMatchObject({ joined: 1, waiting: 0 })
  })

  test('a park said to be another one opens a new one, and is never asked about again', async () => {
    await importParks([hightechRow])
    const line = '株洲国家级高新区,,株洲市,,,,,,,,,,,,,'
    await importParks([line], 'second.csv')
    const [{ importId, line: at, candidates }] = (await get('/api/imports/reviews?dataset=held')).items
    const rows = [{ importId, line: at }]
    const { organisationId } = candidates[0]
    expect((await post('/api/imports/reviews', { rows, decision: 'different', organisationId })).status).toBe(
      200,
    )
    expect(await bodyOf(post('/api/imports/reviews', { rows, decision: 'new' }))).toMatchObject({
      created: 1,
    })
    expect(await parks()).toHaveLength(2)
    expect(await importParks([line], 'third.csv')).toMatchObject({ unchanged: 1, waiting: 0 })
  })

  test('undo takes parts and columns back, restores what they replaced, and keeps parks on which others stand', async () => {
    const first = await importParks([hightechRow])
    const [park] = await parks()
    const before = await whole(park.id)
    const second = await importParks(
      [
        hightechRow.replace(',35,"1,200",', ',35,900,').replace(',,35', ',德国,35'),
        '乙园,,株洲市,,,,,,,,,,,,,',
      ],
      'second.csv',
    )
    expect(second).toMatchObject({ created: 1, joined: 1 })
    expect(await get(`/api/parks/${park.id}`)).toMatchObject({ availableM2: 600_000, partnerCountry: '德国' })
    const undone = await bodyOf(post(`/api/imports/${second.importId}/undo`, {}))
    expect(undone).toMatchObject({ restored: 1, deletedCount: 1, keptCount: 0 })
    expect(await whole(park.id)).toEqual(before)
    // Somebody adds a strength by hand: the park is used by more than its import now.
    const part = { kind: 'strength', industry: '轨道交通', chainId: null, statement: '整车集聚' }
    const told = { part, source: '手工登记' }
    expect((await house.send('PUT', `/api/parks/${park.id}/parts`, told, await office())).status).toBe(200)
    const kept = await bodyOf(post(`/api/imports/${first.importId}/undo`, {}))
    expect(kept).toMatchObject({
      deletedCount: 0,
      kept: [{ name: park.name, usedBy: ['registry.park_part'] }],
    })
    expect((await whole(park.id)).parts).toEqual([{ asOf: null, part }])
  })

  test('what a later import offered too stands on when the first is undone', async () => {
    const first = await importParks(['甲园,,株洲市,,,人民路 1 号,,,,,,,,,,'])
    const second = await importParks(['甲园,,株洲市,,瞪羚园区,人民路 1 号,,,,,,,,,,'], 'second.csv')
    expect(second).toMatchObject({ joined: 1 })
    const undone = await bodyOf(post(`/api/imports/${first.importId}/undo`, {}))
    expect(undone).toMatchObject({
      deletedCount: 0,
      kept: [{ usedBy: expect.arrayContaining(['registry.import']) }],
    })
    expect(await parks()).toMatchObject([{ address: '人民路 1 号', titles: ['瞪羚园区'] }])
    await post(`/api/imports/${second.importId}/undo`, {})
    expect(await parks()).toMatchObject([{ address: null, titles: [] }])
  })
})

test('the template reads back whole, and a check writes nothing', async () => {
  const cookie = await office()
  const address = '/api/imports/templates?kind=parks&format=csv'
  const answer = await house.send('GET', address, undefined, cookie)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const file = { name: 'template.csv', bytes }
  const job = await importOverHttp(house, cookie, 'check', file, { kind: 'parks' })
  expect(job.preview).toMatchObject({ rows: 1, created: 1, refused: 0, problems: [] })
  expect(await parks()).toEqual([])
})
