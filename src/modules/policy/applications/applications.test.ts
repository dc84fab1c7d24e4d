import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { type Desk, must, openDesk } from './fixtures/desk.ts'
import { letDaysPass } from './fixtures.ts'

const house = signedInApp({ keepBetweenTests: true })
let desk: Desk

beforeAll(async () => {
  desk = await openDesk(house)
}, 60_000)

describe('F23 an application from draft to payment', () => {
  test('a draft is filled with what the city holds, with where from; the amount is computed, not the ceiling', async () => {
    const draft = await must(desk.begin())
    expect(draft.life.state).toBe('draft')
    expect(draft.items.find(({ key }: { key: string }) => key === 'national_grant')).toMatchObject({
      value: '9000000',
      origin: { kind: 'held', source: expect.stringContaining('2025') },
    })
    expect(draft.computed).toMatchObject({ verdict: 'entitled', amountFen: '450000000', ceilingFen: null })
    expect(draft.approvedFen).toBeNull()
  })

  test('the same request twice is one application', async () => {
    const [first, second] = [
      await must(desk.begin(desk.firm.cookie, 'national-core', 'same-request')),
      await must(desk.begin(desk.firm.cookie, 'national-core', 'same-request')),
    ]
    expect(second.life.id).toBe(first.life.id)
  })

  test('a claim that differs from what is computed is shown with the difference', async () => {
    const { life } = await must(desk.begin())
    const path = `/api/policy/applications/${life.id}`
    const saved = await must(
      house.send(
        'PUT',
        path,
        { seen: life.seen, items: [{ key: 'national_grant', value: '1000万元' }], claimedFen: '520000000' },
        desk.firm.cookie,
      ),
    )
    expect(saved.computed.amountFen).toBe('500000000')
    expect(saved.differenceFen).toBe('20000000')
    const item = saved.items.find(({ key }: { key: string }) => key === 'national_grant')
    expect(item).toMatchObject({ heldValue: '9000000', origin: { kind: 'applicant' } })
  })

  test('what cannot be read is told by field, all at once, and nothing is saved', async () => {
    const { life } = await must(desk.begin())
    const items = [
      { key: 'national_grant', value: '很多' },
      { key: 'has_national_core_project', value: '也许' },
      { key: 'nothing', value: '1' },
    ]
    const refused = await house.send(
      'PUT',
      `/api/policy/applications/${life.id}`,
      { seen: life.seen, items, claimedFen: null },
      desk.firm.cookie,
    )
    expect(refused.status).toBe(400)
    expect((await bodyOf(refused)).fields).toHaveLength(3)
    expect((await desk.get(life.id, desk.firm.cookie)).claimedFen).toBe('450000000')
  })

  test('an application that lacks a fact is not submitted, and the fact is named', async () => {
    const { life } = await must(desk.begin(desk.rival.cookie))
    const seen = life.seen
    const refused = await house.send(
      'POST',
      `/api/policy/applications/${life.id}/acts`,
      { seen, action: 'submit' },
      desk.rival.cookie,
    )
    expect(refused.status).toBe(409)
    expect((await bodyOf(refused)).detail).toContain('国家拨付资金')
  })

  test('checked in parallel, publicised for five working days, paid in two instalments, accepted and closed', async () => {
    const id = await desk.inReview()
    expect((await bodyOf(await desk.act(id, 'pass'))).detail).toContain('业务、财政、税务')
    await desk.allAgree(id)
    await must(desk.act(id, 'pass'))
    expect((await desk.act(id, 'publicise')).status).toBe(400)
    const instalments = [
      { label: '首期', amountFen: '300000000', dueOn: null },
      { label: '验收后', amountFen: '150000000', dueOn: null },
    ]
    const wrong = await desk.act(id, 'publicise', desk.office, { approvedFen: '440000000', instalments })
    expect((await bodyOf(wrong)).code).toBe('policy.amount_needs_reason')
    const noticed = await must(
      desk.act(id, 'publicise', desk.office, { approvedFen: '450000000', instalments }),
    )
    expect(noticed.approvedFen).toBe('450000000')
    const early = await desk.act(id, 'approve')
    expect([early.status, (await bodyOf(early)).detail]).toEqual([
      409,
      expect.stringContaining(noticed.life.dueOn),
    ])
    await letDaysPass(house, id, 20)
    const paying = await must(desk.act(id, 'approve'))
    expect(paying.payouts.map((one: { amountFen: string }) => one.amountFen)).toEqual([
      '300000000',
      '150000000',
    ])
    expect((await desk.act(id, 'complete')).status).toBe(409)
    const [first, second] = paying.payouts
    const paidOn = '2026-01-05'
    const pay = (payout: { id: string }, voucher: string, day = paidOn) =>
      house.send('POST', `/api/policy/payouts/${payout.id}/payment`, { paidOn: day, voucher }, desk.office)
    await must(pay(first, `P-${id}-1`))
    await must(pay(first, `P-${id}-1`))
    expect((await bodyOf(await pay(first, 'another'))).code).toBe('policy.already_paid')
    expect((await bodyOf(await pay(second, `P-${id}-1`))).code).toBe('policy.voucher_used')
    expect((await bodyOf(await pay(second, `P-${id}-2`, '2999-01-01'))).code).toBe('policy.paid_in_future')
    await must(pay(second, `P-${id}-2`))
    await must(desk.act(id, 'complete'))
    expect((await bodyOf(await desk.act(id, 'close'))).detail).toContain('验收报告')
    const form = new FormData()
    form.set('kind', 'acceptance_report')
    form.set('file', new File([Buffer.from('%PDF-1.7\n%%EOF')], '../../验收.exe'))
    await must(house.send('POST', `/api/policy/applications/${id}/documents`, form, desk.office))
    const closed = await must(desk.act(id, 'close'))
    expect(closed.life).toMatchObject({ state: 'closed', stateKind: 'done' })
    expect(closed.documents[0].fileName).toBe('验收.pdf')
    const download = await house.send(
      'GET',
      `/api/policy/applications/${id}/documents/${closed.documents[0].id}`,
      undefined,
      desk.departments.finance!.cookie,
    )
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/)
  })
})

