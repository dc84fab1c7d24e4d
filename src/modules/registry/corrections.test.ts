import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm, holdPlaces, holdVocabularies } from './fixtures.ts'

describe('sources, pins and corrections', () => {
  const house = signedInApp()
  let firm = ''
  let office = ''
  let owner = ''
  const post = async (path: string, body: unknown, cookie = office) => {
    const answer = await house.send('POST', path, body, cookie)
    return { status: answer.status, body: await bodyOf(answer) }
  }
  const get = async (path: string, cookie = office) => bodyOf(house.send('GET', path, undefined, cookie))
  const counting = async (field: string) => {
    const { facts } = await get(`/api/organisations/${firm}/sources`)
    const fact = facts.find((one: { field: string }) => one.field === field)
    return [fact.candidates.find((c: { counts: boolean }) => c.counts).value, fact.reason]
  }
  const propose = (more: object, cookie = owner) =>
    post(
      `/api/organisations/${firm}/corrections`,
      { subject: 'fact', field: 'address', value: '江苏省常州市武进区二路', reason: '已搬迁', ...more },
      cookie,
    )

  beforeEach(async () => {
    await holdPlaces(house)
    await holdVocabularies(house)
    firm = await holdFirm(house, { name: '甲机械有限公司', address: '湖南省株洲市石峰区一路' })
    office = await house.signIn('chain_office')
    owner = await house.signIn('firm', { organisationId: firm })
  })

  test('a pinned source counts before all others until it is released', async () => {
    const tell = (value: string, sourceKind: string) =>
      post(`/api/organisations/${firm}/figures`, {
        figures: [{ name: 'tax', period: '2023', value }],
        source: sourceKind,
        sourceKind,
      })
    await tell('500万元', 'official_register')
    const { body } = await tell('480万元', 'collected')
    expect(await counting('tax')).toEqual(['500000000', 'higher_source'])
    const pin = { subject: 'figure', chosenId: body.ids[0], reason: '登记处已确认更正' }
    expect((await post(`/api/organisations/${firm}/pins`, pin)).status).toBe(200)
    expect(await counting('tax')).toEqual(['480000000', 'pinned'])
    await post(`/api/organisations/${firm}/pins/release`, pin)
    expect(await counting('tax')).toEqual(['500000000', 'higher_source'])
    expect((await post(`/api/organisations/${firm}/pins`, { ...pin, chosenId: '999999' })).status).toBe(404)
  })

  test('the owner proposes, the office finds it in 待我处理 and accepts, lists follow, the firm is told', async () => {
    const { status, body } = await propose({})
    expect([status, body.state, body.heldValue]).toEqual([200, 'proposed', '湖南省株洲市石峰区一路'])
    expect((await propose({})).body.id).toBe(body.id)
    const { items } = await get('/api/todo')
    expect(items).toContainEqual(
      expect.objectContaining({ id: `correction/${body.id}`, path: `/corrections?correction=${body.id}` }),
    )
    const decided = await post(`/api/corrections/${body.id}/decide`, {
      action: 'accept',
      words: '',
      pin: false,
    })
    expect(decided.body.state).toBe('accepted')
    expect(await get(`/api/organisations/${firm}`)).toMatchObject({
      address: '江苏省常州市武进区二路',
      districtName: '武进区',
      position: { precision: 'city' }, // the test's places hold no centre of the district
    })
    expect(await counting('address')).toEqual(['江苏省常州市武进区二路', 'higher_source'])
    const notices = await get('/api/notices', owner)
    expect(notices.items.map(({ kind }: { kind: string }) => kind)).toContain('registry.correction_accepted')
    const twice = await post(`/api/corrections/${body.id}/decide`, { action: 'refuse', words: '不' })
    expect(twice).toMatchObject({ status: 409, body: { code: 'registry.correction_decided' } })
  })

  test('a refusal needs words and changes nothing', async () => {
    const { body } = await propose({})
    expect((await post(`/api/corrections/${body.id}/decide`, { action: 'refuse' })).status).toBe(400)
    const refused = await post(`/api/corrections/${body.id}/decide`, {
      action: 'refuse',
      words: '请附营业执照',
    })
    expect(refused.body).toMatchObject({ state: 'refused', decision: '请附营业执照' })
    expect((await get(`/api/organisations/${firm}`)).address).toBe('湖南省株洲市石峰区一路')
  })

  test('a figure of a higher source still counts before the accepted one, unless the office pins it', async () => {
    await post(`/api/organisations/${firm}/figures`, {
      figures: [{ name: 'tax', period: '2023', value: '500万元' }],
      source: '税务局',
      sourceKind: 'department_list',
    })
    const told = { subject: 'figure', field: 'tax', period: '2023', value: '520万元' }
    const first = await propose(told)
    expect(first.body.heldValue).toBe('500000000')
    await post(`/api/corrections/${first.body.id}/decide`, { action: 'accept' })
    expect(await counting('tax')).toEqual(['500000000', 'higher_source'])
    const second = await propose({ ...told, value: '530万元' })
    await post(`/api/corrections/${second.body.id}/decide`, { action: 'accept', pin: true })
    expect(await counting('tax')).toEqual(['530000000', 'pinned'])
  })

  test('nobody corrects another firm, sees its proposals, or withdraws for it', async () => {
    const other = await house.signIn('firm', { organisationId: '777' })
    expect((await propose({}, other)).status).toBe(403)
    const { body } = await propose({})
    expect((await get('/api/corrections', other)).items).toEqual([])
    expect((await post(`/api/corrections/${body.id}/withdraw`, {}, other)).status).toBe(404)
    expect((await post(`/api/corrections/${body.id}/withdraw`, {}, office)).status).toBe(409)
    expect((await post(`/api/corrections/${body.id}/withdraw`, {}, owner)).body.state).toBe('withdrawn')
  })

  test.each([
    [{ subject: 'figure', field: 'no_such', value: '1' }, 'registry.figure_unknown'],
    [{ subject: 'figure', field: 'tax', period: '2023', value: '很多' }, 'registry.figure_value_bad'],
    [{ subject: 'fact', field: 'name', value: '别的名字' }, 'registry.field_not_correctable'],
  ])('%o is refused with words', async (told, code) => {
    expect(await propose(told)).toMatchObject({ status: 400, body: { code } })
  })

  test('tags come from the closed list, owners and sites keep their days and sources', async () => {
    const at = (path: string) => `/api/organisations/${firm}/${path}`
    const tag = { code: 'solo-champion', evidence: '株工信〔2023〕12号', source: '市工信局' }
    expect((await post(at('tags'), { ...tag, code: 'nonsense' })).body.code).toBe('registry.tag_unknown')
    expect((await post(at('tags'), tag)).body.tags).toMatchObject([
      { code: 'solo-champion', name: '单打冠军' },
    ])
    expect((await post(at('tags'), tag)).body.tags).toHaveLength(1)
    expect((await post(at('tags/remove'), { code: 'solo-champion' })).body.tags).toEqual([])
    const owner = {
      kind: 'group',
      ownerName: '某集团',
      validFrom: '2020-01-01',
      source: '年报',
      sourceKind: 'listed_company',
    }
    expect((await post(at('owners'), owner)).body.owners).toMatchObject([
      { ownerName: '某集团', validTo: null },
    ])
    expect((await get(`/api/organisations/${firm}`)).group).toMatchObject({ name: '某集团' })
    const site = {
      kind: 'plant',
      address: '江苏省常州市武进区三路',
      source: '园区',
      sourceKind: 'department_list',
    }
    const gcj = { lng: 119.95, lat: 31.78, system: 'GCJ02' }
    const { sites } = (await post(at('sites'), { ...site, position: gcj })).body
    expect(sites).toMatchObject([{ kind: 'plant', positionPrecision: 'given' }])
    expect(sites[0].lng).toBeCloseTo(119.9449, 3)
    expect((await post(at('sites'), { ...site, position: { lng: 0, lat: 0, system: 'WGS84' } })).status).toBe(
      400,
    )
  })

  test('a size class follows from the figures, and only those see it who may read them', async () => {
    const figures = [
      { name: 'revenue', period: '2023', value: '5亿元' },
      { name: 'employees', period: '2023', value: '1200' },
    ]
    await post(`/api/organisations/${firm}/figures`, {
      figures,
      source: '统计局',
      sourceKind: 'department_list',
    })
    const size = async (cookie: string) => (await get(`/api/organisations/${firm}/profile`, cookie)).size
    expect(await size(office)).toEqual({ kind: 'unknown', group: null, missing: ['industryCode'] })
    const { body } = await propose({ field: 'industryCode', value: '3711' })
    await post(`/api/corrections/${body.id}/decide`, { action: 'accept' })
    expect(await size(office)).toEqual({
      kind: 'class',
      class: 'large',
      group: 'industry',
      used: ['employees', 'revenue'],
    })
    expect(await size(owner)).toMatchObject({ class: 'large' })
    expect(await size(await house.signIn('bank'))).toEqual({
      kind: 'unknown',
      group: 'industry',
      missing: ['revenue'],
    })
  })
})
