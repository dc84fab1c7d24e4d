import { expect, test } from 'vitest'
import { readTable } from '../src/platform/files/index.ts'
import type { Column } from '../web/ui/table/column.ts'
import { columnName, toXlsx } from '../web/ui/table/xlsx.ts'

type Row = { name: string | null; share: number | null }
const columns: Column<Row>[] = [
  { id: 'name', title: '名称', width: 1, value: (row) => row.name },
  { id: 'share', title: '占比', unit: '%', width: 1, value: (row) => row.share },
]
const opened = async (rows: Row[], note?: string) =>
  readTable(Buffer.from(await toXlsx('企业：[清单]', rows, columns, '未知', note)), { fileName: 'x.xlsx' })

test('our own reader opens it again and finds exactly what was shown', async () => {
  const table = await opened([
    { name: '甲<&>"机械"有限公司', share: -2.5 },
    { name: '乙\n电子 ', share: null },
    { name: null, share: 0 },
  ])
  expect(table).toMatchObject({
    format: 'xlsx',
    isRefused: false,
    problems: [],
    header: ['名称', '占比 (%)'],
  })
  expect(table.rows.map(({ cells }) => cells)).toEqual([
    ['甲<&>"机械"有限公司', '-2.5'],
    ['乙\n电子 ', '未知'],
    ['未知', '0'],
  ])
})

test.each(['=1+1', '+86', '-2', '@SUM(A1)', '=HYPERLINK("http://x")', '\u0007bell', 'half \ud800 pair'])(
  '%j stands as text and is never run as a formula',
  async (name) => {
    const bytes = await toXlsx('x', [{ name, share: 1 }], columns, '未知')
    const table = await readTable(Buffer.from(bytes), { fileName: 'x.xlsx' })
    expect(table.problems).toEqual([])
    expect(table.rows[0]!.cells[0]).toBe(name.replaceAll(/\p{Cc}|\p{Cs}/gu, ''))
  },
)

test('ten thousand rows and a note before the head', async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => ({ name: `企业 ${i}`, share: i }))
  const table = await opened(rows)
  expect(table.rows).toHaveLength(10_000)
  expect(table.rows.at(-1)!.cells).toEqual(['企业 9999', '9999'])
  const noted = await opened(rows.slice(0, 2), '演示数据')
  expect(noted.header).toEqual(['名称', '占比 (%)'])
})

test.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is called %s', (index, name) => {
  expect(columnName(index)).toBe(name)
})
