import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { asProgramAlready, systemActor } from '../../access/index.ts'
import { holdPlaces } from '../../registry/fixtures.ts'
import { holdFirms } from '../fixtures.ts'
import { changzhou, type Departments, holdCases, holdDepartments, letDaysPass } from './fixtures.ts'
import { escalateOverdue } from './service/escalate.ts'

const wan = 1_000_000n
const house = signedInApp({ keepBetweenTests: true })
let firm = { id: '', cookie: '' }
let rival = { id: '', cookie: '' }
let office = ''
let departments: Departments = {}

beforeAll(async () => {
  await holdPlaces(house)
  await holdCases(house)
  departments = await holdDepartments(house, ['business', 'finance', 'tax'])
  const ids = await holdFirms(house, [
    { name: '申报甲厂', figures: { has_national_core_project: true, national_grant: 900n * wan } },
    { name: '申报乙厂', figures: { has_national_core_project: true } },
  ])
  const signIn = (id: string) => house.signIn('firm', { organisationId: id, cityCode: changzhou })
  firm = { id: ids[0]!, cookie: await signIn(ids[0]!) }
  rival = { id: ids[1]!, cookie: await signIn(ids[1]!) }
  office = await house.signIn('chain_office', { cityCode: changzhou })
}, 60_000)

let keys = 0
const begin = (cookie = firm.cookie, clauseId = 'national-core', requestKey = `request-${++keys}`) =>
  house.send(
    'POST',
    '/api/policy/applications',
    { city: changzhou, dataset: 'held', policyId: 'changzhou-industry-quality', clauseId, requestKey },
    cookie,
  )
const get = (id: string, cookie = office) =>
  bodyOf(house.send('GET', `/api/policy/applications/${id}`, undefined, cookie))
const seenOf = async (id: string, cookie = firm.cookie) => (await get(id, cookie)).life.seen
async function act(id: string, action: string, cookie = office, more: object = {}) {
  const seen = await seenOf(id)
  return house.send('POST', `/api/policy/applications/${id}/acts`, { seen, action, ...more }, cookie)
}
async function answer(id: string, part: string, verdict: 'agreed' | 'objected', reasons: object[] = []) {
  const seen = await seenOf(id)
  const { cookie } = departments[part]!
  return house.send(
    'POST',
    `/api/policy/applications/${id}/parts/${part}`,
    { seen, verdict, reasons },
    cookie,
  )
}
async function must(pending: Promise<Response>) {
  const response = await pending
  const text = await response.text()
  expect(response.status, text).toBeLessThan(300)
  return JSON.parse(text)
}
/** An application that stands with the departments. */
async function inReview(cookie = firm.cookie) {
  const { life } = await must(begin(cookie))
  await must(act(life.id, 'submit', cookie))
  await must(act(life.id, 'accept'))
  return life.id as string
}
const allAgree = async (id: string) => {
  for (const part of ['business', 'finance', 'tax']) await must(answer(id, part, 'agreed'))
}

