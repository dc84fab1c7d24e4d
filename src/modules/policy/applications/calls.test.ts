import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces } from '../../registry/fixtures.ts'
import { holdFirms } from '../fixtures.ts'
import { must } from './fixtures/desk.ts'
import { nameAll, panelOf } from './fixtures/panel.ts'
import { changzhou, type Departments, holdCases, holdDepartments, letDaysPass } from './fixtures.ts'

const house = signedInApp({ keepBetweenTests: true })
const wan = (n: number) => String(BigInt(n) * 1_000_000n)
const dayAfter = (days: number) =>
  new Date(Date.now() + (8 + days * 24) * 3_600_000).toISOString().slice(0, 10)
let office = ''
let departments: Departments = {}
const firms: { id: string; cookie: string }[] = []
const applications: string[] = []
let callId = ''

const call = {
  city: changzhou,
  dataset: 'held',
  programme: '龙城英才计划',
  cohortYear: 2026,
  title: '龙城英才计划 2026 年第一批',
  policyId: 'changzhou-talent',
  clauseId: 'longcheng',
  opensOn: dayAfter(-10),
  closesOn: dayAfter(0),
  places: 1,
  supportFromFen: wan(30),
  supportToFen: wan(10_000),
  reviewers: 2,
  criteria: [
    { id: 'team', label: '团队', max: 60 },
    { id: 'market', label: '市场', max: 40 },
  ],
  source: '市人才办通知',
  requestKey: 'call-0001',
}
const path = '/api/policy/calls'
const get = (cookie = office) => bodyOf(house.send('GET', `${path}/${callId}`, undefined, cookie))
async function act(action: string, more: object = {}) {
  const { life } = await get()
  return house.send('POST', `${path}/${callId}/acts`, { seen: life.seen, action, ...more }, office)
}
const caseOf = (id: string, cookie = office) =>
  bodyOf(house.send('GET', `/api/policy/applications/${id}`, undefined, cookie))
async function actOn(id: string, action: string, cookie = office, more: object = {}) {
  const { seen } = (await caseOf(id, cookie)).life
  return house.send('POST', `/api/policy/applications/${id}/acts`, { seen, action, ...more }, cookie)
}
const apply = (i: number) =>
  house.send(
    'POST',
    '/api/policy/applications',
    {
      city: changzhou,
      dataset: 'held',
      policyId: 'changzhou-talent',
      clauseId: 'longcheng',
      requestKey: `to-call-000${i}`,
      call: { id: callId, subject: `第${i}团队` },
    },
    firms[i]!.cookie,
  )
const claim = async (id: string, i: number, claimedFen: string) => {
  const { seen } = (await caseOf(id, firms[i]!.cookie)).life
  return house.send(
    'PUT',
    `/api/policy/applications/${id}`,
    { seen, items: [], claimedFen },
    firms[i]!.cookie,
  )
}
const score = (id: string, team: string, market: string, cookie: string) =>
  house.send('PUT', `/api/policy/applications/${id}/points`, { points: { team, market } }, cookie)
/** Moves the window of the call back, as if days had passed. */
const closeWindow = () =>
  house.asSystem(async () => {
    const { sql } = await import('kysely')
    await sql`update policy.call set closes_on = closes_on - 1`.execute(house.database.owner)
  })

beforeAll(async () => {
  await holdPlaces(house)
  await holdCases(house)
  departments = await holdDepartments(house, ['business', 'finance', 'tax'])
  for (const id of await holdFirms(house, [{ name: '英才甲厂' }, { name: '英才乙厂' }, { name: '英才丙厂' }]))
    firms.push({ id, cookie: await house.signIn('firm', { organisationId: id, cityCode: changzhou }) })
  office = await house.signIn('chain_office', { cityCode: changzhou })
}, 60_000)

