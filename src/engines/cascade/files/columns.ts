import { type CsvRow, csvRows } from './csv-rows.ts'
import type { FileProblems } from './file-problems.ts'

/** One row of a table with a header: the wanted columns' cells in the wanted order. */
export type Record = { readonly line: number; readonly values: readonly string[] }

function locate(path: string, header: CsvRow, wanted: readonly string[], problems: FileProblems) {
  const positions = wanted.map((name) => header.cells.indexOf(name))
  const missing = wanted.filter((_, k) => positions[k] === -1)
  if (missing.length === 0) return positions
  const names = missing.join(', ')
  problems.add(path, header.line, `表头缺少列 ${names}`, `the header lacks the column ${names}`)
  return undefined
}

/** The wanted columns of a table, by the names in its header; other columns are passed over. */
export function* records(path: string, wanted: readonly string[], problems: FileProblems): Generator<Record> {
  let positions: number[] | undefined
  let width = 0
  const known = problems.count
  for (const row of csvRows(path, problems)) {
    if (!positions) {
      positions = locate(path, row, wanted, problems)
      width = row.cells.length
      if (!positions) return
    } else if (row.cells.length === width) {
      yield { line: row.line, values: positions.map((at) => row.cells[at]!) }
    } else {
      const found = row.cells.length
      problems.add(
        path,
        row.line,
        `有 ${found} 格，表头有 ${width} 格`,
        `${found} cells, but the header has ${width}`,
      )
    }
  }
  if (!positions && problems.count === known)
    problems.add(
      path,
      null,
      `文件是空的，应有表头 ${wanted.join(',')}`,
      `empty: a header ${wanted.join(',')} is needed`,
    )
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/

/** A number written with digits and a point; undefined for anything else (empty, 1,000, 0x10, NaN, Infinity). */
export function parseNumber(text: string): number | undefined {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : undefined
}

/** Reads an amount from 0 up, or notes why the cell is none and gives undefined. */
export function readAmount(
  path: string,
  line: number,
  column: string,
  text: string,
  problems: FileProblems,
): number | undefined {
  const value = parseNumber(text)
  if (value !== undefined && value >= 0) return value
  if (text === '')
    problems.add(
      path,
      line,
      `${column} 为空，请填数字或删去此行`,
      `${column} is missing: give a number or remove the line`,
    )
  else if (value === undefined)
    problems.add(path, line, `${column}“${text}”不是数字`, `${column} "${text}" is not a number`)
  else
    problems.add(
      path,
      line,
      `${column} ${text} 为负，应不小于 0`,
      `${column} ${text} is negative: it must be 0 or more`,
    )
  return undefined
}
