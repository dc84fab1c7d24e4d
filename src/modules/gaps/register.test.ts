import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { loadProjectPacks } from './fixtures.ts'

const place = { city: '430200', dataset: 'held', chain: 'rail-transit', node: 'axle-steel' }
const address = `city=${place.city}&dataset=held&chain=${place.chain}&node=${place.node}`
const gap = {
  ...place,
  kind: 'choke',
  title: '车轴钢只有一家来源',
  source: '链办走访记录',
  foundOn: '2026-01-15',
  dueOn: '2026-03-31',
  act: 'supplement',
  requestKey: 'form-00000001',
}
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const form = (values: Record<string, string>) => {
  const data = new FormData()
  for (const [key, value] of Object.entries(values)) data.append(key, value)
  return data
}
const pdf = () => new File([Buffer.from('%PDF-1.4\n%%EOF\n')], '检测报告.pdf', { type: 'application/pdf' })

describe('the register of gaps over HTTP', () => {
  const house = signedInApp({ keepBetweenTests: true })
  beforeAll(() => loadProjectPacks(house.database), 120_000)
  const post = (path: string, body: unknown, cookie: string) => house.send('POST', path, body, cookie)

  async function registered(cookie: string, over: Record<string, unknown> = {}) {
    const answer = await post('/api/gaps/register', { ...gap, ...over }, cookie)
    return { status: answer.status, gap: await bodyOf(answer) }
  }

  test('D16: a gap is registered with its kind, given to an owner, and closed only on evidence', async () => {
    const office = await house.signIn('chain_office')
    const { status, gap: made } = await registered(office)
    expect([status, made.state, made.kind, made.owner]).toEqual([201, 'open', 'choke', null])
    const path = `/api/gaps/register/${made.id}`
    const nobody = await post(`${path}/steps`, { action: 'assign' }, office)
    expect([nobody.status, (await bodyOf(nobody)).fields[0].field]).toEqual([400, 'owner'])
    const assigned = await bodyOf(post(`${path}/steps`, { action: 'assign', owner: '市工信局' }, office))
    expect([assigned.state, assigned.owner, assigned.dueOn]).toEqual(['assigned', '市工信局', '2026-03-31'])

    const department = await house.signIn('department')
    const early = await post(`${path}/steps`, { action: 'prove' }, department)
    expect([early.status, (await bodyOf(early)).code]).toEqual([409, 'gaps.step_refused'])
    // Evidence older than the gap proves nothing about it.
    await post(`${path}/evidence`, form({ source: '旧合同', shownOn: '2025-12-31' }), department)
    expect((await post(`${path}/steps`, { action: 'prove' }, department)).status).toBe(409)
    const evidence = form({ source: '第二供应商检测报告', shownOn: '2026-02-20' })
    evidence.append('document', pdf())
    const proved = await bodyOf(post(`${path}/evidence`, evidence, department))
    expect(proved.evidence).toHaveLength(2)
    const file = await house.send(
      'GET',
      `/api/attachments/${proved.evidence[1].attachmentId}`,
      undefined,
      office,
    )
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await bodyOf(post(`${path}/steps`, { action: 'prove' }, department))).state).toBe('proving')
    expect((await post(`${path}/steps`, { action: 'close' }, department)).status).toBe(409)
    const closed = await bodyOf(post(`${path}/steps`, { action: 'close' }, office))
    expect(closed.state).toBe('closed')
    expect(closed.history.map(({ title }: { title: string }) => title)).toEqual([
      '已登记',
      '分办',
      '提请销号',
      '销号',
    ])
    expect(
      (await post(`${path}/evidence`, form({ source: 'x', shownOn: '2026-02-20' }), office)).status,
    ).toBe(409)
    const open = await bodyOf(house.send('GET', `/api/gaps/register?city=430200`, undefined, office))
    const all = await bodyOf(house.send('GET', `/api/gaps/register?city=430200&state=all`, undefined, office))
    expect([open.items.length, all.items.length]).toEqual([0, 1])
  })

  test('D16: a form sent twice registers one gap; a day to come, an unknown act and node are refused', async () => {
    const office = await house.signIn('chain_office')
    const first = await registered(office, { requestKey: 'form-twice' })
    const again = await registered(office, { requestKey: 'form-twice' })
    expect(again.gap.id).toBe(first.gap.id)
    const late = await registered(office, { foundOn: '2099-01-01', requestKey: 'form-00000002' })
    expect([late.status, late.gap.code]).toEqual([400, 'gaps.date_in_future'])
    const act = await registered(office, { act: 'no-such', requestKey: 'form-00000003' })
    expect([act.status, act.gap.code]).toEqual([400, 'gaps.unknown_act'])
    const node = await registered(office, { node: 'nowhere', requestKey: 'form-00000004' })
    expect(node.status).toBe(404)
  })

  test.each([
    ['administrator', 200, 201],
    ['chain_office', 200, 201],
    ['department', 200, 403],
    ['chain_leader', 200, 403],
    ['auditor', 200, 403],
    ['firm', 403, 403],
    ['bank', 403, 403],
  ] as const)('a %s reads the register with %i and registers with %i', async (role, reads, writes) => {
    const cookie = await house.signIn(role)
    expect((await house.send('GET', '/api/gaps/register?city=430200', undefined, cookie)).status).toBe(reads)
    expect((await registered(cookie, { requestKey: `form-${role}` })).status).toBe(writes)
  })

  test('a firm sees no row of the register by SQL either', async () => {
    const { gap: made } = await registered(await house.signIn('chain_office'))
    expect(await house.rowsSeenBy('firm', 'gaps.gap')).toBe(0)
    expect(await house.rowsSeenBy('department', 'gaps.gap')).toBeGreaterThan(0)
    const firm = await house.signIn('firm')
    expect((await house.send('GET', `/api/gaps/register/${made.id}`, undefined, firm)).status).toBe(403)
  })

  test('D17: the index counts a hindered node, and a register never kept leaves flow unknown', async () => {
    const office = await house.signIn('chain_office')
    const partOf = async (role: string) => {
      const asked = house.send('GET', '/api/gaps/resilience?city=320400', undefined, role)
      const { chains } = await bodyOf(asked)
      const chain = chains.find(({ id }: { id: string }) => id === 'rail-transit')
      return chain.parts.find(({ id }: { id: string }) => id === 'flow').value
    }
    expect(await partOf(office)).toBeNull()
    expect((await registered(office, { city: '320400', requestKey: 'form-flow' })).status).toBe(201)
    const there = `/api/gaps/chain?${address.replace('430200', '320400')}`
    const nodes = (await bodyOf(house.send('GET', there, undefined, office))).nodes.length
    expect(await partOf(office)).toBeCloseTo((nodes - 1) / nodes, 10)
    expect(await partOf(await house.signIn('firm'))).toBeCloseTo((nodes - 1) / nodes, 10)
  })

  const overrule = {
    ...place,
    status: 'missing',
    reason: '本地企业已停产',
    source: '链办走访记录 2026-11',
    from: '2026-11-01',
    until: '2027-06-30',
  }

  test('C01: an overrule stands beside what is counted, with name and end, until it is ended', async () => {
    const office = await house.signIn('chain_office')
    const made = await post('/api/gaps/overrules', form({ ...overrule, from: today, until: today }), office)
    expect(made.status).toBe(201)
    const { overrules } = await bodyOf(made)
    expect(overrules[0]).toMatchObject({ status: 'missing', formerStatus: 'unknown', isHolding: true })
    const nodeOf = async (on = '') =>
      (await bodyOf(house.send('GET', `/api/gaps/node?${address}${on}`, undefined, office))).node
    const node = await nodeOf()
    expect(node).toMatchObject({ status: 'missing', countedStatus: 'unknown', overruledUntil: today })
    expect(node.reasons[0].text).toContain('本地企业已停产')
    const list = await bodyOf(house.send('GET', '/api/gaps?city=430200', undefined, office))
    expect(list.items[0]).toMatchObject({ node: { id: 'axle-steel' }, status: 'missing' })
    expect((await nodeOf('&on=2030-01-01')).status).toBe('unknown')
    const end = `/api/gaps/overrules/${overrules[0].id}/end`
    expect((await bodyOf(post(end, { reason: '恢复生产' }, office))).overrules[0].endedReason).toBe(
      '恢复生产',
    )
    expect((await nodeOf()).status).toBe('unknown')
    expect((await post(end, { reason: '恢复生产' }, office)).status).toBe(409)
  })

  test('an overrule needs evidence and an end within a year, and only an office makes it', async () => {
    const office = await house.signIn('chain_office')
    const send = (over: object, cookie = office) =>
      post('/api/gaps/overrules', form({ ...overrule, from: today, until: today, ...over }), cookie)
    expect((await send({ source: ' ' })).status).toBe(400)
    expect((await bodyOf(send({ until: '2099-01-01' }))).code).toBe('gaps.overrule_too_long')
    expect((await bodyOf(send({ until: '2020-01-01', from: '2019-12-31' }))).code).toBe('gaps.overrule_over')
    expect((await send({}, await house.signIn('department'))).status).toBe(403)
    expect((await send({}, await house.signIn('firm'))).status).toBe(403)
  })
})