describe('F23 an application from draft to payment', () => {
  test('a draft is filled with what the city holds, with where from; the amount is computed, not the ceiling', async () => {
    const draft = await must(begin())
    expect(draft.life.state).toBe('draft')
    expect(draft.items.find(({ key }: { key: string }) => key === 'national_grant')).toMatchObject({
      value: '9000000',
      origin: { kind: 'held', source: '市财政局' },
    })
    expect(draft.computed).toMatchObject({ verdict: 'entitled', amountFen: '450000000', ceilingFen: null })
    expect(draft.approvedFen).toBeNull()
  })

  test('the same request twice is one application', async () => {
    const [first, second] = [
      await must(begin(firm.cookie, 'national-core', 'same-request')),
      await must(begin(firm.cookie, 'national-core', 'same-request')),
    ]
    expect(second.life.id).toBe(first.life.id)
  })

  test('a claim that differs from what is computed is shown with the difference', async () => {
    const { life } = await must(begin())
    const path = `/api/policy/applications/${life.id}`
    const saved = await must(
      house.send(
        'PUT',
        path,
        { seen: life.seen, items: [{ key: 'national_grant', value: '1000万元' }], claimedFen: '520000000' },
        firm.cookie,
      ),
    )
    expect(saved.computed.amountFen).toBe('500000000')
    expect(saved.differenceFen).toBe('20000000')
    const item = saved.items.find(({ key }: { key: string }) => key === 'national_grant')
    expect(item).toMatchObject({ heldValue: '9000000', origin: { kind: 'applicant' } })
  })

  test('what cannot be read is told by field, all at once, and nothing is saved', async () => {
    const { life } = await must(begin())
    const items = [
      { key: 'national_grant', value: '很多' },
      { key: 'has_national_core_project', value: '也许' },
      { key: 'nothing', value: '1' },
    ]
    const refused = await house.send(
      'PUT',
      `/api/policy/applications/${life.id}`,
      { seen: life.seen, items, claimedFen: null },
      firm.cookie,
    )
    expect(refused.status).toBe(400)
    expect((await bodyOf(refused)).fields).toHaveLength(3)
    expect((await get(life.id, firm.cookie)).claimedFen).toBe('450000000')
  })

  test('an application that lacks a fact is not submitted, and the fact is named', async () => {
    const { life } = await must(begin(rival.cookie))
    const seen = life.seen
    const refused = await house.send(
      'POST',
      `/api/policy/applications/${life.id}/acts`,
      { seen, action: 'submit' },
      rival.cookie,
    )
    expect(refused.status).toBe(409)
    expect((await bodyOf(refused)).detail).toContain('国家拨付资金')
  })

  test('checked in parallel, publicised for five working days, paid in two instalments, accepted and closed', async () => {
    const id = await inReview()
    expect((await bodyOf(await act(id, 'pass'))).detail).toContain('业务、财政、税务')
    await allAgree(id)
    await must(act(id, 'pass'))
    expect((await act(id, 'publicise')).status).toBe(400)
    const instalments = [
      { label: '首期', amountFen: '300000000', dueOn: null },
      { label: '验收后', amountFen: '150000000', dueOn: null },
    ]
    const wrong = await act(id, 'publicise', office, { approvedFen: '440000000', instalments })
    expect((await bodyOf(wrong)).code).toBe('policy.amount_needs_reason')
    const noticed = await must(act(id, 'publicise', office, { approvedFen: '450000000', instalments }))
    expect(noticed.approvedFen).toBe('450000000')
    const early = await act(id, 'approve')
    expect([early.status, (await bodyOf(early)).detail]).toEqual([
      409,
      expect.stringContaining(noticed.life.dueOn),
    ])
    await letDaysPass(house, id, 20)
    const paying = await must(act(id, 'approve'))
    expect(paying.payouts.map((one: { amountFen: string }) => one.amountFen)).toEqual([
      '300000000',
      '150000000',
    ])
    expect((await act(id, 'complete')).status).toBe(409)
    const [first, second] = paying.payouts
    const paidOn = '2026-01-05'
    const pay = (payout: { id: string }, voucher: string, day = paidOn) =>
      house.send('POST', `/api/policy/payouts/${payout.id}/payment`, { paidOn: day, voucher }, office)
    await must(pay(first, `P-${id}-1`))
    await must(pay(first, `P-${id}-1`))
    expect((await bodyOf(await pay(first, 'another'))).code).toBe('policy.already_paid')
    expect((await bodyOf(await pay(second, `P-${id}-1`))).code).toBe('policy.voucher_used')
    expect((await bodyOf(await pay(second, `P-${id}-2`, '2999-01-01'))).code).toBe('policy.paid_in_future')
    await must(pay(second, `P-${id}-2`))
    await must(act(id, 'complete'))
    expect((await bodyOf(await act(id, 'close'))).detail).toContain('验收报告')
    const form = new FormData()
    form.set('kind', 'acceptance_report')
    form.set('file', new File([Buffer.from('%PDF-1.7\n%%EOF')], '../../验收.exe'))
    await must(house.send('POST', `/api/policy/applications/${id}/documents`, form, office))
    const closed = await must(act(id, 'close'))
    expect(closed.life).toMatchObject({ state: 'closed', stateKind: 'done' })
    expect(closed.documents[0].fileName).toBe('验收.pdf')
    const download = await house.send(
      'GET',
      `/api/policy/applications/${id}/documents/${closed.documents[0].id}`,
      undefined,
      departments.finance!.cookie,
    )
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/)
  })
})

