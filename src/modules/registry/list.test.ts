import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirm, holdPlaces, holdVocabularies } from './fixtures.ts'

describe('the list of organisations', () => {
  const house = signedInApp()
  let office = ''
  let first = ''
  const post = (path: string, body: unknown, cookie = office) => house.send('POST', path, body, cookie)
  const names = async (query: string, cookie = office) => {
    const { items, total } = await bodyOf(house.send('GET', `/api/organisations?${query}`, undefined, cookie))
    expect(items).toHaveLength(total)
    return items.map(({ name }: { name: string }) => name)
  }
  beforeEach(async () => {
    await holdPlaces(house)
    await holdVocabularies(house)
    office = await house.signIn('chain_office')
    first = await holdFirm(house, {
      name: '甲机械有限公司',
      creditCode: '91320505Y4CL12TH81',
      address: '湖南省株洲市石峰区一路',
    })
    await holdFirm(house, { name: '乙电子有限公司', address: '江苏省常州市武进区二路' })
    const at = (path: string) => `/api/organisations/${first}/${path}`
    const figures = [
      { name: 'employees', period: '2022', value: '900' },
      { name: 'employees', period: '2023', value: '1200' },
      { name: 'revenue', period: '2023', value: '5亿元' },
    ]
    await post(at('figures'), { figures, source: '统计局', sourceKind: 'department_list' })
    const titles = [
      { title: '高企', granted: '2099' },
      { title: '隐形冠军', granted: '2020' },
    ]
    await post(at('titles'), { titles, source: '名录', sourceKind: 'department_list' })
    await post(at('tags'), { code: 'unique-skill', evidence: '公示', source: '市工信局' })
  })

  test('N07 N12: badges and modes come from a closed list and are found by it', async () => {
    const { tagKinds } = await bodyOf(house.send('GET', '/api/vocabulary', undefined, office))
    const codes = tagKinds.map(({ code }: { code: string }) => code)
    expect(codes).toEqual(
      expect.arrayContaining([
        'solo-champion',
        'supporting-expert',
        'unique-skill',
        'manufacturing-internet-service',
      ]),
    )
    const mode = { code: 'manufacturing-internet-service', evidence: '示范项目公告', source: '市工信局' }
    expect((await post(`/api/organisations/${first}/tags`, mode)).status).toBe(200)
    expect(await names('tag=manufacturing-internet-service')).toEqual(['甲机械有限公司'])
    expect(await names('tag=unique-skill')).toEqual(['甲机械有限公司'])
  })

  test.each([
    ['hasCode=yes', ['甲机械有限公司']],
    ['hasCode=no', ['乙电子有限公司']],
    ['district=430204', ['甲机械有限公司']],
    ['kind=firm&city=320400', ['乙电子有限公司']],
    ['title=hidden-champion', ['甲机械有限公司']],
    ['title=high-tech-enterprise', []],
    ['tag=unique-skill', ['甲机械有限公司']],
    ['figure=employees&figureMin=1000', ['甲机械有限公司']],
    ['figure=employees&figureMax=1000', []],
    ['figure=revenue&figureMin=50000000000&figureMax=50000000000', ['甲机械有限公司']],
    ['size=unknown', ['甲机械有限公司', '乙电子有限公司']],
    ['chain=rail-transit', []],
    ['role=master', []],
  ])('%s leaves %j', async (query, expected) => {
    expect((await names(query)).sort()).toEqual([...expected].sort())
  })

  test('a filter on confidential figures tells nothing to those who may not read them', async () => {
    const bank = await house.signIn('bank')
    expect(await names('figure=revenue&figureMin=1', bank)).toEqual([])
    expect(await names('figure=employees&figureMin=1', bank)).toEqual(['甲机械有限公司'])
  })

  test.each([
    'kind=nonsense',
    'figure=Robert%27%3B',
    'figureMin=1.5&figure=tax',
    'industryCode=abc',
    'district=43',
  ])('%s is refused as bad input', async (query) => {
    const answer = await house.send('GET', `/api/organisations?${query}`, undefined, office)
    expect([answer.status, (await bodyOf(answer)).fields.length > 0]).toEqual([400, true])
  })

  test('a view is kept under its name, shared on wish, and only its owner takes it away', async () => {
    const view = {
      list: 'firms',
      name: '有称号的',
      settings: { search: { title: 'hidden-champion' }, hidden: ['kind'] },
      isShared: false,
    }
    const kept = await bodyOf(post('/api/views', view))
    await post('/api/views', { ...view, settings: { search: {}, hidden: [] } })
    const other = await house.signIn('department')
    const viewsOf = async (cookie: string) =>
      (await bodyOf(house.send('GET', '/api/views?list=firms', undefined, cookie))).items
    expect(await viewsOf(office)).toMatchObject([{ id: kept.id, isOwn: true, settings: { search: {} } }])
    expect(await viewsOf(other)).toEqual([])
    await post('/api/views', { ...view, isShared: true })
    expect(await viewsOf(other)).toMatchObject([{ name: '有称号的', isOwn: false }])
    expect((await house.send('DELETE', `/api/views/${kept.id}`, undefined, other)).status).toBe(404)
    expect((await house.send('DELETE', `/api/views/${kept.id}`, undefined, office)).status).toBe(200)
  })
})
