import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces } from '../registry/fixtures.ts'
import { holdFirms } from './fixtures.ts'

const wan = 1_000_000n

describe('an office encodes a notice', () => {
  const house = signedInApp({ keepBetweenTests: true })
  const at: { drafter: string; publisher: string; sha: string } = { drafter: '', publisher: '', sha: '' }
  const firms: string[] = []
  const path = '/api/policy/documents/test-upgrade/versions/1'
  const clause = {
    id: 'upgrade',
    title: '技改补助',
    text: '设备投入满 5000 万元的，按 6% 补助，单户最高 500 万元。',
    benefit: 'entitlement',
    when: { fact: 'equipment', atLeast: '5000万元' },
    amount: { rate: '6%', of: 'equipment', cap: '500万元' },
    cases: [
      {
        name: '设备 7000 万元',
        facts: { equipment: '7000万元' },
        expect: { verdict: 'entitled', amount: '420万元' },
      },
      { name: '设备 100 万元', facts: { equipment: '100万元' }, expect: { verdict: 'not_eligible' } },
    ],
  }
  const facts = { equipment: { label: '设备投入', type: 'money', supplier: '企业', changeable: true } }
  beforeAll(async () => {
    await holdPlaces(house)
    firms.push(
      ...(await holdFirms(house, [
        { name: '甲', figures: { equipment: 4_580n * wan } },
        { name: '乙', figures: { equipment: 10_000n * wan } },
        { name: '丙', figures: { equipment: 6_000n * wan } },
      ])),
    )
    at.drafter = await house.signIn('chain_office', { cityCode: '320400' })
    at.publisher = await house.signIn('administrator')
  }, 60_000)
  const open = () => bodyOf(house.send('GET', path, undefined, at.drafter))
  const act = (action: string, sha256: string, cookie: string, comment?: string) =>
    house.send('POST', `${path}/act`, { action, sha256, comment }, cookie)

  test('a new document begins as a draft', async () => {
    const document = {
      title: '测试技改办法',
      issuer: '测试局',
      level: 'city',
      sourceTitle: '测试文件',
      validFrom: '2026-01-01',
    }
    const answer = await house.send(
      'POST',
      '/api/policy/drafts',
      { city: '320400', policy: 'test-upgrade', document },
      at.drafter,
    )
    expect(answer.status).toBe(201)
    expect(await bodyOf(answer)).toMatchObject({ status: 'draft', number: 1, actions: ['save', 'submit'] })
    const again = await house.send(
      'POST',
      '/api/policy/drafts',
      { city: '320400', policy: 'test-upgrade' },
      at.drafter,
    )
    expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'policy.draft_open'])
  })

  test('what is written is checked: the missing boundary case is named, with a case that fills it', async () => {
    const { written, sha256 } = await open()
    const saved = await house.send(
      'PUT',
      path,
      { written: { ...written, facts, clauses: [clause] }, sha256 },
      at.drafter,
    )
    const body = await bodyOf(saved)
    expect(body.check.isPublishable).toBe(false)
    expect(body.check.missingCases).toEqual([
      expect.objectContaining({
        clause: 'upgrade',
        kind: 'boundary',
        suggestion: {
          name: '恰好 5000万元',
          facts: { equipment: '5000万元' },
          expect: { verdict: 'entitled', amount: '300万元' },
        },
      }),
    ])
    expect(body.check.clauses[0].rule).toBe('设备投入不低于5,000万元：给予设备投入的6%，最高500万元')
    const refused = await act('submit', body.sha256, at.drafter)
    expect([refused.status, (await bodyOf(refused)).code]).toEqual([409, 'policy.not_publishable'])
  })

  test('of two who write at once the second is told and nothing is lost', async () => {
    const { written } = await open()
    const stale = await house.send('PUT', path, { written, sha256: '0'.repeat(64) }, at.drafter)
    expect([stale.status, (await bodyOf(stale)).code]).toEqual([409, 'policy.changed_meanwhile'])
  })

  test('with the case added it is handed in; who handed it in cannot publish it, another person can', async () => {
    const { written, sha256, check } = await open()
    const whole = { ...clause, cases: [...clause.cases, check.missingCases[0].suggestion] }
    const saved = await bodyOf(
      house.send('PUT', path, { written: { ...written, clauses: [whole] }, sha256 }, at.drafter),
    )
    expect(saved.check).toMatchObject({ isPublishable: true, missingCases: [] })
    const handedIn = await bodyOf(act('submit', saved.sha256, at.drafter))
    expect(handedIn).toMatchObject({ status: 'review', actions: ['recall'] })
    expect((await act('publish', handedIn.sha256, at.drafter)).status).toBe(403)
    const published = await act('publish', handedIn.sha256, at.publisher)
    expect([published.status, (await bodyOf(published)).status]).toEqual([200, 'published'])
  })

  test('the firms within its reach are told, each of itself', async () => {
    const firm = await house.signIn('firm', { organisationId: firms[0]! })
    const { items } = await bodyOf(house.send('GET', '/api/notices', undefined, firm))
    expect(items.map((one: { text: string }) => one.text).join()).toContain('测试技改办法')
  })

  test('the city run is exact to the fen, and a lowered cap names who loses', async () => {
    const run = await bodyOf(
      house.send('POST', '/api/policy/runs', { city: '320400', on: '2026-06-01' }, at.drafter),
    )
    expect(run).toMatchObject({ firms: 3, amountFen: String(500n * wan + 360n * wan), ceilingFen: '0' })
    const clausePath = 'test-upgrade/clauses/upgrade/amount/cap'
    const { levers } = await bodyOf(
      house.send('GET', '/api/policy/levers?city=320400&on=2026-06-01', undefined, at.drafter),
    )
    expect(levers.map((lever: { path: string }) => lever.path)).toContain(clausePath)
    const tried = await bodyOf(
      house.send(
        'POST',
        '/api/policy/try',
        {
          city: '320400',
          on: '2026-06-01',
          changes: [{ path: clausePath, value: '400万元' }],
          budgetFen: String(380n * wan),
        },
        at.drafter,
      ),
    )
    expect(tried).toMatchObject({ winners: 0, losers: 1, difference: { amountFen: String(-100n * wan) } })
    expect(tried.mostLost[0]).toMatchObject({ organisationId: firms[1], differenceFen: String(-100n * wan) })
    expect(tried.allocation).toMatchObject({
      paidFen: String(380n * wan),
      askedFen: String(760n * wan),
      paidRatio: 0.5,
    })
  })

  test('a version leaves as a YAML file that the command line accepts as it is', async () => {
    const answer = await house.send('GET', `${path}/yaml`, undefined, at.drafter)
    expect(answer.headers.get('content-disposition')).toContain('test-upgrade.yaml')
    const { readPolicy } = await import('../../engines/rules/read-policy.ts')
    expect(readPolicy(await answer.text(), 'test-upgrade.yaml').problems).toEqual([])
  })

  test.each([
    ['chain_leader', 403],
    ['firm', 403],
    ['bank', 403],
    ['department', 201],
  ] as const)('a %s who opens a next version is answered %i', async (role, status) => {
    const answer = await house.send(
      'POST',
      '/api/policy/drafts',
      { city: '320400', policy: 'test-upgrade' },
      await house.signIn(role),
    )
    expect(answer.status).toBe(status)
  })

  test('readers who may not see figures get no line with fewer than three firms behind it', async () => {
    const cookie = await house.signIn('chain_leader')
    const forecast = await bodyOf(
      house.send('GET', '/api/policy/forecast?city=320400&on=2026-06-01', undefined, cookie),
    )
    expect(forecast.total).toMatchObject({ withheld: true, amountFen: null, firms: null })
    expect(forecast.by.policy.every((line: { withheld: boolean }) => line.withheld)).toBe(true)
  })
})
