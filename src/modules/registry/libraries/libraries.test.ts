import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdFirm, holdVocabularies, importCsv } from '../fixtures.ts'
import { registerImporter } from '../import/registry-of-importers.ts'
import { libraryReviewTodo, recordFigures } from '../index.ts'
import { holdLibraries } from './fixtures.ts'
import { entryImporter } from './importers/entry-importer.ts'
import { projectImporter } from './importers/project-importer.ts'

const house = signedInApp()

beforeAll(() => {
  registerImporter(projectImporter)
  registerImporter(entryImporter)
})
beforeEach(() => holdLibraries(house, 'zhuzhou', 'changzhou'))

const city = '430200'
const get = async (path: string, role: Parameters<typeof house.signIn>[0] = 'chain_office') =>
  bodyOf(house.send('GET', path, undefined, await house.signIn(role)))
const send = async (
  method: string,
  path: string,
  body: unknown,
  role: Parameters<typeof house.signIn>[0] = 'chain_office',
) => house.send(method, path, body, await house.signIn(role))
const newProject = (name: string, more = {}) => ({
  dataset: 'held',
  city,
  requestKey: `key ${name}`,
  name,
  isMajor: true,
  investmentFen: '120000000000',
  source: '发改委 2024-01 报表',
  ...more,
})
const openProject = async (name: string, more = {}) =>
  bodyOf(send('POST', '/api/projects', newProject(name, more)))
const step = (id: string, action: string, happened: string | null, more = {}) =>
  send('POST', `/api/projects/${id}/steps`, { action, happened, source: '现场核实', ...more })

