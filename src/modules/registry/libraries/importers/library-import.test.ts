// Sheets of library entries and projects: every field and part of a kind, told by line and column, filled in and taken back.
import { beforeEach, describe, expect, test } from 'vitest'
import { readTable } from '../../../../platform/files/index.ts'
import { bodyOf, signedInApp } from '../../../access/fixtures.ts'
import { holdFirm, importCsv } from '../../fixtures.ts'
import { makeTemplate } from '../../service/import-template.ts'
import { holdLibraries } from '../fixtures.ts'

const house = signedInApp()
const city = '430200'
let office = ''
beforeEach(async () => {
  await holdLibraries(house)
  office = await house.signIn('chain_office')
})

const get = async (path: string) => bodyOf(house.send('GET', path, undefined, office))
const run = (kind: 'library' | 'projects', lines: readonly string[], fileName = 'a.csv') =>
  importCsv(house, lines.join('\n'), { kind, options: { dataset: 'held', fileName, partner: null } })
const undo = async (id: string | null) => bodyOf(house.send('POST', `/api/imports/${id}/undo`, {}, office))
const entries = async (kind: string) =>
  (await get(`/api/library/entries?dataset=held&city=${city}&kind=${kind}`)).items
const entry = async (kind: string, name: string) => {
  const found = (await entries(kind)).find((each: { name: string }) => each.name === name)
  return get(`/api/library/entries/${found.id}`)
}
const told = (report: {
  problems: readonly { line: number | null; column: string | null; code: string }[]
}) => report.problems.map(({ line, column, code }) => [line, column, code])

const fundHeader = '类别,名称,城市,级别,依托单位,获批时间,类型,规模（亿元）,政府资金（万元）,上级条目,管理人'
const funds = [
  fundHeader,
  '产业基金,母基金,株洲市,市级,株洲甲机械有限公司,2022-05,母基金,10,20000,,甲资本',
  '产业基金,子基金,株洲市,市级,,,子基金,2.5,,母基金,',
]

