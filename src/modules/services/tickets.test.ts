import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkLifeCycle, parseLifeCycle } from '../../engines/workflow/index.ts'
import { loadPack, type PackSection, readPack } from '../../platform/packs/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import type { Context } from '../access/index.ts'
import { loadProjectPacks } from '../chains/fixtures.ts'
import { workflowSection } from '../policy/index.ts'
import { holdFirm } from '../registry/fixtures.ts'
import { ensureDemoTickets, listTicketsToPull, serviceLevelSection } from './index.ts'
import { closeUnrated, escalateTickets } from './service/escalate.ts'

const pdf = () => {
  const form = new FormData()
  form.set('document', new File([Buffer.from('%PDF-1.4\n%%EOF\n')], '材料.pdf', { type: 'application/pdf' }))
  return form
}
async function loadLevels(ctx: Context): Promise<void> {
  const sections = [workflowSection, serviceLevelSection] as unknown as readonly PackSection<
    unknown,
    Context
  >[]
  await loadPack({ ...readPack('packs/national', sections), problems: [] }, sections, ctx)
}

describe('requests from firms', () => {
  const house = signedInApp()
  const city = '430200'
  let office = ''
  let firm = ''
  let other = ''
  let unit = ''
  let firmId = ''
  let unitId = ''
  const post = (path: string, body: unknown, cookie: string) => house.send('POST', path, body, cookie)
  const read = (path: string, cookie: string) => bodyOf(house.send('GET', path, undefined, cookie))
  const asked = { city, kind: 'approval', title: '环评批复慢', words: '等了两个月', requestKey: 'k1' }
  const raise = async (over = {}, cookie = firm): Promise<string> =>
    (await bodyOf(post('/api/tickets', { ...asked, ...over }, cookie))).id
  const act = async (id: string, cookie: string, step: object) => {
    const { life } = await read(`/api/tickets/${id}`, cookie)
    return bodyOf(post(`/api/tickets/${id}/acts`, { seen: life.seen, ...step }, cookie))
  }
  const give = (id: string) =>
    act(id, office, { action: 'assign', unitName: '市行政审批局', unitOrganisationId: unitId })
  /** The program at noon of a day in China. */
  const onDay = <T>(day: string, work: (ctx: Context) => Promise<T>) =>
    house.asSystem((ctx) => work({ ...ctx, now: new Date(`${day}T04:00:00Z`) }))
  /** Moves a ticket's last day, as if it had been raised earlier. */
  const dueOn = (id: string, day: string) =>
    house.asSystem(({ db }) =>
      sql`update services.ticket set due_on = ${day}::date, received_on = ${day}::date - 7 where id = ${id}`.execute(
        db,
      ),
    )

  beforeEach(async () => {
    await house.asSystem(loadLevels)
    office = await house.signIn('chain_office')
    firmId = await holdFirm(house, { name: '甲机械有限公司', address: '湖南省株洲市石峰区一路' })
    const otherId = await holdFirm(house, { name: '乙机械有限公司', address: '湖南省株洲市石峰区二路' })
    unitId = await holdFirm(house, { name: '株洲市行政审批服务局', address: '湖南省株洲市天元区一路' })
    firm = await house.signIn('firm', { organisationId: firmId })
    other = await house.signIn('firm', { organisationId: otherId })
    unit = await house.signIn('department', { organisationId: unitId })
  })

  test('the life cycle has no dead end, and reopening is possible once by its shape', () => {
    const written = parse(readFileSync('packs/national/workflows/firm_ticket.yaml', 'utf8'))
    const parsed = parseLifeCycle(written)
    expect(parsed.ok && checkLifeCycle(parsed.cycle)).toEqual([])
    const from = parsed.ok ? parsed.cycle.actions.reopen!.from : []
    expect(from).toEqual(['answered'])
  })

  test('J08: raised, assigned, answered, rated: the way of a request, with its last day in working days', async () => {
    const id = await raise()
    expect(await raise()).toBe(id) // the same form sent twice makes one
    const raised = await read(`/api/tickets/${id}`, firm)
    expect(raised).toMatchObject({
      state: 'submitted',
      kindName: '审批与手续',
      unitName: null,
      light: 'green',
    })
    const given = await give(id)
    expect(given).toMatchObject({ state: 'in_hand', unitName: '市行政审批局' })
    const none = await bodyOf(
      post(`/api/tickets/${id}/acts`, { seen: given.life.seen, action: 'answer' }, unit),
    )
    expect([none.status, none.fields[0].field]).toEqual([400, 'answer'])
    const answered = await act(id, unit, { action: 'answer', answer: '已批复，见附件' })
    expect(answered).toMatchObject({ state: 'answered', light: 'none', answer: '已批复，见附件' })
    const rated = await act(id, firm, { action: 'rate', satisfaction: 4, comment: '比上次快' })
    expect(rated).toMatchObject({
      state: 'closed',
      isOpen: false,
      satisfaction: 4,
      satisfactionWords: '比上次快',
    })
    expect(rated.life.offers.actions).toEqual([])
  })

  test('J08: a firm that is not satisfied opens it again once, with its reason; the second answer is the last', async () => {
    const id = await raise()
    await give(id)
    await act(id, unit, { action: 'answer', answer: '请等待' })
    const bare = await act(id, firm, { action: 'reopen' })
    expect(bare.status).toBe(409)
    const again = await act(id, firm, { action: 'reopen', comment: '没有解决' })
    expect(again).toMatchObject({ state: 'again', isOpen: true })
    const second = await act(id, unit, { action: 'answer_again', answer: '已现场解决' })
    const offers = (await read(`/api/tickets/${id}`, firm)).life.offers.actions
    expect([second.state, offers.map(({ name }: { name: string }) => name)]).toEqual([
      'answered_again',
      ['rate'],
    ])
  })

  test('J08: a firm sees its own only, a unit those given to it, the office all; others find nothing', async () => {
    const id = await raise()
    const seenBy = async (cookie: string) =>
      (await read(`/api/tickets?city=${city}`, cookie)).items.map((one: { id: string }) => one.id)
    expect([await seenBy(firm), await seenBy(other), await seenBy(unit), await seenBy(office)]).toEqual([
      [id],
      [],
      [],
      [id],
    ])
    expect((await house.send('GET', `/api/tickets/${id}`, undefined, other)).status).toBe(404)
    expect((await post(`/api/tickets/${id}/acts`, { seen: 0, action: 'withdraw' }, other)).status).toBe(404)
    await give(id)
    expect(await seenBy(unit)).toEqual([id])
    expect(await house.rowsSeenBy('bank', 'services.ticket')).toBe(0)
    expect(await house.rowsSeenBy('bank', 'services.ticket_event')).toBe(0)
    const own = await bodyOf(
      post('/api/tickets', { ...asked, organisationId: firmId, requestKey: 'k2' }, other),
    )
    expect([own.status, own.code]).toEqual([403, 'services.not_own_firm'])
  })

  test('J08: a confidential request is hidden from the leader until it is late, and reading it is audited', async () => {
    const leader = await house.signIn('chain_leader')
    const id = await raise({ isConfidential: true })
    expect((await house.send('GET', `/api/tickets/${id}`, undefined, leader)).status).toBe(404)
    await read(`/api/tickets/${id}`, office)
    const { entries } = await read('/api/audit', await house.signIn('auditor'))
    expect(entries.find(({ action }: { action: string }) => action === 'services.ticket_read')).toMatchObject(
      {
        confidential: true,
      },
    )
    await dueOn(id, '2026-11-20')
    await onDay('2026-11-25', escalateTickets)
    expect((await house.send('GET', `/api/tickets/${id}`, undefined, leader)).status).toBe(200)
    const notices = await read('/api/notices', leader)
    expect(JSON.stringify(notices)).not.toContain('环评批复慢')
  })

  test('J08: the unit is reminded, the office told when it is late, then the leader along the way up of its chain; once each', async () => {
    await house.asSystem((ctx) => loadProjectPacks(ctx, ['zhuzhou']))
    const id = await raise({ chainId: 'rail-transit' })
    await give(id)
    await dueOn(id, '2026-11-20') // a Friday
    expect(await onDay('2026-11-17', escalateTickets)).toEqual({ steps: 0 })
    expect(await onDay('2026-11-18', escalateTickets)).toEqual({ steps: 1 })
    expect(await onDay('2026-11-18', escalateTickets)).toEqual({ steps: 0 })
    expect(await onDay('2026-11-20', escalateTickets)).toEqual({ steps: 0 })
    expect(await onDay('2026-11-23', escalateTickets)).toEqual({ steps: 1 })
    expect(await onDay('2026-11-25', escalateTickets)).toEqual({ steps: 1 })
    const ticket = await read(`/api/tickets/${id}`, office)
    expect(ticket.reminders.map(({ told }: { told: string }) => told)).toEqual([
      '到期提醒',
      '逾期，报链办',
      '逾期，报链长',
    ])
    expect(ticket.path.map(({ name }: { name: string }) => name)).toEqual([
      '链办',
      '工作专班',
      '制造强市建设领导小组办公室',
      '制造强市建设领导小组',
      '市打造“三个高地”指挥部',
    ])
    const told = await read('/api/notices', await house.signIn('chain_leader'))
    expect(told.items[0].text).toContain('链办 → 工作专班')
    const reminded = await read('/api/notices', unit)
    expect(reminded.items.map(({ kind }: { kind: string }) => kind)).toContain('services.ticket_due')
  })

  test('an answer that nobody rates closes after ten working days; its satisfaction stays unknown', async () => {
    const id = await raise()
    await give(id)
    await act(id, unit, { action: 'answer', answer: '已办' })
    await house.asSystem(({ db }) =>
      sql`update services.ticket set answered_on = '2030-03-04' where id = ${id}`.execute(db),
    )
    expect(await onDay('2030-03-18', closeUnrated)).toEqual({ closed: 0 })
    expect(await onDay('2030-03-19', closeUnrated)).toEqual({ closed: 1 })
    expect(await read(`/api/tickets/${id}`, firm)).toMatchObject({ state: 'closed', satisfaction: null })
  })

  test('documents are read by those who see the request and by nobody else', async () => {
    const id = await raise()
    expect((await house.send('POST', `/api/tickets/${id}/documents`, pdf(), firm)).status).toBe(200)
    await give(id)
    const { documents } = await read(`/api/tickets/${id}`, unit)
    const path = `/api/tickets/${id}/documents/${documents[0].id}`
    expect((await house.send('GET', path, undefined, unit)).status).toBe(200)
    expect((await house.send('GET', path, undefined, other)).status).toBe(404)
    expect((await house.send('GET', `/api/attachments/${documents[0].id}`, undefined, other)).status).toBe(
      404,
    )
    expect((await house.send('POST', `/api/tickets/${id}/documents`, pdf(), other)).status).toBe(404)
  })

  test('reading a document of a confidential request is audited, whoever handed it in', async () => {
    const id = await raise({ isConfidential: true })
    await house.send('POST', `/api/tickets/${id}/documents`, pdf(), office)
    await give(id)
    const { documents } = await read(`/api/tickets/${id}`, firm)
    const path = `/api/tickets/${id}/documents/${documents[0].id}`
    expect((await house.send('GET', path, undefined, unit)).status).toBe(200)
    expect((await house.send('GET', path, undefined, firm)).status).toBe(200)
    const { entries } = await read('/api/audit', await house.signIn('auditor'))
    const readings = entries.filter(({ detail }: { detail: object }) => 'document' in (detail ?? {}))
    expect(readings).toMatchObject([
      { action: 'services.ticket_read', confidential: true, detail: { document: documents[0].id } },
    ])
  })

  test('two people at one moment: the second is told, and nothing of theirs is written', async () => {
    const id = await raise()
    await give(id)
    const late = await bodyOf(
      post(`/api/tickets/${id}/acts`, { seen: 0, action: 'assign', unitName: '市工信局' }, office),
    )
    expect([late.status, late.code]).toEqual([409, 'services.ticket_changed'])
    expect((await read(`/api/tickets/${id}`, office)).unitName).toBe('市行政审批局')
  })

  test('a kind that no level knows and an office that names no firm are told by field', async () => {
    const bad = await bodyOf(post('/api/tickets', { ...asked, kind: 'moon' }, firm))
    expect([bad.status, bad.fields[0].field]).toEqual([400, 'kind'])
    const nobody = await bodyOf(post('/api/tickets', asked, office))
    expect([nobody.status, nobody.fields[0].field]).toEqual([400, 'organisationId'])
    expect((await post('/api/tickets', { ...asked, organisationId: firmId }, office)).status).toBe(201)
    const demo = await bodyOf(
      post('/api/tickets', { ...asked, organisationId: firmId, dataset: 'demo', requestKey: 'd' }, office),
    )
    expect(demo.code).toBe('services.no_organisation')
  })

  test('a chain that no catalogue holds is told by field, when it is raised and when it is assigned', async () => {
    const bad = await bodyOf(post('/api/tickets', { ...asked, chainId: 'no-such-chain' }, firm))
    expect([bad.status, bad.fields?.[0].field]).toEqual([400, 'chainId'])
    const id = await raise()
    const given = await act(id, office, { action: 'assign', unitName: '市工信局', chainId: 'no-such-chain' })
    expect([given.status, given.fields?.[0].field]).toEqual([400, 'chainId'])
    expect(await read(`/api/tickets/${id}`, office)).toMatchObject({ state: 'submitted', chainId: null })
  })

  test('whom to call is told to the firm, the office and the unit; the leader reads the request without it', async () => {
    const id = await raise({ contact: '王工 0731-1234567' })
    await give(id)
    const contactFor = async (cookie: string) => (await read(`/api/tickets/${id}`, cookie)).contact
    const leader = await house.signIn('chain_leader')
    expect((await read(`/api/tickets/${id}`, leader)).words).toBe('等了两个月')
    expect([await contactFor(firm), await contactFor(office), await contactFor(unit)]).toEqual([
      '王工 0731-1234567',
      '王工 0731-1234567',
      '王工 0731-1234567',
    ])
    expect(await contactFor(leader)).toBeNull()
  })

  test('a notice is told in the language of its reader, whoever caused it', async () => {
    const id = await raise({ isConfidential: true })
    await dueOn(id, '2026-11-20')
    await onDay('2026-11-25', escalateTickets)
    const english = await house.app.request('/api/notices', {
      headers: { cookie: office, 'accept-language': 'en' },
    })
    const { items } = await bodyOf(english)
    const texts = items.map(({ text }: { text: string }) => text).join(' ')
    expect(texts).toContain('Confidential request (Approvals)')
    expect(texts).toContain('nobody yet')
    expect(texts.replaceAll('甲机械有限公司', '')).not.toMatch(/\p{Script=Han}/u)
    const told = await house.app.request(`/api/tickets/${id}`, {
      headers: { cookie: office, 'accept-language': 'en' },
    })
    expect((await bodyOf(told)).reminders.map((one: { told: string }) => one.told)).toEqual([
      'Late, to the chain office',
      'Late, to the chain leader',
    ])
  })

  test('J08: what one firm said is no figure: days and ratings need three firms of their own', async () => {
    const thirdId = await holdFirm(house, { name: '丙机械有限公司', address: '湖南省株洲市石峰区三路' })
    const third = await house.signIn('firm', { organisationId: thirdId })
    const ids = [
      await raise(),
      await raise({ requestKey: 'o1' }, other),
      await raise({ requestKey: 't1' }, third),
    ]
    const auditor = await house.signIn('auditor')
    const total = async () => (await read(`/api/tickets/statistics?city=${city}`, auditor)).total
    const finish = async (id: string, cookie: string) => {
      await give(id)
      await act(id, unit, { action: 'answer', answer: '已办' })
      await act(id, cookie, { action: 'rate', satisfaction: 2 })
    }
    await finish(ids[0]!, firm)
    const alone = {
      raised: 3,
      open: 2,
      medianWorkingDays: null,
      satisfactionMean: null,
      satisfactionCount: null,
    }
    expect(await total()).toMatchObject(alone)
    await finish(ids[1]!, other)
    await finish(ids[2]!, third)
    expect(await total()).toMatchObject({ medianWorkingDays: 0, satisfactionMean: 2, satisfactionCount: 3 })
  })

  test('J08: statistics are whole for the office and only those of three firms for others', async () => {
    await raise()
    await raise({ requestKey: 'o1' }, other)
    const of = (cookie: string) => read(`/api/tickets/statistics?city=${city}`, cookie)
    const auditor = await house.signIn('auditor')
    expect((await of(office)).total).toMatchObject({
      raised: 2,
      open: 2,
      medianWorkingDays: null,
      isHidden: false,
    })
    expect((await of(auditor)).total).toMatchObject({ raised: null, isHidden: true })
    const thirdId = await holdFirm(house, { name: '丙机械有限公司', address: '湖南省株洲市石峰区三路' })
    await raise({ requestKey: 't1' }, await house.signIn('firm', { organisationId: thirdId }))
    expect((await of(auditor)).total).toMatchObject({
      raised: 3,
      satisfactionMean: null,
      satisfactionCount: 0,
    })
  })

  test('B34: waiting things stand in the inbox of whom they wait for; open ones can be pulled as tasks', async () => {
    const id = await raise()
    await raise({ requestKey: 'c1', isConfidential: true, title: '不便公开' })
    const todo = async (cookie: string) =>
      (await read(`/api/todo?city=${city}`, cookie)).items.flatMap(
        ({ kind, path }: { kind: string; path: string }) => (path === `/tickets/${id}` ? [kind] : []),
      )
    expect(await todo(office)).toEqual(['services.todo_assign'])
    await give(id)
    expect([await todo(office), await todo(unit)]).toEqual([[], ['services.todo_answer']])
    const pulled = await house.asSystem((ctx) => listTicketsToPull(ctx, { city, dataset: 'held' }))
    expect(pulled).toMatchObject([
      { id, title: '环评批复慢', path: `/tickets/${id}`, unitName: '市行政审批局' },
    ])
    await act(id, unit, { action: 'answer', answer: '已办' })
    expect([await todo(unit), await todo(firm)]).toEqual([[], ['services.todo_rate']])
  })

  test('the demo city gets invented requests once, in every state that a list shows; the held city none', async () => {
    await house.asSystem(({ db }) =>
      sql`insert into registry.organisation (dataset, kind, name, name_normalised, name_pinyin, name_initials, city_code, created_at, updated_at)
        select 'demo', 'firm', '演示企业' || n, '演示企业' || n, 'yanshiqiye', 'ysqy', '320400', now(), now() from generate_series(1, 4) n`.execute(
        db,
      ),
    )
    await house.asSystem((ctx) => ensureDemoTickets(ctx, '320400'))
    await house.asSystem((ctx) => ensureDemoTickets(ctx, '320400'))
    const { items } = await read('/api/tickets?city=320400&dataset=demo', office)
    const states = items.map(({ state }: { state: string }) => state).sort()
    expect(states).toEqual([
      'again',
      'answered',
      'closed',
      'closed',
      'in_hand',
      'in_hand',
      'submitted',
      'submitted',
    ])
    expect((await read('/api/tickets?city=320400', office)).items).toEqual([])
  })

  test.each([
    ['chain_office', 200, 201, 200],
    ['chain_leader', 200, 403, 200],
    ['park', 200, 403, 200],
    ['auditor', 403, 403, 200],
    ['bank', 403, 403, 403],
  ] as const)('%s lists (%i), raises (%i) and counts (%i)', async (who, lists, raises, counts) => {
    const cookie = await house.signIn(who)
    const status = async (path: string) => (await house.send('GET', path, undefined, cookie)).status
    expect(await status(`/api/tickets?city=${city}`)).toBe(lists)
    expect((await post('/api/tickets', { ...asked, organisationId: firmId }, cookie)).status).toBe(raises)
    expect(await status(`/api/tickets/statistics?city=${city}`)).toBe(counts)
  })
})
