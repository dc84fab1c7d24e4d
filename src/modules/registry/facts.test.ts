import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Library } from '../../engines/rules/index.ts'
import { bodyOf, signedInApp } from '../access/fixtures.ts'
import { asProgramAlready, type Context } from '../access/index.ts'
import { holdFirm, holdPlaces, holdVocabularies } from './fixtures.ts'
import {
  listFigures,
  listTitles,
  loadFactsOfFirms,
  loadFactTable,
  recordFigures,
  recordTitles,
  type SourceKind,
  tellTitleList,
} from './index.ts'

const telling = (sourceKind: SourceKind, source: string) => ({ dataset: 'held', source, sourceKind }) as const
const facts = new Map(
  Object.entries({
    titles: { label: '称号', type: 'titles' },
    revenue: { label: '营业收入', type: 'money' },
    revenue_last: { label: '上年营业收入', type: 'money' },
    debt_ratio: { label: '资产负债率', type: 'rate' },
    has_lab: { label: '研发机构', type: 'bool' },
    field: { label: '领域', type: 'text' },
    unheard_of: { label: '没听说过', type: 'money' },
  }),
) as Library['facts']

describe('titles and figures of firms', () => {
  const house = signedInApp()
  let firm = ''
  let other = ''
  beforeEach(async () => {
    await holdPlaces(house)
    await holdVocabularies(house)
    firm = await holdFirm(house, { name: '甲机械有限公司', creditCode: '91320505Y4CL12TH81' })
    other = await holdFirm(house, { name: '乙电子有限公司' })
  })
  const record = (
    value: string,
    sourceKind: SourceKind,
    source: string,
    more: { period?: string; name?: string } = {},
  ) =>
    house.asSystem((ctx) =>
      recordFigures(
        ctx,
        [{ organisationId: firm, name: more.name ?? 'revenue', period: more.period ?? '2023', value }],
        telling(sourceKind, source),
      ),
    )
  const values = (name = 'revenue') =>
    house.asSystem(async (ctx) =>
      (await listFigures(ctx, { organisationIds: [firm], names: [name] })).map((f) => [f.value, f.counts]),
    )

  test('a department counts before a spreadsheet, the newer before the older, and all are kept', async () => {
    await record('8000万元', 'department_list', '统计局 2023')
    await record('9000万元', 'spreadsheet', '园区表')
    expect(await values()).toEqual([
      ['8000000000', true],
      ['9000000000', false],
    ])
    await record('8100万元', 'department_list', '统计局 2023 修订')
    expect(await values()).toEqual(
      expect.arrayContaining([
        ['8100000000', true],
        ['8000000000', false],
        ['9000000000', false],
      ]),
    )
    await record('8100万元', 'department_list', '统计局 2023 修订')
    expect(await values()).toHaveLength(3)
  })

  test('one bad value refuses all of them, with the place and how to write it', async () => {
    const told = [
      { organisationId: firm, name: 'revenue', period: '2023', value: '8000万元' },
      { organisationId: firm, name: 'revenue', period: '2023-02-30', value: '1元' },
      { organisationId: firm, name: 'debt_ratio', period: '2023', value: '很高' },
      { organisationId: firm, name: 'no_such', period: '2023', value: 1 },
      { organisationId: firm, name: 'revenue_last', period: '2023', value: 1 },
    ]
    const refused = house.asSystem((ctx) => recordFigures(ctx, told, telling('spreadsheet', '表')))
    await expect(refused).rejects.toMatchObject({
      code: 'registry.figures_bad',
      fields: [
        { field: 'figures.1', code: 'registry.day_bad' },
        { field: 'figures.2', code: 'registry.figure_value_bad' },
        { field: 'figures.3', code: 'registry.figure_unknown' },
        { field: 'figures.4', code: 'registry.figure_derived' },
      ],
    })
    expect(await values()).toEqual([])
  })

  test('a confidential figure is seen by the office and by the firm itself, by nobody else', async () => {
    await record('8000万元', 'department_list', '统计局')
    await record('600', 'department_list', '统计局', { name: 'employees' })
    const seenBy = async (role: 'chain_office' | 'firm' | 'bank' | 'auditor', organisationId?: string) => {
      const at = new Date()
      const token = house.tokenFor(role, at, '1', organisationId)
      return house.database.transaction({ contextToken: token }, async (db) => {
        const actor = {
          userId: '1',
          userName: role,
          displayName: role,
          role,
          organisationId: organisationId ?? null,
          organisationName: null,
          cityCode: null,
        }
        const ctx: Context = { db, actor, now: at, lang: 'zh', requestId: 't', asProgram: asProgramAlready }
        return (await listFigures(ctx, { organisationIds: [firm] })).map(({ name }) => name)
      })
    }
    expect(await seenBy('chain_office')).toEqual(['employees', 'revenue'])
    expect(await seenBy('firm', firm)).toEqual(['employees', 'revenue'])
    expect(await seenBy('firm', other)).toEqual(['employees'])
    expect(await seenBy('bank')).toEqual(['employees'])
    expect(await seenBy('auditor')).toEqual(['employees'])
  })

  test('a title keeps the name as written, finds its kind by any name, and ends by the months of its kind', async () => {
    await house.asSystem((ctx) =>
      recordTitles(
        ctx,
        [
          { organisationId: firm, title: '专精特新“小巨人”企业', granted: '2021-07-15', batch: '第三批' },
          { organisationId: firm, title: '没有听说过的称号', granted: '2020' },
        ],
        telling('department_list', '工信厅公告'),
      ),
    )
    const on = (day: string) =>
      house.asSystem(async (ctx) =>
        (await listTitles(ctx, { dataset: 'held', organisationIds: [firm], on: day })).map((t) => [
          t.name,
          t.kindCode,
          t.status,
        ]),
      )
    expect(await on('2024-07-14')).toEqual([
      ['没有听说过的称号', null, 'held'],
      ['国家专精特新小巨人', 'little-giant-national', 'held'],
    ])
    expect(await on('2024-07-15')).toContainEqual(['国家专精特新小巨人', 'little-giant-national', 'expired'])
    expect(await on('2021-07-14')).toContainEqual(['国家专精特新小巨人', 'little-giant-national', 'not_yet'])
  })

  test('the city in columns: what counts on the day, the year before, unknown where nothing speaks', async () => {
    await record('8000万元', 'department_list', '统计局', { period: '2022' })
    await record('1亿元', 'department_list', '统计局', { period: '2023' })
    await record('55%', 'spreadsheet', '表', { name: 'debt_ratio' })
    await record('是', 'spreadsheet', '表', { name: 'has_lab' })
    await record('其他', 'spreadsheet', '表', { name: 'field' })
    const table = (day: string) =>
      house.asSystem((ctx) => loadFactTable(ctx, { dataset: 'held', facts, on: day }))
    const { ids, columns } = await table('2024-06-30')
    expect(ids).toEqual([firm, other])
    expect(columns.get('revenue')).toEqual({
      kind: 'number',
      values: Float64Array.of(10_000_000_000, Number.NaN),
    })
    expect(columns.get('revenue_last')).toEqual({
      kind: 'number',
      values: Float64Array.of(8_000_000_000, Number.NaN),
    })
    expect(columns.get('debt_ratio')).toEqual({
      kind: 'number',
      values: Float64Array.of(550_000, Number.NaN),
    })
    expect(columns.get('has_lab')).toEqual({ kind: 'flag', values: Uint8Array.of(0, 1) })
    expect(columns.get('field')).toMatchObject({ cells: [null, { kind: 'text', text: '其他' }] })
    expect(columns.get('unheard_of')).toEqual({
      kind: 'number',
      values: Float64Array.of(Number.NaN, Number.NaN),
    })
    // Two years later the figure of 2023 no longer tells the present; on the last day of 2023 the year has ended.
    expect((await table('2025-06-30')).columns.get('revenue')).toEqual({
      kind: 'number',
      values: Float64Array.of(Number.NaN, Number.NaN),
    })
    expect((await table('2023-12-30')).columns.get('revenue')).toMatchObject({ values: { 0: 8_000_000_000 } })
  })

  const cellsOf = async (cityCode?: string) => {
    const table = await house.asSystem((ctx) =>
      loadFactTable(ctx, { dataset: 'held', cityCode, facts, on: '2024-01-01' }),
    )
    const column = table.columns.get('titles')
    return column?.kind === 'cell' ? [...column.codes].map((code) => column.cells[code]) : []
  }

  test('who stands in no list is unknown until a department hands one in, then does not hold that title', async () => {
    expect(await cellsOf()).toEqual([null, null])
    await house.asSystem((ctx) =>
      recordTitles(
        ctx,
        [{ organisationId: firm, title: '高企', granted: '2022-12-01' }],
        telling('department_list', '名录'),
      ),
    )
    const [mine, others] = await cellsOf()
    // Of other titles nothing is known: nobody handed in their lists.
    const knownFor = expect.arrayContaining(['高新技术企业', '高企'])
    expect(others).toEqual({ kind: 'titles', titles: [], knownFor })
    expect((others as unknown as { knownFor: string[] }).knownFor).not.toContain('国家专精特新小巨人')
    expect(mine).toMatchObject({
      kind: 'titles',
      titles: expect.arrayContaining([{ title: '高新技术企业', fromDay: 19327, untilDay: 20422 }]),
      knownFor,
    })
  })

  test('a title from somebody’s spreadsheet is no complete list; an office may tell that all stand there', async () => {
    await house.asSystem(async ({ db }) => {
      await sql`update registry.organisation set city_code = '320400' where dataset = 'held'`.execute(db)
    })
    await house.asSystem((ctx) =>
      recordTitles(
        ctx,
        [{ organisationId: firm, title: '高企', granted: '2022-12-01' }],
        telling('spreadsheet', '园区表'),
      ),
    )
    expect(await cellsOf('320400')).toMatchObject([{ titles: expect.anything(), knownFor: [] }, null])
    const tell = (isComplete: boolean, validFrom: string) =>
      house.asSystem((ctx) =>
        tellTitleList(ctx, {
          dataset: 'held',
          cityCode: '320400',
          kindCode: null,
          isComplete,
          validFrom,
          source: '工信局名录',
        }),
      )
    await tell(true, '2023-01-01')
    expect((await cellsOf('320400'))[1]).toEqual({ kind: 'titles', titles: [] })
    await tell(false, '2023-06-01')
    expect((await cellsOf('320400'))[1]).toBeNull()
  })

  test('district, industry and size class come from the register, a series from all years that have ended', async () => {
    await record('8000万元', 'department_list', '统计局', { period: '2022' })
    await record('1亿元', 'department_list', '统计局', { period: '2023' })
    await house.asSystem(async ({ db }) => {
      await sql`update registry.organisation set district_code = '320412', industry_code = 'C3411'
        where id = ${BigInt(firm)}`.execute(db)
      await sql`insert into registry.size_standard (id, valid_from, groups, source) values ('t', '2017-01-01', '[]', '"t"')
        on conflict do nothing`.execute(db)
      await sql`delete from registry.size_class where organisation_id = ${BigInt(firm)}`.execute(db)
      await sql`insert into registry.size_class (dataset, organisation_id, class, standard_id, is_confidential, computed_at)
        values ('held', ${BigInt(firm)}, 'medium', 't', false, now())`.execute(db)
    })
    const asked = new Map(
      Object.entries({
        firm_district_code: { label: '辖区', type: 'text' },
        industry_code: { label: '行业', type: 'text' },
        size_class: { label: '规模', type: 'text' },
        revenue: { label: '营业收入', type: 'series', of: 'money' },
        nobody_keeps: { label: '没人管', type: 'bool' },
      }),
    ) as Library['facts']
    const { table, firms, unkept } = await house.asSystem((ctx) =>
      loadFactsOfFirms(ctx, { dataset: 'held', facts: asked, on: '2024-06-30' }),
    )
    const cellOf = (name: string, row: number) => {
      const column = table.columns.get(name)
      return column?.kind === 'cell' ? column.cells[column.codes[row]!] : undefined
    }
    expect(['firm_district_code', 'industry_code', 'size_class'].map((name) => cellOf(name, 0))).toEqual([
      { kind: 'text', text: '320412' },
      { kind: 'text', text: 'C3411' },
      { kind: 'text', text: '中型' },
    ])
    expect(cellOf('size_class', 1)).toBeNull()
    expect(cellOf('revenue', 0)).toEqual({
      kind: 'series',
      byYear: new Map([
        [2022, 8_000_000_000n],
        [2023, 10_000_000_000n],
      ]),
    })
    expect(firms[0]).toMatchObject({ name: '甲机械有限公司', sizeClass: 'medium' })
    expect([...unkept]).toEqual(['nobody_keeps'])
  })

  test('an entry in the audit trail tells who read confidential figures', async () => {
    await record('8000万元', 'department_list', '统计局')
    await house.asSystem((ctx) =>
      listFigures({ ...ctx, actor: { ...ctx.actor, role: 'chain_office' } }, { organisationIds: [firm] }),
    )
    const cookie = await house.signIn('auditor')
    const { entries } = await bodyOf(house.send('GET', '/api/audit?limit=50', undefined, cookie))
    expect(entries.map((e: { action: string }) => e.action)).toContain('registry.read_figures')
  })
})
