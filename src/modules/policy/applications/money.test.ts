import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces } from '../../registry/fixtures.ts'
import { holdFirms } from '../fixtures.ts'
import { changzhou, type Departments, holdCases, holdDepartments } from './fixtures.ts'

const house = signedInApp({ keepBetweenTests: true })
let office = ''
let firm = { id: '', cookie: '' }
let fundId = ''
let departments: Departments = {}
const year = Number(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 4))

beforeAll(async () => {
  await holdPlaces(house)
  await holdCases(house)
  departments = await holdDepartments(house, ['talent', 'science', 'finance'])
  const [id] = await holdFirms(house, [{ name: '人才创业厂', figures: { startup_tax: 750_000_000n } }])
  firm = { id: id!, cookie: await house.signIn('firm', { organisationId: id!, cityCode: changzhou }) }
  office = await house.signIn('chain_office', { cityCode: changzhou })
  const { items } = await bodyOf(house.send('GET', `/api/policy/funds?city=${changzhou}`, undefined, office))
  fundId = items[0].id
}, 60_000)

async function must(pending: Promise<Response>) {
  const response = await pending
  const text = await response.text()
  expect(response.status, text).toBeLessThan(300)
  return JSON.parse(text)
}
const agreementOf = (id: string) =>
  bodyOf(house.send('GET', `/api/policy/agreements/${id}`, undefined, office))

describe('F15 F16 special funds', () => {
  test('F15: the ledger of 2020 tells 355 projects, 12.93 billion invested, 354 million granted: 35.5 yuan for each', async () => {
    const fund = await must(house.send('GET', `/api/policy/funds/${fundId}`, undefined, office))
    // (129.3 − 3.54) ÷ 3.54 = 35.5254…
    expect(fund.figures).toEqual([
      {
        year: 2020,
        projects: 355,
        investmentFen: '1293000000000',
        grantedFen: '35400000000',
        leverageRatio: 35.5254,
        source: '常工信复〔2021〕第44号',
      },
    ])
    expect([fund.budgetFen, fund.balanceFen, fund.isOver]).toEqual([null, null, null])
  })

  test('F16: a budget and a window are entered by the office, with history; a window that closes first is refused', async () => {
    const enter = (amountFen: string) =>
      house.send(
        'POST',
        `/api/policy/funds/${fundId}/budgets`,
        { dataset: 'held', year, amountFen, source: '市财政局批复' },
        office,
      )
    await must(enter('50000000'))
    const fund = await must(enter('60000000'))
    expect([fund.budgetFen, fund.balanceFen, fund.budgets.length]).toEqual(['60000000', '60000000', 2])
    const window = {
      dataset: 'held',
      title: '第一批',
      opensOn: '2026-03-01',
      closesOn: '2026-02-01',
      source: '通知',
    }
    const refused = await house.send('POST', `/api/policy/funds/${fundId}/windows`, window, office)
    expect((await bodyOf(refused)).code).toBe('policy.window_backwards')
  })
})

