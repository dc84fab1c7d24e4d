import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces, importCsv } from '../registry/fixtures.ts'

const house = signedInApp()
const ids: Record<string, string> = {}

beforeEach(async () => {
  await holdPlaces(house)
  const names = ['甲整车', '乙变流', '丙轴承'].map((name) => `株洲${name}有限公司,株洲市`)
  await importCsv(house, ['企业名称,所在地市', ...names].join('\n'))
  const { rows } = await sql<{
    id: bigint
    name: string
  }>`select id, name from registry.organisation`.execute(house.database.owner)
  for (const { id, name } of rows) ids[name.slice(2, 3)] = String(id)
})

const firm = (name: string) => house.signIn('firm', { organisationId: ids[name]! })
const office = () => house.signIn('chain_office')
const told = (more: object = {}) => ({
  ...{ dataset: 'held', requestKey: 'a', buyerId: ids.甲, supplierId: ids.乙, year: 2024, product: '变流器' },
  ...{ amountLowFen: '100', amountHighFen: '500', source: '自报' },
  ...more,
})
const post = (path: string, body: unknown, cookie: string) =>
  house.send('POST', `/api/network/relations${path}`, body, cookie)
const suppliersOf = async (cookie: string, name = '甲') =>
  (await bodyOf(house.send('GET', `/api/network/organisations/${ids[name]}/relations`, undefined, cookie)))
    .suppliers

