import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { readTable } from '../../../platform/files/index.ts'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces } from '../../registry/fixtures.ts'
import { holdFirms } from '../fixtures.ts'
import { changzhou, type Departments, holdCases, holdDepartments, letDaysPass } from './fixtures.ts'

const house = signedInApp({ keepBetweenTests: true })
const account = { accountName: '兑付甲厂', bank: '江南农村商业银行武进支行', accountNo: '0100200300400500' }
const firms: Record<string, { id: string; cookie: string }> = {}
let office = ''
let departments: Departments = {}

beforeAll(async () => {
  await holdPlaces(house)
  await holdCases(house)
  departments = await holdDepartments(house, ['business', 'finance', 'talent'])
  const names = { a: 80_000_001n, b: 123_405n, c: 5_000_000n, d: 7_000_000n, zero: 0n }
  const ids = await holdFirms(
    house,
    Object.entries(names).map(([name, fen]) => ({
      name: `兑付${name}厂`,
      figures: { district_talent_award: fen },
    })),
  )
  await holdFirms(house, [{ name: '奖励额未知厂' }])
  for (const [i, name] of Object.keys(names).entries()) {
    const id = ids[i]!
    firms[name] = { id, cookie: await house.signIn('firm', { organisationId: id, cityCode: changzhou }) }
  }
  office = await house.signIn('chain_office', { cityCode: changzhou })
}, 60_000)

async function must(pending: Promise<Response>) {
  const response = await pending
  const text = await response.text()
  expect(response.status, text).toBeLessThan(300)
  return JSON.parse(text)
}
const start = (requestKey = 'grant-run-1', clauseId = 'gather-talent') =>
  house.send(
    'POST',
    '/api/policy/grants',
    { city: changzhou, dataset: 'held', policyId: 'changzhou-talent', clauseId, requestKey },
    office,
  )
const get = (id: string) => bodyOf(house.send('GET', `/api/policy/grants/${id}`, undefined, office))
async function act(id: string, action: string, cookie = office, more: object = {}) {
  const { seen } = (await get(id)).life
  return house.send('POST', `/api/policy/grants/${id}/acts`, { seen, action, ...more }, cookie)
}
async function confirm(id: string, part: string) {
  const { seen } = (await get(id)).life
  const path = `/api/policy/grants/${id}/parts/${part}`
  return house.send('POST', path, { seen, verdict: 'agreed' }, departments[part]!.cookie)
}
const offers = (name: string) =>
  bodyOf(house.send('GET', '/api/policy/offers', undefined, firms[name]!.cookie)).then(({ items }) => items)
const accept = async (name: string, more: object = { account }) => {
  const [offer] = await offers(name)
  return house.send('POST', `/api/policy/offers/${offer.id}`, { accept: true, ...more }, firms[name]!.cookie)
}

