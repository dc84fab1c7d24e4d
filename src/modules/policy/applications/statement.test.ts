import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { type Desk, must, openDesk, wan } from './fixtures/desk.ts'
import { letDaysPass } from './fixtures.ts'

const house = signedInApp({ keepBetweenTests: true })
let desk: Desk
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const year = Number(today.slice(0, 4))
beforeAll(async () => {
  desk = await openDesk(house)
}, 60_000)

const path = (id: string) => `/api/policy/statement/${id}`
const statement = (cookie: string, query = '') =>
  house.send('GET', `${path(desk.firm.id)}?dataset=held${query}`, undefined, cookie)
const report = (body: object, cookie: string, id = desk.firm.id) =>
  house.send(
    'POST',
    `${path(id)}/reliefs`,
    {
      dataset: 'held',
      kind: 'rd_deduction',
      title: null,
      year: year - 1,
      amountFen: null,
      basisFen: null,
      source: '年度汇算清缴申报表',
      ...body,
    },
    cookie,
  )

/** 4.5 million granted, paid in two, 1 million of the first back; publicised long enough. */
async function grantAndPay() {
  const id = await desk.inReview()
  await desk.allAgree(id)
  await must(desk.act(id, 'pass'))
  const instalments = [
    { label: '首期', amountFen: String(300n * wan), dueOn: null },
    { label: '末期', amountFen: String(150n * wan), dueOn: null },
  ]
  await must(desk.act(id, 'publicise', desk.office, { approvedFen: String(450n * wan), instalments }))
  await letDaysPass(house, id, 20)
  await must(desk.act(id, 'approve'))
  const { payouts } = await desk.get(id)
  const pay = { paidOn: today, voucher: 'F23-1' }
  await must(house.send('POST', `/api/policy/payouts/${payouts[0].id}/payment`, pay, desk.office))
  const back = { amountFen: String(100n * wan), receivedOn: today, reason: '部分设备未到位' }
  await must(house.send('POST', `/api/policy/payouts/${payouts[0].id}/recovery`, back, desk.office))
  return id
}

