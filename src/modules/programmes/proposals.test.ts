import { describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { sayTarget } from './domain/say-target.ts'
import { holdSupervision } from './fixtures.ts'
import { planSection } from './index.ts'

const city = '430200'
const incoming = {
  city,
  dataset: 'held',
  requestKey: 'p-1',
  kind: 'proposal',
  number: '0301',
  session: '市政协某届一次会议',
  proposers: ['某委员'],
  subject: '关于加快中试平台建设的提案',
  content: null,
  receivedOn: '2026-03-02',
  dueDate: '2026-06-02',
  leadUnit: null,
}
const reply = {
  issuer: '溪州市工业和信息化局',
  number: '溪工信复〔2026〕第1号',
  title: '关于对市政协提案第0301号的答复',
  addressee: '某委员',
  paragraphs: [
    { text: '一、总体情况', source: null, commitment: null },
    {
      text: '我局将在年底前建成中试平台一个。',
      source: '实施方案 四（一）1',
      commitment: {
        title: '建成中试平台',
        units: ['市科技局'],
        dueWritten: '2026.12',
        dueDate: '2026-12-31',
      },
    },
  ],
  signer: null,
  handler: '某科长',
  phone: null,
  copies: ['市政府办公室'],
}

describe('proposals', () => {
  const house = signedInApp()
  const path = '/api/programmes/proposals'
  const receive = async (cookie: string, more: object = {}) =>
    bodyOf(house.send('POST', path, { ...incoming, ...more }, cookie))

  test('A20: a proposal goes from intake to a signed and published reply; its promise is a task; it is rated', async () => {
    await holdSupervision(house)
    const office = await house.signIn('chain_office', { cityCode: city })
    const leader = await house.signIn('chain_leader', { cityCode: city })
    const { id, isNew } = await receive(office)
    expect(isNew).toBe(true)
    expect(await receive(office, { requestKey: 'p-2' })).toEqual({ id, isNew: false })
    const read = () => bodyOf(house.send('GET', `${path}/${id}`, undefined, office))
    const act = async (action: string, cookie: string, more: object = {}) => {
      const { life } = await read()
      return house.send('POST', `${path}/${id}/acts`, { seen: life.seen, action, ...more }, cookie)
    }
    expect((await bodyOf(act('assign', office))).code).toBe('programmes.lead_unit_missing')
    expect((await bodyOf(act('assign', office, { leadUnit: '市工信局' }))).state).toBe('drafting')
    const empty = await act('submit', office)
    expect([empty.status, (await bodyOf(empty)).code]).toEqual([409, 'policy.not_now'])
    const { life } = await read()
    const drafted = await house.send('PUT', `${path}/${id}/reply`, { seen: life.seen, reply }, office)
    expect(drafted.status).toBe(200)
    const stale = await house.send('PUT', `${path}/${id}/reply`, { seen: life.seen, reply }, office)
    expect((await bodyOf(stale)).code).toBe('programmes.proposal_changed')
    await act('submit', office)
    expect((await act('sign', office)).status).toBe(403)
    const signed = await bodyOf(act('sign', leader))
    expect(signed).toMatchObject({ state: 'signed', planId: expect.any(String), replyOn: expect.any(String) })
    const tasks = await bodyOf(
      house.send(
        'GET',
        `/api/programmes/tasks?city=${city}&dataset=held&plan=${signed.planId}`,
        undefined,
        office,
      ),
    )
    expect(tasks.items).toMatchObject([
      {
        kind: 'commitment',
        title: '建成中试平台',
        dueDate: '2026-12-31',
        units: [{ part: 'lead', name: '市科技局' }],
      },
    ])
    const docx = await house.send('GET', `${path}/${id}/reply/docx`, undefined, office)
    expect(decodeURIComponent(docx.headers.get('content-disposition')!)).toContain(reply.title)
    expect(
      Buffer.from(await docx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    await act('publish', office)
    expect((await bodyOf(act('rate', office))).code).toBe('programmes.satisfaction_missing')
    expect(await bodyOf(act('rate', office, { satisfaction: 'satisfied' }))).toMatchObject({
      isOpen: false,
      satisfaction: 'satisfied',
    })
  })

  test('A20: the four replies of Changzhou are in as cases that are read and not handled', async () => {
    await holdSupervision(house, ['national', 'changzhou'], [planSection])
    const office = await house.signIn('chain_office')
    const { items } = await bodyOf(house.send('GET', `${path}?city=320400&dataset=held`, undefined, office))
    expect(items.map(({ number }: { number: string }) => number).sort()).toEqual([
      '0186',
      '0277',
      '0287',
      '189',
    ])
    expect(items.every(({ isCase, planId }: { isCase: boolean; planId: string }) => isCase && planId)).toBe(
      true,
    )
    const one = await bodyOf(house.send('GET', `${path}/${items[0].id}`, undefined, office))
    expect(one.life).toBeNull()
    const act = { seen: 0, action: 'assign' }
    const refused = await house.send('POST', `${path}/${items[0].id}/acts`, act, office)
    expect((await bodyOf(refused)).code).toBe('programmes.proposal_is_case')
  })

  test('wrong days are refused; a firm sees nothing of it', async () => {
    await holdSupervision(house)
    const office = await house.signIn('chain_office')
    expect((await receive(office, { dueDate: '2026-01-01' })).code).toBe('programmes.proposal_days')
    const firm = await house.signIn('firm')
    expect((await house.send('GET', `${path}?city=${city}&dataset=held`, undefined, firm)).status).toBe(403)
  })

  test('a held target is said with its document and nothing added', () => {
    const target = {
      name: { zh: '产业集群规模' },
      scope: { zh: '轨道交通' },
      comparator: '>=',
      value: 2000,
      unit: '亿元',
      dueWritten: '到2024年',
      source: { document: 'plan', place: '三' },
      document: { title: '方案', number: null },
    }
    expect(sayTarget(target)).toEqual({
      text: '到2024年，产业集群规模（轨道交通）不少于2000亿元。',
      source: '方案 三',
    })
  })
})
