import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { chinaDay } from '../../kernel/china-day.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces, importCsv } from '../registry/fixtures.ts'

const house = signedInApp()
const ids: Record<string, string> = {}
const firms = ['甲整车', '乙变流', '丙轴承', '丁制动', '戊整车', '己整车']

beforeEach(async () => {
  await holdPlaces(house)
  await importCsv(
    house,
    ['企业名称,所在地市', ...firms.map((name) => `株洲${name}有限公司,株洲市`)].join('\n'),
  )
  const { rows } = await sql<{
    id: bigint
    name: string
  }>`select id, name from registry.organisation`.execute(house.database.owner)
  for (const { id, name } of rows) ids[name.slice(2, 3)] = String(id)
})

const firm = (name: string) => house.signIn('firm', { organisationId: ids[name]!, cityCode: '430200' })
const terms = (partner: string, more: object = {}) => ({
  ...{
    dataset: 'held',
    requestKey: `form-${partner}`,
    side: 'buyer',
    partnerId: ids[partner],
    product: '牵引变流器',
  },
  ...{ startsOn: '2026-01-01', endsOn: '2027-12-31', volumeUnit: '台', source: '合同 A-1' },
  years: [{ year: 2026, volume: '100', valueFen: '1000000' }],
  ...more,
})
const post = (path: string, body: unknown, cookie: string) =>
  house.send('POST', `/api/network/agreements${path}`, body, cookie)
const state = async (buyer: string, supplier: string, more: object = {}) => {
  const answer = await bodyOf(post('', terms(supplier, more), await firm(buyer)))
  await post(`/${answer.id}/acts`, { action: 'confirm' }, await firm(supplier))
  return answer.id as string
}

