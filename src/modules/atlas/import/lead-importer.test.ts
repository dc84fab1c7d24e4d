import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chinaDay } from '../../../kernel/china-day.ts'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdFirm, importCsv, importOverHttp } from '../../registry/fixtures.ts'
import { registerImporter } from '../../registry/index.ts'
import { holdAtlasPacks, holdFirms } from '../fixtures.ts'
import { leadImporter } from '../index.ts'

const house = signedInApp()
const header =
  '企业名称,线索名称,类别,引进城市,产业链,环节,规模,意向投资额（万元）,来源,招引单位,推进单位,服务单位,阶段,接触日期,签约日期,落地日期,未成原因,下一步,下一步日期,最近进展,进展日期'
const file = (lines: readonly string[], fileName = 'leads.csv') =>
  importCsv(house, [header, ...lines].join('\n'), {
    kind: 'leads',
    options: { dataset: 'held', fileName, partner: null },
  })
const scope = 'city=430200&dataset=held'
let firmId = ''
let office = ''
const leads = async () =>
  (await bodyOf(house.send('GET', `/api/atlas/leads?${scope}`, undefined, office))).items
const whole = (id: string) => bodyOf(house.send('GET', `/api/atlas/leads/${id}`, undefined, office))

const bearing =
  '洛阳轴承示例有限公司,轴承配套,配套企业,株洲市,轨道交通装备产业链,axle-bearing,优质中小项目,8000,推介会,市商务局,,,接触,2026-03-05,,,,去考察,2027-01-10,电话联系，愿来看,2026-03-05'
const landed =
  '登记库没有的示例公司,整机项目,项目,株洲,,,重大,1.2亿元,以商招商,市商务局,市发改委,石峰区,落地,2025-11-02,2026-02-01,2026-08-30,,,,,'

