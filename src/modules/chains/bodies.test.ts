import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { loadProjectPacks } from './fixtures.ts'
import { escalationPathOf } from './index.ts'

describe('who leads a chain and which bodies run it', () => {
  const house = signedInApp()
  let office = ''
  const city = '430200'
  const chain = 'rail-transit'
  const post = (path: string, body: unknown, cookie = office) => house.send('POST', path, body, cookie)
  const read = (path: string, cookie = office) => bodyOf(house.send('GET', path, undefined, cookie))
  const listed = async (dataset = 'held') =>
    (await read(`/api/chain-bodies?city=${city}&dataset=${dataset}&on=2024-06-01`)).items
  const leader = { city, subject: 'leader', value: '甲市长', post: '副市长', source: '任职通知' }

  beforeEach(async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx))
    office = await house.signIn('chain_office')
  })

  test('A01: a leader is stated with days and source, handed over, ended; each day has one, and the list says where not', async () => {
    const at = `/api/chains/${chain}/statements`
    const missing = (on: string) =>
      read(`/api/chains/roles/missing?city=${city}&on=${on}`).then(({ faults }) =>
        faults.flatMap(({ role, kind }: { role: string; kind: string }) => (role === 'leader' ? [kind] : [])),
      )
    expect((await post(at, { ...leader, validFrom: '2024-03-01' })).status).toBe(200)
    expect((await bodyOf(post(at, { ...leader, validFrom: '2024-03-01' }))).items).toHaveLength(1)
    const second = await bodyOf(post(at, { ...leader, value: '乙市长', validFrom: '2025-01-01' }))
    expect([second.status, second.code]).toEqual([409, 'chains.held_by_another'])
    const handed = await bodyOf(
      post(at, { ...leader, value: '乙市长', validFrom: '2025-01-01', endsFormer: true }),
    )
    expect(
      handed.items.map((one: Record<string, unknown>) => [one.value, one.validFrom, one.validTo]),
    ).toEqual([
      ['甲市长', '2024-03-01', '2025-01-01'],
      ['乙市长', '2025-01-01', null],
    ])
    expect(await missing('2024-02-29')).toEqual(['holder_unknown'])
    expect(await missing('2024-12-31')).toEqual([])
    const end = { lastDay: '2025-06-30', source: '免职通知' }
    expect((await post(`/api/chain-statements/${handed.items[1].id}/end`, end)).status).toBe(200)
    expect((await post(`/api/chain-statements/${handed.items[1].id}/end`, end)).status).toBe(409)
    expect(await missing('2025-06-30')).toEqual([])
    expect(await missing('2025-07-01')).toEqual(['none'])
    const shown = await read(`/api/chains?city=${city}&on=2025-03-01`)
    expect(shown.chains[0].leader).toMatchObject({ holder: '乙市长', post: '副市长' })
    // What is recorded for the demo city and for the held one never meet.
    expect((await read(`/api/chains?city=${city}&on=2025-03-01&dataset=demo`)).chains[0].leader.holder).toBe(
      null,
    )
  })

  test('A01: the database itself refuses a second leader on a day', async () => {
    await post(`/api/chains/${chain}/statements`, { ...leader, validFrom: '2024-03-01' })
    const { sql } = await import('kysely')
    await expect(
      house.asSystem(({ db }) =>
        sql`insert into chains.line_entry (line_id, value, valid_from, source, recorded_by, recorded_at)
          select id, '丙', '2024-09-01', '试', '试', now() from chains.dated_line`.execute(db),
      ),
    ).rejects.toThrow(/line_entry_one_a_day/)
  })

  test('A01: a statement made in error is taken back and the former word counts again; audit holds each step', async () => {
    const at = `/api/chains/${chain}/statements`
    const { items } = await bodyOf(post(at, { ...leader, validFrom: '2024-03-01' }))
    const back = await bodyOf(post(`/api/chain-statements/${items[0].id}/withdraw`, { why: '看错文件' }))
    expect(back.items).toEqual([])
    expect((await read(`/api/chains?city=${city}`)).chains[0].leader.holder).toBe(null)
    const auditor = await house.signIn('auditor')
    const trail = await read('/api/audit', auditor)
    const acts = trail.entries.map(({ action }: { action: string }) => action)
    expect(acts).toEqual(expect.arrayContaining(['chains.state', 'chains.state_withdraw']))
  })

  test('A01: days that are no days, ends before beginnings, unknown chains and tiers are told by field', async () => {
    const at = `/api/chains/${chain}/statements`
    const bad = await bodyOf(post(at, { ...leader, validFrom: '2024-02-30' }))
    expect([bad.status, bad.fields[0].field]).toEqual([400, 'validFrom'])
    const early = await bodyOf(post(at, { ...leader, validFrom: '2024-03-01', lastDay: '2024-02-01' }))
    expect([early.status, early.fields[0].field]).toEqual([400, 'lastDay'])
    expect(
      (await post('/api/chains/no-such/statements', { ...leader, validFrom: '2024-03-01' })).status,
    ).toBe(404)
    const tier = { city, subject: 'maturity', value: '巨人', source: '文', validFrom: '2024-03-01' }
    expect((await post(at, tier)).status).toBe(400)
    expect((await post(at, { ...tier, value: 'pillar' })).status).toBe(200)
    const far = await bodyOf(post(at, { ...leader, validFrom: '2099-01-01' }))
    expect([far.status, far.code]).toEqual([400, 'chains.day_too_far'])
  })

  test('A14: the way up of the pilot runs from the chain office to the headquarters, as the plan names them', async () => {
    const path = await read(`/api/chains/${chain}/escalation?city=${city}&on=2024-06-01`)
    expect(path.steps.map(({ kind, head }: { kind: string; head: unknown }) => [kind, head])).toEqual([
      ['chain_office', null],
      ['task_force', null],
      ['leading_group_office', null],
      ['leading_group', null],
      ['headquarters', null],
    ])
    expect([path.leader, path.leadDepartment]).toEqual([null, null])
    const none = await house.asSystem((ctx) =>
      escalationPathOf(ctx, 'power-battery', '2024-06-01', { city: '320400', dataset: 'held' }),
    )
    expect(none.steps).toEqual([])
  })

  test('A08: a leading group has members with post and days; heads show on the way up of their days only', async () => {
    const bodies = await listed()
    const officeBody = bodies.find(({ kind }: { kind: string }) => kind === 'chain_office')
    const at = `/api/chain-bodies/${officeBody.id}`
    const head = {
      person: '丙主任',
      post: '工信局局长',
      duty: 'head',
      validFrom: '2024-01-01',
      source: '通知',
    }
    expect((await post(`${at}/members`, head)).status).toBe(200)
    const twice = await bodyOf(post(`${at}/members`, head))
    expect(twice.members).toHaveLength(1)
    const ended = await bodyOf(
      post(`${at}/members/${twice.members[0].id}/end?dataset=held`, {
        lastDay: '2024-12-31',
        source: '调整通知',
      }),
    )
    expect(ended.members[0]).toMatchObject({ validTo: '2025-01-01', source: '通知；调整通知' })
    const headOn = async (on: string) =>
      (await read(`/api/chains/${chain}/escalation?city=${city}&on=${on}`)).steps[0].head
    expect(await headOn('2024-12-31')).toEqual({ person: '丙主任', post: '工信局局长' })
    expect(await headOn('2025-01-01')).toBe(null)
  })

  test('A09: promotion and co-operation bodies are kinds of their own and are attached to chains with their part', async () => {
    const requestKey = 'form-1'
    const made = { city, kind: 'cluster_cooperation', name: '轨道装备合作社', source: '登记证', requestKey }
    const { id } = await bodyOf(post('/api/chain-bodies', { ...made, validFrom: '2025-01-01' }))
    expect((await bodyOf(post('/api/chain-bodies', { ...made, validFrom: '2025-01-01' }))).id).toBe(id)
    const service = { chainId: chain, part: '集群合作机构', source: '协议', validFrom: '2025-01-01' }
    expect((await post(`/api/chain-bodies/${id}/chains`, service)).status).toBe(200)
    expect((await post(`/api/chain-bodies/${id}/chains`, service)).status).toBe(409)
    const changzhou = (await read('/api/chain-bodies?city=320400')).items
    expect(changzhou.map(({ kind }: { kind: string }) => kind)).toEqual([
      'leading_group',
      'leading_group_office',
      'promotion_body',
      'cluster_cooperation',
    ])
    expect((await listed('demo')).map(({ name }: { name: string }) => name)).not.toContain('轨道装备合作社')
  })

  test('A14: a body reports to one body a day and never to itself by any way', async () => {
    const bodies = await listed()
    const idOf = (kind: string) => bodies.find((one: { kind: string }) => one.kind === kind).id
    const up = { parentId: idOf('chain_office'), source: '试' }
    const circle = await bodyOf(post(`/api/chain-bodies/${idOf('headquarters')}/parents`, up))
    expect([circle.status, circle.code]).toEqual([409, 'chains.body_circle'])
    const second = await bodyOf(
      post(`/api/chain-bodies/${idOf('chain_office')}/parents`, {
        parentId: idOf('headquarters'),
        source: '试',
      }),
    )
    expect([second.status, second.code]).toEqual([409, 'chains.body_has_parent'])
  })

  test('loading the pack again keeps members that an office recorded and doubles nothing', async () => {
    const before = await listed()
    await post(`/api/chain-bodies/${before[0].id}/members`, { person: '丁', duty: 'head', source: '通知' })
    await house.asSystem((ctx) => loadProjectPacks(ctx))
    const after = await listed()
    expect(after.map(({ id }: { id: string }) => id)).toEqual(before.map(({ id }: { id: string }) => id))
    expect(after[0].head).toEqual({ person: '丁', post: null })
  })

  test.each([
    ['chain_office', 200, 200],
    ['chain_leader', 200, 403],
    ['department', 200, 403],
    ['firm', 200, 403],
  ] as const)('%s reads bodies (%i) and states a leader (%i)', async (who, reads, states) => {
    const cookie = await house.signIn(who)
    const answer = await house.send('GET', `/api/chain-bodies?city=${city}`, undefined, cookie)
    expect(answer.status).toBe(reads)
    const told = await post(`/api/chains/${chain}/statements`, { ...leader, validFrom: '2024-03-01' }, cookie)
    expect(told.status).toBe(states)
  })
})
