// Ends of relations that are not surely known: the queue, the decision, its replay, and undo.
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdFirm, holdPlaces, importCsv } from '../../registry/fixtures.ts'
import { registerImporter } from '../../registry/index.ts'
import { relationImporter } from './relation-importer.ts'

const house = signedInApp()
let supplier = ''
beforeEach(async () => {
  registerImporter(relationImporter)
  await holdPlaces(house)
  await holdFirm(house, { name: '株洲甲机械有限公司' })
  supplier = await holdFirm(house, {
    name: '株洲时代新材料科技股份有限公司',
    creditCode: '91430200712106524U',
  })
})

const header = '采购方名称,供应商名称,年份,产品'
const relations = (lines: readonly string[], fileName: string) =>
  importCsv(house, [header, ...lines].join('\n'), {
    kind: 'relations',
    options: { dataset: 'held', fileName, partner: null },
  })
const office = () => house.signIn('chain_office')
const queue = async () =>
  (await bodyOf(house.send('GET', '/api/imports/reviews?dataset=held', undefined, await office()))).items
const decide = async (body: unknown) =>
  bodyOf(house.send('POST', '/api/imports/reviews', body, await office()))
const undo = async (id: string | null) =>
  bodyOf(house.send('POST', `/api/imports/${id}/undo`, {}, await office()))
const links = async () =>
  (
    await sql<{ text: string; supplier: string | null; year: number }>`
      select supplier_text as text, supplier_id::text as supplier, year from network.supply_link
      where superseded_at is null order by id`.execute(house.database.owner)
  ).rows
const reportOf = async (id: string | null) =>
  bodyOf(house.send('GET', `/api/imports/${id}`, undefined, await office()))
const two = ['株洲甲机械有限公司,时代新材,2023,减振件', '株洲甲机械有限公司,时代新材,2024,减振件']

test('a supplier whose name only resembles a held firm waits once in the queue, and its figures are not shown', async () => {
  const report = await relations(two, 'a.csv')
  expect(report).toMatchObject({ waiting: 2, review: 1 })
  const [item, ...others] = await queue()
  expect(others).toEqual([])
  expect(item).toMatchObject({
    ...{ title: '时代新材', line: 2, part: 'supplier', means: 'organisation', file: 'a.csv' },
    candidates: [{ organisationId: supplier, name: '株洲时代新材料科技股份有限公司' }],
  })
  expect(item.values.map(({ value }: { value: string }) => value)).toEqual(['时代新材'])
})

describe('the decision', () => {
  test('joins every relation of the name under its import, is replayed for the next file, and undo takes them out', async () => {
    const first = await relations(two, 'a.csv')
    const [{ importId, line, part }] = await queue()
    const said = await decide({
      ...{ rows: [{ importId, line, part }], decision: 'same', organisationId: supplier },
    })
    expect(said).toMatchObject({ decided: 1 })
    expect(await links()).toMatchObject([
      { supplier, year: 2023 },
      { supplier, year: 2024 },
    ])
    expect(await reportOf(first.importId)).toMatchObject({ created: 2, waiting: 0, review: 0, problems: [] })
    expect(await queue()).toEqual([])
    const next = await relations(['株洲甲机械有限公司,时代新材,2025,减振件'], 'b.csv')
    expect(next).toMatchObject({ created: 1, waiting: 0, review: 0 })
    expect(await undo(first.importId)).toMatchObject({ withdrawn: { relations: 2 }, deletedCount: 0 })
    expect(await links()).toMatchObject([{ supplier, year: 2025 }])
  })

  test('one name waiting in two files is decided once', async () => {
    await relations(two, 'a.csv')
    const second = await relations(['株洲甲机械有限公司,时代新材,2025,减振件'], 'b.csv')
    expect(await queue()).toHaveLength(2)
    const [{ importId, line, part }] = await queue()
    const said = await decide({
      ...{ rows: [{ importId, line, part }], decision: 'same', organisationId: supplier },
    })
    expect(said).toMatchObject({ decided: 1, followed: 1 })
    expect((await links()).every((link) => link.supplier === supplier)).toBe(true)
    expect(await reportOf(second.importId)).toMatchObject({ created: 1, waiting: 0, review: 0 })
  })

  test('a new one is opened under the import of the relation; undo of it takes both out, and it is opened once', async () => {
    const first = await relations(two, 'a.csv')
    const [{ importId, line, part }] = await queue()
    const rows = [{ importId, line, part }]
    await decide({ rows, decision: 'different', organisationId: supplier })
    expect(await decide({ rows, decision: 'new' })).toMatchObject({ decided: 1, created: 1 })
    const [link] = await links()
    expect(link!.supplier).not.toBeNull()
    expect(link!.supplier).not.toBe(supplier)
    const next = await relations(['株洲甲机械有限公司,时代新材,2025,减振件'], 'b.csv')
    expect(next).toMatchObject({ created: 1, review: 0 })
    const undone = await undo(first.importId)
    // The next file's relation still uses it: it stays and is named.
    expect(undone).toMatchObject({ deletedCount: 0, kept: [{ name: '时代新材' }] })
    await undo(next.importId)
    expect(await links()).toEqual([])
  })

  test('undo deletes an organisation that nobody else uses', async () => {
    const first = await relations(two, 'a.csv')
    const [{ importId, line, part }] = await queue()
    await decide({ rows: [{ importId, line, part }], decision: 'new' })
    expect(await undo(first.importId)).toMatchObject({ deleted: [{ name: '时代新材' }] })
    const again = await relations(two, 'a.csv')
    expect(again).toMatchObject({ waiting: 2, review: 1 })
  })

  test('one put off stays; one decided by two persons is told to the second', async () => {
    await relations(two, 'a.csv')
    const [{ importId, line, part }] = await queue()
    const rows = [{ importId, line, part }]
    await decide({ rows, decision: 'later' })
    expect(await queue()).toMatchObject([{ state: 'later' }])
    await decide({ rows, decision: 'same' })
    const second = await house.send(
      'POST',
      '/api/imports/reviews',
      { rows, decision: 'same' },
      await office(),
    )
    expect(second.status).toBe(409)
  })
})

test('both ends of a row are asked about, each by itself', async () => {
  const report = await relations(['株洲甲机械,时代新材,2023,减振件'], 'a.csv')
  expect(report).toMatchObject({ waiting: 1 })
  const items = await queue()
  expect(items.map(({ part }: { part: string }) => part).sort()).toEqual(['buyer', 'supplier'])
  for (const { importId, line, part } of items)
    await decide({ rows: [{ importId, line, part }], decision: 'same' })
  expect(await reportOf(report.importId)).toMatchObject({ created: 1, waiting: 0, review: 0 })
})

test('a firm that comes under the very name closes the question and ends the rows', async () => {
  const report = await relations(two, 'a.csv')
  await holdFirm(house, { name: '时代新材', creditCode: '914403001922038216' })
  expect(await queue()).toEqual([])
  expect(await reportOf(report.importId)).toMatchObject({ created: 2, waiting: 0, review: 0, problems: [] })
})

test('only offices decide', async () => {
  await relations(two, 'a.csv')
  const [{ importId, line, part }] = await queue()
  const body = { rows: [{ importId, line, part }], decision: 'same' }
  for (const role of ['department', 'firm', 'auditor'] as const)
    expect((await house.send('POST', '/api/imports/reviews', body, await house.signIn(role))).status).toBe(
      403,
    )
})