describe('entries', () => {
  test('every field of the kind comes, money in the unit of its header, the host is the held firm, a fund in its mother', async () => {
    const firm = await holdFirm(house, { name: '株洲甲机械有限公司' })
    const report = await run('library', funds)
    expect([report.created, report.refused, told(report)]).toEqual([2, 0, []])
    const mother = await entry('industry-fund', '母基金')
    expect(mother).toMatchObject({
      ...{ level: 'municipal', organisationId: firm, stateSince: '2022-05' },
      fields: { form: 'mother', size: '100000000000', government: '20000000000', manager: '甲资本' },
      below: [{ name: '子基金', fields: { form: 'daughter', size: '25000000000' } }],
    })
  })

  test('what cannot be read is told by line and column, a column of another kind is told and not used', async () => {
    const report = await run('library', [
      '类别,名称,城市,级别,规模,类型,领域,依托单位信用代码',
      '产业基金,甲,株洲市,市级,800,,,',
      '产业基金,乙,株洲市,市级,8000万元,神秘基金,,',
      '实验室,丙,株洲市,省级,,,新材料,',
      '实验室,丁,株洲市,省级,3亿元,,,',
      '实验室,戊,株洲市,省级,,,,91430200712106524X',
    ])
    expect([report.created, report.refused]).toEqual([2, 3])
    expect(told(report)).toEqual([
      [2, '规模', 'registry.entry_money_unit'],
      [3, '类型', 'registry.entry_cell_bad'],
      [5, '规模', 'registry.entry_column_unfit'],
      [6, '依托单位信用代码', expect.stringMatching(/^registry\.credit_code/)],
    ])
    expect((await entry('laboratory', '丙')).fields).toEqual({ field: '新材料' })
  })

  test('lines of one entry bring its parts; the same file again adds none; undo takes them all', async () => {
    const lines = [
      '类别,名称,城市,成员,成员·分工,境外订单·国家或地区,境外订单·内容,境外订单·金额（万元）',
      '出海联合体（联合舰队）,东盟联合体,株洲市,株洲甲机械有限公司,整机,,,',
      '出海联合体（联合舰队）,东盟联合体,株洲市,株洲乙材料有限公司,材料,马来西亚,动车组,5000',
    ]
    const report = await run('library', lines)
    expect([report.created, report.joined]).toEqual([1, 1])
    const held = await entry('export-alliance', '东盟联合体')
    expect(
      held.parts.map((p: { part: string; organisationName: string }) => [p.part, p.organisationName]),
    ).toEqual([
      ['member', '株洲甲机械有限公司'],
      ['member', '株洲乙材料有限公司'],
      ['contract', null],
    ])
    expect(held.parts[2].fields).toEqual({ country: '马来西亚', subject: '动车组', amount: '5000000000' })
    expect((await run('library', lines, 'b.csv')).importId).toBeNull()
    const lacking = await run(
      'library',
      [lines[0]!, '出海联合体（联合舰队）,东盟联合体,株洲市,,整机,,,'],
      'c.csv',
    )
    expect(told(lacking)).toEqual([[2, '成员', 'registry.entry_needs']])
    expect((await undo(report.importId)).deletedCount).toBe(1)
    expect(await entries('export-alliance')).toEqual([])
  })

  test('a held entry gets what it lacks, keeps what stands, and undo empties just what was filled', async () => {
    const first = await run('library', ['类别,名称,城市,级别,领域', '实验室,甲实验室,株洲市,,轨道'])
    expect(first.created).toBe(1)
    const second = await run(
      'library',
      ['类别,名称,城市,级别,依托单位,领域', '实验室,甲实验室,株洲市,省级,某单位,航空'],
      'b.csv',
    )
    expect([second.created, second.joined]).toEqual([0, 1])
    expect(told(second)).toEqual([[2, '领域', 'registry.entry_value_stands']])
    expect(second.problems[0]!.message).toContain('轨道')
    const held = await entry('laboratory', '甲实验室')
    expect(held).toMatchObject({ level: 'provincial', organisationName: '某单位', fields: { field: '轨道' } })
    const change = held.events.find(({ kind }: { kind: string }) => kind === 'change')
    expect(change.changes).toContainEqual({ field: 'level', before: null, after: 'provincial' })
    expect((await undo(second.importId)).restored).toBe(2)
    expect(await entry('laboratory', '甲实验室')).toMatchObject({
      ...{ level: null, organisationName: null, fields: { field: '轨道' } },
    })
    expect((await undo(first.importId)).kept).toMatchObject([{ name: '甲实验室' }])
  })

  test('two of one name: the row must say which; a mother and daughter of one import go together', async () => {
    const report = await run('library', [
      '类别,名称,城市,级别,领域',
      '实验室,同名实验室,株洲市,省级,甲',
      '实验室,同名实验室,株洲市,市级,乙',
      '实验室,同名实验室,株洲市,,丙',
    ])
    expect(told(report)).toEqual([[4, '名称', 'registry.entry_which']])
    const both = await run('library', funds, 'f.csv')
    expect((await undo(both.importId)).deletedCount).toBe(2)
  })

  test('a host that only resembles a held firm stays a name and is told', async () => {
    await holdFirm(house, { name: '株洲时代新材料科技股份有限公司' })
    const report = await run('library', ['类别,名称,城市,依托单位', '实验室,甲实验室,株洲市,时代新材'])
    expect(told(report)).toEqual([[2, '依托单位', 'registry.host_unsure']])
    expect(await entry('laboratory', '甲实验室')).toMatchObject({
      ...{ organisationId: null, organisationName: '时代新材' },
    })
  })
})