describe('projects', () => {
  test('C03: a project goes from reserve to operation, each step with its date and source', async () => {
    const { id, stage } = await openProject('永磁电机二期')
    expect(stage).toBe('unverified')
    for (const [action, happened] of [
      ['put_in_reserve', '2022'],
      ['sign', '2023-03'],
      ['start', '2023-06-01'],
      ['complete', '2024-11'],
      ['operate', '2025-01-15'],
    ] as const)
      expect((await step(id, action, happened)).status).toBe(200)
    const project = await get(`/api/projects/${id}`)
    expect([project.stage, project.stageSince]).toEqual(['operating', '2025-01-15'])
    expect(
      project.events.map((event: { state: string; happened: string }) => [event.state, event.happened]),
    ).toEqual([
      ['unverified', null],
      ['reserve', '2022'],
      ['signed', '2023-03'],
      ['started', '2023-06-01'],
      ['completed', '2024-11'],
      ['operating', '2025-01-15'],
    ])
    const list = await get(`/api/projects?city=${city}`)
    const counts = Object.fromEntries(list.stages.map((s: { id: string; count: number }) => [s.id, s.count]))
    expect(counts).toMatchObject({ operating: 1, unverified: 4 })
  })

  test('a step that the stage does not allow, a day ahead and a day before the last step change nothing', async () => {
    const { id } = await openProject('功率模块生产线')
    await step(id, 'sign', '2024-05')
    const refused = await step(id, 'operate', '2024-06')
    expect([refused.status, (await bodyOf(refused)).code]).toEqual([409, 'registry.life_refused'])
    expect((await bodyOf(step(id, 'start', '2999-01'))).code).toBe('registry.day_ahead')
    expect((await bodyOf(step(id, 'start', '2023-12'))).code).toBe('registry.day_before_last')
    expect((await bodyOf(step(id, 'start', '2024-02-31'))).code).toBe('registry.day_not_there')
    expect((await bodyOf(step(id, 'step_back', null))).detail).toContain('请写明原因')
    expect((await get(`/api/projects/${id}`)).stage).toBe('signed')
  })

  test('the same request twice makes one project; the same name again is refused and names the one held', async () => {
    const first = await openProject('检测平台')
    expect((await openProject('检测平台')).id).toBe(first.id)
    const other = await send('POST', '/api/projects', newProject('检测 平台', { requestKey: 'other' }))
    expect([other.status, (await bodyOf(other)).code]).toEqual([409, 'registry.project_held'])
  })

  test('money stands by year in whole fen, null is unknown, and writing a year again replaces it', async () => {
    const { id } = await openProject('扩能项目')
    await send('PUT', `/api/projects/${id}/money`, {
      year: 2024,
      plannedFen: '900',
      doneFen: '700',
      source: 's',
    })
    await send('PUT', `/api/projects/${id}/money`, {
      year: 2024,
      plannedFen: '900',
      doneFen: '750',
      source: 's',
    })
    await send('PUT', `/api/projects/${id}/money`, {
      year: 2025,
      plannedFen: '100',
      doneFen: null,
      source: 's',
    })
    const project = await get(`/api/projects/${id}`)
    expect([project.doneFen, project.money.map((m: { doneFen: string }) => m.doneFen)]).toEqual([
      '750',
      ['750', null],
    ])
  })

  test('C10: the counter of completed major projects is dated and says what it does not count', async () => {
    const [a, b, c] = [
      await openProject('甲'),
      await openProject('乙'),
      await openProject('丙', { isMajor: null }),
    ]
    for (const [{ id }, day] of [
      [a, '2024-03'],
      [b, null],
      [c, '2024-04'],
    ] as const) {
      await step(id, 'start', day && '2023')
      await step(id, 'complete', day)
    }
    const counter = await get(`/api/projects/completed?city=${city}&from=2023-01-01&to=2024-12-31`)
    expect(counter).toMatchObject({ completedMajor: 1, undated: 1, unclassified: 1 })
    expect(counter.projects.map((p: { name: string }) => p.name)).toEqual(['甲'])
  })

  test('C12: a reserve project is matched to windows, and what is missing is said', async () => {
    const { id } = await openProject('储备项目')
    await step(id, 'put_in_reserve', '2024')
    const { items } = await get(`/api/projects/${id}/windows`)
    const major = items.find((w: { window: string }) => w.window === 'national-major')
    expect(major.verdict).toBe('facts_missing')
    expect(
      major.conditions.flatMap((c: { asks: { name: string }[] }) => c.asks.map((a) => a.name)),
    ).toContain('has_land')
    await send('PATCH', `/api/projects/${id}`, {
      source: '资规局来函',
      readiness: {
        has_approval: true,
        has_land: true,
        has_environment_review: true,
        has_balance_plan: false,
      },
    })
    const after = Object.fromEntries(
      (await get(`/api/projects/${id}/windows`)).items.map((w: { window: string; verdict: string }) => [
        w.window,
        w.verdict,
      ]),
    )
    expect(after).toEqual({ 'national-major': 'fits', 'special-bond': 'fits_not' })
  })

  test('C13: a campaign lists projects of its city once; a foreign one is refused whole', async () => {
    const campaign = { dataset: 'held', city, year: 2025, title: '重大项目主题年', source: '市政府文件' }
    const { id } = await bodyOf(send('POST', '/api/campaigns', campaign))
    expect((await bodyOf(send('POST', '/api/campaigns', campaign))).id).toBe(id)
    const project = await openProject('主题年项目')
    const add = (projectIds: string[]) => send('POST', `/api/campaigns/${id}/projects`, { projectIds })
    expect(await bodyOf(add([project.id]))).toEqual({ added: 1 })
    expect(await bodyOf(add([project.id]))).toEqual({ added: 0 })
    expect((await add([project.id, '999999'])).status).toBe(400)
    expect((await get(`/api/campaigns?city=${city}`)).items).toMatchObject([
      { year: 2025, projects: 1, completed: 0 },
    ])
  })

  test('a sheet brings projects with stage and dates; bad rows are named, a second run changes nothing, undo takes back', async () => {
    const csv =
      '项目名称,城市,阶段,总投资（万元）,是否重大项目,签约时间,开工时间\n甲项目,株洲市,开工,35000,是,2023年3月,2023/9/1\n乙项目,火星市,储备,1,否,,\n丙项目,株洲,在谈,abc,,,\n'
    const options = { dataset: 'held' as const, fileName: 'projects.csv', partner: null }
    const report = await importCsv(house, csv, { kind: 'projects', options })
    expect([report.created, report.refused]).toEqual([1, 2])
    const codes = report.problems.map(({ code, line }) => `${line} ${code}`)
    expect(codes).toEqual(
      expect.arrayContaining([
        '3 registry.project_city_missing',
        '4 registry.project_stage_unknown',
        '4 registry.project_money_bad',
      ]),
    )
    const { items } = await get(`/api/projects?city=${city}&q=甲项目`)
    expect(items).toMatchObject([
      {
        name: '甲项目',
        stage: 'started',
        stageSince: '2023-09-01',
        investmentFen: '35000000000',
        isMajor: true,
      },
    ])
    const again = await importCsv(house, csv, { kind: 'projects', options })
    expect([again.created, again.unchanged]).toEqual([0, 1])
    await house.asSystem((ctx) =>
      projectImporter.undo(ctx, { importId: report.importId!, dataset: 'held' }, async () => {}),
    )
    expect((await get(`/api/projects?city=${city}&q=甲项目`)).items).toEqual([])
  })

  test('projects that a plan names stand with their source and a stage that nobody has verified', async () => {
    const { items } = await get(`/api/projects?city=${city}`)
    expect(items.map((p: { name: string }) => p.name)).toContain('永磁动力产业化')
    expect(
      items.every(
        (p: { stage: string; source: string }) =>
          p.stage === 'unverified' && p.source.includes('zhuzhou-pilot-plan-2023'),
      ),
    ).toBe(true)
  })
})