describe('I04: a call of 龙城英才, from the window to the agreement', () => {
  test('I04: the office puts a call up once; firms see it and that it is open', async () => {
    const made = await must(house.send('POST', path, call, office))
    callId = made.life.id
    expect((await must(house.send('POST', path, call, office))).life.id).toBe(callId)
    const again = await house.send('POST', path, { ...call, requestKey: 'call-0002' }, office)
    expect((await bodyOf(again)).code).toBe('policy.call_exists')
    const backwards = { ...call, requestKey: 'call-0003', title: '乙', closesOn: dayAfter(-11) }
    expect((await house.send('POST', path, backwards, office)).status).toBe(400)
    const { items } = await must(
      house.send('GET', `${path}?city=${changzhou}&dataset=held`, undefined, firms[0]!.cookie),
    )
    expect(items[0]).toMatchObject({ isOpen: true, applications: null, places: 1 })
    expect((await get(firms[0]!.cookie)).mayApply).toBe(true)
  })

  test('firms apply by the life cycle of applications, for an amount within the bounds of the call', async () => {
    for (const i of [0, 1, 2]) applications.push((await must(apply(i))).life.id)
    const [first] = applications
    expect((await bodyOf(actOn(first!, 'submit', firms[0]!.cookie))).code).toBe(
      'policy.support_out_of_bounds',
    )
    await must(claim(first!, 0, wan(29)))
    expect((await bodyOf(actOn(first!, 'submit', firms[0]!.cookie))).code).toBe(
      'policy.support_out_of_bounds',
    )
    for (const [i, id] of applications.entries()) {
      await must(claim(id, i, wan(500)))
      await must(actOn(id, 'submit', firms[i]!.cookie))
      await must(actOn(id, 'accept'))
    }
    const own = await get(firms[0]!.cookie)
    expect(own.items.map(({ subject }: { subject: string }) => subject)).toEqual(['第0团队'])
    expect((await bodyOf(act('review'))).code).toBe('policy.call_window_runs')
  })

  test('after the window nobody applies; the review begins', async () => {
    await closeWindow()
    expect((await bodyOf(apply(1))).code).toBe('policy.call_not_open')
    expect((await must(act('review'))).state).toBe('reviewing')
  })

  test('reviewers give points alone; what is missing or too much is told by criterion', async () => {
    const [a, b, c] = applications as [string, string, string]
    const finance = departments.finance!.cookie
    expect((await bodyOf(score(a, '50', '30', office))).code).toBe('policy.not_reviewer')
    await nameAll(house, callId, office, ['chain_office', 'department'])
    const bad = await house.send(
      'PUT',
      `/api/policy/applications/${a}/points`,
      { points: { team: '61' } },
      office,
    )
    const told = await bodyOf(bad)
    expect([bad.status, (told.fields ?? told.errors).length]).toEqual([400, 2])
    // 甲 (50 + 30 + 52 + 31) / 2 = 81.5; 乙 (55 + 35 + 54.5 + 35) / 2 = 89.75; 丙 60
    await must(score(a, '50', '30', office))
    await must(score(a, '52', '31', finance))
    await must(score(b, '55', '35', office))
    await must(score(b, '54.5', '35', finance))
    await must(score(c, '40', '20', office))
    await must(score(a, '0', '0', departments.tax!.cookie))
    const { reviewers } = await panelOf(house, callId, office)
    for (const one of reviewers.filter(({ given }: { given: number }) => given === 1 || given === 0))
      await must(
        house.send('POST', `${path}/${callId}/reviewers/${one.id}/end`, { reason: '改由两人评审' }, office),
      )
    const seen = await get(finance)
    expect(seen.items.map(({ mean }: { mean: number | null }) => mean)).toEqual([null, null, null])
    expect(seen.items[1].own).toEqual({ team: 54.5, market: 35 })
    expect((await score(a, '1', '1', firms[1]!.cookie)).status).toBe(404)
  })

  test('no list while departments check, while points lack, beyond the places, or against the order without a reason', async () => {
    const [a, b, c] = applications as [string, string, string]
    const select = (ids: string[], more: object = {}) =>
      act('publicise', { selected: ids.map((id) => ({ applicationId: id, supportFen: wan(300) })), ...more })
    expect((await bodyOf(select([b]))).code).toBe('policy.call_unchecked')
    for (const id of applications) {
      for (const part of ['business', 'finance', 'tax']) {
        const { seen } = (await caseOf(id)).life
        const to = `/api/policy/applications/${id}/parts/${part}`
        await must(house.send('POST', to, { seen, verdict: 'agreed' }, departments[part]!.cookie))
      }
      await must(actOn(id, 'pass'))
    }
    expect((await bodyOf(actOn(b, 'publicise', office, { approvedFen: wan(300) }))).code).toBe(
      'policy.decided_by_call',
    )
    expect((await bodyOf(select([b]))).code).toBe('policy.points_lacking')
    await must(score(c, '40', '20', departments.finance!.cookie))
    expect((await bodyOf(select([a, b]))).code).toBe('policy.call_too_many')
    expect((await bodyOf(select([a]))).code).toBe('policy.call_order_needs_reason')
    const listed = await must(select([b]))
    expect(listed.items.map((one: Record<string, unknown>) => [one.place, one.mean, one.isSelected])).toEqual(
      [
        [1, 89.75, true],
        [2, 81.5, false],
        [3, 60, false],
      ],
    )
  })

  test('the list is public by name; who was not selected reads their place and may appeal; points stay with the judges', async () => {
    const [a] = applications as [string]
    const seen = await get(firms[0]!.cookie)
    expect(seen.publicList).toEqual([{ organisation: '英才乙厂', subject: '第1团队' }])
    expect([seen.items[0].mean, seen.items[0].place]).toEqual([null, null])
    const own = await caseOf(a, firms[0]!.cookie)
    expect([own.life.state, own.life.history.at(-1).comment]).toEqual([
      'declined',
      '龙城英才计划 2026 年第一批：第 2 名（共 3 件），未入选',
    ])
    expect(own.life.offers.actions.map(({ name }: { name: string }) => name)).toContain('appeal')
  })

  test('I04: after the notice the selected gets one agreement, at most for what was public; nothing is paid twice', async () => {
    const [a, b] = applications as [string, string]
    expect((await act('confirm')).status).toBe(409)
    const agreement = {
      city: changzhou,
      dataset: 'held',
      organisationId: firms[1]!.id,
      subject: '第1团队',
      programme: '龙城英才计划',
      cohortYear: 2026,
      parties: [
        { name: '市人才办', role: '甲方' },
        { name: '英才乙厂', role: '乙方' },
      ],
      articles: [{ number: '一', text: '按里程碑支持。' }],
      milestones: [{ title: '到岗', dueOn: '2027-06-30', amountFen: wan(300) }],
      fundId: null,
      applicationId: b,
      requestKey: 'agreement-b',
    }
    const agree = (more: object = {}) =>
      house.send('POST', '/api/policy/agreements', { ...agreement, ...more }, office)
    expect((await agree()).status).toBe(409)
    await letDaysPass(house, b, 20)
    await letDaysPass(house, callId, 20)
    await must(act('confirm'))
    expect((await bodyOf(act('settle'))).code).toBe('policy.call_unagreed')
    const much = [{ title: '到岗', dueOn: '2027-06-30', amountFen: wan(301) }]
    const above = await bodyOf(agree({ milestones: much, requestKey: 'agreement-c' }))
    expect(above.code).toBe('policy.support_above_list')
    const other = { applicationId: a, organisationId: firms[0]!.id, requestKey: 'agreement-d' }
    expect((await bodyOf(agree(other))).code).toBe('policy.not_selected')
    const made = await must(agree())
    expect([made.applicationId, made.cohortYear, made.supportFen]).toEqual([b, 2026, wan(300)])
    expect((await must(agree())).life.id).toBe(made.life.id)
    expect((await agree({ requestKey: 'agreement-e' })).status).toBe(409)
    expect((await caseOf(b)).life).toMatchObject({ state: 'agreed', stateKind: 'done' })
    expect((await must(act('settle'))).items[0].agreementId).toBe(made.life.id)
  })
})
