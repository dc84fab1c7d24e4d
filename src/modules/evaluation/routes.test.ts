import { beforeAll, describe, expect, test } from 'vitest'
import { hasWords } from '../../platform/words.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdFirms, holdScorecards, scorecardId } from './fixtures.ts'
import { actOnRun } from './service/act-on-run.ts'

const scope = 'city=320400&dataset=held'

describe('evaluation over HTTP', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let stars = ''
  let land = ''
  beforeAll(async () => {
    await holdScorecards(house)
    stars = await scorecardId(house, 'changzhou-stars')
    land = await scorecardId(house, 'huaian-land-use')
  }, 120_000)

  const start = (body: object, cookie: string) => house.send('POST', '/api/evaluation/runs', body, cookie)
  const runOf = (more: object = {}) => ({
    city: '320400',
    dataset: 'held',
    scorecard: stars,
    assessment: 'stars',
    year: 2019,
    factsOn: '2019-12-31',
    given: {},
    onceKey: `t${Math.random()}`,
    ...more,
  })

  test('the library shows weights, bands, classes, what is supposed and what is to be verified', async () => {
    const { items } = await bodyOf(
      house.send('GET', '/api/evaluation/scorecards', undefined, await house.signIn('firm')),
    )
    expect(items.length).toBeGreaterThanOrEqual(11)
    const wujin = items.find((card: { key: string }) => card.key === 'wujin-land-use')
    expect(wujin.cards[0].indicators.map((i: { max: string }) => i.max)).toEqual([
      '40',
      '20',
      '10',
      '10',
      '10',
      '10',
    ])
    expect(wujin).toMatchObject({ needsVerification: true, subject: 'firm' })
    expect(wujin.assumptions.length).toBeGreaterThan(0)
    expect(wujin.measures.map((m: { field: string }) => m.field)).toContain('electricity')
  })

  test.each([
    ['chain_office', 201],
    ['administrator', 201],
    ['department', 403],
    ['firm', 403],
    ['bank', 403],
    ['auditor', 403],
  ] as const)('a %s who runs an assessment is answered %i', async (role, status) => {
    await holdFirms(house, '330800', 2019, [{ name: `角色 ${role}`, facts: { net_tax: '4000万元' } }])
    const answer = await start(runOf({ city: '330800' }), await house.signIn(role))
    expect(answer.status).toBe(status)
  })

  test('F19: on a constructed city of 200 firms, 53 five-star, 53 four-star and 78 three-star make 184', async () => {
    const taxes = [
      ...Array.from({ length: 53 }, (_, i) => 10_000_000_001 + i * 7_000_000_000),
      ...Array.from({ length: 53 }, (_, i) => 5_000_000_001 + i * 90_000_000),
      ...Array.from({ length: 78 }, (_, i) => 3_000_000_001 + i * 25_000_000),
      ...Array.from({ length: 10 }, (_, i) => 3_000_000_000 - i * 100_000_000),
    ]
    const firms = taxes.map((fen, i) => ({ name: `星级企业 ${i}`, facts: { net_tax: fen / 100 } }))
    const unknown = Array.from({ length: 6 }, (_, i) => ({ name: `未知企业 ${i}`, facts: {} }))
    const ids = await holdFirms(house, '320400', 2019, [...firms, ...unknown])
    const office = await house.signIn('chain_office')
    const run = await bodyOf(start(runOf({ onceKey: 'stars-2019' }), office))
    expect(run.distribution).toEqual([
      { level: '五星', count: 53 },
      { level: '四星', count: 53 },
      { level: '三星', count: 78 },
      { level: '未评星', count: 10 },
      { level: null, count: 6 },
    ])
    const starred = run.distribution.slice(0, 3).reduce((n: number, d: { count: number }) => n + d.count, 0)
    expect(starred).toBe(184)
    expect(run.unclassed).toEqual([expect.objectContaining({ reason: 'coverage_too_low', count: 6 })])
    // A retry of the same request gives the same run.
    expect((await bodyOf(start(runOf({ onceKey: 'stars-2019' }), office))).id).toBe(run.id)
    // Facts that change later do not change the run: they are frozen with it.
    await holdFirms(house, '320400', 2019, [{ name: '后来的企业', facts: { net_tax: '2亿元' } }])
    expect(
      (await bodyOf(house.send('GET', `/api/evaluation/runs/${run.id}`, undefined, office))).distribution[0],
    ).toEqual({
      level: '五星',
      count: 53,
    })
    expect(ids).toHaveLength(200)
  })

  test('from draft to notice, objection, corrected result and publication; each sees no more than it may', async () => {
    const [own = '', other = ''] = await holdFirms(house, '430200', 2024, [
      { name: '甲厂', facts: { net_tax: '2900万元' } },
      { name: '乙厂', facts: { net_tax: '6000万元' } },
      { name: '丙厂', facts: {} },
    ])
    const office = await house.signIn('chain_office')
    const firm = await house.signIn('firm', { organisationId: own })
    const input = runOf({ city: '430200', year: 2024, factsOn: '2024-12-31' })
    const { id } = await bodyOf(start(input, office))
    const at = `/api/evaluation/runs/${id}`

    // A draft is the office's own.
    expect((await house.send('GET', at, undefined, firm)).status).toBe(404)
    expect((await bodyOf(house.send('GET', `/api/evaluation/firms/${own}`, undefined, firm))).items).toEqual(
      [],
    )

    const noticed = await bodyOf(house.send('POST', `${at}/acts`, { action: 'notice' }, office))
    expect(noticed).toMatchObject({ state: 'noticed' })
    // Everybody who takes part is told, once, with the last day of the notice.
    const told = await bodyOf(house.send('GET', '/api/notices?dataset=held', undefined, firm))
    expect(told.items.filter((n: { kind: string }) => n.kind === 'evaluation.told_noticed')).toEqual([
      expect.objectContaining({ text: expect.stringContaining('前可以申诉'), path: `/firms/${own}` }),
    ])
    const early = await house.send('POST', `${at}/acts`, { action: 'publish' }, office)
    expect([early.status, (await bodyOf(early)).code]).toEqual([409, 'evaluation.refused.too_early'])

    // Others see names and classes, no scores; an unknown class is not published.
    const bank = await house.signIn('bank')
    const list = await bodyOf(house.send('GET', `${at}/results`, undefined, bank))
    expect(list.hasScores).toBe(false)
    expect(
      list.items.map((l: { name: string; level: string; score: null }) => [l.name, l.level, l.score]),
    ).toEqual([
      ['甲厂', '未评星', null],
      ['乙厂', '四星', null],
    ])
    expect((await bodyOf(house.send('GET', at, undefined, bank))).groups).toBeNull()
    expect(await bodyOf(house.send('GET', `/api/evaluation/firms/${other}`, undefined, firm))).toEqual({
      mayRead: false,
      items: [],
    })

    // The firm sees its own, by indicator, and what would lift it: 100 万元 and a fen.
    const mine = (await bodyOf(house.send('GET', `/api/evaluation/firms/${own}`, undefined, firm))).items[0]
    expect(mine).toMatchObject({
      level: '未评星',
      score: '0',
      coverage: '1',
      nextLevel: '三星',
      mayAppeal: true,
    })
    expect(mine.lifts[0]).toMatchObject({ fact: 'net_tax', to: '30,000,000.01元' })

    // It objects with the right figure; the same again is refused; another firm's run gives nothing to object to.
    const objection = { run: id, fact: 'net_tax', claimed: '3100万元', reason: '汇算清缴补缴 200 万元' }
    const appeal = await house.send('POST', '/api/evaluation/appeals', objection, firm)
    expect(appeal.status).toBe(201)
    const appealId = (await bodyOf(appeal)).id
    expect((await house.send('POST', '/api/evaluation/appeals', objection, firm)).status).toBe(409)
    const bad = await house.send('POST', '/api/evaluation/appeals', { ...objection, claimed: '很多' }, firm)
    expect([bad.status, (await bodyOf(bad)).code]).toEqual([400, 'evaluation.claim_bad'])
    // A document goes with it: typed by its content, a download for the office, nothing for others.
    const hand = (cookie: string, bytes: string) => {
      const form = new FormData()
      form.set('file', new File([bytes], '完税证明.exe'))
      return house.send('POST', `/api/evaluation/appeals/${appealId}/documents`, form, cookie)
    }
    expect((await hand(firm, 'MZ no document')).status).toBe(400)
    const document = await hand(firm, '%PDF-1.7\n%%EOF')
    expect(document.status).toBe(201)
    const { id: documentId } = await bodyOf(document)
    const path = `/api/evaluation/appeals/${appealId}/documents/${documentId}`
    const download = await house.send('GET', path, undefined, office)
    expect([download.status, download.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(download.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect((await house.send('GET', path, undefined, bank)).status).toBe(403)
    const stranger = await house.signIn('leading_firm', { organisationId: '999999' })
    expect((await house.send('POST', '/api/evaluation/appeals', objection, stranger)).status).toBe(404)
    expect((await house.send('GET', path, undefined, stranger)).status).toBe(404)
    expect((await hand(stranger, '%PDF-1.7\n%%EOF')).status).toBe(404)

    // Nobody decides about their own; the office that accepts corrects the run and everybody is assessed again.
    const answer = { action: 'accept', reply: '核实属实' }
    const ownAct = await house.send('POST', `/api/evaluation/appeals/${appealId}/acts`, answer, firm)
    expect(ownAct.status).toBe(403)
    const decided = await house.send('POST', `/api/evaluation/appeals/${appealId}/acts`, answer, office)
    expect([decided.status, (await bodyOf(decided)).state]).toEqual([200, 'accepted'])
    const lifted = (await bodyOf(house.send('GET', `/api/evaluation/firms/${own}`, undefined, firm))).items[0]
    expect(lifted).toMatchObject({ level: '三星', score: '3' })
    const later = new Date(Date.now() + 30 * 86_400_000)
    const published = await house.asSystem((ctx) =>
      actOnRun({ ...ctx, now: later }, id, { action: 'publish' }),
    )
    expect(published.state).toBe('published')
    const after = await house.send('POST', '/api/evaluation/appeals', objection, firm)
    expect([after.status, (await bodyOf(after)).code]).toEqual([409, 'evaluation.not_noticed'])
  })

  test('two years side by side say who moved and why; a changed scorecard is tried on the frozen facts', async () => {
    const facts = (tax: number) => ({
      is_above_threshold: true,
      is_utility: false,
      started_on: '2010-01-01',
      tax_paid: `${tax}万元`,
      sales: `${tax * 10}万元`,
      land: 10,
      energy: 100,
    })
    const names = ['一', '二', '三', '四', '五']
    const first = names.map((name, i) => ({ name: `${name}厂`, facts: facts((i + 1) * 100) }))
    const ids = await holdFirms(house, '320800', 2023, first)
    const office = await house.signIn('chain_office')
    const base = { city: '320800', scorecard: land, assessment: 'land' }
    // The scorecard holds from 2024 on: facts of 2023 speak for twelve months.
    const before = await bodyOf(start(runOf({ ...base, year: 2023, factsOn: '2024-06-30' }), office))
    expect(before.code ?? before.distribution.map((d: { count: number }) => d.count)).toEqual([1, 2, 1, 1, 0])
    await house.asSystem(async (ctx) => {
      const { recordFigures } = await import('../registry/index.ts')
      const told = Object.entries(facts(900)).map(([name, value]) => ({
        organisationId: ids[0]!,
        name,
        period: '2024',
        value,
      }))
      const rest = ids.slice(1).flatMap((organisationId, i) =>
        Object.entries(facts((i + 2) * 100)).map(([name, value]) => ({
          organisationId,
          name,
          period: '2024',
          value,
        })),
      )
      await recordFigures(ctx, [...told, ...rest], {
        dataset: 'held',
        source: 'test 2024',
        sourceKind: 'department_list',
      })
    })
    const after = await bodyOf(start(runOf({ ...base, year: 2024, factsOn: '2024-12-31' }), office))
    const both = await bodyOf(
      house.send('GET', `/api/evaluation/comparison?from=${before.id}&to=${after.id}`, undefined, office),
    )
    const moved = both.movers.find((m: { name: string }) => m.name === '一厂')
    expect(moved).toMatchObject({
      direction: 'up',
      before: { level: 'D 落后整治' },
      after: { level: 'A 优先发展' },
    })
    expect(moved.why[0].label).toBe('亩均税收')
    expect([both.up, both.down + both.up + both.same + both.unknown]).toEqual([1, 5])

    const try_ = (changes: object[]) =>
      house.send('POST', `/api/evaluation/runs/${after.id}/back-tests`, { changes }, office)
    const wider = await bodyOf(try_([{ path: 'scorecards/land/classes/levels/0/top', value: '40%' }]))
    expect([wider.up, wider.down, wider.same]).toEqual([1, 0, 4])
    const same = await bodyOf(try_([{ path: 'parameters/multiple', value: '200%' }]))
    expect([same.up, same.down, same.same]).toEqual([0, 0, 5])
    // A weight of 45 turned into 90 doubles the points of that indicator, so nobody changes places here.
    const heavier = await bodyOf(try_([{ path: 'scorecards/land/indicators/0/max', value: '90' }]))
    expect([heavier.up, heavier.down, heavier.same]).toEqual([0, 0, 5])
    const broken = await try_([{ path: 'scorecards/land/nothing', value: '1' }])
    expect([broken.status, (await bodyOf(broken)).code]).toEqual([400, 'evaluation.change_bad'])
    const unlike = await house.send(
      'GET',
      `/api/evaluation/comparison?from=${before.id}&to=${before.id}`,
      undefined,
      office,
    )
    expect(unlike.status).toBe(400)
  })

  test('a run of two firms shows neither its points, since one could work out the other', async () => {
    const facts = (tax: number) => ({
      is_above_threshold: true,
      is_utility: false,
      started_on: '2010-01-01',
      tax_paid: tax,
      sales: tax,
      land: 10,
      energy: 10,
    })
    const [one = ''] = await holdFirms(house, '330100', 2024, [
      { name: '独一厂', facts: facts(1000) },
      { name: '独二厂', facts: facts(3000) },
    ])
    const office = await house.signIn('chain_office')
    const { id } = await bodyOf(
      start(
        runOf({ city: '330100', scorecard: land, assessment: 'land', year: 2024, factsOn: '2024-12-31' }),
        office,
      ),
    )
    await house.send('POST', `/api/evaluation/runs/${id}/acts`, { action: 'notice' }, office)
    const firm = await house.signIn('firm', { organisationId: one })
    const [item] = (await bodyOf(house.send('GET', `/api/evaluation/firms/${one}`, undefined, firm))).items
    expect(item).toMatchObject({ score: null, indicators: null, place: null, lifts: [] })
    expect(item.level).not.toBeNull()
  })

  test('bad input is refused in words, whole', async () => {
    const office = await house.signIn('chain_office')
    const codes = async (more: object) => {
      const answer = await start(runOf(more), office)
      return [answer.status, (await bodyOf(answer)).code]
    }
    expect(await codes({ scorecard: '999999' })).toEqual([404, 'evaluation.no_scorecard'])
    expect(await codes({ assessment: 'none' })).toEqual([400, 'evaluation.no_assessment'])
    expect(await codes({ factsOn: '2999-01-01' })).toEqual([400, 'evaluation.day_in_future'])
    expect(await codes({ factsOn: '2018-12-31' })).toEqual([400, 'evaluation.not_in_force'])
    expect(await codes({ given: { nothing: '1' } })).toEqual([400, 'evaluation.no_city_value'])
    expect(await codes({ city: '110100' })).toEqual([409, 'evaluation.nobody'])
    expect((await house.send('GET', `/api/evaluation/runs?${scope}`)).status).toBe(401)
  })

  test('every reason has words', () => {
    const reasons =
      'scored vetoed limited direct score_unknown veto_unknown score_open limit_unknown excluded'
    const more = 'not_subject exclusion_unknown group_unknown coverage_too_low'
    for (const reason of `${reasons} ${more}`.split(' '))
      expect([reason, hasWords(`evaluation.reason.${reason}`)]).toEqual([reason, true])
  })
})
