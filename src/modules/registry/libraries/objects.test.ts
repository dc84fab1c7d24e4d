import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdFirm, importCsv } from '../fixtures.ts'
import { registerImporter } from '../import/registry-of-importers.ts'
import { holdLibraries } from './fixtures.ts'
import { entryImporter } from './importers/entry-importer.ts'

const house = signedInApp()

beforeAll(() => registerImporter(entryImporter))
beforeEach(() => holdLibraries(house, 'zhuzhou'))

type Role = Parameters<typeof house.signIn>[0]
const city = '430200'
const entries = '/api/library/entries'
const send = async (method: string, path: string, body: unknown, role: Role = 'chain_office') =>
  house.send(method, path, body, await house.signIn(role))
const get = async (path: string, role: Role = 'chain_office') =>
  bodyOf(house.send('GET', path, undefined, await house.signIn(role)))
const newEntry = (kind: string, name: string, more = {}) => ({
  ...{ dataset: 'held', city, kind, name, requestKey: `key ${kind} ${name}`, source: '链办台账 2024-03' },
  ...more,
})
const made = async (kind: string, name: string, more = {}) =>
  bodyOf(send('POST', entries, newEntry(kind, name, more)))
const addPart = async (id: string, part: string, more = {}, role: Role = 'chain_office') =>
  send(
    'POST',
    `${entries}/${id}/parts`,
    { part, requestKey: keyOf([part, more]), source: '协议文本', ...more },
    role,
  )
/** One key for the same thing said twice. */
const keyOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')
const held = async (kind: string) =>
  (await get(`${entries}?dataset=held&city=${city}&kind=${kind}`)).items as { id: string; name: string }[]
const pdf = new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'))
async function handIn(id: string, role: Role = 'chain_office') {
  const form = new FormData()
  form.set('file', new File([pdf], '签字页.pdf'))
  return house.send('POST', `${entries}/${id}/evidence`, form, await house.signIn(role))
}

describe('an agreement of government and group', () => {
  test('B13: the plan’s agreement is held with its two parties and not as signed; signed, its articles are followed up by day with evidence', async () => {
    const [first] = await held('agreement')
    const before = await get(`${entries}/${first!.id}`)
    expect([before.name, before.state]).toEqual(['湖南省人民政府与中国中车集团战略合作协议', 'sought'])
    expect(before.parts.map((part: { organisationName: string }) => part.organisationName)).toEqual([
      '湖南省人民政府',
      '中国中车集团',
    ])
    const kinds = (await get(`/api/library/kinds?dataset=held&city=${city}`)).items
    const count = (list: { id: string; counted: number }[]) =>
      list.find(({ id }) => id === 'agreement')!.counted
    expect(count(kinds)).toBe(0)
    const sign = { action: 'sign', happened: '2023-10-20', source: '签约通稿' }
    expect((await send('POST', `${entries}/${first!.id}/steps`, sign)).status).toBe(200)
    const fields = { number: '第三条', text: '联合开展关键技术攻关', owner: '市科技局', dueOn: '2024-12' }
    const withArticle = await bodyOf(addPart(first!.id, 'article', { fields }))
    const article = withArticle.parts.at(-1)
    const file = await bodyOf(handIn(first!.id))
    const told = { happened: '2024-05-08', note: '已签子协议两份', source: '市科技局函', evidence: [file.id] }
    const followed = await send('POST', `${entries}/${first!.id}/parts/${article.id}/follow-ups`, told)
    expect(followed.status).toBe(200)
    const again = await bodyOf(send('POST', `${entries}/${first!.id}/parts/${article.id}/follow-ups`, told))
    const lines = again.events.filter((event: { kind: string }) => event.kind === 'follow_up')
    expect(lines).toMatchObject([
      { partId: article.id, happened: '2024-05-08', note: '已签子协议两份', evidence: [file.id] },
    ])
    expect(again.evidence).toMatchObject([{ id: file.id, fileName: '签字页.pdf' }])
    expect(count((await get(`/api/library/kinds?dataset=held&city=${city}`)).items)).toBe(1)
  })

  test('a part without its wording, of a strange name or about no firm is refused whole; evidence of another entry is none', async () => {
    const { id } = await made('agreement', '甲协议')
    const other = await made('agreement', '乙协议')
    const strange = await bodyOf(handIn(other.id))
    expect((await bodyOf(addPart(id, 'article', { fields: { number: '一' } }))).code).toBe(
      'registry.entry_field_missing',
    )
    expect((await bodyOf(addPart(id, 'clause'))).code).toBe('registry.no_part_kind')
    expect((await bodyOf(addPart(id, 'party'))).code).toBe('registry.part_firm_missing')
    const { parts } = await bodyOf(addPart(id, 'article', { fields: { number: '一', text: '甲' } }))
    const told = { happened: '2024', note: '已办', source: '函', evidence: [strange.id] }
    const refused = await bodyOf(send('POST', `${entries}/${id}/parts/${parts[0].id}/follow-ups`, told))
    expect(refused.code).toBe('registry.no_entry_evidence')
    const ahead = { ...told, evidence: [], happened: '2999' }
    expect((await bodyOf(send('POST', `${entries}/${id}/parts/${parts[0].id}/follow-ups`, ahead))).code).toBe(
      'registry.day_ahead',
    )
    expect((await get(`${entries}/${id}`)).parts).toHaveLength(1)
  })

  test('the same part sent twice stands once; one taken out stays to be seen with its reason and is not changed any more', async () => {
    const { id } = await made('agreement', '丙协议')
    const fields = { number: '一', text: '扩大本地采购' }
    await addPart(id, 'article', { fields })
    const twice = await bodyOf(addPart(id, 'article', { fields }))
    expect(twice.parts).toHaveLength(1)
    const path = `${entries}/${id}/parts/${twice.parts[0].id}`
    const changed = await bodyOf(
      send('PATCH', path, { fields: { ...fields, owner: '市工信局' }, source: '补充协议' }),
    )
    expect(changed.parts[0]).toMatchObject({ fields: { owner: '市工信局' }, source: '补充协议' })
    const ended = await bodyOf(send('POST', `${path}/end`, { reason: '重复登记' }))
    expect(ended.parts[0]).toMatchObject({ endedReason: '重复登记' })
    expect((await bodyOf(send('PATCH', path, { fields, source: 's' }))).code).toBe('registry.part_ended')
  })
})