describe('I01 I02 I04 individual agreements', () => {
  let id = ''
  const agreement = {
    city: changzhou,
    dataset: 'held',
    subject: '某顶尖团队',
    programme: '龙城英才计划',
    cohortYear: 2026,
    parties: [
      { name: '常州市人才办', role: '甲方' },
      { name: '人才创业厂', role: '乙方' },
    ],
    articles: [{ number: '一', text: '支持额按里程碑拨付。' }],
    milestones: [
      { title: '团队到岗', dueOn: '2026-06-30', amountFen: '40000000' },
      { title: '首台样机', dueOn: '2027-06-30', amountFen: '20000000' },
    ],
    requestKey: 'agreement-1',
  }
  const act = async (action: string, more: object = {}) => {
    const { seen } = (await agreementOf(id)).life
    return house.send('POST', `/api/policy/agreements/${id}/acts`, { seen, action, ...more }, office)
  }
  async function attach(kind: string) {
    const form = new FormData()
    form.set('kind', kind)
    form.set('file', new File([Buffer.from('%PDF-1.7\n%%EOF')], `${kind}.pdf`))
    return must(house.send('POST', `/api/policy/agreements/${id}/documents`, form, office))
  }

  test('I01: an agreement goes through departments, deliberation with minutes, signing; its money is taken from the fund', async () => {
    const body = { ...agreement, organisationId: firm.id, fundId }
    const made = await must(house.send('POST', '/api/policy/agreements', body, office))
    id = made.life.id
    expect((await must(house.send('POST', '/api/policy/agreements', body, office))).life.id).toBe(id)
    expect(made.supportFen).toBe('60000000')
    await must(act('negotiate'))
    for (const part of ['talent', 'science', 'finance']) {
      const { seen } = (await agreementOf(id)).life
      const path = `/api/policy/agreements/${id}/parts/${part}`
      await must(house.send('POST', path, { seen, verdict: 'agreed' }, departments[part]!.cookie))
    }
    await must(act('deliberate'))
    expect((await bodyOf(await act('resolve'))).detail).toContain('集体审议纪要')
    await attach('minutes')
    await must(act('resolve'))
    await attach('agreement_text')
    expect((await must(act('sign'))).life.state).toBe('performing')
    expect((await act('fulfil')).status).toBe(409)
  })

  test('a milestone needs a document that shows it; then what it is worth is planned and paid', async () => {
    const path = `/api/policy/agreements/${id}/milestones`
    const { seen } = (await agreementOf(id)).life
    const body = { seen, metOn: '2026-05-01', evidence: '999999' }
    expect((await house.send('POST', `${path}/1`, body, office)).status).toBe(404)
    const [planned] = (await agreementOf(id)).payouts
    const early = house.send(
      'POST',
      `/api/policy/payouts/${planned.id}/payment`,
      { paidOn: '2026-05-02', voucher: 'A-0' },
      office,
    )
    expect((await bodyOf(early)).code).toBe('policy.milestone_open')
    const { id: evidence } = await attach('evidence')
    for (const ordinal of [1, 2]) {
      const now = (await agreementOf(id)).life.seen
      await must(house.send('POST', `${path}/${ordinal}`, { ...body, seen: now, evidence }, office))
    }
    const { payouts } = await agreementOf(id)
    expect(payouts.map((one: { amountFen: string }) => one.amountFen)).toEqual(['40000000', '20000000'])
    const paid = { paidOn: '2026-05-02', voucher: 'A-1' }
    await must(house.send('POST', `/api/policy/payouts/${payouts[0].id}/payment`, paid, office))
    expect((await must(act('fulfil'))).life.state).toBe('fulfilled')
    const fund = await must(house.send('GET', `/api/policy/funds/${fundId}`, undefined, office))
    expect([fund.committedFen, fund.paidFen, fund.balanceFen]).toEqual(['60000000', '40000000', '0'])
    // One firm alone makes up the sum: a reader who may not see the case is told nothing of it.
    const leader = await house.signIn('chain_leader', { cityCode: changzhou })
    const told = await must(house.send('GET', `/api/policy/funds/${fundId}`, undefined, leader))
    expect([told.committedFen, told.paidFen, told.balanceFen, told.projects]).toEqual([null, null, null, []])
  })

  test('F16: the next agreement finds the fund empty and is told what is left', async () => {
    const body = { ...agreement, organisationId: firm.id, fundId, requestKey: 'agreement-2' }
    const made = await must(house.send('POST', '/api/policy/agreements', body, office))
    const first = id
    id = made.life.id
    await must(act('negotiate'))
    for (const part of ['talent', 'science', 'finance']) {
      const { seen } = (await agreementOf(id)).life
      const path = `/api/policy/agreements/${id}/parts/${part}`
      await must(house.send('POST', path, { seen, verdict: 'agreed' }, departments[part]!.cookie))
    }
    await must(act('deliberate'))
    await attach('minutes')
    await must(act('resolve'))
    await attach('agreement_text')
    expect((await bodyOf(await act('sign'))).code).toBe('policy.fund_over_budget')
    expect((await agreementOf(id)).life.state).toBe('signing')
    id = first
  })

  test('I02: the contribution is scored by the card of the pack: unknown indicators count nothing and show as coverage', async () => {
    // 750 万 of 1000 万 tax → 30 of 40 points; jobs and results unknown → coverage 40 of 100.
    const { contributions } = await agreementOf(id)
    expect(contributions[0]).toMatchObject({
      card: 'contribution',
      score: 30,
      scoreAtMost: 90,
      coverageRatio: 0.4,
    })
    const now = (await agreementOf(id)).life.seen
    const path = `/api/policy/agreements/${id}/contribution`
    const stated = await must(
      house.send('PUT', path, { seen: now, facts: { startup_jobs: '50', milestones: '1' } }, office),
    )
    // 30 + 50/100 × 30 + 15 = 60
    expect(stated.contributions[0]).toMatchObject({ score: 60, coverageRatio: 1 })
    const refused = await house.send('PUT', path, { seen: now, facts: { startup_jobs: '很多' } }, office)
    expect(refused.status).toBe(400)
  })

  test('I04: the programme shows as a cohort with what was agreed and paid', async () => {
    const list = await bodyOf(
      house.send('GET', `/api/policy/agreements?city=${changzhou}`, undefined, office),
    )
    expect(list.cohorts).toEqual([
      { programme: '龙城英才计划', year: 2026, agreements: 2, supportFen: '120000000', paidFen: '40000000' },
    ])
    const own = await bodyOf(
      house.send('GET', `/api/policy/agreements?city=${changzhou}`, undefined, firm.cookie),
    )
    expect(own.items).toHaveLength(2)
    const stranger = await house.signIn('firm', { organisationId: '777777' })
    const none = await bodyOf(
      house.send('GET', `/api/policy/agreements?city=${changzhou}`, undefined, stranger),
    )
    expect(none.items).toEqual([])
  })
})
