import { describe, expect, test } from 'vitest'
import type { FigureKind } from '../model.ts'
import { FigureHeaders, figureFields } from './figure-columns.ts'
import { readFigures, readTitles } from './firm-figures.ts'

const kind = (
  name: string,
  type: FigureKind['type'],
  unit: string | null,
  labelZh: string,
  labelEn: string,
) =>
  ({
    ...{ name, type, unit, labelZh, labelEn, supplier: null, isConfidential: type === 'money' },
    ...{ yearBeforeOf: null, speaksForMonths: 12 },
  }) as FigureKind
const headers = new FigureHeaders([
  kind('revenue', 'money', '元', '营业收入', 'Revenue of the year'),
  kind('main_revenue', 'money', '元', '主营业务收入', 'Main-business revenue of the year'),
  kind('employees', 'count', '人', '从业人员', 'Employees'),
  kind('floor_area', 'quantity', '平方米', '厂房面积', 'Floor space'),
  {
    ...kind('revenue_last', 'money', '元', '上年营业收入', 'Revenue of the year before'),
    yearBeforeOf: 'revenue',
  },
])
const read = (header: string) => {
  const found = headers.read(header)
  return found ? [found.kind.name, found.period, found.unit] : null
}

describe('a header names the fact, the period and the unit', () => {
  test.each([
    ['营业收入2023（万元）', ['revenue', '2023', '万元']],
    ['2023年营业收入(亿元)', ['revenue', '2023', '亿元']],
    ['２０２３年度营业收入（单位：元）', ['revenue', '2023', '元']],
    ['营业收入', ['revenue', null, null]],
    ['营业收入 2023 万元', ['revenue', '2023', '万元']],
    ['2024年6月营业收入（万元）', ['revenue', '2024-06', '万元']],
    ['主营业务收入2022（千元）', ['main_revenue', '2022', '千元']],
    ['从业人员 2023年末（人）', ['employees', '2023', '人']],
    ['2023年职工人数', ['employees', '2023', null]],
    ['Employees 2023', ['employees', '2023', null]],
    ['厂房面积（平方米）', ['floor_area', null, null]],
  ])('%s', (header, expected) => expect(read(header)).toEqual(expected))

  test.each(['营业收入增速2023', '上年营业收入', '企业名称', '2023', '备注', '营业收入排名'])(
    '%s names none: nothing is guessed',
    (header) => expect(read(header)).toBeNull(),
  )

  test('money without a unit is offered in each, and none is taken for granted', () => {
    const fields = figureFields('营业收入2023', headers.read('营业收入2023')!)
    expect(fields.map(({ name }) => name)).toEqual([
      'figure:revenue:2023:',
      'figure:revenue:2023:亿元',
      'figure:revenue:2023:百万元',
      'figure:revenue:2023:万元',
      'figure:revenue:2023:千元',
      'figure:revenue:2023:元',
    ])
    expect(headers.ofField('figure:revenue:2023:吨')).toBeUndefined()
    expect(headers.ofField('figure:revenue:23:万元')).toBeUndefined()
  })
})

const row = (values: Record<string, string>) => ({ line: 3, values })
const note = (field: string, code: string, params: Record<string, unknown>) => ({
  ...{ line: 3, column: field, code, params },
})
const columns = new Map(
  ['figure:revenue:2023:万元', 'figure:employees:2023:人'].map((name) => [name, headers.ofField(name)!]),
)

test.each([
  ['1234.56', '1234560000'], // 1,234.56 万元 = 12,345,600 元 = 1,234,560,000 fen
  ['1,234.56', '1234560000'],
  ['1.5亿元', '15000000000'], // the cell's own unit counts
  ['-20', '-20000000'],
])('revenue %s 万元 is held as %s fen', (text, fen) => {
  const { figures } = readFigures(row({ 'figure:revenue:2023:万元': text }), columns, note)
  expect(figures).toMatchObject([
    { name: 'revenue', valueNumber: fen, asOf: '2023-12-31', isConfidential: true },
  ])
})

test.each(['', '/', '—', '无'])('“%s” is unknown, not zero', (text) =>
  expect(readFigures(row({ 'figure:revenue:2023:万元': text }), columns, note)).toEqual({
    figures: [],
    problems: [],
  }),
)

test.each(['约三千', '12人', '99999999999999999999'])('“%s” is told by line and column', (text) => {
  const { figures, problems } = readFigures(row({ 'figure:revenue:2023:万元': text }), columns, note)
  expect(figures).toEqual([])
  expect(problems).toMatchObject([
    { line: 3, column: 'figure:revenue:2023:万元', code: 'registry.cell_figure_bad' },
  ])
})

test('titles are listed in a cell, or each has a column of its own', () => {
  const { titles, problems } = readTitles(
    row({
      titles: '高新技术企业（2021年）、某某称号；无',
      'title:giant': '2022-07',
      'title:gazelle': '否',
      'title:sme': '是',
      'title:odd': '可能',
    }),
    note,
  )
  expect(titles).toEqual([
    { title: '高新技术企业', granted: '2021' },
    { title: '某某称号', granted: null },
    { title: 'giant', granted: '2022-07' },
    { title: 'sme', granted: null },
  ])
  expect(problems).toMatchObject([{ column: 'title:odd', code: 'registry.cell_title_bad' }])
})
