// Consent at work: relations that were confided are read, withdrawn, ended, confided anew.
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces, importCsv } from '../registry/fixtures.ts'

const house = signedInApp()
const ids: Record<string, string> = {}
let admin = ''
let office = ''
const relations = '采购方名称,供应商名称,年度,占比（%）\n株洲甲整车有限公司,株洲乙变流有限公司,2024,30'

beforeEach(async () => {
  await holdPlaces(house)
  await importCsv(
    house,
    '企业名称,所在地市\n株洲甲整车有限公司,株洲市\n株洲乙变流有限公司,株洲市\n株洲丙轴承有限公司,株洲市',
  )
  admin = await house.signIn('administrator')
  office = await house.signIn('chain_office')
  for (const name of ['甲', '乙', '丙']) {
    const { items } = await bodyOf(house.send('GET', `/api/organisations?q=株洲${name}`, undefined, admin))
    ids[name] = items[0].id
  }
  await confide()
})

const confide = () =>
  importCsv(house, relations, {
    kind: 'relations',
    options: { dataset: 'held', fileName: '供应关系.csv', partner: 'supplier' },
  })
const suppliersOf = async (cookie: string, name: string) =>
  (
    (await bodyOf(house.send('GET', `/api/network/organisations/${ids[name]}/relations`, undefined, cookie)))
      .suppliers ?? []
  ).length as number
const consents = async () => (await bodyOf(house.send('GET', '/api/consents', undefined, office))).items
const state = (id: string, terms: object) =>
  house.send(
    'PUT',
    `/api/consents/${id}`,
    { purpose: '测算本地配套率', readers: ['administrator', 'chain_office'], validUntil: null, ...terms },
    office,
  )
const rowsOf = (token: string) =>
  house.database.transaction({ contextToken: token }, async (db) => {
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from network.supply_link
      where superseded_at is null`.execute(db)
    return Number(rows[0]!.n)
  })
const asProgram = () =>
  house.asSystem(async ({ db }) => {
    const { rows } = await sql<{
      packed: Buffer | null
    }>`select packed from network.packed_purchases('held', 0, 1000)`.execute(db)
    return (rows[0]?.packed?.length ?? 0) / 56
  })

describe('a confidential upload', () => {
  test('waits in 待我处理 of the office until purpose, readers and end are stated', async () => {
    const todo = async () => (await bodyOf(house.send('GET', '/api/todo', undefined, office))).items
    expect(await todo()).toMatchObject([{ room: 'access', text: '写明“供应关系.csv”的用途、可读者和期限' }])
    const [consent] = await consents()
    expect(consent).toMatchObject({ state: 'unstated', purpose: null })
    expect((await state(consent.id, { purpose: '' })).status).toBe(400)
    expect((await state(consent.id, { organisationId: ids.甲 })).status).toBe(204)
    expect((await consents())[0]).toMatchObject({ state: 'open', organisationName: '株洲甲整车有限公司' })
    expect(await todo()).toEqual([])
  })

  test('M11: withdrawn by its firm is in no result: no page, no row, no aggregate; confided anew it is back', async () => {
    const firm = await house.signIn('firm', { organisationId: ids.甲! })
    const [{ id }] = await consents()
    await state(id, { organisationId: ids.甲 })
    expect([await suppliersOf(office, '甲'), await suppliersOf(firm, '甲'), await asProgram()]).toEqual([
      1, 1, 1,
    ])
    const withdraw = (cookie: string) =>
      house.send('POST', `/api/consents/${id}/withdraw`, { reason: '数据有误' }, cookie)
    expect((await withdraw(await house.signIn('firm', { organisationId: ids.丙! }))).status).toBe(404)
    expect((await withdraw(firm)).status).toBe(204)
    expect((await withdraw(firm)).status).toBe(409)
    expect([await suppliersOf(office, '甲'), await suppliersOf(firm, '甲'), await asProgram()]).toEqual([
      0, 0, 0,
    ])
    expect(await rowsOf(house.tokenFor('chain_office', new Date()))).toBe(0)
    expect((await bodyOf(house.send('GET', '/api/confided', undefined, firm))).consents[0]).toMatchObject({
      state: 'withdrawn',
      withdrawnReason: '数据有误',
    })
    expect((await confide()).created).toBe(1)
    expect([await suppliersOf(office, '甲'), await asProgram()]).toEqual([1, 1])
  })

  test('ends after its last day', async () => {
    const [{ id }] = await consents()
    await state(id, { validUntil: '2099-12-31' })
    expect(await suppliersOf(office, '甲')).toBe(1)
    await state(id, { validUntil: '2026-01-01' })
    expect((await consents())[0].state).toBe('ended')
    expect([await suppliersOf(office, '甲'), await asProgram()]).toEqual([0, 0])
  })

  test('is read row by row by the readers it names and its two ends only', async () => {
    const [{ id }] = await consents()
    await state(id, { readers: ['administrator'], organisationId: ids.甲 })
    const supplier = await house.signIn('firm', { organisationId: ids.乙! })
    expect([await suppliersOf(admin, '甲'), await suppliersOf(office, '甲')]).toEqual([1, 0])
    expect(await rowsOf(house.tokenFor('firm', new Date(), '9', ids.乙))).toBe(1)
    expect(await rowsOf(house.tokenFor('firm', new Date(), '9', ids.丙))).toBe(0)
    expect(await asProgram()).toBe(1)
    expect(supplier).not.toBe('')
  })
})

describe('a firm sees who read what of its own', () => {
  test('M11: when, in which role and what; not its own readings, not who, not other firms’', async () => {
    await suppliersOf(office, '甲')
    const firm = await house.signIn('firm', { organisationId: ids.甲! })
    await suppliersOf(firm, '甲')
    const own = await bodyOf(house.send('GET', '/api/confided', undefined, firm))
    expect(own.readings).toHaveLength(1)
    expect(own.readings[0]).toMatchObject({ role: 'chain_office', what: '查看供应关系' })
    expect(JSON.stringify(own.readings)).not.toContain('chain-office')
    const other = await house.signIn('firm', { organisationId: ids.丙! })
    expect((await bodyOf(house.send('GET', '/api/confided', undefined, other))).readings).toEqual([])
  })
})
