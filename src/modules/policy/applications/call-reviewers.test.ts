// The panel of a call through HTTP: who is named or drawn, who may judge what, who still owes points, and by when.
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces } from '../../registry/fixtures.ts'
import { holdFirms } from '../fixtures.ts'
import { must } from './fixtures/desk.ts'
import { nameAll, panelOf } from './fixtures/panel.ts'
import { changzhou, type Departments, holdCases, holdDepartments } from './fixtures.ts'
import { escalateOverdue } from './service/escalate.ts'

const house = signedInApp({ keepBetweenTests: true })
const day = (days: number) => new Date(Date.now() + (8 + days * 24) * 3_600_000).toISOString().slice(0, 10)
let office = ''
let departments: Departments = {}
/** 甲 and 乙 apply; 院 sends an expert and applies itself. */
const people: Record<string, { id: string; cookie: string }> = {}
const applications: Record<string, string> = {}
let callId = ''
const path = '/api/policy/calls'
const call = {
  ...{ city: changzhou, dataset: 'held', programme: '龙城英才计划', cohortYear: 2026, title: '评审测试批次' },
  ...{ policyId: 'changzhou-talent', clauseId: 'longcheng', opensOn: day(-10), closesOn: day(30) },
  ...{ places: 1, supportFromFen: null, supportToFen: null, reviewers: 2, source: '市人才办通知' },
  criteria: [
    { id: 'team', label: '团队', max: 60 },
    { id: 'market', label: '市场', max: 40 },
  ],
  requestKey: 'panel-call-1',
}
const get = (cookie = office) => bodyOf(house.send('GET', `${path}/${callId}`, undefined, cookie))
const caseOf = (id: string, cookie = office) =>
  bodyOf(house.send('GET', `/api/policy/applications/${id}`, undefined, cookie))
async function actOn(id: string, action: string, cookie = office) {
  const { seen } = (await caseOf(id, cookie)).life
  return house.send('POST', `/api/policy/applications/${id}/acts`, { seen, action }, cookie)
}
const score = (id: string, team: string, market: string, cookie: string) =>
  house.send('PUT', `/api/policy/applications/${id}/points`, { points: { team, market } }, cookie)
const name = (body: object, cookie = office) =>
  house.send('POST', `${path}/${callId}/reviewers`, { draw: null, requestKey: 'name-0001', ...body }, cookie)
type Named = { id: string; name: string; waiting: { subject: string }[]; own: { subject: string }[] }
const todos = async (cookie: string) =>
  (await must(house.send('GET', `/api/todo?city=${changzhou}&dataset=held`, undefined, cookie))).items as {
    text: string
  }[]

beforeAll(async () => {
  await holdPlaces(house)
  await holdCases(house)
  departments = await holdDepartments(house, ['business', 'finance', 'tax'])
  const ids = await holdFirms(house, [{ name: '甲厂' }, { name: '乙厂' }, { name: '评审院' }])
  for (const [i, [key, role]] of (
    [
      ['甲', 'firm'],
      ['乙', 'firm'],
      ['院', 'institute'],
    ] as const
  ).entries())
    people[key] = {
      id: ids[i]!,
      cookie: await house.signIn(role, { organisationId: ids[i]!, cityCode: changzhou }),
    }
  office = await house.signIn('chain_office', { cityCode: changzhou })
  callId = (await must(house.send('POST', path, call, office))).life.id
  for (const [i, key] of ['甲', '乙', '院'].entries()) {
    const { cookie } = people[key]!
    const begun = await must(
      house.send(
        'POST',
        '/api/policy/applications',
        {
          ...{ city: changzhou, dataset: 'held', policyId: 'changzhou-talent', clauseId: 'longcheng' },
          requestKey: `panel-apply-${i}`,
          call: { id: callId, subject: `${key}团队` },
        },
        cookie,
      ),
    )
    applications[key] = begun.life.id
    const edit = { seen: begun.life.seen, items: [], claimedFen: '100000000' }
    await must(house.send('PUT', `/api/policy/applications/${begun.life.id}`, edit, cookie))
    await must(actOn(begun.life.id, 'submit', cookie))
  }
}, 90_000)