describe('F23 returned once with all reasons at one time', () => {
  test('the return carries every department’s reasons; what was known then is no reason again', async () => {
    const id = await inReview()
    const reason = { item: 'national_grant', text: '与拨款通知不符' }
    await must(answer(id, 'business', 'objected', [reason]))
    await must(
      answer(id, 'finance', 'objected', [reason, { item: 'has_national_core_project', text: '缺立项文件' }]),
    )
    expect((await act(id, 'return', office, { comment: '请补正' })).status).toBe(409)
    await must(answer(id, 'tax', 'agreed'))
    expect((await bodyOf(await act(id, 'pass'))).detail).toContain('业务、财政')
    const returned = await must(act(id, 'return', office, { comment: '请补正' }))
    expect(returned.life.history.at(-1).reasons).toHaveLength(2)
    const { seen } = (await get(id, firm.cookie)).life
    const items = [{ key: 'national_grant', value: '8000000' }]
    await must(
      house.send(
        'PUT',
        `/api/policy/applications/${id}`,
        { seen, items, claimedFen: '400000000' },
        firm.cookie,
      ),
    )
    await must(act(id, 'resubmit', firm.cookie))
    await must(answer(id, 'business', 'agreed'))
    await must(answer(id, 'finance', 'agreed'))
    await must(answer(id, 'tax', 'objected', [{ item: 'has_national_core_project', text: '仍缺立项文件' }]))
    const again = await act(id, 'return', office, { comment: '再补' })
    expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'policy.reason_known_before'])
    await must(act(id, 'refuse', office, { comment: '未补正' }))
    await must(act(id, 'appeal', firm.cookie, { comment: '立项文件已在市工信局' }))
    expect((await must(act(id, 'overturn', office, { comment: '属实' }))).life.state).toBe('checking')
  })

  test('an objection without a reason is refused', async () => {
    const id = await inReview()
    expect((await bodyOf(await answer(id, 'tax', 'objected'))).code).toBe('policy.reasons_missing')
  })
})