describe('an industry fund', () => {
  test('B15: a mother fund with a daughter tells the leverage of each and of both, unknown while one part is', async () => {
    const named = await held('industry-fund')
    expect(named.map(({ name }) => name)).toEqual(['先进产业集群母基金'])
    const mother = named[0]!.id
    expect((await get(`${entries}/${mother}`)).ratios).toMatchObject([{ value: null, withBelow: null }])
    const fields = {
      form: 'daughter',
      size: '500000000000',
      government: '100000000000',
      fromMother: '100000000000',
      social: '300000000000',
    }
    const daughter = await made('industry-fund', '轨道交通子基金', { parentId: mother, fields })
    expect(daughter.ratios).toMatchObject([{ value: '3.00', withBelow: null }])
    const { updatedAt } = await get(`${entries}/${mother}`)
    const told = {
      seen: updatedAt,
      name: '先进产业集群母基金',
      fields: { form: 'mother', government: '200000000000', social: '100000000000' },
      happened: '2023-12',
      source: '国投集团报表',
    }
    const after = await bodyOf(send('PATCH', `${entries}/${mother}`, told))
    expect(after.ratios).toMatchObject([{ value: '0.50', withBelow: '1.33' }])
    expect(after.below.map((one: { name: string }) => one.name)).toEqual(['轨道交通子基金'])
    expect(after.events.at(-1)).toMatchObject({
      kind: 'change',
      happened: '2023-12',
      source: '国投集团报表',
      changes: expect.arrayContaining([{ field: 'government', before: null, after: '200000000000' }]),
    })
    const late = await send('PATCH', `${entries}/${mother}`, { ...told, source: '另一份' })
    expect([late.status, (await bodyOf(late)).code]).toEqual([409, 'registry.entry_changed'])
  })

  test('a fund is no part of itself, of an agreement or of another city, and its money is whole fen', async () => {
    const a = await made('industry-fund', '甲基金')
    const b = await made('industry-fund', '乙基金', { parentId: a.id })
    const told = { seen: a.updatedAt, name: '甲基金', fields: {}, parentId: b.id, source: 's' }
    expect((await bodyOf(send('PATCH', `${entries}/${a.id}`, told))).code).toBe('registry.entry_circle')
    const agreement = await made('agreement', '丁协议')
    const wrong = newEntry('industry-fund', '丙基金', { parentId: agreement.id })
    expect((await bodyOf(send('POST', entries, wrong))).code).toBe('registry.no_entry')
    const elsewhere = newEntry('industry-fund', '丁基金', { parentId: a.id, city: '320400' })
    expect((await bodyOf(send('POST', entries, elsewhere, 'administrator'))).code).toBe('registry.no_entry')
    const half = newEntry('industry-fund', '戊基金', { fields: { size: '1.5' } })
    expect((await bodyOf(send('POST', entries, half))).code).toBe('registry.entry_field_unfit')
  })
})