describe('I04: the days of a call', () => {
  test('I04: an application sent while the window is open is due after its close, and nobody is told it is late before', async () => {
    const before = (await caseOf(applications.甲!)).life
    expect(before.dueOn > call.closesOn).toBe(true)
    await must(actOn(applications.甲!, 'accept'))
    expect((await caseOf(applications.甲!)).life.dueOn > before.dueOn).toBe(true)
    // Eleven days on its own five or ten working days would have passed; the window is still open.
    const at = (days: number) =>
      house.asSystem((ctx) => escalateOverdue({ ...ctx, now: new Date(Date.now() + days * 86_400_000) }))
    const { owner } = house.database
    await sql`update policy.life set due_on = ${day(3)} where id = ${BigInt(applications.乙!)}`.execute(owner)
    expect(await at(25)).toEqual({ steps: 0 })
    expect((await caseOf(applications.乙!)).life.dueOn > call.closesOn).toBe(true)
  })

  test('what waits to be decided is due with the review', async () => {
    for (const key of ['乙', '院']) await must(actOn(applications[key]!, 'accept'))
    for (const id of Object.values(applications)) {
      for (const part of ['business', 'finance', 'tax']) {
        const { seen } = (await caseOf(id)).life
        const to = `/api/policy/applications/${id}/parts/${part}`
        await must(house.send('POST', to, { seen, verdict: 'agreed' }, departments[part]!.cookie))
      }
      await must(actOn(id, 'pass'))
    }
    await sql`update policy.call set closes_on = ${day(-1)}`.execute(house.database.owner)
    const { life } = await get()
    const reviewing = await must(
      house.send('POST', `${path}/${callId}/acts`, { seen: life.seen, action: 'review' }, office),
    )
    for (const id of Object.values(applications))
      expect((await caseOf(id)).life.dueOn).toBe(reviewing.life.dueOn)
  })
})

