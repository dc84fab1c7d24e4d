import { beforeAll, describe, expect, test } from 'vitest'
import { chinaDay } from '../../kernel/china-day.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { insertOrganisations } from '../registry/index.ts'
import { loadProjectPacks } from './fixtures.ts'
import { tellOverdueGaps } from './index.ts'

const scope = { city: '430200', dataset: 'held' }
const where = 'city=430200&dataset=held'
const form = (values: Record<string, string>) => {
  const data = new FormData()
  for (const [key, value] of Object.entries(values)) data.append(key, value)
  return data
}

describe('gaps given to offices and raised by firms, over HTTP', () => {
  const house = signedInApp({ keepBetweenTests: true })
  let firmId: string
  beforeAll(async () => {
    await loadProjectPacks(house.database)
    await house.asSystem(async (ctx) => {
      const firm = {
        ...{ dataset: 'held', name: '试点精密有限公司', nameNormalised: '试点精密', kind: 'firm' },
        ...{ namePinyin: '', nameInitials: '', provinceCode: '430000', cityCode: '430200' },
        ...{ districtCode: null, address: null, industry: null, industryCode: null, lng: null, lat: null },
        ...{ positionPrecision: null, positionSource: null, groupId: null },
      }
      const [id] = await insertOrganisations(ctx.db, [firm], { importId: null, at: ctx.now })
      firmId = String(id)
    })
  }, 120_000)
  const post = (path: string, body: unknown, cookie: string) => house.send('POST', path, body, cookie)
  const get = (path: string, cookie: string) => house.send('GET', path, undefined, cookie)
  const office = () => house.signIn('chain_office')
  const firm = () =>
    house.signIn('firm', { organisationId: firmId, cityCode: '430200', orgRight: 'administrator' })

  const gap = {
    ...scope,
    ...{ chain: 'rail-transit', node: 'axle-steel', kind: 'choke', title: '车轴钢只有一家来源' },
    ...{ source: '链办走访记录', foundOn: '2026-01-15' },
  }
  const raised = {
    ...scope,
    ...{ chain: 'rail-transit', kind: 'pain', title: '热处理外协排期太长', foundOn: '2026-02-01' },
  }
  async function segmentOf(cookie: string): Promise<{ id: string; name: { zh: string } }> {
    const map = await bodyOf(get('/api/chains/rail-transit/map?city=430200', cookie))
    return map.segments[0]
  }

  test('D16: many gaps go to one office at once; a node is registered by it; the same again changes nothing', async () => {
    const cookie = await office()
    const made = await bodyOf(post('/api/gaps/register', { ...gap, requestKey: 'assign-000001' }, cookie))
    const asked = {
      ...scope,
      ...{ gaps: [made.id, '999999'], nodes: [{ chain: 'rail-transit', node: 'gearbox-bearing-none' }] },
      ...{ kind: 'break', owner: '市工信局', dueOn: '2026-06-30', requestKey: 'bulk-000001' },
    }
    const map = await bodyOf(get('/api/chains/rail-transit/map?city=430200', cookie))
    const node = map.nodes.find(({ id }: { id: string }) => id !== 'axle-steel').id
    asked.nodes.push({ chain: 'rail-transit', node })
    const first = await bodyOf(post('/api/gaps/register/assignments', asked, cookie))
    expect([first.assigned, first.unchanged]).toEqual([2, 0])
    expect(first.refused.map(({ id }: { id: string }) => id)).toEqual([
      '999999',
      'rail-transit/gearbox-bearing-none',
    ])
    const again = await bodyOf(post('/api/gaps/register/assignments', asked, cookie))
    expect([again.assigned, again.unchanged]).toEqual([0, 2])
    const { items } = await bodyOf(get(`/api/gaps/register?${where}`, cookie))
    const given = items.filter(({ owner }: { owner: string }) => owner === '市工信局')
    expect(given).toHaveLength(2)
    const opened = given.find((one: { node: { id: string } }) => one.node.id === node)
    expect([opened.kind, opened.dueOn, opened.state]).toEqual(['break', '2026-06-30', 'assigned'])
  })

  test('nothing chosen and a node without a kind are refused by field; a department may not assign', async () => {
    const cookie = await office()
    const asked = { ...scope, owner: '市工信局', requestKey: 'bulk-000002' }
    const none = await bodyOf(post('/api/gaps/register/assignments', asked, cookie))
    expect([none.code, none.fields[0].field]).toEqual(['gaps.nothing_chosen', 'gaps'])
    const nodes = [{ chain: 'rail-transit', node: 'axle-steel' }]
    const kind = await bodyOf(post('/api/gaps/register/assignments', { ...asked, nodes }, cookie))
    expect(kind.code).toBe('gaps.kind_missing')
    const department = await house.signIn('department')
    expect((await post('/api/gaps/register/assignments', { ...asked, nodes }, department)).status).toBe(403)
  })

  test('D16: a firm raises a pain point on a segment; the office takes it up; nobody else sees it', async () => {
    const cookie = await firm()
    const segment = await segmentOf(cookie)
    const body = { ...raised, segment: segment.id, requestKey: 'raise-000001' }
    const made = await post('/api/gaps/raised', body, cookie)
    const own = await bodyOf(made)
    expect([made.status, own.state, own.place, own.answer]).toEqual([201, 'raised', segment.name.zh, null])
    expect((await bodyOf(post('/api/gaps/raised', body, cookie))).id).toBe(own.id)
    expect((await bodyOf(get('/api/gaps/raised?dataset=held', cookie))).items).toHaveLength(1)
    const other = await house.signIn('leading_firm')
    expect((await bodyOf(get('/api/gaps/raised?dataset=held', other))).items).toEqual([])
    expect((await post('/api/gaps/raised', { ...body, requestKey: 'raise-000002' }, other)).status).toBe(409)

    const chainOffice = await office()
    const item = await bodyOf(get(`/api/gaps/register/${own.id}`, chainOffice))
    expect([item.node, item.segment.name, item.raisedBy.name]).toEqual([
      null,
      segment.name.zh,
      '试点精密有限公司',
    ])
    const steps = `/api/gaps/register/${own.id}/steps`
    expect((await post(steps, { action: 'decline' }, chainOffice)).status).toBe(409)
    await post(steps, { action: 'accept', comment: '列入年度清单' }, chainOffice)
    const [answered] = (await bodyOf(get('/api/gaps/raised?dataset=held', cookie))).items
    expect([answered.state, answered.answer]).toEqual(['open', '列入年度清单'])
    const notices = await bodyOf(get('/api/notices?dataset=held', cookie))
    expect(notices.items.map(({ kind }: { kind: string }) => kind)).toContain('gaps.told_accepted')
  })

  test('D16: what a firm raised can be given to an office at once, and the firm is told that it is taken up', async () => {
    const cookie = await firm()
    const body = { ...raised, node: 'axle-steel', title: '车轴钢断供', requestKey: 'raise-000009' }
    const { id } = await bodyOf(post('/api/gaps/raised', body, cookie))
    const step = { action: 'assign', owner: '市工信局' }
    expect((await post(`/api/gaps/register/${id}/steps`, step, await office())).status).toBe(200)
    const { items } = await bodyOf(get('/api/notices?dataset=held', cookie))
    expect(items.map(({ text }: { text: string }) => text)).toContain('您反映的“车轴钢断供”已受理')
  })

  test('an item names a node or a segment, not both and not a segment that is not there', async () => {
    const cookie = await firm()
    const send = (over: object, key: string) =>
      post('/api/gaps/raised', { ...raised, ...over, requestKey: key }, cookie)
    expect((await bodyOf(send({}, 'raise-000003'))).code).toBe('gaps.node_or_segment')
    const both = await bodyOf(send({ node: 'axle-steel', segment: 'x' }, 'raise-000004'))
    expect(both.code).toBe('gaps.node_or_segment')
    expect((await send({ segment: 'nowhere' }, 'raise-000005')).status).toBe(404)
  })

  test('D16: whoever asked to close cannot close, nor can one close on one’s own evidence alone', async () => {
    const cookie = await office()
    const body = { ...gap, node: 'wheel-steel', owner: '市工信局', requestKey: 'second-000001' }
    const map = await bodyOf(get('/api/chains/rail-transit/map?city=430200', cookie))
    body.node = map.nodes.at(-1).id
    const made = await bodyOf(post('/api/gaps/register', body, cookie))
    const path = `/api/gaps/register/${made.id}`
    await post(`${path}/evidence`, form({ source: '第二来源供货合同', shownOn: '2026-03-01' }), cookie)
    const proving = await bodyOf(post(`${path}/steps`, { action: 'prove' }, cookie))
    const close = proving.actions.find(({ name }: { name: string }) => name === 'close')
    expect(close.blockedBy).toEqual(['提请销号的人不能自己销号，请由另一位办理。'])
    expect((await post(`${path}/steps`, { action: 'close' }, cookie)).status).toBe(409)
    const second = await house.signIn('administrator')
    const closed = await bodyOf(post(`${path}/steps`, { action: 'close', comment: '已核对' }, second))
    expect([closed.state, closed.closedOn]).toEqual(['closed', chinaDay(new Date(closed.history.at(-1).at))])
    const reopened = await bodyOf(post(`${path}/steps`, { action: 'reopen', comment: '合同终止' }, second))
    expect([reopened.state, reopened.closedOn]).toEqual(['open', null])
  })

  test('the people of the office get a notice and a thing to do; an overdue gap is told once for each last day', async () => {
    const chainOffice = await office()
    const own = await house.signIn('department', { cityCode: '430200' })
    const owners = await bodyOf(get('/api/gaps/owners?city=430200', chainOffice))
    const name = owners.items.find(({ people }: { people: number }) => people > 0).name
    const body = {
      ...gap,
      title: '制动缸缺检测',
      owner: name,
      dueOn: '2026-02-01',
      requestKey: 'tell-000001',
    }
    const made = await bodyOf(post('/api/gaps/register', body, chainOffice))
    const kinds = async () =>
      (await bodyOf(get('/api/notices?dataset=held', own))).items
        .filter(({ path }: { path: string }) => path === `/gaps/items/${made.id}`)
        .map(({ kind }: { kind: string }) => kind)
    expect(await kinds()).toEqual(['gaps.told_assigned'])
    await house.asSystem((ctx) => tellOverdueGaps(ctx))
    await house.asSystem((ctx) => tellOverdueGaps(ctx))
    expect(await kinds()).toEqual(['gaps.told_overdue', 'gaps.told_assigned'])
    const todo = await bodyOf(get('/api/todo?dataset=held&city=430200', own))
    expect(todo.items.map(({ path }: { path: string }) => path)).toContain(`/gaps/items/${made.id}`)
  })

  test.each([
    ['chain_office', 403],
    ['auditor', 403],
    ['bank', 403],
    ['department', 201],
    ['park', 201],
  ] as const)('a %s who raises an item is answered %i', async (role, status) => {
    const cookie = await house.signIn(role)
    const segment = await segmentOf(cookie)
    const body = { ...raised, segment: segment.id, requestKey: `raise-as-${role}` }
    expect((await post('/api/gaps/raised', body, cookie)).status).toBe(status)
  })
})