describe('I03 F23 免申即享 of the 1:1 match', () => {
  let id = ''

  test('readiness names what blocks a clause; a ceiling cannot be granted without an application', async () => {
    const { clauses } = await bodyOf(
      house.send('GET', `/api/policy/readiness?city=${changzhou}`, undefined, office),
    )
    const of = (clause: string) => clauses.find((one: { clauseId: string }) => one.clauseId === clause)
    expect(of('gather-talent')).toMatchObject({ isReady: true, obstacles: [], entitled: 4 })
    const blocked = of('longcheng')
    expect(blocked.isReady).toBe(false)
    expect(blocked.obstacles.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['discretion', 'ceiling']),
    )
    expect((await bodyOf(start('grant-blocked', 'longcheng'))).code).toBe('policy.not_ready')
  })

  test('the run lists every firm with its exact amount; unknown firms are counted and not listed; a retry is the same run', async () => {
    const run = await must(start())
    id = run.life.id
    expect(run.lines.map(({ amountFen }: { amountFen: string }) => amountFen).sort()).toEqual(
      ['80000001', '123405', '5000000', '7000000'].sort(),
    )
    expect(run.counts).toMatchObject({
      entitled: 4,
      not_eligible: 1,
      insufficient_data: 4,
      alreadyGranted: 0,
    })
    expect((await must(start())).life.id).toBe(id)
    expect((await bodyOf(start('grant-run-2'))).code).toBe('policy.nobody_entitled')
  })

  test('a department takes one firm out with the reason, both confirm, five working days of notice pass, and only then is it offered', async () => {
    await must(act(id, 'send'))
    const { lines, life } = await get(id)
    const d = lines.find((line: { name: string }) => line.name === '兑付d厂')
    const path = `/api/policy/grants/${id}/exclusions`
    const body = { seen: life.seen, lineIds: [d.id], reason: '列入严重失信名单' }
    expect((await house.send('POST', path, body, office)).status).toBe(403)
    await must(house.send('POST', path, body, departments.business!.cookie))
    expect((await act(id, 'publicise')).status).toBe(409)
    await must(confirm(id, 'business'))
    await must(confirm(id, 'finance'))
    const noticed = await must(act(id, 'publicise'))
    expect(noticed.life.stateTitle).toBe('公示')
    const early = await act(id, 'offer')
    expect([early.status, (await bodyOf(early)).detail]).toEqual([
      409,
      expect.stringContaining(noticed.life.dueOn),
    ])
    await letDaysPass(house, id, 20)
    expect(await offers('a')).toEqual([])
    await must(act(id, 'offer'))
    expect((await offers('a'))[0]).toMatchObject({ amountFen: '80000001', isOpen: true })
    expect(await offers('d')).toEqual([])
  })

  test('a department that holds no part of it sees neither the list nor its lines', async () => {
    const { talent, finance } = departments
    const path = `/api/policy/grants/${id}`
    expect((await house.send('GET', path, undefined, finance!.cookie)).status).toBe(200)
    expect((await house.send('GET', path, undefined, talent!.cookie)).status).toBe(404)
    const token = house.tokenFor('department', new Date(), '7', talent!.id)
    const rows = await house.database.transaction({ contextToken: token }, (db) =>
      sql`select 1 from policy.grant_line union all select 1 from policy.life where kind = 'grant'`.execute(
        db,
      ),
    )
    expect(rows.rows).toEqual([])
  })

  test('a firm accepts with one act; without an account it is told; nobody accepts for another', async () => {
    expect((await bodyOf(accept('a', {}))).code).toBe('policy.account_missing')
    const [line] = (await must(accept('a'))).items
    expect(line.status).toBe('accepted')
    await must(accept('a', {}))
    await must(
      accept('b', { account: { ...account, accountName: '兑付b厂', accountNo: '6222000011112222' } }),
    )
    const [offer] = await offers('c')
    const other = await house.send(
      'POST',
      `/api/policy/offers/${offer.id}`,
      { accept: true },
      firms.a!.cookie,
    )
    expect(other.status).toBe(404)
  })

  test('the treasury’s list holds exactly what was accepted, to the fen, in figures and in capitals', async () => {
    const run = await must(act(id, 'order'))
    expect(run.paymentLists).toHaveLength(1)
    const file = await house.send(
      'GET',
      `/api/policy/payment-lists/${run.paymentLists[0].id}/file`,
      undefined,
      office,
    )
    expect(file.status).toBe(200)
    const bytes = Buffer.from(await file.arrayBuffer())
    const table = await readTable(bytes, 'list.xlsx' as never)
    const text = JSON.stringify(table, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    for (const part of [
      '序号',
      '单位名称',
      '统一社会信用代码',
      '开户行',
      '账号',
      '金额(元)',
      '政策依据',
      '合计',
    ])
      expect(text).toContain(part)
    for (const part of ['0100200300400500', '6222000011112222', '800000.01', '1234.05', '801234.06'])
      expect(text).toContain(part)
    expect(text).toContain('捌拾万壹仟贰佰叁拾肆元零陆分')
    expect(text).toContain('填报单位：测试business局')
    expect(text).not.toContain('兑付c厂')
    expect(run.lines.find((line: { name: string }) => line.name === '兑付c厂').status).toBe('offered')
  })

  test('each payment is recorded once, then the run settles; who did not accept is found by the next run', async () => {
    const { lines } = await get(id)
    const payouts = lines.flatMap(({ payout }: { payout: { id: string } | null }) => payout ?? [])
    expect(payouts).toHaveLength(2)
    expect((await act(id, 'settle')).status).toBe(409)
    for (const [i, payout] of payouts.entries()) {
      const path = `/api/policy/payouts/${payout.id}/payment`
      const body = { paidOn: '2026-01-05', voucher: `T-${i}` }
      const both = await Promise.all([
        house.send('POST', path, body, office),
        house.send('POST', path, { ...body, voucher: `U-${i}` }, office),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    }
    expect((await must(act(id, 'settle'))).life.state).toBe('settled')
    const next = await must(start('grant-run-3'))
    expect(next.lines.map(({ name }: { name: string }) => name)).toEqual(['兑付c厂', '兑付d厂'])
    expect(next.counts.alreadyGranted).toBe(2)
  })

  test('accounts and lines are closed to everybody else in the database; an office cannot name an account', async () => {
    const asRival = house.tokenFor('firm', new Date(), '9', firms.c!.id)
    const seen = await house.database.transaction({ contextToken: asRival }, async (db) => {
      const accounts = await sql`select 1 from policy.payment_account`.execute(db)
      const others =
        await sql`select 1 from policy.grant_line where organisation_id = ${firms.a!.id}`.execute(db)
      const lists = await sql`select 1 from policy.payment_list`.execute(db)
      return [accounts.rows.length, others.rows.length, lists.rows.length]
    })
    expect(seen).toEqual([0, 0, 0])
    const asOffice = house.tokenFor('chain_office', new Date())
    const named = house.database.transaction({ contextToken: asOffice }, (db) =>
      sql`insert into policy.payment_account (dataset, organisation_id, account_name, bank, account_no, confirmed_by, confirmed_at)
        values ('held', ${firms.c!.id}, 'x', 'x', '123456', 'x', now())`.execute(db),
    )
    await expect(named).rejects.toThrow(/row-level security/)
    const department = house.tokenFor('department', new Date(), '7', departments.finance!.id)
    const numbers = await house.database.transaction({ contextToken: department }, (db) =>
      sql`select 1 from policy.payment_account`.execute(db),
    )
    expect(numbers.rows).toEqual([])
  })

  test.each([
    ['department', 403],
    ['firm', 403],
    ['bank', 403],
    ['auditor', 403],
    ['chain_leader', 403],
    ['administrator', 200],
  ] as const)('a %s who asks for the treasury’s list is answered %i', async (role, status) => {
    const { paymentLists } = await get(id)
    const path = `/api/policy/payment-lists/${paymentLists[0].id}/file`
    expect((await house.send('GET', path, undefined, await house.signIn(role))).status).toBe(status)
  })
})
