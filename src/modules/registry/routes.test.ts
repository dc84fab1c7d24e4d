import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { holdPlaces, importCsv, importOverHttp } from './fixtures.ts'
import type { ImportReport } from './model.ts'

const addsUp = (r: ImportReport) => {
  expect(r.rows).toBe(r.accepted + r.refused)
  expect(r.accepted).toBe(r.created + r.joined + r.unchanged + r.waiting)
}
const header = '企业名称,统一社会信用代码,注册地址,主营产品\n'

describe('an import of firms', () => {
  const house = signedInApp()
  beforeEach(() => holdPlaces(house))

  test('opens each firm once and changes nothing the second time', async () => {
    const csv = `${header}甲机械有限公司,91320505Y4CL12TH81,湖南省株洲市石峰区一路,齿轮、轴承\n乙电子有限公司,,江苏省常州市,\n`
    const first = await importCsv(house, csv)
    addsUp(first)
    expect(first).toMatchObject({ rows: 2, created: 2, refused: 0 })
    const again = await importCsv(house, csv)
    expect(again).toMatchObject({ rows: 2, created: 0, joined: 0, unchanged: 2, importId: null })
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from registry.organisation`.execute(
      house.database.owner,
    )
    expect(rows[0]!.n).toBe(2n)
  })

  test('refuses a wrong code, an anonymous name and an empty one by line, and takes the rest', async () => {
    const csv = `${header}甲有限公司,91320505Y4CL12TH82,,\nA公司,,,\n,,,\n丙机械有限公司,,,\n`
    const report = await importCsv(house, csv)
    addsUp(report)
    expect(report).toMatchObject({ created: 1, refused: report.rows - 1 })
    expect(report.problems.map(({ line, column, code }) => [line, column, code])).toEqual(
      expect.arrayContaining([
        [2, '统一社会信用代码', 'registry.credit_code.check'],
        [3, '企业名称', 'registry.name_anonymous'],
      ]),
    )
    expect(report.problems.every(({ message }) => message.length > 5)).toBe(true)
  })

  test('joins what a second file adds, and keeps where each fact came from', async () => {
    await importCsv(house, `${header}甲机械有限公司,91320505Y4CL12TH81,,齿轮\n`)
    const options = { dataset: 'held', fileName: 'second.csv', partner: null } as const
    const second = await importCsv(
      house,
      `${header}甲机械有限责任公司,91320505Y4CL12TH81,湖南省株洲市石峰区,轴承\n`,
      { options },
    )
    expect(second).toMatchObject({ joined: 1, created: 0 })
    const cookie = await house.signIn('bank')
    const { items } = await bodyOf(house.send('GET', '/api/organisations?q=甲机械', undefined, cookie))
    const firm = await bodyOf(house.send('GET', `/api/organisations/${items[0].id}`, undefined, cookie))
    expect(firm.position).toMatchObject({ precision: 'district' })
    const sources = new Set(firm.productFacts.map(({ source }: { source: string }) => source.split('》')[0]))
    expect(sources).toEqual(new Set(['《firms.csv', '《second.csv']))
  })

  test('a check foretells a run exactly and leaves nothing', async () => {
    const cookie = await house.signIn('chain_office')
    const file = { name: 'f.csv', bytes: `${header}甲机械有限公司,,湖南省株洲市,\n乙电子有限公司,bad,,\n` }
    const { preview: check } = await importOverHttp(house, cookie, 'check', file)
    const { rows } = await sql<{ n: bigint }>`select count(*) as n from registry.organisation`.execute(
      house.database.owner,
    )
    expect(rows[0]!.n).toBe(0n)
    const { report: run } = await importOverHttp(house, cookie, 'run', file)
    for (const key of ['rows', 'accepted', 'refused', 'created', 'problems', 'mapping'] as const)
      expect(check![key]).toEqual(run![key])
    expect((await bodyOf(house.send('GET', '/api/imports', undefined, cookie))).items).toHaveLength(1)
  })

  test('held and demo data do not meet', async () => {
    await importCsv(house, `${header}甲机械有限公司,91320505Y4CL12TH81,,\n`)
    const options = { dataset: 'demo', fileName: 'demo.csv', partner: null } as const
    const demo = await importCsv(house, `${header}甲机械有限公司,91320505Y4CL12TH81,,\n`, { options })
    expect(demo).toMatchObject({ created: 1, joined: 0 })
    const cookie = await house.signIn('bank')
    const page = await bodyOf(house.send('GET', '/api/organisations?dataset=held', undefined, cookie))
    expect(page.total).toBe(1)
  })

  test('a page goes on where the last one ended, in pinyin order', async () => {
    const names = ['张机械', '李电子', '王材料', '陈器件', '赵系统']
    await importCsv(house, `${header}${names.map((name) => `${name}有限公司,,,`).join('\n')}\n`)
    const cookie = await house.signIn('bank')
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 3; page++) {
      const answer = await bodyOf(house.send('GET', `/api/organisations?limit=2${cursor}`, undefined, cookie))
      seen.push(...answer.items.map(({ name }: { name: string }) => name[0]))
      cursor = `&cursor=${answer.nextCursor}`
    }
    expect(seen).toEqual(['陈', '李', '王', '张', '赵'])
  })

  test('search finds characters, pinyin, initials and codes', async () => {
    await importCsv(house, `${header}株洲联诚集团控股股份有限公司,91320505Y4CL12TH81,,\n别的有限公司,,,\n`)
    const cookie = await house.signIn('bank')
    for (const q of ['联诚', 'zhuzhouliancheng', 'zzlc', '91320505Y4']) {
      const { items } = await bodyOf(
        house.send('GET', `/api/organisations?q=${encodeURIComponent(q)}`, undefined, cookie),
      )
      expect(items.map(({ name }: { name: string }) => name)).toEqual(['株洲联诚集团控股股份有限公司'])
    }
  })

  test('a text of any length finds the names that hold it in this order, and no others', async () => {
    const names = ['常州电机厂', '常州机电厂', '常州电气机械厂', '株洲微电机厂', '株洲𠮷电机厂']
    await importCsv(house, `${header}${names.map((name) => `${name},,,`).join('\n')}\n`)
    const cookie = await house.signIn('bank')
    for (const q of [
      '电',
      '机',
      '电机',
      '机电',
      '𠮷电',
      '𠮷',
      '微电',
      '电机厂',
      '气机械',
      '州电',
      '厂',
      '电_',
      '%机',
    ]) {
      const address = `/api/organisations?q=${encodeURIComponent(q)}`
      const { items } = await bodyOf(house.send('GET', address, undefined, cookie))
      const found = items.map(({ name }: { name: string }) => name)
      expect([q, found.sort()]).toEqual([q, names.filter((name) => name.includes(q)).sort()])
    }
  })
})

const corpora = '../shared/corpora'
describe.skipIf(!existsSync(corpora))('hostile files', () => {
  const house = signedInApp()
  const files = ['own', 'csv-spectrum/csvs'].flatMap((folder) =>
    existsSync(join(corpora, folder))
      ? readdirSync(join(corpora, folder)).map((name) => join(corpora, folder, name))
      : [],
  )

  test('each ends in a report that adds up or a clear refusal, never in a fault of ours', async () => {
    const cookie = await house.signIn('chain_office')
    for (const path of files) {
      const file = { name: path.split('/').at(-1)!, bytes: readFileSync(path) }
      const { report, state, problem } = await importOverHttp(house, cookie, 'run', file)
      if (!report) throw new Error(`${path}: ${state} ${problem?.message}`)
      addsUp(report)
      if (report.accepted < report.rows || report.rows === 0) {
        expect(report.problems.length, path).toBeGreaterThan(0)
        expect(
          report.problems.every(({ message }) => message.length > 3),
          path,
        ).toBe(true)
      }
    }
  }, 120_000)

  test('hostile strings in every filter are refused or find nothing', async () => {
    const cookie = await house.signIn('chain_office')
    const strings = JSON.parse(readFileSync(join(corpora, 'blns/blns.json'), 'utf8')) as string[]
    for (const text of strings) {
      for (const key of ['q', 'city', 'cursor', 'industry', 'sort']) {
        const answer = await house.send(
          'GET',
          `/api/organisations?${key}=${encodeURIComponent(text.toWellFormed())}`,
          undefined,
          cookie,
        )
        expect([200, 400], `${key}=${text}`).toContain(answer.status)
      }
    }
  }, 120_000)
})

const companies = '../shared/data/companies'
describe.skipIf(!existsSync(companies))('real files', () => {
  const house = signedInApp()
  const run = (file: string) =>
    importCsv(house, readFileSync(join(companies, file), 'utf8'), {
      options: { dataset: 'held', fileName: file, partner: null },
    })

  test('3,873 listed companies come in whole, 113 rail firms join them, and once is enough', async () => {
    const first = await run('a_share_companies_2020.csv')
    addsUp(first)
    expect(first).toMatchObject({ rows: 3873, created: 3873, refused: 0 })
    const rail = await run('rail_related_listed_2020.csv')
    addsUp(rail)
    expect(rail).toMatchObject({ rows: 113, created: 0, refused: 0, waiting: 0 })
    expect(await run('a_share_companies_2020.csv')).toMatchObject({ unchanged: 3873, importId: null })
  }, 120_000)
})