describe('a relation written down by its own firm', () => {
  test('D03: a band is kept as a band, the form sent twice writes once, and its correction keeps history', async () => {
    const cookie = await firm('甲')
    const first = await bodyOf(post('', told(), cookie))
    expect((await bodyOf(post('', told(), cookie))).id).toBe(first.id)
    expect(await suppliersOf(cookie)).toMatchObject([
      {
        id: first.id,
        amountFen: null,
        amountLowFen: '100',
        amountHighFen: '500',
        mayChange: true,
        statedSide: 'buyer',
      },
    ])
    const again = await post('', told({ requestKey: 'b' }), cookie)
    expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'network.relation_held'])
    const mended = { requestKey: 'c', amountFen: '300', reason: '按发票' }
    const second = await bodyOf(post(`/${first.id}/corrections`, mended, cookie))
    expect(await suppliersOf(cookie)).toMatchObject([{ id: second.id, amountFen: '300', amountLowFen: null }])
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from network.supply_link`.execute(
      house.database.owner,
    )
    expect(rows[0]!.n).toBe(2n)
  })

  test('its end stands with the reason; the counterpart sees it and cannot change it', async () => {
    const { id } = await bodyOf(post('', told(), await firm('甲')))
    const end = (endedOn: string, cookie: string) =>
      post(`/${id}/end`, { endedOn, reason: '改由自制' }, cookie)
    expect((await end('2024-06-30', await firm('乙'))).status).toBe(404)
    expect((await end('2025-06-30', await firm('甲'))).status).toBe(400)
    expect((await end('2024-06-30', await firm('甲'))).status).toBe(204)
    expect((await end('2024-06-30', await firm('甲'))).status).toBe(409)
    expect(await suppliersOf(await firm('甲'))).toMatchObject([
      { endedOn: '2024-06-30', endedReason: '改由自制', mayChange: false },
    ])
  })

  test('evidence is read by who handed it in and by the office, and stays with the corrected row', async () => {
    const cookie = await firm('甲')
    const { id } = await bodyOf(post('', told(), cookie))
    const form = new FormData()
    form.set('file', new File([Buffer.from('%PDF-1.7\n%%EOF')], '合同.pdf'))
    expect((await post(`/${id}/evidence`, form, cookie)).status).toBe(201)
    await post(`/${id}/corrections`, { requestKey: 'c', amountFen: '300', reason: '按发票' }, cookie)
    for (const reader of [cookie, await office()])
      expect((await suppliersOf(reader))[0].evidence).toMatchObject([{ fileName: '合同.pdf' }])
  })

  test.each([
    ['amountHighFen', { amountHighFen: null }, 'network.band_half'],
    ['amountHighFen', { amountHighFen: '50' }, 'network.band_turned'],
    ['amountFen', { amountFen: '5' }, 'network.band_and_amount'],
    ['amountFen', { amountLowFen: null, amountHighFen: null }, 'network.relation_empty'],
  ])('a fault is told at its field: %s %o', async (field, more, code) => {
    const answer = await post('', told(more), await firm('甲'))
    expect([answer.status, (await bodyOf(answer)).fields[0]]).toMatchObject([400, { field, code }])
  })
})

const rename = (name: string, to: string) =>
  sql`update registry.organisation set name = ${to}, name_normalised = ${to}
    where id = ${ids[name]}::bigint`.execute(house.database.owner)
const importOne = (supplier: string, amount: number) =>
  importCsv(
    house,
    `采购方名称,供应商名称,年度,产品,金额（元）\n株洲甲整车有限公司,${supplier},2024,变流器,${amount}`,
    { kind: 'relations', options: { dataset: 'held', fileName: '供应关系.csv', partner: 'supplier' } },
  )
const standing = async () =>
  Number(
    (
      await sql<{
        n: bigint
      }>`select count(*) as n from network.supply_link where superseded_at is null`.execute(
        house.database.owner,
      )
    ).rows[0]!.n,
  )

test('two firms of one name each have their relation', async () => {
  await rename('丙', '株洲乙变流有限公司')
  expect((await post('', told(), await firm('甲'))).status).toBe(201)
  expect((await post('', told({ requestKey: 'b', supplierId: ids.丙 }), await firm('甲'))).status).toBe(201)
  expect(await suppliersOf(await firm('甲'))).toHaveLength(2)
})

test('a renaming neither doubles nor loses a relation: not by form, not by a file under the new name or the old', async () => {
  await post('', told(), await office())
  await rename('乙', '株洲新变流有限公司')
  const again = await post('', told({ requestKey: 'b' }), await office())
  expect([again.status, (await bodyOf(again)).code]).toEqual([409, 'network.relation_held'])
  const report = await importOne('株洲新变流有限公司', 9)
  expect([report.created, report.joined]).toEqual([0, 1])
  expect(await standing()).toBe(1)
  await sql`insert into registry.former_name (organisation_id, name, name_normalised, source)
    values (${ids.乙}::bigint, '株洲乙变流有限公司', '株洲乙变流有限公司', 't')`.execute(house.database.owner)
  const other = await importOne('株洲乙变流有限公司', 11)
  expect([other.created, other.joined]).toEqual([0, 1])
  expect(await standing()).toBe(1)
  const undone = await house.send('POST', `/api/imports/${other.importId}/undo`, {}, await office())
  expect((await bodyOf(undone)).restored).toBe(1)
  expect(await suppliersOf(await office())).toMatchObject([{ amountFen: '900' }])
})

describe('who writes and who sees', () => {
  test('a firm writes what is its own; an office of any two firms, but nothing for the parties only', async () => {
    const answer = await post('', told(), await firm('丙'))
    expect([answer.status, (await bodyOf(answer)).code]).toEqual([403, 'network.relation_of_others'])
    expect((await post('', told(), await office())).status).toBe(201)
    expect(
      (await post('', told({ requestKey: 'p', confidentiality: 'parties' }), await office())).status,
    ).toBe(400)
    const foreign = { ...told(), requestKey: 'x', buyerId: ids.丙 }
    expect((await post('', foreign, await firm('甲'))).status).toBe(403)
  })

  test('a row for its parties only: both see it, the office does not, and an import of the same does not collide', async () => {
    await post('', told({ confidentiality: 'parties' }), await firm('甲'))
    expect(await suppliersOf(await firm('甲'))).toHaveLength(1)
    expect(await suppliersOf(await office())).toHaveLength(0)
    expect(await house.rowsSeenBy('administrator', 'network.supply_link')).toBe(0)
    expect(await house.rowsSeenBy('system', 'network.supply_link')).toBe(0)
    const csv =
      '采购方名称,供应商名称,年度,产品,金额（元）\n株洲甲整车有限公司,株洲乙变流有限公司,2024,变流器,9'
    const report = await importCsv(house, csv, {
      kind: 'relations',
      options: { dataset: 'held', fileName: '供应关系.csv', partner: 'supplier' },
    })
    expect(report.created).toBe(1)
    expect(await suppliersOf(await office())).toMatchObject([{ amountFen: '900' }])
    const [{ id }] = (await suppliersOf(await firm('甲'))).filter(
      ({ confidentiality }: { confidentiality: string }) => confidentiality === 'parties',
    )
    await post(`/${id}/corrections`, { requestKey: 'c', amountFen: '3', reason: '密匣' }, await firm('甲'))
    const [{ id: fresh }] = (await suppliersOf(await firm('甲'))).filter(
      ({ confidentiality }: { confidentiality: string }) => confidentiality === 'parties',
    )
    await post(`/${fresh}/end`, { endedOn: '2024-06-30', reason: '密匣' }, await firm('甲'))
    const { rows } = await sql<{ n: bigint }>`
      select count(*) as n from access.audit_entry where detail::text like '%密匣%'`.execute(
      house.database.owner,
    )
    expect(rows[0]!.n).toBe(0n)
    const packed = await house.asSystem(async ({ db }) => {
      const { rows } = await sql<{
        n: number
      }>`select length(packed) as n from network.packed_purchases('held', 0, 9)`.execute(db)
      return rows[0]!.n
    })
    expect(packed).toBe(56)
  })
})