describe('who may', () => {
  test('of two officers who decide at once one wins, and the other is told who did what', async () => {
    const id = await inReview()
    await allAgree(id)
    const seen = await seenOf(id)
    const path = `/api/policy/applications/${id}/acts`
    const other = await house.signIn('administrator')
    const answers = await Promise.all([
      house.send('POST', path, { seen, action: 'pass' }, office),
      house.send('POST', path, { seen, action: 'pass' }, other),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const lost = await bodyOf(answers.find(({ status }) => status === 409)!)
    expect(lost.code).toBe('policy.case_changed')
    expect(lost.detail).toContain('审核通过')
  })

  test('nobody decides on a case of their own organisation: the service refuses, and the database too', async () => {
    const { life } = await must(begin())
    await must(act(life.id, 'submit', firm.cookie))
    const inside = await house.signIn('chain_office', { organisationId: firm.id, cityCode: changzhou })
    const refused = await act(life.id, 'accept', inside)
    expect([refused.status, (await bodyOf(refused)).code]).toEqual([403, 'policy.own_case'])
    const token = house.tokenFor('chain_office', new Date(), '1', firm.id)
    const byHand = house.database.transaction({ contextToken: token }, (db) =>
      sql`insert into policy.life_event (life_id, ordinal, kind, name, state, to_state, actor, actor_name, at)
        values (${life.id}, 3, 'acted', 'accept', 'submitted', 'checking', 'x', 'x', now())`.execute(db),
    )
    await expect(byHand).rejects.toThrow(/own organisation/)
    const amount = house.database.transaction({ contextToken: token }, (db) =>
      sql`update policy.application set approved_fen = 1 where life_id = ${life.id}`.execute(db),
    )
    await expect(amount).rejects.toThrow(/own organisation/)
    const state = house.database.transaction({ contextToken: token }, (db) =>
      sql`update policy.life set state = 'paid' where id = ${life.id}`.execute(db),
    )
    await expect(state).rejects.toThrow(/comes from the history/)
  })

  test('a rival sees neither the case nor its amounts, by the routes or by SQL; an office sees no draft', async () => {
    const { life } = await must(begin())
    const path = `/api/policy/applications/${life.id}`
    expect((await house.send('GET', path, undefined, rival.cookie)).status).toBe(404)
    expect((await house.send('GET', path, undefined, office)).status).toBe(404)
    const token = house.tokenFor('firm', new Date(), '2', rival.id)
    const rows = await house.database.transaction({ contextToken: token }, async (db) => {
      const one = await sql`select 1 from policy.life where organisation_id = ${firm.id}`.execute(db)
      const two = await sql`select 1 from policy.application a join policy.payout p using (life_id)`.execute(
        db,
      )
      return one.rows.length + two.rows.length
    })
    expect(rows).toBe(0)
  })

  test('a department answers for its own part only', async () => {
    const id = await inReview()
    const seen = await seenOf(id)
    const path = `/api/policy/applications/${id}/parts/finance`
    const refused = await house.send('POST', path, { seen, verdict: 'agreed' }, departments.tax!.cookie)
    expect(refused.status).toBe(403)
  })

  test('an approval above the ceiling is refused; the ceiling itself is never approved by itself', async () => {
    const [id] = await holdFirms(house, [
      {
        name: '上限厂',
        titles: [{ name: '市级专精特新', grantedOn: '2024-01-01' }],
        figures: { equipment: 5_000n * wan, major_project_award: 300n * wan },
      },
    ])
    const cookie = await house.signIn('firm', { organisationId: id!, cityCode: changzhou })
    const draft = await must(begin(cookie, 'upgrade-as-major'))
    expect(draft.computed).toMatchObject({ amountFen: null, ceilingFen: '300000000' })
    expect([draft.claimedFen, draft.approvedFen]).toEqual([null, null])
    const step = async (action: string, who: string, more = {}) => {
      const { seen } = (await get(draft.life.id, cookie)).life
      return house.send(
        'POST',
        `/api/policy/applications/${draft.life.id}/acts`,
        { seen, action, ...more },
        who,
      )
    }
    await must(step('submit', cookie))
    await must(step('accept', office))
    for (const part of ['business', 'finance', 'tax']) {
      const { seen } = (await get(draft.life.id, cookie)).life
      const path = `/api/policy/applications/${draft.life.id}/parts/${part}`
      await must(house.send('POST', path, { seen, verdict: 'agreed' }, departments[part]!.cookie))
    }
    await must(step('pass', office))
    const above = await step('publicise', office, { approvedFen: '300000001' })
    expect((await bodyOf(above)).code).toBe('policy.amount_above_ceiling')
    expect((await must(step('publicise', office, { approvedFen: '250000000' }))).approvedFen).toBe(
      '250000000',
    )
  })
})

describe('deadlines', () => {
  const escalate = () =>
    house.asSystem((ctx) =>
      escalateOverdue({ ...ctx, actor: systemActor, asProgram: asProgramAlready, now: new Date() }),
    )

  test('a case past its last working day is put to the office, then to the leader, each once', async () => {
    const { life } = await must(begin())
    await must(act(life.id, 'submit', firm.cookie))
    await letDaysPass(house, life.id, 60)
    await escalate()
    const late = (await get(life.id)).life
    expect(late.light).toBe('red')
    const steps = late.history.filter(({ kind }: { kind: string }) => kind === 'escalated')
    expect(steps.map(({ text }: { text: string }) => text)).toEqual([
      expect.stringContaining('受理机关'),
      expect.stringContaining('分管领导'),
    ])
    expect((await escalate()).steps).toBe(0)
  })

  test('what waits stands in 待我处理 of the office, the department and the firm', async () => {
    const id = await inReview()
    const todo = async (cookie: string) =>
      (await bodyOf(house.send('GET', `/api/todo?city=${changzhou}`, undefined, cookie))).items.map(
        ({ path }: { path: string }) => path,
      )
    expect(await todo(departments.tax!.cookie)).toContain(`/policies/applications/${id}`)
    await must(answer(id, 'tax', 'agreed'))
    expect(await todo(departments.tax!.cookie)).not.toContain(`/policies/applications/${id}`)
    const { life } = await must(begin())
    expect(await todo(firm.cookie)).toContain(`/policies/applications/${life.id}`)
  })
})

describe('recovered', () => {
  test('money that was paid comes back in parts, never more than was paid, and then the case ends', async () => {
    const id = await inReview()
    await allAgree(id)
    await must(act(id, 'pass'))
    await must(act(id, 'publicise', office, { approvedFen: '450000000' }))
    await letDaysPass(house, id, 20)
    const { payouts } = await must(act(id, 'approve'))
    const base = `/api/policy/payouts/${payouts[0].id}`
    await must(house.send('POST', `${base}/payment`, { paidOn: '2026-01-05', voucher: `R-${id}` }, office))
    await must(act(id, 'recover', office, { comment: '项目撤销' }))
    const back = (amountFen: string) =>
      house.send('POST', `${base}/recovery`, { amountFen, receivedOn: '2026-02-01', reason: '退回' }, office)
    await must(back('400000000'))
    expect((await bodyOf(await act(id, 'restore'))).detail).toContain('500000.00')
    expect((await bodyOf(await back('50000001'))).code).toBe('policy.recovery_too_much')
    await must(back('50000000'))
    expect((await must(act(id, 'restore'))).life.state).toBe('recovered')
  })
})