describe('the template', () => {
  test('of all libraries, and of each one, reads back whole', async () => {
    const kinds = (await get(`/api/library/kinds?dataset=held&city=${city}`)).items
    for (const of of [undefined, ...kinds.map(({ title }: { title: { zh: string } }) => title.zh)]) {
      const { bytes } = await house.asSystem((ctx) =>
        makeTemplate(ctx, { kind: 'library', format: 'csv', of }),
      )
      const table = await readTable(bytes, { fileName: 't.csv' })
      expect(table.rows).toHaveLength(of === undefined ? kinds.length : 1)
      const report = await house.asSystem(() =>
        importCsv(house, bytes.toString('utf8'), {
          ...{ kind: 'library', options: { dataset: 'held', fileName: `${of}.csv`, partner: null } },
        }),
      )
      expect([of, report.refused, report.mapping.filter(({ field }) => field === null)]).toEqual([of, 0, []])
      expect(report.problems.map(({ code, message }) => [code, message])).toEqual([])
    }
  }, 60_000)

  test('one library only shows its own columns', async () => {
    const { bytes } = await house.asSystem((ctx) =>
      makeTemplate(ctx, { kind: 'library', format: 'csv', of: '产业基金' }),
    )
    const [header] = bytes.toString('utf8').split('\n')
    expect(header).toContain('规模（万元）')
    expect(header).toContain('投资项目·投资额（万元）')
    expect(header).not.toContain('细分市场')
  })
})

describe('projects', () => {
  const header =
    '项目名称,城市,总投资（亿元）,投资主体,所在园区,产业链代码,2024年计划投资（万元）,2024年完成投资（万元）,备注'
  const line = '齿轮扩产,株洲市,1.2,株洲甲机械有限公司,轨道科技城,rail-transit,5000,4200,二期'
  const one = async () => {
    const { items } = await get(`/api/projects?dataset=held&city=${city}`)
    return get(`/api/projects/${items[0].id}`)
  }

  test('the investor is the held firm, the park is found, money comes by year; undo takes all back', async () => {
    const firm = await holdFirm(house, { name: '株洲甲机械有限公司' })
    const park = { dataset: 'held', city, name: '轨道科技城', source: 's' }
    await house.send('POST', '/api/parks', park, office)
    const report = await run('projects', [header, line])
    expect([report.created, told(report)]).toEqual([1, []])
    expect(await one()).toMatchObject({
      ...{ organisationId: firm, parkName: '轨道科技城', chainId: 'rail-transit', note: '二期' },
      money: [{ year: 2024, plannedFen: '5000000000', doneFen: '4200000000' }],
    })
    expect((await undo(report.importId)).deletedCount).toBe(1)
  })

  test('a held project gets what it lacks and a new year; a year that stands is told; undo empties it again', async () => {
    await run('projects', ['项目名称,城市,2023年完成投资（万元）', '齿轮扩产,株洲市,100'])
    const more = await run(
      'projects',
      [
        '项目名称,城市,总投资（万元）,2023年完成投资（万元）,2024年完成投资（万元）',
        '齿轮扩产,株洲市,9000,200,300',
      ],
      'b.csv',
    )
    expect([more.joined, told(more)]).toEqual([
      1,
      [[2, '2023年完成投资（万元）', 'registry.entry_value_stands']],
    ])
    expect((await one()).money.map(({ year }: { year: number }) => year)).toEqual([2023, 2024])
    await undo(more.importId)
    expect(await one()).toMatchObject({ investmentFen: null, money: [{ year: 2023, doneFen: '100000000' }] })
  })

  test('a park that is not held is told and the row comes without it; a bad cell refuses the row at its column', async () => {
    const report = await run('projects', [
      header,
      '甲,株洲市,1,,不在库园区,,,,',
      '乙,株洲市,1,,,轨道交通,,,',
      '丙,株洲市,约一亿,,,,,,',
    ])
    expect([report.created, told(report)]).toEqual([
      1,
      [
        [2, '所在园区', 'registry.row_names_nobody'],
        [3, '产业链代码', 'registry.project_key_bad'],
        [4, '总投资（亿元）', 'registry.project_money_bad'],
      ],
    ])
  })
})
