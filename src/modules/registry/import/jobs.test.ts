import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdPlaces, importOverHttp, orderOverHttp, sendFile } from '../fixtures.ts'
import { firmImporter } from '../import/firm-importer.ts'
import type { ImportJob } from '../model.ts'

const house = signedInApp()
const header = '企业名称,主营产品\n'

async function countOf(table: string): Promise<bigint> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.raw(table)}`.execute(
    house.database.owner,
  )
  return rows[0]!.n
}

test('nobody who is not signed in gets a byte kept, and a firm may not import', async () => {
  const file = { name: 'f.csv', bytes: `${header}甲机械有限公司,齿轮\n` }
  expect((await sendFile(house, null, file)).status).toBe(401)
  expect((await sendFile(house, await house.signIn('firm', { organisationId: '1' }), file)).status).toBe(403)
  const office = await house.signIn('administrator')
  expect((await bodyOf(house.send('GET', '/api/imports/files', undefined, office))).items).toEqual([])
})

test('columns that a person named are where the next file of that shape begins, also for somebody else', async () => {
  await holdPlaces(house)
  const [office, admin] = [await house.signIn('chain_office'), await house.signIn('administrator')]
  const mapping = { 厂家: 'name', 做什么: 'products' }
  const first = { name: 'a.csv', bytes: '厂家,做什么\n甲机械有限公司,齿轮\n' }
  const before = await importOverHttp(house, office, 'check', first)
  expect(before.preview).toMatchObject({ accepted: 0 })
  expect((await importOverHttp(house, office, 'run', first, { mapping })).report).toMatchObject({
    created: 1,
  })
  const next = { name: 'b.csv', bytes: '厂 家,做什么\n乙电子有限公司,电机\n' }
  const { preview } = await importOverHttp(house, admin, 'check', {
    ...next,
    bytes: next.bytes.replace('厂 家', '厂家'),
  })
  expect(preview!.mapping.map(({ field, how }) => [field, how])).toEqual([
    ['name', 'remembered'],
    ['products', 'remembered'],
  ])
})

test('a cancelled run leaves nothing and may begin again with the same file', async () => {
  await holdPlaces(house)
  const cookie = await house.signIn('chain_office')
  const lines = Array.from({ length: 6_000 }, (_, i) => `株洲第${i}号机械有限公司,产品${i}`)
  const received = (await bodyOf(
    sendFile(house, cookie, { name: 'big.csv', bytes: header + lines.join('\n') }),
  )) as ImportJob
  const order = { kind: 'firms', dataset: 'held' }
  await house.send('POST', `/api/imports/files/${received.id}/run`, order, cookie)
  const busy = await house.send('DELETE', `/api/imports/files/${received.id}`, undefined, cookie)
  expect(busy.status).toBe(409)
  const cancelled = await bodyOf(house.send('POST', `/api/imports/files/${received.id}/cancel`, {}, cookie))
  expect(cancelled.state).toBe('cancelled')
  for (const table of ['registry.organisation', 'registry.product', 'registry.fact'])
    expect(await countOf(table), table).toBe(0n)
  const done = await orderOverHttp(house, cookie, { id: received.id, task: 'run' })
  expect(done.report).toMatchObject({ rows: 6_000, created: 6_000 })
  const again = await orderOverHttp(house, cookie, { id: received.id, task: 'run' })
  expect(again.importId).toBe(done.importId)
  expect((await bodyOf(house.send('GET', '/api/imports', undefined, cookie))).items).toHaveLength(1)
}, 60_000)

test('a file belongs to whoever sent it', async () => {
  const [office, other] = [
    await house.signIn('chain_office'),
    await house.signIn('chain_office', { cityCode: '430200' }),
  ]
  const received = (await bodyOf(sendFile(house, office, { name: 'f.csv', bytes: header }))) as ImportJob
  expect((await house.send('GET', `/api/imports/files/${received.id}`, undefined, other)).status).toBe(404)
  expect((await bodyOf(house.send('GET', '/api/imports/files', undefined, other))).items).toEqual([])
})

test('templates read back whole: every example field is known again, in both languages and formats', async () => {
  await holdPlaces(house)
  const cookie = await house.signIn('chain_office')
  for (const format of ['csv', 'xlsx']) {
    const answer = await house.send(
      'GET',
      `/api/imports/templates?kind=firms&format=${format}`,
      undefined,
      cookie,
    )
    const bytes = Buffer.from(await answer.arrayBuffer())
    const { preview } = await importOverHttp(house, cookie, 'check', { name: `t.${format}`, bytes })
    expect(preview!.mapping.every(({ how }) => how === 'known')).toBe(true)
    expect(preview!.mapping).toHaveLength(Object.keys(firmImporter.example!).length)
    expect(preview).toMatchObject({ rows: 1, refused: 0 })
  }
})

test('one firm by form: refused by field, resembling ones shown while typing, registered, and undone like a file', async () => {
  await holdPlaces(house)
  const cookie = await house.signIn('chain_office')
  const post = (values: object, decision?: object) =>
    bodyOf(house.send('POST', '/api/imports/form', { dataset: 'held', values, decision }, cookie))
  expect(await post({ name: '甲机械有限公司', creditCode: '123' })).toMatchObject({
    outcome: 'refused',
    problems: [{ column: '统一社会信用代码' }],
  })
  const created = await post({ name: '株洲联诚集团控股股份有限公司', products: '齿轮箱' })
  expect(created).toMatchObject({ outcome: 'created' })
  expect(await post({ name: '株洲联诚集团控股股份有限公司', products: '齿轮箱' })).toMatchObject({
    outcome: 'unchanged',
  })
  const alike = await bodyOf(
    house.send(
      'GET',
      `/api/imports/alike?dataset=held&name=${encodeURIComponent('联诚集团')}`,
      undefined,
      cookie,
    ),
  )
  expect(alike.items[0]).toMatchObject({ organisationId: created.organisationId })
  const same = { kind: 'same', organisationId: created.organisationId }
  expect(await post({ name: '株洲联诚控股', products: '轴承' }, same)).toMatchObject({
    outcome: 'joined',
    organisationId: created.organisationId,
  })
  await bodyOf(house.send('POST', `/api/imports/${created.importId}/undo`, {}, cookie))
})

test('a program sends a file with a key of scope registry.import, and with no other key', async () => {
  await holdPlaces(house)
  const office = await house.signIn('chain_office')
  const keyOf = async (permissions: string[]) =>
    (
      await bodyOf(
        house.send('POST', '/api/api-keys', { name: permissions[0], permissions, days: 30 }, office),
      )
    ).key
  const sendBy = (key: string) =>
    house.app.request('/api/imports/files?name=k.csv', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/octet-stream' },
      body: `${header}甲机械有限公司,齿轮\n`,
    })
  expect((await sendBy(await keyOf(['registry.read']))).status).toBe(403)
  const received = await sendBy(await keyOf(['registry.import']))
  expect(received.status).toBe(201)
})