describe('libraries', () => {
  const newEntry = (name: string, more = {}) => ({
    dataset: 'held',
    city,
    requestKey: `k ${name}`,
    kind: 'tech-centre',
    name,
    level: 'provincial',
    source: '省厅公告',
    ...more,
  })
  const openEntry = async (name: string, more = {}) =>
    bodyOf(send('POST', '/api/library/entries', newEntry(name, more)))

  test('E13: entries count by level and year of recognition; an applicant does not count', async () => {
    const act = (id: string, action: string, happened: string | null) =>
      send('POST', `/api/library/entries/${id}/steps`, { action, happened, source: '公告' })
    const [a, b, c] = [await openEntry('甲中心'), await openEntry('乙中心'), await openEntry('丙中心')]
    await act(a.id, 'recognise', '2020')
    await act(b.id, 'recognise', '2021-07')
    await act(c.id, 'apply', '2022')
    const kind = (await get(`/api/library/kinds?city=${city}`)).items.find(
      (k: { id: string }) => k.id === 'tech-centre',
    )
    expect([kind.count, kind.counted]).toEqual([3, 2])
  })

  test('a level or a field that the kind does not know is refused, nothing is written', async () => {
    for (const more of [
      { level: 'municipal', kind: 'innovation-platform' },
      { fields: { colour: 'red' } },
      { kind: 'nothing' },
    ])
      expect(
        (await send('POST', '/api/library/entries', newEntry('坏条目', more))).status,
      ).toBeGreaterThanOrEqual(400)
    expect((await get(`/api/library/entries?city=${city}&kind=tech-centre`)).items).toEqual([])
  })

  test('A18: a base has a service log and a yearly self-evaluation that is due until it is handed in', async () => {
    const base = await openEntry('示范基地', { kind: 'industrial-base', level: 'national' })
    expect(base.reviewDue).toBeNull()
    await send('POST', `/api/library/entries/${base.id}/steps`, {
      action: 'recognise',
      happened: '2015',
      source: 's',
    })
    const year = new Date().getUTCFullYear()
    expect((await get(`/api/library/entries/${base.id}`)).reviewDue).toBe(`${year}-03-31`)
    const waiting = (day: string) =>
      house.asSystem(async (ctx) => {
        const now = new Date(`${year}-${day}T04:00:00Z`)
        const items = await libraryReviewTodo.list({ ...ctx, now }, { dataset: 'held', cityCode: city }, 10)
        return items.map(({ params, dueDate, path }) => [params?.name, dueDate, path])
      })
    const asked = [['示范基地', `${year}-03-31`, `/libraries/${base.id}`]]
    expect([await waiting('01-15'), await waiting('03-01')]).toEqual([[], asked])
    await send('POST', `/api/library/entries/${base.id}/log`, {
      kind: 'service',
      happened: `${year - 1}-05`,
      note: '上门服务',
      source: 's',
    })
    await send('POST', `/api/library/entries/${base.id}/log`, {
      kind: 'review',
      happened: String(year),
      note: '自评报告',
      source: 's',
    })
    expect(await waiting('03-01')).toEqual([])
    const after = await get(`/api/library/entries/${base.id}`)
    expect([after.reviewDue, after.events.map((e: { kind: string }) => e.kind)]).toEqual([
      `${year + 1}-03-31`,
      ['life', 'life', 'service', 'review'],
    ])
  })

  test('E12–E20: a sheet of several kinds is imported by the words of the kinds', async () => {
    const csv =
      '类别,名称,城市,级别,依托单位,获批时间\n企业技术中心,丁中心,株洲市,省级,某公司,2021\n隐形冠军,某公司,株洲市,国家级,某公司,\n跳舞中心,x,株洲市,,,\n企业技术中心,戊中心,株洲市,世界级,,\n'
    const options = { dataset: 'held' as const, fileName: 'library.csv', partner: null }
    const report = await importCsv(house, csv, { kind: 'library', options })
    expect([report.created, report.refused]).toEqual([2, 2])
    expect(report.problems.map(({ code }) => code).sort()).toEqual([
      'registry.library_kind_missing',
      'registry.library_level_bad',
    ])
  })

  test('C14, C16: parks that the replies name have their partner and their strengths, with the sentence', async () => {
    const { items } = await get('/api/parks?city=320400')
    const israel = items.find((p: { name: string }) => p.name === '中以常州产业园')
    expect([israel.partnerCountry, israel.availableM2]).toEqual(['以色列', null])
    const west = items.find((p: { name: string }) => p.name === '西太湖科技产业园')
    expect((await get(`/api/parks/${west.id}`)).parts).toMatchObject([
      { part: { kind: 'strength', industry: '石墨烯' } },
    ])
  })

  test('C17, N16: a park has several titles, land and factories; the same thing again replaces it, unknown is not 0', async () => {
    const park = await bodyOf(
      send('POST', '/api/parks', { dataset: 'held', city, name: '轨道科技城', source: 's' }),
    )
    const put = (part: object) =>
      send('PUT', `/api/parks/${park.id}/parts`, { part, source: '园区报表', asOf: '2025-06-30' })
    const parcel = { kind: 'parcel', use: '工业', status: 'available', availableFrom: null }
    await put({ ...parcel, code: 'A1', areaM2: 1000 })
    await put({ ...parcel, code: 'A1', areaM2: 1200 })
    await put({ ...parcel, code: 'A2', areaM2: null })
    await put({ kind: 'title', title: '“五好”园区', level: 'provincial', granted: '2022', ended: null })
    await put({ kind: 'title', title: '绿色园区', level: 'national', granted: '2020', ended: '2023' })
    const [item] = (await get(`/api/parks?city=${city}`)).items
    expect(item).toMatchObject({ availableM2: 1200, freeFactoryM2: null, titles: ['“五好”园区'] })
    expect((await put({ kind: 'ranking', list: 'x', year: 2024, place: 0, of: null })).status).toBe(400)
  })
})

