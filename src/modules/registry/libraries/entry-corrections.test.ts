// An organisation says that a field of its own entry is wrong; an office decides, as of its other facts.
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdFirm } from '../fixtures.ts'
import { holdLibraries } from './fixtures.ts'

const house = signedInApp()
let [firm, other, office, owner, entry] = ['', '', '', '', '']

const post = async (path: string, body: unknown, cookie = office) => {
  const answer = await house.send('POST', path, body, cookie)
  return { status: answer.status, body: await bodyOf(answer) }
}
const get = async (path: string, cookie = office) => bodyOf(house.send('GET', path, undefined, cookie))
const propose = (more: object = {}, cookie = owner, of = firm) =>
  post(
    `/api/organisations/${of}/corrections`,
    { subject: 'entry', entryId: entry, field: 'title', value: '9000', reason: '认缴后增资', ...more },
    cookie,
  )

let field = { name: '', zh: '' }
beforeEach(async () => {
  await holdLibraries(house)
  firm = await holdFirm(house, { name: '甲机械有限公司' })
  other = await holdFirm(house, { name: '乙材料有限公司' })
  office = await house.signIn('chain_office')
  owner = await house.signIn('firm', { organisationId: firm })
  const kinds = (await get('/api/library/kinds?dataset=held&city=430200')).items
  type Kind = {
    id: string
    fields: { name: string; type: string; required?: boolean; title: { zh: string } }[]
  }
  const kind = (kinds as Kind[]).find(
    ({ fields }) =>
      fields.some(({ type, required }) => type === 'money' && !required) && !fields.some((f) => f.required),
  )!
  const money = kind.fields.find(({ type }) => type === 'money')!
  field = { name: money.name, zh: money.title.zh }
  const made = await post('/api/library/entries', {
    ...{ dataset: 'held', city: '430200', requestKey: 'k', kind: kind.id, name: '示例条目', source: '表' },
    ...{ organisationId: firm, fields: { [money.name]: '8000000000' } },
  })
  entry = made.body.id
})

test('the owner proposes, the office finds it, accepts, and before and after stand in the entry’s history', async () => {
  const { status, body } = await propose({ field: field.name, value: '9000万元' })
  expect([status, body.state, body.heldValue, body.type]).toEqual([200, 'proposed', '8000000000', 'money'])
  expect(body.label).toBe(`示例条目 · ${field.zh}`)
  expect((await propose({ field: field.name, value: '9000万元' })).body.id).toBe(body.id)
  expect((await get('/api/todo')).items).toContainEqual(
    expect.objectContaining({ id: `correction/${body.id}`, path: `/corrections?correction=${body.id}` }),
  )
  expect((await get(`/api/library/entries/${entry}`)).fields[field.name]).toBe('8000000000')
  const decided = await post(`/api/corrections/${body.id}/decide`, { action: 'accept', words: '' })
  expect(decided.body.state).toBe('accepted')
  const held = await get(`/api/library/entries/${entry}`)
  expect(held.fields[field.name]).toBe('9000000000')
  const change = held.events.find(({ kind }: { kind: string }) => kind === 'change')
  expect(change.changes).toEqual([{ field: field.name, before: '8000000000', after: '9000000000' }])
  expect(change.source).toContain('审核')
  const notices = (await get('/api/notices', owner)).items
  expect(JSON.stringify(notices)).toContain('示例条目')
})

test('refused it changes nothing; nobody else’s entry, no other field and no bad value can be proposed', async () => {
  const { body } = await propose({ field: field.name, value: '9000' })
  await post(`/api/corrections/${body.id}/decide`, { action: 'refuse', words: '与协议不符' })
  expect((await get(`/api/library/entries/${entry}`)).fields[field.name]).toBe('8000000000')
  const stranger = await house.signIn('firm', { organisationId: other })
  expect((await propose({ field: field.name }, stranger, other)).status).toBe(403)
  expect((await propose({ field: field.name }, owner, other)).status).toBe(403)
  expect((await propose({ field: 'nothing' })).status).toBe(400)
  expect((await propose({ field: field.name, value: '约八千' })).status).toBe(400)
  expect((await propose({ entryId: '999999', field: field.name })).status).toBe(404)
  expect((await propose({ entryId: null, field: field.name })).status).toBe(400)
})

