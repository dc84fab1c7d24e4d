import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirms } from '../evaluation/fixtures.ts'
import { recordTitles } from '../registry/index.ts'
import { holdLadder } from './fixtures.ts'

const scope = 'city=430200&dataset=held'
const base = '/api/cultivation'

/** Reaches all six items of the little giant on 2025-12-31. */
const giant = {
  market_since: '2015-06-01',
  main_share: '80%',
  main_growth: '8%',
  has_system: true,
  has_certificate: true,
  debt_ratio: '40%',
  market_share: '12%',
  has_brand: true,
  revenue: '2亿元',
  rd: '1000万元',
  equity_two_years: 0,
  rd_staff: '20%',
  has_own_lab: true,
  patents: 3,
  has_prize: true,
  has_maker50: false,
  is_key_link: true,
  is_key_field: true,
}

describe('cultivation over HTTP', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const get = (path: string, cookie: string) => house.send('GET', `${base}${path}`, undefined, cookie)
  let [office, ids] = ['', [] as string[]]
  beforeAll(async () => {
    await holdLadder(house)
    ids = await holdFirms(house, '430200', 2025, [
      { name: '达标公司', facts: giant },
      { name: '差一项公司', facts: { ...giant, has_brand: false } },
      { name: '未知公司', facts: { has_brand: true } },
      { name: '小巨人公司', facts: giant },
    ])
    await house.asSystem((ctx) =>
      recordTitles(
        ctx,
        [
          { organisationId: ids[3]!, title: 'srdi-provincial', granted: '2022-09-01' },
          { organisationId: ids[3]!, title: 'little-giant-national', granted: '2024-05-01' },
          {
            organisationId: ids[0]!,
            title: 'little-giant-provincial',
            granted: '2021-07-01',
            expiresOn: '2027-06-30',
          },
        ],
        { dataset: 'held', source: 'test', sourceKind: 'department_list' },
      ),
    )
    office = await house.signIn('chain_office')
  }, 180_000)

  test.each([
    ['chain_office', 200, 200, 201],
    ['administrator', 200, 200, 201],
    ['department', 200, 403, 403],
    ['firm', 200, 403, 403],
    ['bank', 200, 403, 403],
    ['auditor', 200, 403, 403],
  ] as const)('a %s: ladder %i, candidates %i, a new window %i', async (role, ladder, candidates, window) => {
    const cookie = await house.signIn(role)
    expect((await get(`/ladder?${scope}`, cookie)).status).toBe(ladder)
    expect((await get(`/candidates?${scope}&rung=little-giant`, cookie)).status).toBe(candidates)
    const body = {
      city: '430200',
      dataset: 'held',
      rung: 'srdi',
      opensOn: role === 'administrator' ? '2026-03-01' : '2026-04-01',
      closesOn: '2026-05-31',
      source: `${role} 的通知`,
    }
    expect((await house.send('POST', `${base}/windows`, body, cookie)).status).toBe(window)
  })

  test('F05, F06: six rungs with level, titles kept after their end, conversion from the rung below', async () => {
    const ladder = await bodyOf(get(`/ladder?${scope}`, office))
    expect(ladder.rungs.map((rung: { id: string }) => rung.id)).toEqual([
      'innovative',
      'srdi',
      'little-giant',
      'single-champion-provincial',
      'single-champion',
      'leader',
    ])
    const [, srdi, giants, provincial, , leader] = ladder.rungs
    expect(
      srdi.titles.find((title: { code: string }) => title.code === 'little-giant-provincial').isRetired,
    ).toBe(true)
    expect(giants).toMatchObject({
      held: 1,
      conversion: { from: 2, through: 1, fromElsewhere: 0 },
      level: 'national',
    })
    expect(giants.byYear).toEqual([{ year: 2024, count: 1 }])
    // Zhejiang's rules do not count in Hunan, and no source holds any for leading enterprises: unknown, not 0.
    expect(provincial).toMatchObject({ ruleSet: null, reached: null })
    expect(leader).toMatchObject({ ruleSet: null, reached: null, untold: null })
    expect(giants).toMatchObject({ reached: 1, lacksOne: 1 })
  })

  test('L04, L05: 40 and 50 are a conflict of value, 15 and 20 of scope; the count stands beside each', async () => {
    const ladder = await bodyOf(get(`/ladder?${scope}`, office))
    const of = (rung: string) =>
      ladder.rungs
        .find(({ id }: { id: string }) => id === rung)
        .targets.map(
          (t: {
            value: number
            conflict: string
            counted: number
            difference: number
            scope: { zh: string }
          }) => [t.scope.zh, t.value, t.conflict, t.counted, t.difference],
        )
    expect(of('srdi').sort((a: number[], b: number[]) => a[1]! - b[1]!)).toEqual([
      ['省级', 40, 'value', 0, -40],
      ['省级', 50, 'value', 0, -50],
    ])
    expect(of('little-giant').sort((a: number[], b: number[]) => a[1]! - b[1]!)).toEqual([
      ['国家', 15, 'scope', 1, -14],
      ['国省级', 20, 'scope', 2, -18],
    ])
  })

  test('aggregates: a firm does not learn a count of one', async () => {
    const ladder = await bodyOf(get(`/ladder?${scope}`, await house.signIn('firm')))
    expect(ladder.mayListCandidates).toBe(false)
    expect(ladder.rungs[2]).toMatchObject({ reached: null, lacksOne: null, held: 1 })
  })

  test('candidates: who reaches, who lacks one item and which; holders and those far off are not listed', async () => {
    const { items } = await bodyOf(get(`/candidates?${scope}&rung=little-giant`, office))
    const short = items.map((item: { name: string; verdict: string; lacksOnly: string | null }) => [
      item.name,
      item.verdict,
      item.lacksOnly,
    ])
    expect(short).toContainEqual(['达标公司', 'reached', null])
    expect(short.find(([name]: string[]) => name === '差一项公司')?.[2]).toBe('特')
    expect(short.map(([name]: string[]) => name)).not.toContain('小巨人公司')
    const none = await get(`/candidates?${scope}&rung=leader`, office)
    expect(none.status).toBe(409)
    expect((await bodyOf(none)).detail).toContain('没有可用的标准')
  })

  test('a firm sees its own standing with the cheapest change; another firm sees titles only', async () => {
    const own = await house.signIn('firm', { organisationId: ids[1]! })
    const mine = await bodyOf(get(`/firms/${ids[1]}`, own))
    const rung = mine.rungs.find(({ rung: id }: { rung: string }) => id === 'little-giant')
    expect(rung.items.map((item: { state: string }) => item.state)).toEqual([
      'met',
      'met',
      'unmet',
      'met',
      'met',
      'met',
    ])
    expect(rung.plans[0].changes).toEqual([{ label: '自主品牌', from: '否', to: '是' }])
    const other = await bodyOf(get(`/firms/${ids[3]}`, own))
    expect(other).toMatchObject({ mayRead: false, rung: 'little-giant', rungs: [] })
    const reached = await bodyOf(get(`/firms/${ids[0]}`, office))
    expect(reached.rungs[2]).toMatchObject({ verdict: 'reached', plans: [], applyOn: null })
    expect(reached.rungs[2].firstDay).toBe(reached.on)
  })

  test('re-examination is warned of in 待我处理, six months before the last day', async () => {
    const cookie = await house.signIn('firm', { organisationId: ids[3]! })
    const { items } = await bodyOf(house.send('GET', `/api/todo?city=430200&dataset=held`, undefined, cookie))
    const due = (items ?? []).filter((item: { kind: string }) => item.kind === 'cultivation.todo.own_review')
    const titles = (await bodyOf(get(`/firms/${ids[3]}`, cookie))).titles
    // Granted 2024-05-01 for three years: the last day is 2027-04-30.
    expect(titles.find((t: { rung: string }) => t.rung === 'little-giant').expiresOn).toBe('2027-04-30')
    expect(due.length).toBe(titles.filter((t: { isDue: boolean }) => t.isDue).length)
  })

  const entry = (organisationId: string, more: object = {}) => ({
    city: '430200',
    dataset: 'held',
    programme: 'seedlings',
    organisationId,
    cohortYear: 2026,
    entry: [],
    onceKey: `t${Math.random()}`,
    ...more,
  })

  test('F02, F03, F07: entry, coach, plan, stages; a retry does not double; the firm sees and acts on its own only', async () => {
    const send = (body: object) => house.send('POST', `${base}/tracks`, body, office)
    const first = await bodyOf(send(entry(ids[0]!, { onceKey: 'once' })))
    expect((await bodyOf(send(entry(ids[0]!, { onceKey: 'once' })))).id).toBe(first.id)
    expect((await send(entry(ids[0]!))).status).toBe(409)
    const path = `${base}/tracks/${first.id}`
    await house.send('PUT', `${path}/coach`, { coach: '王老师', goal: 'little-giant' }, office)
    const step = { title: '补齐自主品牌', dueOn: '2027-01-31' }
    expect((await house.send('POST', `${path}/steps`, { ...step, dueOn: '2020-01-01' }, office)).status).toBe(
      400,
    )
    const planned = await bodyOf(house.send('POST', `${path}/steps`, step, office))
    expect(planned).toMatchObject({ coach: '王老师', steps: 1, stepsDone: 0 })
    const own = await house.signIn('firm', { organisationId: ids[0]! })
    const done = await bodyOf(
      house.send('POST', `${path}/steps/${planned.plan[0].id}/done`, { result: '已注册商标' }, own),
    )
    expect(done).toMatchObject({ stepsDone: 1 })
    expect((await house.send('POST', `${path}/acts`, { action: 'coach' }, own)).status).toBe(403)
    expect((await house.send('POST', `${path}/acts`, { action: 'support' }, office)).status).toBe(409)
    const coached = await bodyOf(house.send('POST', `${path}/acts`, { action: 'coach' }, office))
    expect(coached.state).toBe('coached')
    const stranger = await house.signIn('firm', { organisationId: ids[1]! })
    expect((await house.send('GET', path, undefined, stranger)).status).toBe(404)
    expect((await bodyOf(get(`/tracks?${scope}&programme=seedlings`, stranger))).items).toEqual([])
    const board = await bodyOf(get(`/tracks?${scope}&programme=seedlings`, office))
    expect(board.funnel[0]).toMatchObject({ year: 2026, entered: 1 })
    expect(board.funnel[0].reached.slice(0, 3).map(({ count }: { count: number }) => count)).toEqual([
      1, 1, 0,
    ])
  })

  test('F02: entry in the library asks for every criterion with a reason, all told at once', async () => {
    const [firm = ''] = await holdFirms(house, '320400', 2025, [{ name: '常州公司', facts: {} }])
    const body = entry(firm, {
      city: '320400',
      programme: 'municipal-library',
      entry: [{ id: 'innovative', reason: '有专利' }],
    })
    const refused = await house.send('POST', `${base}/tracks`, body, office)
    expect(refused.status).toBe(400)
    expect((await bodyOf(refused)).fields).toHaveLength(3)
  })

  test('F01, F18, F21, F22: programmes show what their source names and say what it does not', async () => {
    const { items: changzhou } = await bodyOf(get('/programmes?city=320400&dataset=held', office))
    const { items: zhuzhou } = await bodyOf(get(`/programmes?${scope}`, office))
    const of = (items: { key: string }[], key: string) => items.find((item) => item.key === key)
    expect(of(changzhou, 'srdi-action-plan')).toMatchObject({ statedMeasures: 26, heldMeasures: 0 })
    expect(of(changzhou, 'three-products')).toMatchObject({ kind: 'tag', heldMeasures: 3 })
    expect(of(zhuzhou, 'service-packages')).toMatchObject({
      packages: [
        { name: { zh: '数字化赋能' } },
        { name: { zh: '成果转化赋智' } },
        { name: { zh: '标准品牌赋值' } },
      ],
    })
    expect(of(zhuzhou, 'listing-pipeline')).toMatchObject({ named: ['联诚集团', '九方装备'] })
  })

  test('a window is refused where it ends before it opens, or stands already', async () => {
    const body = {
      city: '430200',
      dataset: 'held',
      rung: 'leader',
      opensOn: '2026-05-01',
      closesOn: '2026-04-01',
      source: '通知',
    }
    expect((await house.send('POST', `${base}/windows`, body, office)).status).toBe(400)
    const right = { ...body, closesOn: '2026-06-01' }
    expect((await house.send('POST', `${base}/windows`, right, office)).status).toBe(201)
    expect((await house.send('POST', `${base}/windows`, right, office)).status).toBe(409)
  })
})
