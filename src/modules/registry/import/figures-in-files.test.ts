// Titles and dated figures that come with a spreadsheet: told by line and column, confided, withdrawn, undone.
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../../access/fixtures.ts'
import { asProgramAlready } from '../../access/index.ts'
import { holdPlaces, holdVocabularies, importCsv, importOverHttp } from '../fixtures.ts'
import { settleConsentedFigures } from '../index.ts'

const house = signedInApp()
beforeEach(async () => {
  await holdPlaces(house)
  await holdVocabularies(house)
})

const code = '91320505Y4CL12TH81'
const csv = (cells: string) =>
  `企业名称,统一社会信用代码,行业代码,营业收入2023（万元）,2023年从业人员,称号\n甲机械有限公司,${code},3484,${cells}\n`
const terms = {
  purpose: '核对规模以上企业',
  readers: ['administrator', 'chain_office'] as ('administrator' | 'chain_office')[],
  validUntil: null,
}

async function rowsOf<T>(query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return (await query.execute(house.database.owner)).rows
}
const figures = () =>
  rowsOf(sql<{ name: string; value: bigint; period: string; counts: boolean }>`
    select name, value_number as value, period, counts from registry.figure where removed_at is null order by id`)
const sizes = async () =>
  (await rowsOf(sql<{ class: string }>`select class from registry.size_class`)).map((row) => row.class)

test('a file brings figures and titles with year and unit; a cell that cannot be read is told, the rest goes in', async () => {
  const report = await importCsv(house, csv('"8,500",约三百人,高新技术企业（2022）、某某奖'))
  expect(report).toMatchObject({ created: 1, refused: 0 })
  expect(report.problems).toMatchObject([
    { line: 2, column: '2023年从业人员', code: 'registry.cell_figure_bad' },
  ])
  expect(await figures()).toEqual([
    { name: 'revenue', value: 8_500_000_000n, period: '2023', counts: true }, // 8,500 万元 in fen
  ])
  const titles = await rowsOf(sql<{ name: string; granted: string; kind: string | null }>`
    select name_as_written as name, granted_written as granted, kind_code as kind from registry.title order by id`)
  expect(titles).toMatchObject([
    { name: '高新技术企业', granted: '2022' },
    { name: '某某奖', granted: null, kind: null },
  ])
  expect(titles[0]!.kind).not.toBeNull()
})

test('size class follows a file, and its undo', async () => {
  await importCsv(house, csv('8500,350,')) // 350 people, 85 million yuan: medium industry
  expect(await sizes()).toEqual(['medium'])
  const office = await house.signIn('chain_office')
  const [held] = (await bodyOf(house.send('GET', '/api/imports', undefined, office))).items
  const undone = await bodyOf(house.send('POST', `/api/imports/${held.importId}/undo`, {}, office))
  expect(undone.withdrawn).toMatchObject({ figures: 2, titles: 0 })
  expect([await figures(), await sizes()]).toEqual([[], []])
})

test('what another source told counts again after the undo, and keeps the organisation', async () => {
  const first = await importCsv(house, csv('8500,350,'))
  await importCsv(house, csv('9000,,'), {
    options: { dataset: 'held', fileName: 'later.csv', partner: null },
  })
  expect((await figures()).filter(({ counts }) => counts).map(({ value }) => value)).toEqual([
    350n,
    9_000_000_000n,
  ])
  const office = await house.signIn('chain_office')
  const undone = await bodyOf(house.send('POST', `/api/imports/${first.importId}/undo`, {}, office))
  expect(undone.keptCount).toBe(1)
  expect(await figures()).toEqual([{ name: 'revenue', value: 9_000_000_000n, period: '2023', counts: true }])
})

test('money without a unit is asked about, not guessed; the answer goes by the mapping', async () => {
  const file = `企业名称,营业收入2023\n甲机械有限公司,8500\n`
  const asked = await importCsv(house, file)
  expect(asked).toMatchObject({ importId: null, created: 0 })
  expect(asked.problems).toMatchObject([{ code: 'registry.figure_unit_missing' }])
  await importCsv(house, file, { given: { 营业收入2023: 'figure:revenue:2023:万元' } })
  expect(await figures()).toMatchObject([{ value: 8_500_000_000n }])
})

