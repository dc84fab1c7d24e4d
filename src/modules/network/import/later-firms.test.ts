// Firms that come, or are renamed, after the relations that name them: a job compares what waits again.
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { holdFirm, holdPlaces, importCsv } from '../../registry/fixtures.ts'
import { registerImporter, registryJobs } from '../../registry/index.ts'
import { relationImporter } from './relation-importer.ts'

const house = signedInApp()
beforeEach(async () => {
  registerImporter(relationImporter)
  await holdPlaces(house)
  await holdFirm(house, { name: '株洲甲机械有限公司' })
})

const relations = (lines: readonly string[], fileName: string) =>
  importCsv(house, ['采购方名称,供应商名称,年份,产品', ...lines].join('\n'), {
    kind: 'relations',
    options: { dataset: 'held', fileName, partner: null },
  })
/** Runs the job as a worker does: compares in one transaction, writes in the next. */
async function compareAgain(): Promise<void> {
  const job = registryJobs.find(({ name }) => name === 'registry.compare_waiting')!
  const transaction = <T>(work: (db: never) => Promise<T>) => house.asSystem(({ db }) => work(db as never))
  const task = { input: {}, now: new Date(), signal: new AbortController().signal, transaction } as never
  const effect = await job.work(task)
  if (effect) await house.asSystem(({ db }) => effect(db))
}
const office = () => house.signIn('chain_office')
const get = async (path: string) => bodyOf(house.send('GET', path, undefined, await office()))
const queue = async () => (await get('/api/imports/reviews?dataset=held')).items
const suppliers = async () =>
  (
    await sql<{ id: string | null }>`
      select supplier_id::text as id from network.supply_link where superseded_at is null order by id`.execute(
      house.database.owner,
    )
  ).rows.map(({ id }) => id)
const two = ['株洲甲机械有限公司,时代新材,2023,减振件', '株洲甲机械有限公司,时代新材,2024,减振件']
const whole = '株洲时代新材料科技股份有限公司'

test('a firm that comes later under a like name is asked about by itself, and the decision joins both rows', async () => {
  const report = await relations(two, 'a.csv')
  expect([report.waiting, report.review]).toEqual([2, 0])
  const firm = await holdFirm(house, { name: whole })
  expect(await queue()).toEqual([])
  await compareAgain()
  const items = await queue()
  expect(items).toMatchObject([
    { title: '时代新材', line: 2, part: 'supplier', candidates: [{ organisationId: firm, name: whole }] },
  ])
  expect(await get(`/api/imports/${report.importId}`)).toMatchObject({ waiting: 2, review: 1 })
  const trail = await sql<{ n: bigint }>`
    select count(*) as n from access.audit_entry where action = 'registry.compare_waiting'`.execute(
    house.database.owner,
  )
  expect(trail.rows[0]!.n).toBe(1n)
  const [{ importId, line, part }] = items
  const rows = [{ importId, line, part }]
  await house.send('POST', '/api/imports/reviews', { rows, decision: 'same' }, await office())
  expect(await suppliers()).toEqual([firm, firm])
})

test('one that is surely meant is joined without asking, and its rows end', async () => {
  const line = '株洲甲机械有限公司,湖南省株洲市时代新材料科技股份有限公司,2023,减振件'
  const report = await relations([line], 'a.csv')
  expect([report.waiting, report.review]).toEqual([1, 0])
  const firm = await holdFirm(house, { name: whole })
  expect(await suppliers()).toEqual([null])
  await compareAgain()
  expect(await suppliers()).toEqual([firm])
  expect(await queue()).toEqual([])
  expect(await get(`/api/imports/${report.importId}`)).toMatchObject({ created: 1, waiting: 0, review: 0 })
})

test('run again it changes nothing; nothing came, nothing is compared', async () => {
  await relations(two, 'a.csv')
  await holdFirm(house, { name: whole })
  await compareAgain()
  const before = await queue()
  const [{ importId, line, part }] = before
  await house.send(
    'POST',
    '/api/imports/reviews',
    { rows: [{ importId, line, part }], decision: 'later' },
    await office(),
  )
  await compareAgain()
  expect(await queue()).toEqual([{ ...before[0], state: 'later' }])
  const left = await sql<{ n: bigint }>`select count(*) as n from registry.new_name`.execute(
    house.database.owner,
  )
  expect(left.rows[0]!.n).toBe(0n)
})

test('who a person said is not meant is not asked about again; a second like firm is put beside the question', async () => {
  await relations(two, 'a.csv')
  const first = await holdFirm(house, { name: whole })
  await compareAgain()
  const [{ importId, line, part }] = await queue()
  const rows = [{ importId, line, part }]
  const different = { rows, decision: 'different', organisationId: first }
  await house.send('POST', '/api/imports/reviews', different, await office())
  const second = await holdFirm(house, { name: '株洲时代新材工程塑料有限公司' })
  await compareAgain()
  const [item, ...others] = await queue()
  expect(others).toEqual([])
  const offered = item.candidates.map(({ organisationId }: { organisationId: string }) => organisationId)
  expect(offered).toContain(second)
  expect(offered).not.toContain(first)
})

test('a firm that gets another name is compared too; demo firms never meet held rows', async () => {
  await relations(two, 'a.csv')
  const firm = await holdFirm(house, { name: '株洲橡胶塑料厂' })
  await compareAgain()
  expect(await queue()).toEqual([])
  await sql`update registry.organisation set name = ${whole}, name_normalised = ${whole}
    where id = ${firm}::bigint`.execute(house.database.owner)
  await compareAgain()
  expect((await queue())[0].candidates[0]).toMatchObject({ organisationId: firm })
})