describe('D05: a framework agreement between two firms', () => {
  test('D05: is confirmed by the other party, and delivered stands against agreed', async () => {
    const written = await bodyOf(post('', terms('乙'), await firm('甲')))
    expect(written).toMatchObject({ state: 'proposed', side: 'buyer', actions: [{ name: 'withdraw' }] })
    const again = await bodyOf(post('', terms('乙'), await firm('甲')))
    expect(again.id).toBe(written.id)
    const todo = async (name: string) =>
      (await bodyOf(house.send('GET', '/api/todo?dataset=held', undefined, await firm(name)))).items.map(
        ({ text }: { text: string }) => text,
      )
    expect(await todo('乙')).toEqual(['确认与株洲甲整车有限公司的框架协议（牵引变流器）'])
    expect(await todo('甲')).toEqual([])
    const early = await post(
      `/${written.id}/deliveries`,
      { deliveredOn: '2026-03-01', reference: 'S1', valueFen: '1' },
      await firm('乙'),
    )
    expect([early.status, (await bodyOf(early)).code]).toEqual([409, 'network.agreement_not_confirmed'])
    await post(`/${written.id}/acts`, { action: 'confirm' }, await firm('乙'))
    const told = { deliveredOn: '2026-03-01', reference: 'S1', volume: '30', valueFen: '250000' }
    await post(`/${written.id}/deliveries`, told, await firm('乙'))
    // The same note told by the other side counts once; with other figures it is refused.
    const both = await bodyOf(post(`/${written.id}/deliveries`, told, await firm('甲')))
    expect(both.years).toMatchObject([
      { year: 2026, deliveredVolume: '30', volumeRatio: 0.3, valueRatio: 0.25 },
    ])
    const other = await post(`/${written.id}/deliveries`, { ...told, volume: '31' }, await firm('甲'))
    expect([other.status, (await bodyOf(other)).code]).toEqual([409, 'network.delivery_differs'])
  })

  test('D05: a file of deliveries is checked line by line, then taken; twice it adds nothing', async () => {
    const id = await state('甲', '乙')
    const csv =
      '送货单号,交货日期,数量,金额（万元）\nS1,2026-02-01,10,1.5\nS2,2026/3/1,x,2\nS3,2026年4月1日,,\nS4,2026-05-01,5,'
    const send = async (mode: string) => {
      const form = new FormData()
      form.set('mode', mode)
      form.set('file', new File([csv], '送货.csv'))
      return bodyOf(post(`/${id}/deliveries/file`, form, await firm('乙')))
    }
    const check = await send('check')
    expect(check).toMatchObject({ isRun: false, lines: 4, created: 2, refused: 2 })
    expect(
      check.problems.map(({ line, column }: { line: number; column: string }) => [line, column]),
    ).toEqual([
      [3, '数量'],
      [4, '数量'],
    ])
    expect((await send('run')).created).toBe(2)
    expect(await send('run')).toMatchObject({ created: 0, unchanged: 2 })
    const held = await bodyOf(house.send('GET', `/api/network/agreements/${id}`, undefined, await firm('甲')))
    expect(held.years[0]).toMatchObject({ deliveredVolume: '15', deliveredFen: '1500000', withoutValue: 1 })
  })

  test('D05: a delivery of a day to come is refused, by hand and in a file, and the trail tells nothing of it', async () => {
    const id = await state('甲', '乙')
    const cookie = await firm('乙')
    const tomorrow = chinaDay(new Date(Date.now() + 86_400_000))
    const early = { deliveredOn: tomorrow, reference: 'S1', valueFen: '1' }
    const answer = await post(`/${id}/deliveries`, early, cookie)
    expect([answer.status, (await bodyOf(answer)).fields[0]]).toMatchObject([
      400,
      { field: 'deliveredOn', code: 'network.delivery_to_come' },
    ])
    const form = new FormData()
    form.set('mode', 'run')
    form.set('file', new File([`送货单号,交货日期,数量\nS1,${tomorrow},1\nS2,2026-03-01,1`], '密匣送货.csv'))
    const taken = await bodyOf(post(`/${id}/deliveries/file`, form, cookie))
    expect(taken).toMatchObject({ created: 1, refused: 1, problems: [{ line: 2, column: '交货日期' }] })
    const { deliveries } = await bodyOf(house.send('GET', `/api/network/agreements/${id}`, undefined, cookie))
    await post(`/${id}/deliveries/${deliveries[0].id}/withdrawal`, { reason: '密匣' }, cookie)
    const { rows } = await sql<{ n: bigint }>`
      select count(*) as n from access.audit_entry where detail::text like '%密匣%'`.execute(
      house.database.owner,
    )
    expect(rows[0]!.n).toBe(0n)
  })

  test('D05: one that runs out is in the inbox of both parties until it is renewed', async () => {
    const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const year = Number(soon.slice(0, 4))
    const dates = { startsOn: '2025-01-01', endsOn: soon, years: [{ year, valueFen: '1' }] }
    const id = await state('甲', '乙', dates)
    const todo = async (name: string) =>
      (await bodyOf(house.send('GET', '/api/todo?dataset=held', undefined, await firm(name)))).items
    expect(await todo('乙')).toMatchObject([{ dueDate: soon, path: `/supply-agreements?agreement=${id}` }])
    expect(await todo('甲')).toHaveLength(1)
    const renewal = terms('乙', {
      ...{ requestKey: 'renewal', renewsId: id, startsOn: soon, endsOn: `${year + 2}-12-31` },
      years: [{ year: year + 1, valueFen: '2' }],
    })
    const renewed = await bodyOf(post('', renewal, await firm('甲')))
    expect(renewed.renewsId).toBe(id)
    await post(`/${renewed.id}/acts`, { action: 'confirm' }, await firm('乙'))
    expect(await todo('乙')).toEqual([])
    const second = await post('', { ...renewal, requestKey: 'again' }, await firm('甲'))
    expect([second.status, (await bodyOf(second)).code]).toEqual([400, 'network.agreement_not_renewable'])
  })

  test.each([
    ['endsOn', { endsOn: '2025-01-01' }, 'network.agreement_ends_before'],
    ['years.0.year', { years: [{ year: 2030, valueFen: '1' }] }, 'network.agreement_year_outside'],
    ['years.0', { years: [{ year: 2026 }] }, 'network.agreement_year_empty'],
    ['volumeUnit', { volumeUnit: null }, 'network.agreement_no_unit'],
    ['partnerId', { partnerId: '999999' }, 'network.agreement_no_partner'],
  ])('a fault is told at its field: %s', async (field, more, code) => {
    const answer = await post('', terms('乙', more), await firm('甲'))
    expect(answer.status).toBe(400)
    expect((await bodyOf(answer)).fields[0]).toMatchObject({ field, code })
  })
})

