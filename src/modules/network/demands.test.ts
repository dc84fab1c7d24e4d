import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces, importCsv } from '../registry/fixtures.ts'

const house = signedInApp()
const ids: Record<string, string> = {}
let project = ''
const tomorrow = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

beforeEach(async () => {
  await holdPlaces(house)
  const csv = [
    '企业名称,所在地市,主要产品',
    '株洲甲地铁有限公司,株洲市,地铁运营',
    '株洲乙变流有限公司,株洲市,牵引变流器',
    '株洲丙轴承有限公司,株洲市,铁路货车轴承',
    '常州丁变流有限公司,常州市,牵引变流器',
  ]
  await importCsv(house, csv.join('\n'))
  const { rows } = await sql<{
    id: bigint
    name: string
  }>`select id, name from registry.organisation`.execute(house.database.owner)
  for (const { id, name } of rows) ids[name.slice(2, 3)] = String(id)
  const { rows: made } = await sql<{ id: bigint }>`
    insert into registry.project (dataset, city_code, name, name_normalised, stage, life_version, organisation_id, source,
      recorded_by, created_at, updated_at)
    values ('held', '430200', '长株潭城际二期', '长株潭城际二期', 'reserve', 1, ${ids.甲}::bigint, '测试', 'test', now(), now())
    returning id`.execute(house.database.owner)
  project = String(made[0]!.id)
})

const firm = (name: string, city = '430200') =>
  house.signIn('firm', { organisationId: ids[name]!, cityCode: city })
const office = () => house.signIn('chain_office')
const send = (method: string, path: string, cookie: string, body?: unknown) =>
  house.send(method, `/api/network/demands${path}`, body, cookie)
const terms = (more: object = {}) => ({
  ...{
    dataset: 'held',
    city: '430200',
    requestKey: 'a',
    projectId: project,
    product: '牵引变流器',
    source: '可研报告',
  },
  ...{ amountLowFen: '100000000', amountHighFen: '300000000', tenderOn: tomorrow, neededFrom: '2027-06-01' },
  ...more,
})
const state = async (more: object = {}) => {
  const answer = await bodyOf(send('POST', '', await office(), terms(more)))
  return answer.id as string
}
const listFor = async (cookie: string) =>
  (await bodyOf(send('GET', '?city=430200&dataset=held', cookie))).items

describe('D18: a project’s demand before its tender', () => {
  test('D18: is told to the local firm whose product fits, and to nobody else', async () => {
    const id = await state()
    expect(await state()).toBe(id)
    for (const name of ['甲', '乙', '丙'])
      expect((await listFor(await firm(name))).length).toBe(name === '甲' ? 1 : 0)
    const open = await bodyOf(send('POST', `/${id}/acts`, await office(), { action: 'publish' }))
    expect(open).toMatchObject({ state: 'open', matches: 1, interests: [] })
    expect(await listFor(await firm('乙'))).toMatchObject([
      {
        id,
        projectName: '长株潭城际二期',
        fits: { reason: 'product', words: '牵引变流器' },
        mayAnswer: true,
        matches: null,
        interests: null,
      },
    ])
    for (const cookie of [await firm('丙'), await firm('丁', '320400'), await house.signIn('bank')])
      expect((await send('GET', `/${id}`, cookie)).status).toBe(404)
    const { items } = await bodyOf(
      house.send('GET', '/api/todo?dataset=held&city=430200', undefined, await firm('乙')),
    )
    expect(items).toMatchObject([{ dueDate: tomorrow, text: '看看能否供应：长株潭城际二期需要牵引变流器' }])
  })

  test('D18: a firm marks its interest; office and buyer see who, other firms do not', async () => {
    const id = await state()
    await send('POST', `/${id}/acts`, await office(), { action: 'publish' })
    const marked = await bodyOf(
      send('PUT', `/${id}/interest`, await firm('乙'), { note: '年产 200 台', contact: '王工' }),
    )
    expect(marked).toMatchObject({ isInterested: true, interests: null })
    await send('PUT', `/${id}/interest`, await firm('乙'), { note: '年产 300 台' })
    for (const cookie of [await office(), await firm('甲')])
      expect(await bodyOf(send('GET', `/${id}`, cookie))).toMatchObject({
        interests: [{ organisationId: ids.乙, note: '年产 300 台' }],
      })
    const notices = async (cookie: string) =>
      (await bodyOf(house.send('GET', '/api/notices?dataset=held', undefined, cookie))).items.map(
        ({ text }: { text: string }) => text,
      )
    expect(
      (await notices(await firm('甲'))).some((text: string) => text.includes('有意供应牵引变流器')),
    ).toBe(true)
    expect((await send('PUT', `/${id}/interest`, await firm('甲'), {})).status).toBe(409)
    expect((await send('DELETE', `/${id}/interest`, await firm('乙'))).status).toBe(200)
    expect((await send('DELETE', `/${id}/interest`, await firm('乙'))).status).toBe(409)
    expect(await bodyOf(send('GET', `/${id}`, await office()))).toMatchObject({ interests: [] })
  })

  test('D18: an office of another city neither reads a draft nor who is interested', async () => {
    const id = await state()
    const other = await house.signIn('chain_office', { cityCode: '320400' })
    const read = await send('GET', `/${id}`, other)
    expect([read.status, (await bodyOf(read)).code]).toEqual([403, 'access.other_city'])
    expect((await send('POST', `/${id}/acts`, other, { action: 'publish' })).status).toBe(403)
    expect((await send('PUT', `/${id}/dates`, other, { tenderOn: tomorrow })).status).toBe(403)
  })

  test('D18: days of a demand that is closed stand', async () => {
    const id = await state()
    await send('POST', `/${id}/acts`, await office(), { action: 'withdraw', comment: '项目取消' })
    const late = await send('PUT', `/${id}/dates`, await office(), { tenderOn: tomorrow })
    expect([late.status, (await bodyOf(late)).code]).toEqual([409, 'network.demand_step'])
  })

  test('D18: once the tender is open everybody sees it, and nobody is told ahead any more', async () => {
    const id = await state({ tenderOn: '2026-01-01' })
    const late = await send('POST', `/${id}/acts`, await office(), { action: 'publish' })
    expect([late.status, (await bodyOf(late)).fields[0].field]).toEqual([400, 'tenderOn'])
    await send('PUT', `/${id}/dates`, await office(), { tenderOn: tomorrow })
    await send('POST', `/${id}/acts`, await office(), { action: 'publish' })
    await send('PUT', `/${id}/dates`, await office(), { tenderOn: '2026-01-01' })
    expect(await listFor(await house.signIn('bank'))).toMatchObject([
      { id, interests: null, matches: null, mayAnswer: false },
    ])
  })

  test.each([
    ['product', { product: '器' }, 'network.demand_no_words'],
    ['neededTo', { neededTo: '2027-01-01' }, 'network.demand_dates'],
    ['volumeUnit', { volume: '3' }, 'network.agreement_no_unit'],
    ['amountHighFen', { amountHighFen: '1' }, 'network.band_turned'],
  ])('a fault is told at its field: %s', async (field, more, code) => {
    const answer = await send('POST', '', await office(), terms(more))
    expect([answer.status, (await bodyOf(answer)).fields[0]]).toMatchObject([400, { field, code }])
  })
})