describe('C02: key firms', () => {
  test('a year is taken by the rule with reasons and does not change; two years are compared', async () => {
    await holdVocabularies(house)
    const where = '湖南省株洲市'
    const [a, b, c] = [
      await holdFirm(house, { name: '甲厂有限公司', address: where }),
      await holdFirm(house, { name: '乙厂有限公司', address: where }),
      await holdFirm(house, { name: '丙厂有限公司', address: where }),
    ]
    const telling = { dataset: 'held' as const, source: '统计局', sourceKind: 'department_list' as const }
    const revenue = (organisationId: string, period: string, value: string) => ({
      ...{ organisationId, name: 'revenue', period, value },
    })
    // 甲 falls below one hundred million yuan in 2024, 乙 stays above it, nobody knows 丙.
    await house.asSystem((ctx) =>
      recordFigures(
        ctx,
        [
          revenue(a, '2023', '150000000'),
          revenue(a, '2024', '90000000'),
          revenue(b, '2023', '200000000'),
          revenue(b, '2024', '210000000'),
        ],
        telling,
      ),
    )
    expect(c).toMatch(/^\d+$/)
    const take = (year: number) =>
      send('POST', '/api/key-firms', { dataset: 'held', city, year, rule: 'zhuzhou-key-firms' })
    expect(await bodyOf(take(2023))).toMatchObject({ year: 2023, looked: 3, included: 2, ruleVersion: 1 })
    expect(await bodyOf(take(2024))).toMatchObject({ year: 2024, looked: 3, included: 1 })
    expect((await bodyOf(take(2024))).code).toBe('registry.snapshot_taken')
    expect((await bodyOf(take(2099))).code).toBe('registry.snapshot_year_ahead')
    const path = `city=${city}&rule=zhuzhou-key-firms`
    const two = await get(`/api/key-firms/compare?${path}&from=2023&to=2024`)
    expect([two.stayed, two.came, two.left.map((firm: { name: string }) => firm.name)]).toEqual([
      1,
      [],
      ['甲厂有限公司'],
    ])
    const why = two.left[0].conditions.find(({ text }: { text: string }) => text.includes('营业收入'))
    expect([why.status, why.actual !== null]).toEqual(['unmet', true])
    // Who may not read confidential figures sees that the condition is not met, not what the firm earned.
    const hidden = await get(`/api/key-firms/compare?${path}&from=2023&to=2024`, 'department')
    expect(hidden.left[0].conditions.every(({ actual }: { actual: string | null }) => actual === null)).toBe(
      true,
    )
    // A figure that comes later does not change a year that was taken.
    await house.asSystem((ctx) =>
      recordFigures(ctx, [revenue(c, '2023', '900000000')], { ...telling, source: '迟报' }),
    )
    expect((await get(`/api/key-firms/year?${path}&year=2023`)).firms).toHaveLength(2)
  })
})

