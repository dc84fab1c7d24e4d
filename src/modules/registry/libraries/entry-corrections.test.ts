// An organisation says that a field of its own entry is wrong; an office decides, as of its other facts.
import { beforeEach, expect, test } from 'vitest'
import { loadPack, type PackSection, readPack } from '../../../platform/packs/index.ts'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import type { Context } from '../../access/index.ts'
import { holdFirm, holdPlaces } from '../fixtures.ts'
import { librarySections } from '../index.ts'

const house = signedInApp()
const sections = librarySections as unknown as readonly PackSection<unknown, Context>[]
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
  await holdPlaces(house)
  const national = readPack('packs/national', sections)
  const taken = new Set(sections.map(({ folder }) => folder))
  const problems = national.problems.filter(({ file }) => taken.has(file.split('/')[0]!))
  await house.asSystem((ctx) => loadPack({ ...national, problems }, sections, ctx))
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