describe('what of an entry may be corrected', () => {
  const accept = async (field: string, value: string) => {
    const { status, body } = await propose({ field, value })
    expect([field, status]).toEqual([field, 200])
    return (await post(`/api/corrections/${body.id}/decide`, { action: 'accept', words: '' })).body
  }
  const held = () => get(`/api/library/entries/${entry}`)

  test('its name, level and host, each with before and after in its history', async () => {
    expect((await accept('entry:name', '更名条目')).label).toContain('名称')
    const level = (await held()).kind
    const kinds = (await get('/api/library/kinds?dataset=held&city=430200')).items
    const levels = kinds.find(({ id }: { id: string }) => id === level).levels
    if (levels.length > 0) await accept('entry:level', '市级')
    expect((await propose({ field: 'entry:level', value: '宇宙级' })).status).toBe(400)
    expect((await propose({ field: 'entry:name', value: '长'.repeat(201) })).status).toBe(400)
    await accept('entry:host', '乙材料有限公司')
    const now = await held()
    expect(now).toMatchObject({ name: '更名条目', organisationId: other, organisationName: '乙材料有限公司' })
    expect(now.level).toBe(levels.length > 0 ? 'municipal' : null)
    const fields = now.events.flatMap(({ changes }: { changes: { field: string }[] | null }) =>
      (changes ?? []).map(({ field: name }) => name),
    )
    expect(fields).toEqual(expect.arrayContaining(['name', 'organisationId', 'organisationName']))
    // It is another firm's entry now.
    expect((await propose({ field: 'entry:name', value: '再改' })).status).toBe(403)
  })

  test('the day of a step: not ahead, not out of its order; the yearly count follows', async () => {
    const [action] = (await held()).actions
    const step = { action: action.name, happened: '2023-05', source: '公告' }
    await post(`/api/library/entries/${entry}/steps`, step)
    const taken = (await held()).events.at(-1)
    await accept(`day:${taken.id}`, '2022-11-30')
    const now = await held()
    expect(now.stateSince).toBe('2022-11-30')
    expect(now.events.at(-1)).toMatchObject({
      ...{ kind: 'change', changes: [{ field: 'happened', before: '2023-05', after: '2022-11-30' }] },
    })
    expect((await propose({ field: `day:${taken.id}`, value: '2999' })).status).toBe(400)
    expect((await propose({ field: `day:${taken.id}`, value: '去年' })).status).toBe(400)
    expect((await propose({ field: 'day:999999', value: '2022' })).status).toBe(400)
  })

  test('a value of a line, by the entry’s organisation or the one that the line is about', async () => {
    const kinds = (await get('/api/library/kinds?dataset=held&city=430200')).items
    const fund = kinds.find(({ id }: { id: string }) => id === 'industry-fund')
    const made = await post('/api/library/entries', {
      ...{ dataset: 'held', city: '430200', requestKey: 'f', kind: fund.id, name: '甲基金', source: '表' },
      ...{ organisationId: firm, fields: {} },
    })
    const line = { requestKey: 'p', part: 'investment', organisationId: other, source: '表' }
    const path = `/api/library/entries/${made.body.id}/parts`
    const { body } = await post(path, { ...line, fields: { amount: '100000000', investedOn: '2024-03' } })
    const part = body.parts[0].id
    const stranger = await house.signIn('firm', { organisationId: other })
    const told = { entryId: made.body.id, field: `part:${part}:amount`, value: '300万元' }
    const proposal = await propose(told, stranger, other)
    expect([proposal.status, proposal.body.heldValue, proposal.body.type]).toEqual([
      200,
      '100000000',
      'money',
    ])
    expect(proposal.body.label).toBe('甲基金 · 投资项目 · 乙材料有限公司 · 投资额')
    await post(`/api/corrections/${proposal.body.id}/decide`, { action: 'accept', words: '' })
    const now = await get(`/api/library/entries/${made.body.id}`)
    expect(now.parts[0].fields).toEqual({ amount: '300000000', investedOn: '2024-03' })
    const whole = { entryId: made.body.id, field: 'entry:name', value: '乙基金' }
    expect((await propose(whole, stranger, other)).status).toBe(403)
    // Taken out since: the proposal is still shown, and cannot be accepted.
    const late = await propose({ ...told, value: '400万元' }, stranger, other)
    await post(`${path}/${part}/end`, { reason: '退出' })
    const decided = await post(`/api/corrections/${late.body.id}/decide`, { action: 'accept', words: '' })
    expect(decided.status).toBe(400)
    expect((await get('/api/corrections?dataset=held')).items[0].label).toContain('甲基金')
  })
})
