import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { signedInApp } from '../../access/fixtures.ts'
import { importCsv } from '../../registry/fixtures.ts'

const house = signedInApp()

function importText(kind: string, lines: readonly string[], fileName = 'suppliers.csv') {
  return importCsv(house, lines.join('\n'), { kind, options: { dataset: 'held', fileName, partner: null } })
}

const firms = ['name,stock_code', '常州甲机械有限公司,600001.SH', '常州乙材料有限公司,']
const counts = ({
  rows,
  accepted,
  refused,
  created,
  joined,
  unchanged,
  waiting,
}: Awaited<ReturnType<typeof importText>>) => ({
  rows,
  accepted,
  refused,
  created,
  joined,
  unchanged,
  waiting,
})

test('held ends make a relation, an end not yet held waits, an anonymous partner is a share without a supplier', async () => {
  await importText('firms', firms)
  const lines = [
    'stock_code,partner_name_raw,year,rank,ratio_pct',
    '600001.SH,常州乙材料有限公司,2019,1,10.5',
    '600001.SH,株洲丙器件有限公司,2019,2,7',
    '600001.SH,第三名,2019,3,6',
    '600009.SH,常州乙材料有限公司,2019,1,',
    '600001.SH,常州乙材料有限公司,2018,1,120',
  ]
  const report = await importText('relations', lines)
  expect(counts(report)).toEqual({
    rows: 5,
    accepted: 4,
    refused: 1,
    created: 2,
    joined: 0,
    unchanged: 0,
    waiting: 2,
  })
  expect(report.problems).toMatchObject([{ line: 6, column: 'ratio_pct', code: 'network.share_bad' }])
  const again = await importText('relations', lines)
  expect(counts(again)).toMatchObject({ created: 0, joined: 0, unchanged: 2, waiting: 2, refused: 1 })
  expect(again.importId).toBeNull()
})

test('a waiting row is joined when a later import brings its end', async () => {
  await importText('relations', [
    'stock_code,partner_name_raw,year,ratio_pct',
    '600001.SH,常州乙材料有限公司,2019,10',
  ])
  await importText('firms', firms)
  const again = await importText('relations', [
    'stock_code,partner_name_raw,year,ratio_pct',
    '600001.SH,常州乙材料有限公司,2019,10',
  ])
  expect(counts(again)).toMatchObject({ created: 0, waiting: 0, unchanged: 1 })
})

test('other figures for the same pair and year replace the held ones and say so', async () => {
  await importText('firms', firms)
  await importText('relations', [
    'stock_code,partner_name_raw,year,ratio_pct',
    '600001.SH,常州乙材料有限公司,2019,10',
  ])
  const report = await importText('relations', [
    'stock_code,partner_name_raw,year,ratio_pct',
    '600001.SH,常州乙材料有限公司,2019,12',
  ])
  expect(counts(report)).toMatchObject({ joined: 1, created: 0 })
  expect(report.problems).toMatchObject([{ line: 2, code: 'network.figures_replaced' }])
})

test('a year above 100 % is kept and told', async () => {
  await importText('firms', firms)
  const report = await importText('relations', [
    'stock_code,partner_name_raw,year,ratio_pct',
    '600001.SH,常州乙材料有限公司,2019,60',
    '600001.SH,株洲丙器件有限公司,2019,50',
  ])
  expect(counts(report)).toMatchObject({ accepted: 2, refused: 0 })
  expect(report.problems).toMatchObject([{ line: 2, code: 'network.year_above_whole' }])
  expect(report.problems[0]!.message).toContain('110%')
})

test('a file that does not show who sells is refused as a whole and asked about', async () => {
  await importText('firms', firms)
  const report = await importText(
    'relations',
    ['stock_code,partner_name_raw,year', '600001.SH,常州乙材料有限公司,2019'],
    'list.csv',
  )
  expect(counts(report)).toMatchObject({ rows: 1, accepted: 0, refused: 1 })
  expect(report.problems).toMatchObject([{ line: null, code: 'network.partner_unknown' }])
})

const folder = '../shared/data/companies'
describe.skipIf(!existsSync(folder))('the relations of listed companies', () => {
  const run = (kind: string, fileName: string) =>
    importText(kind, [readFileSync(`${folder}/${fileName}`, 'utf8')], fileName)

  test('all 10,471 rows are accepted, buyers are found by stock code, and a second time changes nothing', async () => {
    await run('firms', 'a_share_companies_2020.csv')
    const first = await run('relations', 'listed_suppliers_2017_2019.csv')
    expect(first).toMatchObject({ rows: 10_471, accepted: 10_471, refused: 0, joined: 0 })
    expect(first.created + first.waiting + first.unchanged).toBe(10_471)
    expect(first.created).toBeGreaterThan(400)
    const years = first.problems.filter(({ code }) => code === 'network.year_above_whole')
    expect(years.map(({ message }) => message.match(/\d{4} 年/)?.[0]).sort()).toEqual(['2017 年', '2018 年'])
    const second = await run('relations', 'listed_suppliers_2017_2019.csv')
    expect(second).toMatchObject({ created: 0, joined: 0, waiting: first.waiting, importId: null })
    // Of 9,800 waiting rows few names resemble a held firm: a person is asked about those alone.
    expect(first.review).toBeGreaterThan(20)
    expect(first.review).toBeLessThan(200)
  }, 120_000)
})
