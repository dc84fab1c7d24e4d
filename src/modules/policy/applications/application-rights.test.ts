import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { asProgramAlready, systemActor } from '../../access/index.ts'
import { holdFirms } from '../fixtures.ts'
import { type Desk, must, openDesk, wan } from './fixtures/desk.ts'
import { changzhou, letDaysPass } from './fixtures.ts'
import { escalateOverdue } from './service/escalate.ts'

const house = signedInApp({ keepBetweenTests: true })
let desk: Desk

beforeAll(async () => {
  desk = await openDesk(house)
}, 60_000)

describe('who may', () => {
  test('of two officers who decide at once one wins, and the other is told who did what', async () => {
    const id = await desk.inReview()
    await desk.allAgree(id)
    const seen = await desk.seenOf(id)
    const path = `/api/policy/applications/${id}/acts`
    const other = await house.signIn('administrator')
    const answers = await Promise.all([
      house.send('POST', path, { seen, action: 'pass' }, desk.office),
      house.send('POST', path, { seen, action: 'pass' }, other),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const lost = await bodyOf(answers.find(({ status }) => status === 409)!)
    expect(lost.code).toBe('policy.case_changed')
    expect(lost.detail).toContain('审核通过')
  })

  test('nobody decides on a case of their own organisation: the service refuses, and the database too', async () => {
    const { life } = await must(desk.begin())
    await must(desk.act(life.id, 'submit', desk.firm.cookie))
    const inside = await house.signIn('chain_office', { organisationId: desk.firm.id, cityCode: changzhou })
    const refused = await desk.act(life.id, 'accept', inside)
    expect([refused.status, (await bodyOf(refused)).code]).toEqual([403, 'policy.own_case'])
    const token = house.tokenFor('chain_office', new Date(), '1', desk.firm.id)
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

  test('a desk.rival sees neither the case nor its amounts, by the routes or by SQL; an desk.office sees no draft', async () => {
    const { life } = await must(desk.begin())
    const path = `/api/policy/applications/${life.id}`
    expect((await house.send('GET', path, undefined, desk.rival.cookie)).status).toBe(404)
    expect((await house.send('GET', path, undefined, desk.office)).status).toBe(404)
    const token = house.tokenFor('firm', new Date(), '2', desk.rival.id)
    const rows = await house.database.transaction({ contextToken: token }, async (db) => {
      const one = await sql`select 1 from policy.life where organisation_id = ${desk.firm.id}`.execute(db)
      const two = await sql`select 1 from policy.application a join policy.payout p using (life_id)`.execute(
        db,
      )
      return one.rows.length + two.rows.length
    })
    expect(rows).toBe(0)
  })

  test('a department answers for its own part only', async () => {
    const id = await desk.inReview()
    const seen = await desk.seenOf(id)
    const path = `/api/policy/applications/${id}/parts/finance`
    const refused = await house.send('POST', path, { seen, verdict: 'agreed' }, desk.departments.tax!.cookie)
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
    const draft = await must(desk.begin(cookie, 'upgrade-as-major'))
    expect(draft.computed).toMatchObject({ amountFen: null, ceilingFen: '300000000' })
    expect([draft.claimedFen, draft.approvedFen]).toEqual([null, null])
    const step = async (action: string, who: string, more = {}) => {
      const { seen } = (await desk.get(draft.life.id, cookie)).life
      return house.send(
        'POST',
        `/api/policy/applications/${draft.life.id}/acts`,
        { seen, action, ...more },
        who,
      )
    }
    await must(step('submit', cookie))
    await must(step('accept', desk.office))
    for (const part of ['business', 'finance', 'tax']) {
      const { seen } = (await desk.get(draft.life.id, cookie)).life
      const path = `/api/policy/applications/${draft.life.id}/parts/${part}`
      await must(house.send('POST', path, { seen, verdict: 'agreed' }, desk.departments[part]!.cookie))
    }
    await must(step('pass', desk.office))
    const above = await step('publicise', desk.office, { approvedFen: '300000001' })
    expect((await bodyOf(above)).code).toBe('policy.amount_above_ceiling')
    expect((await must(step('publicise', desk.office, { approvedFen: '250000000' }))).approvedFen).toBe(
      '250000000',
    )
  })
})

describe('deadlines', () => {
  const escalate = () =>
    house.asSystem((ctx) =>
      escalateOverdue({ ...ctx, actor: systemActor, asProgram: asProgramAlready, now: new Date() }),
    )

  test('a case past its last working day is put to the desk.office, then to the leader, each once', async () => {
    const { life } = await must(desk.begin())
    await must(desk.act(life.id, 'submit', desk.firm.cookie))
    await letDaysPass(house, life.id, 60)
    await escalate()
    const late = (await desk.get(life.id)).life
    expect(late.light).toBe('red')
    const steps = late.history.filter(({ kind }: { kind: string }) => kind === 'escalated')
    expect(steps.map(({ text }: { text: string }) => text)).toEqual([
      expect.stringContaining('受理机关'),
      expect.stringContaining('分管领导'),
    ])
    expect((await escalate()).steps).toBe(0)
  })

  test('what waits stands in 待我处理 of the desk.office, the department and the firm', async () => {
    const id = await desk.inReview()
    const english = await bodyOf(
      house.app.request(`/api/todo?city=${changzhou}`, {
        headers: { cookie: desk.firm.cookie, 'accept-language': 'en' },
      }),
    )
    expect(english.items.every(({ text }: { text: string }) => !/[{]|草稿/.test(text))).toBe(true)
    const todo = async (cookie: string) =>
      (await bodyOf(house.send('GET', `/api/todo?city=${changzhou}`, undefined, cookie))).items.map(
        ({ path }: { path: string }) => path,
      )
    expect(await todo(desk.departments.tax!.cookie)).toContain(`/policies/applications/${id}`)
    await must(desk.answer(id, 'tax', 'agreed'))
    expect(await todo(desk.departments.tax!.cookie)).not.toContain(`/policies/applications/${id}`)
    const { life } = await must(desk.begin())
    expect(await todo(desk.firm.cookie)).toContain(`/policies/applications/${life.id}`)
  })
})

describe('recovered', () => {
  test('money that was paid comes back in parts, never more than was paid, and then the case ends', async () => {
    const id = await desk.inReview()
    await desk.allAgree(id)
    await must(desk.act(id, 'pass'))
    await must(desk.act(id, 'publicise', desk.office, { approvedFen: '450000000' }))
    await letDaysPass(house, id, 20)
    const { payouts } = await must(desk.act(id, 'approve'))
    const base = `/api/policy/payouts/${payouts[0].id}`
    await must(
      house.send('POST', `${base}/payment`, { paidOn: '2026-01-05', voucher: `R-${id}` }, desk.office),
    )
    await must(desk.act(id, 'recover', desk.office, { comment: '项目撤销' }))
    const back = (amountFen: string) =>
      house.send(
        'POST',
        `${base}/recovery`,
        { amountFen, receivedOn: '2026-02-01', reason: '退回' },
        desk.office,
      )
    await must(back('400000000'))
    expect((await bodyOf(await desk.act(id, 'restore'))).detail).toContain('500000.00')
    expect((await bodyOf(await back('50000001'))).code).toBe('policy.recovery_too_much')
    await must(back('50000000'))
    expect((await must(desk.act(id, 'restore'))).life.state).toBe('recovered')
  })
})
