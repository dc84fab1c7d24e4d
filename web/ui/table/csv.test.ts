import { expect, test } from 'vitest'
import type { Column } from './column.ts'
import { toCsv } from './csv.ts'

type Row = { name: string | null; share: number | null }
const columns: Column<Row>[] = [
  { id: 'name', title: '名称', width: 1, value: (row) => row.name },
  { id: 'share', title: '占比', unit: '%', width: 1, value: (row) => row.share },
]
const linesOf = (rows: Row[]) => toCsv(rows, columns, '未知').slice(1).split('\r\n').slice(1, -1)

test('opens in an office program: mark first, head with unit, CRLF', () => {
  expect(toCsv([], columns, '未知')).toBe('\uFEFF名称,占比 (%)\r\n')
})

test.each(['=1+1', '+86', '-2', '@SUM(A1)', ' =cmd', '＝1', '\tx'])('%j is not run as a formula', (name) => {
  expect(linesOf([{ name, share: 1 }])[0]).toBe(`'${name},1`)
})

test('a negative number stays a number, unknown is said', () => {
  expect(linesOf([{ name: null, share: -2.5 }])).toEqual(['未知,-2.5'])
})

test('quotes, commas and line breaks are kept', () => {
  expect(linesOf([{ name: 'a"b,c', share: null }])).toEqual(['"a""b,c",未知'])
})

test('a note such as the mark of demo data stands in the first line, before the head', () => {
  const [first, head] = toCsv([], columns, '未知', '演示数据：虚构, 不得用于决策').slice(1).split('\r\n')
  expect([first, head]).toEqual(['"演示数据：虚构, 不得用于决策"', '名称,占比 (%)'])
})