describe('leads from a spreadsheet', () => {
  beforeAll(() => registerImporter(leadImporter))
  beforeEach(async () => {
    await holdAtlasPacks(house)
    const place = { cityCode: '410300', lng: 112.45, lat: 34.62, nodes: ['axle-bearing'] }
    ;[firmId] = (await holdFirms(house, [{ name: '洛阳轴承示例有限公司', ...place }])) as [string]
    office = await house.signIn('chain_office', { cityCode: '430200' })
  }, 120_000)

  test('C07: each line becomes a lead where the file says that it stands; the reasons are those of today', async () => {
    expect(await file([bearing, landed])).toMatchObject({ rows: 2, created: 2, refused: 0, problems: [] })
    const items = await leads()
    const [first, second] = ['轴承配套', '整机项目'].map((title) =>
      items.find((lead: { title: string }) => lead.title === title),
    )
    expect(first).toMatchObject({
      ...{ state: 'contacted', kind: 'supplier', size: 'small', owner: '市商务局', nextOn: '2027-01-10' },
      ...{ organisationId: firmId, investmentFen: '8000000000', firmName: '洛阳轴承示例有限公司' },
      ...{ chain: { id: 'rail-transit' }, node: { id: 'axle-bearing' } },
    })
    const opened = await whole(first.id)
    expect(opened.reasons.map(({ code }: { code: string }) => code)).toContain('makes_it')
    expect(opened.contacts).toMatchObject([{ happenedOn: '2026-03-05', note: '电话联系，愿来看' }])
    expect(second).toMatchObject({
      ...{ state: 'landed', landedOn: '2026-08-30', organisationId: null, investmentFen: '12000000000' },
      ...{ owner: '石峰区', size: 'major', chain: null },
    })
    const { history } = await whole(second.id)
    expect(
      history.map((one: { state: string; happenedOn: string | null }) => [one.state, one.happenedOn]),
    ).toEqual([
      ['found', chinaDay(new Date())],
      ['contacted', '2025-11-02'],
      ['negotiating', null],
      ['signed', '2026-02-01'],
      ['landed', '2026-08-30'],
    ])
  })

  test('a second run changes nothing and says where the stage differs', async () => {
    await file([bearing])
    const later = bearing.replace('接触,2026-03-05', '洽谈,2026-03-05')
    const again = await file([later, later], 'again.csv')
    expect(again).toMatchObject({ created: 0, unchanged: 2 })
    expect(again.problems[0]).toMatchObject({ line: 2, code: 'atlas.import_held_elsewhere' })
    expect(await leads()).toHaveLength(1)
  })

  test('bad lines are refused by line and column, the others go in', async () => {
    const bad = (from: string, to: string) => bearing.replace(from, to)
    const report = await file([
      bad('配套企业', '大项目'),
      bad(',接触,', ',意向,'),
      bad('2026-03-05,,,,去', '2026-02-30,,,,去'),
      bad('axle-bearing', '没有的环节'),
      bad('轨道交通装备产业链,axle-bearing', ',axle-bearing'),
      bad('株洲市', '火星市'),
      bad('8000', '很多'),
      bad('市商务局', ''),
      bad(',接触,', ',未成,'),
      bad(',接触,', ',落地,'),
      bad('2026-03-05,,,,去', '2199-01-01,,,,去'),
      landed,
    ])
    expect(report).toMatchObject({ rows: 12, created: 1, refused: 11 })
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'atlas.import_kind_bad'],
      [3, 'atlas.import_state_bad'],
      [4, 'atlas.import_day_bad'],
      [5, 'atlas.no_node'],
      [6, 'atlas.node_without_chain'],
      [7, 'atlas.import_no_city'],
      [8, 'atlas.import_money_bad'],
      [9, 'atlas.import_no_owner'],
      [10, 'atlas.lost_reason_missing'],
      [11, 'atlas.import_landed_undated'],
      [12, 'atlas.import_day_ahead'],
    ])
    expect(await leads()).toHaveLength(1)
  })

  test('a name that the register may hold waits for a person; what is decided goes in under the same import', async () => {
    const alike = await holdFirm(house, { name: '株洲时代新材料科技股份有限公司' })
    const report = await file([bearing.replace('洛阳轴承示例有限公司', '时代新材')])
    expect(report).toMatchObject({ created: 0, waiting: 1 })
    expect(await leads()).toHaveLength(0)
    const queue = await bodyOf(house.send('GET', '/api/imports/reviews?dataset=held', undefined, office))
    expect(queue.items).toMatchObject([{ line: 2, candidates: [{ organisationId: alike }] }])
    const decided = await house.send(
      'POST',
      '/api/imports/reviews',
      { rows: [{ importId: report.importId, line: 2 }], decision: 'same', organisationId: alike },
      office,
    )
    expect([decided.status, await bodyOf(decided)]).toMatchObject([200, { decided: 1, created: 1 }])
    expect(await leads()).toMatchObject([{ organisationId: alike, firmName: '时代新材' }])
  })

  test('a name decided as new stays a name: no firm enters the public register for it', async () => {
    await holdFirm(house, { name: '株洲时代新材料科技股份有限公司' })
    const report = await file([bearing.replace('洛阳轴承示例有限公司', '时代新材')])
    const before = await bodyOf(house.send('GET', '/api/firms?dataset=held&q=时代', undefined, office))
    const decided = await house.send(
      'POST',
      '/api/imports/reviews',
      { rows: [{ importId: report.importId, line: 2 }], decision: 'new' },
      office,
    )
    expect(decided.status).toBe(200)
    expect(await leads()).toMatchObject([{ organisationId: null, firmName: '时代新材' }])
    const after = await bodyOf(house.send('GET', '/api/firms?dataset=held&q=时代', undefined, office))
    expect(after.total).toBe(before.total)
  })

  test('an undo takes back what nobody has worked on, and names what stays', async () => {
    const { importId } = await file([bearing, landed])
    const open = (await leads()).find(({ state }: { state: string }) => state === 'contacted')
    const { seen } = await whole(open.id)
    await house.send('POST', `/api/atlas/leads/${open.id}/steps`, { seen, action: 'visit' }, office)
    const other = await house.signIn('chain_office', { cityCode: '320400' })
    expect((await house.send('POST', `/api/imports/${importId}/undo`, undefined, other)).status).toBe(403)
    const undone = await bodyOf(house.send('POST', `/api/imports/${importId}/undo`, undefined, office))
    expect(undone).toMatchObject({ withdrawn: { leads: 1 }, deletedCount: 1, keptCount: 1 })
    expect(undone.kept).toMatchObject([{ id: open.id, name: '轴承配套' }])
    expect((await leads()).map(({ title }: { title: string }) => title)).toEqual(['轴承配套'])
  })

  test('over HTTP a preview writes nothing; the template reads back whole', async () => {
    const bytes = [header, bearing].join('\n')
    const job = await importOverHttp(house, office, 'check', { name: 'leads.csv', bytes }, { kind: 'leads' })
    expect(job).toMatchObject({ state: 'done', preview: { created: 1, refused: 0 } })
    expect(await leads()).toHaveLength(0)
    const template = await house.send(
      'GET',
      '/api/imports/templates?kind=leads&format=csv',
      undefined,
      office,
    )
    expect(template.status).toBe(200)
    expect(await template.text()).toContain('示例轴承有限公司')
  })
})