describe('exhibitions and supplier conferences', () => {
  test('B16: the exhibition of the plan is held as planned; an intent signed there counts with its amount, one without is counted beside', async () => {
    const [exhibition] = await held('exhibition')
    expect(exhibition!.name).toBe('2023年中国国际轨道交通及装备制造产业博览会')
    const firm = await holdFirm(house, { name: '展商一' })
    const signed = (subject: string, amount?: string) =>
      addPart(exhibition!.id, 'intent', {
        organisationId: firm,
        fields: { subject, ...(amount ? { amount } : {}) },
      })
    await signed('轴承采购', '120000000000')
    const after = await bodyOf(signed('联合研发'))
    expect(after.totals).toEqual([
      { part: 'intent', field: 'amount', fen: '120000000000', known: 1, unknown: 1 },
    ])
    expect(after.parts[0].organisationName).toBe('展商一')
  })

  test('B21: a supplier conference has its own library, edition, days and organisers', async () => {
    const fields = { edition: '第三届', startsOn: '2024-11-20', organisers: '市发改委、石峰区政府' }
    const made1 = await made('supplier-conference', '2024 供应商大会', { fields })
    expect([made1.state, made1.fields]).toEqual(['planned', fields])
    const step = { action: 'hold', happened: '2024-11-20', source: '简报' }
    expect((await bodyOf(send('POST', `${entries}/${made1.id}/steps`, step))).state).toBe('held')
  })

  test('B04: matchmaking events, overseas bases and export alliances with members and orders have their libraries', async () => {
    const kinds = (await get(`/api/library/kinds?dataset=held&city=${city}`)).items
    const row = kinds
      .filter((kind: { row: string }) => kind.row === 'B04')
      .map((kind: { id: string }) => kind.id)
    expect(row.sort()).toEqual(['export-alliance', 'matchmaking'])
    expect(kinds.some((kind: { id: string }) => kind.id === 'overseas-base')).toBe(true)
    const { id } = await made('export-alliance', '联合舰队一号')
    await addPart(id, 'member', { organisationName: '中车株机', fields: { role: '总包' } })
    const fields = { country: '马来西亚', subject: '动车组', amount: '900000000000' }
    const alliance = await bodyOf(addPart(id, 'contract', { fields }))
    expect(alliance.totals).toEqual([
      { part: 'contract', field: 'amount', fen: '900000000000', known: 1, unknown: 0 },
    ])
  })
})

describe('results of research', () => {
  test('B20: what the plan aims at is held as aimed at and counts only when it is reached; node, project and field of the six bases stand with it', async () => {
    const aimed = await held('research-result')
    expect(aimed).toHaveLength(11)
    expect(aimed.map(({ name }) => name)).toContain('霍尔敏感元件')
    const kinds = (await get(`/api/library/kinds?dataset=held&city=${city}`)).items
    expect(kinds.find(({ id }: { id: string }) => id === 'research-result')).toMatchObject({
      count: 11,
      counted: 0,
    })
    const project = await bodyOf(
      send('POST', '/api/projects', {
        dataset: 'held',
        city,
        requestKey: 'p',
        name: '轴承攻关',
        source: 's',
      }),
    )
    const more = {
      chainId: 'rail-transit',
      nodeId: 'bearings',
      projectId: project.id,
      fields: { base: 'parts', grade: 'fills-national', gradedBy: '中国机械工业联合会' },
    }
    const { id } = await made('research-result', '高速轴承', more)
    const reached = { action: 'reach', happened: '2024-09', source: '验收证书' }
    const after = await bodyOf(send('POST', `${entries}/${id}/steps`, reached))
    expect([after.state, after.projectName, after.nodeId]).toEqual(['reached', '轴承攻关', 'bearings'])
    const wrong = newEntry('research-result', '另一项', { projectId: '999999' })
    expect((await bodyOf(send('POST', entries, wrong))).code).toBe('registry.no_project')
  })

  test('a list of held events comes in by file and goes out by undo, except where somebody added to one', async () => {
    const csv =
      '类别,名称,城市,级别,依托单位,获批时间\n会展,春季展,430200,,,2024-03\n产业基金,新基金,430200,市级,国投集团,2023-12\n'
    const { importId } = await importCsv(house, csv, { kind: 'library' })
    const fair = (await held('exhibition')).find(({ name }) => name === '春季展')!
    expect((await get(`${entries}/${fair.id}`)).state).toBe('held')
    await addPart(fair.id, 'intent', { organisationName: '甲', fields: { subject: '采购' } })
    const undone = await bodyOf(send('POST', `/api/imports/${importId}/undo`, { reason: '传错了' }))
    expect(undone.kept.map((one: { name: string }) => one.name)).toEqual(['春季展'])
    expect((await held('industry-fund')).map(({ name }) => name)).toEqual(['先进产业集群母基金'])
  })
})

test.each([
  ['chain_office', 201],
  ['department', 201],
  ['park', 201],
  ['firm', 403],
  ['auditor', 403],
] as const)('%s adds parts and evidence: %i', async (role, status) => {
  const { id } = await made('agreement', '戊协议')
  expect((await addPart(id, 'party', { organisationName: '甲' }, role)).status).toBe(status)
  expect((await handIn(id, role)).status).toBe(status)
})