describe('F23 returned once with all reasons at one time', () => {
  test('the return carries every department’s reasons; what was known then is no reason again', async () => {
    const id = await desk.inReview()
    const reason = { item: 'national_grant', text: '与拨款通知不符' }
    await must(desk.answer(id, 'business', 'objected', [reason]))
    await must(
      desk.answer(id, 'finance', 'objected', [
        reason,
        { item: 'has_national_core_project', text: '缺立项文件' },
      ]),
    )
    expect((await desk.act(id, 'return', desk.office, { comment: '请补正' })).status).toBe(409)
    await must(desk.answer(id, 'tax', 'agreed'))
    expect((await bodyOf(await desk.act(id, 'pass'))).detail).toContain('业务、财政')
    const returned = await must(desk.act(id, 'return', desk.office, { comment: '请补正' }))
    expect(returned.life.history.at(-1).reasons).toHaveLength(2)
    const { seen } = (await desk.get(id, desk.firm.cookie)).life
    const items = [{ key: 'national_grant', value: '8000000' }]
    await must(
      house.send(
        'PUT',
        `/api/policy/applications/${id}`,
        { seen, items, claimedFen: '400000000' },
        desk.firm.cookie,
      ),
    )
    await must(desk.act(id, 'resubmit', desk.firm.cookie))
    await must(desk.answer(id, 'business', 'agreed'))
    await must(desk.answer(id, 'finance', 'agreed'))
    await must(
      desk.answer(id, 'tax', 'objected', [{ item: 'has_national_core_project', text: '仍缺立项文件' }]),
    )
    const again = await desk.act(id, 'return', desk.office, { comment: '再补' })
    expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'policy.reason_known_before'])
    await must(desk.act(id, 'refuse', desk.office, { comment: '未补正' }))
    await must(desk.act(id, 'appeal', desk.firm.cookie, { comment: '立项文件已在市工信局' }))
    expect((await must(desk.act(id, 'overturn', desk.office, { comment: '属实' }))).life.state).toBe(
      'checking',
    )
  })

  test('an objection without a reason is refused', async () => {
    const id = await desk.inReview()
    expect((await bodyOf(await desk.answer(id, 'tax', 'objected'))).code).toBe('policy.reasons_missing')
  })
})
