import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { readTable } from '../../../platform/files/index.ts'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces, importCsv } from '../fixtures.ts'

const house = signedInApp()
beforeEach(() => holdPlaces(house))

const firms =
  '企业名称,统一社会信用代码,行业,主营产品\n甲机械有限公司,91320505Y4CL12TH81,机械,齿轮\n乙电子有限公司,,,\n'
const later = '2099-12-31'

async function idsByName(): Promise<Record<string, string>> {
  const { rows } = await sql<{
    id: bigint
    name: string
  }>`select id, name from registry.organisation`.execute(house.database.owner)
  return Object.fromEntries(rows.map(({ id, name }) => [name, String(id)]))
}

async function sent(office: string, extra: object = {}) {
  const ids = await idsByName()
  const collection = {
    dataset: 'held',
    title: '2026 年设备调查',
    kind: 'firms',
    fields: ['products', 'industry', 'registeredCapital', 'longitude', 'latitude'],
    note: '用于编制规划',
    dueDate: later,
    organisationIds: [ids.甲机械有限公司, ids.乙电子有限公司],
    clientKey: 'test-key-0001',
    ...extra,
  }
  return house.send('POST', '/api/collections', collection, office)
}

test('a form goes out once, is chased, answered, taken over like a file, and undone like one', async () => {
  await importCsv(house, firms)
  const ids = await idsByName()
  const office = await house.signIn('chain_office')
  const firm = await house.signIn('firm', { organisationId: ids.甲机械有限公司! })
  const other = await house.signIn('firm', { organisationId: ids.乙电子有限公司! })

  const collection = await bodyOf(sent(office))
  expect(collection).toMatchObject({ asked: 2, answered: 0 })
  expect((await bodyOf(sent(office))).id).toBe(collection.id)

  const [request] = (await bodyOf(house.send('GET', '/api/asked', undefined, firm))).items
  const form = await bodyOf(house.send('GET', `/api/asked/${request.id}`, undefined, firm))
  expect(form.held).toContainEqual(expect.objectContaining({ field: 'products', value: '齿轮' }))
  expect((await house.send('GET', `/api/asked/${request.id}`, undefined, other)).status).toBe(404)
  const todo = await bodyOf(house.send('GET', '/api/todo?dataset=held', undefined, firm))
  expect(JSON.stringify(todo)).toContain('2026 年设备调查')

  const answer = {
    rows: [{ products: '齿轮、轴承', industry: '通用设备', name: '别人的公司' }],
    isFinal: true,
  }
  expect((await house.send('PUT', `/api/asked/${request.id}`, answer, other)).status).toBe(404)
  expect(await bodyOf(house.send('PUT', `/api/asked/${request.id}`, answer, firm))).toMatchObject({
    state: 'answered',
  })

  expect(await bodyOf(house.send('POST', `/api/collections/${collection.id}/remind`, {}, office))).toEqual({
    reminded: 1,
  })
  expect(await bodyOf(house.send('POST', `/api/collections/${collection.id}/remind`, {}, office))).toEqual({
    reminded: 0,
  })
  const detail = await bodyOf(house.send('GET', `/api/collections/${collection.id}`, undefined, office))
  expect(detail.requests.map((each: { state: string }) => each.state)).toEqual(['sent', 'answered'])

  const taken = await bodyOf(house.send('POST', `/api/collections/${collection.id}/take`, {}, office))
  expect(taken).toMatchObject({ taken: 1, refused: 0, review: 0 })
  const products = async () =>
    (
      await sql<{ name: string }>`
        select p.name from registry.product p where p.organisation_id = ${BigInt(ids.甲机械有限公司!)} order by name`.execute(
        house.database.owner,
      )
    ).rows.map(({ name }) => name)
  expect(await products()).toEqual(['轴承', '齿轮'].sort())
  expect(Object.keys(await idsByName())).toHaveLength(2)
  expect((await house.send('PUT', `/api/asked/${request.id}`, answer, firm)).status).toBe(409)

  await house.send('POST', `/api/imports/${taken.importId}/undo`, {}, office)
  expect(await products()).toEqual(['齿轮'])
})

test('an answer that cannot be used is refused field by field; a draft is kept; one sent back can be mended', async () => {
  await importCsv(house, firms)
  const ids = await idsByName()
  const office = await house.signIn('chain_office')
  const firm = await house.signIn('firm', { organisationId: ids.甲机械有限公司! })
  const collection = await bodyOf(
    sent(office, { kind: 'relations', partner: 'supplier', fields: ['partnerName', 'year', 'sharePct'] }),
  )
  const [request] = (await bodyOf(house.send('GET', '/api/asked', undefined, firm))).items
  const put = (rows: object[], isFinal: boolean) =>
    house.send('PUT', `/api/asked/${request.id}`, { rows, isFinal }, firm)
  const wrong = await put([{ partnerName: '乙电子有限公司', year: '2024', sharePct: '120' }], true)
  expect(wrong.status).toBe(400)
  expect((await bodyOf(wrong)).fields[0].field).toBe('rows.0.sharePct')
  expect(await bodyOf(put([{ partnerName: '乙电子有限公司', year: '2024' }], false))).toMatchObject({
    state: 'draft',
  })
  await put([{ partnerName: '乙电子有限公司', year: '2024', sharePct: '12' }], true)
  const returned = house.send(
    'POST',
    `/api/collections/requests/${request.id}/return`,
    { reason: '请补 2023 年' },
    office,
  )
  expect(await bodyOf(returned)).toMatchObject({ state: 'returned', returnReason: '请补 2023 年' })
  await put([{ partnerName: '乙电子有限公司', year: '2023', sharePct: '12' }], true)
  expect(
    await bodyOf(house.send('POST', `/api/collections/${collection.id}/take`, {}, office)),
  ).toMatchObject({ taken: 1 })
  const { rows } = await sql<{ year: number; sharePpm: number }>`
    select year, share_ppm from network.supply_link`.execute(house.database.owner)
  expect(rows).toEqual([{ year: 2023, sharePpm: 120_000 }])
})

test('what is asked must be askable, and an export reads back with its formula cells harmless', async () => {
  await importCsv(house, firms)
  const ids = await idsByName()
  const office = await house.signIn('chain_office')
  expect((await sent(office, { fields: ['name'] })).status).toBe(400)
  expect((await sent(office, { dueDate: '2001-01-01' })).status).toBe(400)
  expect((await sent(office, { organisationIds: ['999999'] })).status).toBe(400)
  const collection = await bodyOf(sent(office))
  const firm = await house.signIn('firm', { organisationId: ids.甲机械有限公司! })
  const asked = await bodyOf(house.send('GET', '/api/asked', undefined, firm))
  const [request] = asked.items
  await house.send('PUT', `/api/asked/${request.id}`, { rows: [{ industry: '=1+1' }], isFinal: true }, firm)
  for (const format of ['csv', 'xlsx']) {
    const path = `/api/collections/${collection.id}/export?format=${format}`
    const answer = await house.send('GET', path, undefined, office)
    const table = await readTable(Buffer.from(await answer.arrayBuffer()), { fileName: `x.${format}` })
    expect(table.rows).toHaveLength(2)
    expect(table.rows.flatMap(({ cells }) => cells)).toContain(format === 'csv' ? "'=1+1" : '=1+1')
  }
})