describe('I04: the reviewers of a call', () => {
  test('I04: lots are drawn once, among people whose organisation does not apply, and can be drawn again by the seed', async () => {
    const { candidates } = await panelOf(house, callId, office)
    const userIds = candidates.map(({ userId }: { userId: string }) => userId)
    const applying = candidates.filter(({ applies }: { applies: boolean }) => applies)
    expect(applying.map(({ role }: { role: string }) => role).sort()).toEqual(['firm', 'firm', 'institute'])
    const much = await bodyOf(name({ userIds, draw: 50, requestKey: 'draw-0000' }))
    expect(much.code).toBe('policy.pool_too_small')
    const drawn = await must(name({ userIds, draw: 2, requestKey: 'draw-0001' }))
    expect(drawn.reviewers.map(({ how }: { how: string }) => how)).toEqual(['drawn', 'drawn'])
    expect(drawn.draws[0].pool).toHaveLength(candidates.length - 3)
    const again = await must(name({ userIds, draw: 2, requestKey: 'draw-0001' }))
    expect([again.reviewers.length, again.draws.length]).toEqual([2, 1])
    for (const { id } of again.reviewers)
      await must(house.send('POST', `${path}/${callId}/reviewers/${id}/end`, { reason: '重新指定' }, office))
    const gone = await house.send('POST', `${path}/${callId}/reviewers/999/end`, { reason: '无' }, office)
    expect((await bodyOf(gone)).code).toBe('policy.no_reviewer')
  })

  test('the office names reviewers, each is told; only they see the applications, and applicants see no names', async () => {
    expect((await get(people.院!.cookie)).items).toHaveLength(1)
    const { reviewers } = await nameAll(house, callId, office, ['institute', 'chain_office'])
    expect(reviewers.filter(({ ended }: { ended: unknown }) => ended === null)).toHaveLength(2)
    expect((await bodyOf(name({ userIds: ['987654'] }))).code).toBe('policy.no_such_reviewer')
    const seen = await get(people.院!.cookie)
    expect(seen.isReviewer).toBe(true)
    expect(seen.items.map((one: Record<string, unknown>) => [one.subject, one.mayScore])).toEqual([
      ['甲团队', true],
      ['乙团队', true],
      ['院团队', false],
    ])
    expect((await caseOf(applications.甲!, people.院!.cookie)).life.offers.actions).toEqual([])
    expect((await todos(people.院!.cookie)).map(({ text }) => text)).toContain(
      '为“评审测试批次”打分，还有 2 件',
    )
    const notices = await must(
      house.send('GET', `/api/notices?city=${changzhou}&dataset=held`, undefined, people.院!.cookie),
    )
    expect(JSON.stringify(notices)).toContain('评审测试批次')
    expect(JSON.stringify(await get(people.甲!.cookie))).not.toContain('institute')
    const refused = await house.send('GET', `${path}/${callId}/reviewers`, undefined, people.甲!.cookie)
    expect(refused.status).toBe(403)
    expect(await house.rowsSeenBy('firm', 'policy.call_reviewer')).toBe(0)
    expect(await house.rowsSeenBy('department', 'policy.call_draw')).toBe(0)
  })

  test('I04: nobody scores for their own organisation, nor without being named; hand-written SQL is refused too', async () => {
    const own = await score(applications.院!, '60', '40', people.院!.cookie)
    expect([own.status, (await bodyOf(own)).code]).toEqual([403, 'policy.own_case'])
    const unnamed = await score(applications.甲!, '1', '1', departments.tax!.cookie)
    expect([unnamed.status, (await bodyOf(unnamed)).code]).toEqual([403, 'policy.not_reviewer'])
    // The same by SQL, as an account `institute` of 评审院: refused until it is named, and then for its own house.
    const token = house.tokenFor('institute', new Date(), '1', people.院!.id)
    const write = (application: string, reviewer: string) =>
      house.database.transaction({ contextToken: token }, async (db) => {
        await sql`insert into policy.call_score (application_id, reviewer, reviewer_name, points, total, scored_at)
          values (${BigInt(application)}, ${reviewer}, 'x', '{}', 0, now())`.execute(db)
        throw new Error('it was written')
      })
    await expect(write(applications.甲!, 'institute')).rejects.toMatchObject({ code: '42501' })
    const { owner } = house.database
    await sql`insert into policy.call_reviewer (call_id, user_name, name, how, named_by, named_at)
      values (${BigInt(callId)}, 'institute', 'x', 'named', 'test', now())`.execute(owner)
    await expect(write(applications.甲!, 'institute')).rejects.toThrow('it was written')
    await expect(write(applications.院!, 'institute')).rejects.toMatchObject({ code: '42501' })
    await expect(write(applications.甲!, 'somebody')).rejects.toMatchObject({ code: '42501' })
    await sql`delete from policy.call_reviewer where user_name = 'institute'`.execute(owner)
  })

  test('I04: the office sees who has not scored, and an application with too few who may judge it holds the list up', async () => {
    const expert = people.院!.cookie
    await must(score(applications.甲!, '50', '30.01', expert))
    await must(score(applications.甲!, '50.01', '30', office))
    await must(score(applications.乙!, '40', '30', office))
    const { reviewers, applications: judged } = await panelOf(house, callId, office)
    const active: Named[] = reviewers.filter(({ ended }: { ended: unknown }) => ended === null)
    const told = active.map((one) => [
      one.name.split('.')[0],
      one.waiting.map(({ subject }) => subject),
      one.own.map(({ subject }) => subject),
    ])
    expect(told.sort()).toEqual([
      ['chain-office', ['院团队'], []],
      ['institute', ['乙团队'], ['院团队']],
    ])
    // 甲: team (50 + 50.01) / 2 = 50.005 → 50.01, market (30.01 + 30) / 2 = 30.005 → 30.01, total 80.01
    expect(judged[0]).toMatchObject({
      subject: '甲团队',
      place: 1,
      mean: 80.01,
      byCriterion: { team: 50.01, market: 30.01 },
      eligible: 2,
    })
    const publicise = async () => {
      const selected = [{ applicationId: applications.甲, supportFen: '100000000' }]
      const { seen } = (await get()).life
      return bodyOf(
        house.send('POST', `${path}/${callId}/acts`, { seen, action: 'publicise', selected }, office),
      )
    }
    const short = await publicise()
    expect([short.code, short.detail]).toEqual([
      'policy.reviewers_short',
      expect.stringContaining('院团队（1）'),
    ])
    await nameAll(house, callId, office, ['department'])
    const lacking = await publicise()
    expect([lacking.code, lacking.detail]).toEqual([
      'policy.points_lacking',
      expect.stringContaining('乙团队（institute'),
    ])
  })

  test('points of somebody who was taken off count no more, and they see nothing from then on', async () => {
    const { reviewers } = await panelOf(house, callId, office)
    const expert: Named = reviewers.find(
      ({ name: of, ended }: { name: string; ended: unknown }) => of.startsWith('institute') && ended === null,
    )
    await must(
      house.send('POST', `${path}/${callId}/reviewers/${expert.id}/end`, { reason: '申请回避' }, office),
    )
    const after = await panelOf(house, callId, office)
    const first = after.applications.find(({ subject }: { subject: string }) => subject === '甲团队')
    expect([first.mean, first.sheets.map(({ counts }: { counts: boolean }) => counts).sort()]).toEqual([
      80.01,
      [false, true],
    ])
    expect((await get(people.院!.cookie)).items).toHaveLength(1)
    expect((await score(applications.甲!, '1', '1', people.院!.cookie)).status).toBe(404)
    const trail = await sql<{ action: string }>`
      select distinct action from access.audit_entry where action like 'policy.call_%' order by 1`.execute(
      house.database.owner,
    )
    expect(trail.rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'policy.call_draw',
        'policy.call_reviewer_end',
        'policy.call_reviewers',
        'policy.call_score',
      ]),
    )
  })
})