describe('who may', () => {
  const body = { dataset: 'held', city, requestKey: 'r', name: '某项目', source: 's' }
  test.each([
    ['administrator', 200, 201, 200],
    ['chain_office', 200, 201, 200],
    ['department', 200, 201, 403],
    ['park', 200, 201, 403],
    ['chain_leader', 200, 403, 403],
    ['auditor', 200, 403, 403],
    ['firm', 403, 403, 403],
    ['bank', 403, 403, 403],
  ] as const)('a %s: projects read %i, write %i, campaigns %i', async (role, read, write, settle) => {
    const cookie = await house.signIn(role)
    const campaign = { dataset: 'held', city, year: 2025, title: 't', source: 's' }
    expect([
      (await house.send('GET', `/api/projects?city=${city}`, undefined, cookie)).status,
      (await house.send('POST', '/api/projects', body, cookie)).status,
      (await house.send('POST', '/api/campaigns', campaign, cookie)).status,
      (await house.send('GET', `/api/parks?city=${city}`, undefined, cookie)).status,
    ]).toEqual([read, write, settle, 200])
  })

  test('an account of another city is refused', async () => {
    const cookie = await house.signIn('department', { cityCode: '320400' })
    expect((await house.send('POST', '/api/projects', body, cookie)).status).toBe(403)
    const { id } = await openProject('本市项目')
    expect((await house.send('GET', `/api/projects/${id}`, undefined, cookie)).status).toBe(403)
  })
})