describe('F23 the statement of a firm’s benefits', () => {
  test('F23: an empty statement says that nothing was granted, without a figure that is not held', async () => {
    const own = await must(statement(desk.firm.cookie))
    expect([own.totals, own.years, own.cases, own.reliefs]).toEqual([
      {
        grantedFen: '0',
        paidFen: '0',
        recoveredFen: '0',
        openFen: '0',
        reliefFen: '0',
        reliefsUnknown: 0,
      },
      [],
      [],
      [],
    ])
  })

  test('F23: granted 4.5 million, paid 3 million, 1 million back, 1.5 million open; with voucher, reason and page', async () => {
    const id = await grantAndPay()
    const own = await must(statement(desk.firm.cookie))
    expect(own.totals).toMatchObject({
      grantedFen: String(450n * wan),
      paidFen: String(300n * wan),
      recoveredFen: String(100n * wan),
      openFen: String(150n * wan),
    })
    expect(own.cases[0]).toMatchObject({
      id,
      path: `/policies/applications/${id}`,
      grantedOn: today,
      recoveries: [{ amountFen: String(100n * wan), receivedOn: today, reason: '部分设备未到位' }],
    })
    expect(own.cases[0].payments[0]).toMatchObject({ status: 'paid', paidOn: today, voucher: 'F23-1' })
    expect(own.policies).toHaveLength(1)
    const before = await must(statement(desk.firm.cookie, `&to=${year - 1}`))
    expect([before.totals.paidFen, before.cases]).toEqual(['0', []])
    const wrong = statement(desk.firm.cookie, `&from=${year}&to=${year - 1}`)
    expect((await bodyOf(wrong)).code).toBe('policy.years_backwards')
  })

  test('F23: a relief is kept as told; the amount unknown stays unknown; told twice it counts once', async () => {
    const { departments, firm, office } = desk
    const first = await must(report({ basisFen: String(800n * wan) }, firm.cookie))
    expect(first.totals).toMatchObject({ reliefFen: null, reliefsUnknown: 1 })
    await must(report({ basisFen: String(800n * wan) }, firm.cookie))
    const other = await report({ basisFen: String(900n * wan) }, firm.cookie)
    expect((await bodyOf(other)).code).toBe('policy.relief_told_already')
    const tax = { amountFen: String(200n * wan), source: '税务局减免税台账' }
    await must(report(tax, departments.tax!.cookie))
    const told = await must(statement(office))
    expect(
      told.reliefs.map((one: { reporter: string; counts: boolean }) => [one.reporter, one.counts]),
    ).toEqual([
      ['firm', false],
      ['department', true],
    ])
    expect(told.totals).toMatchObject({ reliefFen: String(200n * wan), reliefsUnknown: 0 })
    expect(told.totals.grantedFen).toBe(String(450n * wan))
  })

  test('what cannot be is refused with its field: a year to come, a title for a named kind, a deduction of VAT', async () => {
    const body = { year: year + 1, title: '名', kind: 'vat_refund', basisFen: '1' }
    const answer = await report(body, desk.office)
    expect(answer.status).toBe(400)
    const { errors, fields } = await bodyOf(answer)
    expect((fields ?? errors).map(({ field }: { field: string }) => field)).toEqual([
      'title',
      'year',
      'basisFen',
    ])
    expect((await report({ amountFen: '-1' }, desk.office)).status).toBe(400)
    expect((await report({ amountFen: '1.5' }, desk.office)).status).toBe(400)
  })

  test('only the firm, the office and departments with a part read it; a department sees its cases and the page says so', async () => {
    const { departments, rival, office } = desk
    expect((await statement(rival.cookie)).status).toBe(404)
    expect((await report({}, rival.cookie)).status).toBe(404)
    const park = await house.signIn('park', {})
    expect((await statement(park)).status).toBe(403)
    const checker = await must(statement(departments.finance!.cookie))
    expect([checker.isWhole, checker.mayReport, checker.reliefs.length, checker.cases.length]).toEqual([
      false,
      false,
      0,
      1,
    ])
    expect((await bodyOf(report({}, departments.finance!.cookie))).code).toBe('policy.not_tax_office')
    const elsewhere = await house.signIn('department', { organisationId: '777777', cityCode: '320400' })
    expect((await must(statement(elsewhere))).cases).toEqual([])
    const strange = await house.signIn('chain_office', { cityCode: '430200' })
    expect((await statement(strange)).status).toBe(403)
    expect((await must(statement(office))).isWhole).toBe(true)
  })

  test('a relief is taken back by who told it, with the reason; the firm cannot take back the tax office’s', async () => {
    const { firm, departments } = desk
    const { reliefs } = await must(statement(firm.cookie))
    const [own, tax] = reliefs
    const back = (id: string, cookie: string) =>
      house.send('POST', `/api/policy/reliefs/${id}/withdrawal`, { reason: '填错年度' }, cookie)
    expect([own.mayWithdraw, tax.mayWithdraw]).toEqual([true, false])
    expect((await back(tax.id, firm.cookie)).status).toBe(403)
    await must(back(own.id, firm.cookie))
    expect((await back(own.id, firm.cookie)).status).toBe(404)
    expect((await must(back(tax.id, departments.tax!.cookie))).reliefs).toEqual([])
  })

  test('the file is a PDF or a workbook with the same sums, for the same readers only', async () => {
    const file = (format: string, cookie: string) =>
      house.send('GET', `${path(desk.firm.id)}/file?dataset=held&format=${format}`, undefined, cookie)
    const pdf = await file('pdf', desk.firm.cookie)
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await (await file('xlsx', desk.office)).arrayBuffer()) as never)
    const row = book.getWorksheet('分年度')!.getRow(3)
    expect([row.getCell(2).value, row.getCell(3).value, row.getCell(4).value]).toEqual([
      4_500_000, 3_000_000, 1_000_000,
    ])
    expect((await file('pdf', desk.rival.cookie)).status).toBe(404)
  })
})