test('confidential columns need purpose, readers and end before a run; withdrawn, they are in no result', async () => {
  const office = await house.signIn('chain_office')
  const file = { name: 'a.csv', bytes: csv('8500,350,') }
  const checked = await importOverHttp(house, office, 'check', file)
  expect(checked.preview).toMatchObject({ confides: true, created: 1 })
  const run = (consent: object | undefined) =>
    house.send(
      'POST',
      `/api/imports/files/${checked.id}/run`,
      { kind: 'firms', dataset: 'held', consent },
      office,
    )
  const refused = await run(undefined)
  expect(refused.status).toBe(400)
  expect((await bodyOf(refused)).fields).toMatchObject([{ field: 'consent' }])
  expect((await run({ ...terms, organisationId: '999999' })).status).toBe(400)
  expect((await importOverHttp(house, office, 'run', file)).problem?.code).toBe('registry.consent_missing')
  expect(await figures()).toEqual([])

  await importOverHttp(house, office, 'run', file, { consent: terms })
  const [consent] = (await bodyOf(house.send('GET', '/api/consents?dataset=held', undefined, office))).items
  expect(consent).toMatchObject({ state: 'open', purpose: '核对规模以上企业', name: 'a.csv' })
  expect(await sizes()).toEqual(['medium'])

  await importCsv(house, csv('100,,'), { options: { dataset: 'held', fileName: 'older.csv', partner: null } })
  const withdrawn = await house.send(
    'POST',
    `/api/consents/${consent.id}/withdraw`,
    { reason: '不再同意' },
    office,
  )
  expect(withdrawn.status).toBe(204)
  // What is public stays (350 people); the other source counts in place of what was withdrawn.
  expect((await figures()).filter(({ counts }) => counts)).toMatchObject([
    { name: 'employees', value: 350n },
    { name: 'revenue', value: 100_000_000n },
  ])
  expect(await sizes()).toEqual(['micro']) // 350 people but only a million yuan: both must be reached
})

test('terms that are over, or leave out whoever brings the file, are refused before anything is written', async () => {
  const office = await house.signIn('chain_office')
  const order = (consent: object) =>
    importOverHttp(
      house,
      office,
      'run',
      { name: 'a.csv', bytes: csv('8500,350,') },
      { consent: { ...terms, ...consent } },
    )
  await expect(order({ validUntil: '2020-01-01' })).rejects.toThrow('consent.validUntil')
  await expect(order({ readers: ['administrator'] })).rejects.toThrow('consent.readers')
  expect(await figures()).toEqual([])
})

test('after its last day an upload is in no result from that moment on; longer terms bring it back', async () => {
  const office = await house.signIn('chain_office')
  const file = { name: 'a.csv', bytes: csv('8500,350,') }
  await importOverHttp(house, office, 'run', file, { consent: terms })
  const [consent] = (await bodyOf(house.send('GET', '/api/consents?dataset=held', undefined, office))).items
  const seen = async () => {
    const contextToken = house.tokenFor('chain_office', new Date())
    const { rows } = await house.database.transaction({ contextToken }, (db) =>
      sql<{ name: string }>`select name from registry.figure where counts order by name`.execute(db),
    )
    return rows.map(({ name }) => name)
  }
  // The day passes: nobody does anything.
  await sql`update access.consent set valid_until = '2020-01-01'`.execute(house.database.owner)
  expect(await seen()).toEqual(['employees'])
  await house.asSystem((ctx) => settleConsentedFigures({ ...ctx, asProgram: asProgramAlready }))
  expect(await sizes()).toEqual([])
  const longer = await house.send('PUT', `/api/consents/${consent.id}`, terms, office)
  expect(longer.status).toBe(204)
  expect(await seen()).toEqual(['employees', 'revenue'])
  expect(await sizes()).toEqual(['medium'])
})

test('a key for programs that may not write figures is told so, and nothing is written', async () => {
  const report = await house.asSystem((ctx) =>
    import('../service/import-file.ts').then(({ checkImport }) =>
      checkImport(
        { ...ctx, actor: { ...ctx.actor, role: 'chain_office', scope: ['registry.import'] } },
        {
          kind: 'firms',
          options: { dataset: 'held', fileName: 'k.csv', partner: null },
          file: Buffer.from(csv('1,1,')),
        },
      ),
    ),
  )
  expect(report.problems).toMatchObject([{ code: 'registry.figures_not_yours' }])
})

test('a short name and the legal name in one file: one firm is opened, the other row waits beside it', async () => {
  const report = await importCsv(
    house,
    '企业名称,产品\n株洲联诚集团,齿轮\n株洲联诚集团控股股份有限公司,齿轮箱\n株洲时代新材料科技股份有限公司,橡胶\n',
  )
  expect(report).toMatchObject({ created: 2, waiting: 1, review: 1 })
  const office = await house.signIn('chain_office')
  const { items } = await bodyOf(house.send('GET', '/api/imports/reviews?dataset=held', undefined, office))
  expect(items).toMatchObject([
    { title: '株洲联诚集团', candidates: [{ name: '株洲联诚集团控股股份有限公司' }] },
  ])
  const rows = [{ importId: items[0].importId, line: items[0].line }]
  await house.send('POST', '/api/imports/reviews', { rows, decision: 'same' }, office)
  const held = await rowsOf(sql<{ n: bigint }>`select count(*) as n from registry.organisation`)
  expect(held).toEqual([{ n: 2n }])
})