describe('who sees an agreement', () => {
  test('D05: its two parties only: not the office, not the administrator, no third firm', async () => {
    const id = await state('甲', '乙')
    for (const cookie of [await firm('甲'), await firm('乙')])
      expect((await house.send('GET', `/api/network/agreements/${id}`, undefined, cookie)).status).toBe(200)
    expect(
      (await house.send('GET', `/api/network/agreements/${id}`, undefined, await firm('丙'))).status,
    ).toBe(404)
    for (const role of ['chain_office', 'administrator'] as const)
      expect(
        (await house.send('GET', `/api/network/agreements/${id}`, undefined, await house.signIn(role)))
          .status,
      ).toBe(403)
    for (const table of ['network.agreement', 'network.agreement_year', 'network.delivery'])
      for (const role of ['chain_office', 'administrator', 'bank', 'auditor', 'department'] as const)
        expect(await house.rowsSeenBy(role, table), `${role} ${table}`).toBe(0)
    expect(await house.rowsSeenBy('system', 'network.agreement')).toBe(1)
  })

  test('D05: the office gets a figure only from three buyers and three suppliers on', async () => {
    const figures = async () =>
      (
        await bodyOf(
          house.send(
            'GET',
            '/api/network/agreement-figures?city=430200&dataset=held',
            undefined,
            await house.signIn('chain_office'),
          ),
        )
      ).years
    await state('甲', '乙')
    await state('戊', '丙')
    expect(await figures()).toMatchObject([
      { year: 2026, isHeldBack: true, agreedFen: null, agreements: null },
    ])
    await state('己', '丁')
    expect(await figures()).toMatchObject([
      {
        year: 2026,
        isHeldBack: false,
        agreedFen: '3000000',
        agreements: 3,
        localRatio: 1,
        fulfilmentRatio: null,
      },
    ])
    // One that makes up more than 80 % holds the figure back again.
    await state('甲', '丁', { requestKey: 'large', years: [{ year: 2026, valueFen: '90000000' }] })
    expect(await figures()).toMatchObject([{ isHeldBack: true, agreedFen: null }])
  })

  const figures = async () =>
    (
      await bodyOf(
        house.send(
          'GET',
          '/api/network/agreement-figures?city=430200&dataset=held',
          undefined,
          await house.signIn('chain_office'),
        ),
      )
    ).years

  test('D05: a ratio that would tell one agreement’s value is held back beside the sum', async () => {
    await sql`update registry.organisation set city_code = '310000', province_code = '310000'
      where id in (${ids.丙}::bigint, ${ids.丁}::bigint)`.execute(house.database.owner)
    const made = [await state('甲', '乙'), await state('戊', '丙'), await state('己', '丁')]
    // 乙 alone is local: a third of 3,000,000 would be its agreement.
    expect(await figures()).toMatchObject([{ agreedFen: '3000000', localRatio: null, secondSourceRatio: 0 }])
    const deliver = async (at: number, supplier: string, valueFen: string) =>
      post(
        `/${made[at]}/deliveries`,
        { deliveredOn: '2026-03-01', reference: 'S', valueFen },
        await firm(supplier),
      )
    await deliver(0, '乙', '10')
    await deliver(1, '丙', '10')
    await deliver(2, '丁', '900000')
    // Equal parts are agreed, but nearly all of what came is 丁's.
    expect(await figures()).toMatchObject([{ deliveredFen: null, fulfilmentRatio: null }])
  })

  test('D05: of an agreement that ended early nothing is agreed after the year of its end', async () => {
    const year = new Date().getUTCFullYear()
    const both = {
      ...{ startsOn: `${year}-01-01`, endsOn: `${year + 1}-12-31` },
      years: [year, year + 1].map((one) => ({ year: one, valueFen: '1000000' })),
    }
    await state('甲', '乙', both)
    await state('戊', '丙', both)
    const third = await state('己', '丁', both)
    expect((await figures()).map((one: { agreements: number }) => one.agreements)).toEqual([3, 3])
    await post(`/${third}/acts`, { action: 'terminate', comment: '停产' }, await firm('己'))
    expect(await figures()).toMatchObject([
      { year: year + 1, isHeldBack: true },
      { year, agreements: 3 },
    ])
  })
})
