/** Records of any source to a table: where the header is, which rows fit it, what to tell the person. */
import { cutText } from '../../kernel/cut-text.ts'
import { combineHeader, fillMergedRows, type Merge } from './merged-cells.ts'
import {
  problem,
  type RawRecord,
  type Table,
  type TableLimits,
  type TableProblem,
  type TableRow,
} from './table.ts'

export type Assembly = {
  readonly records: readonly RawRecord[]
  readonly merges: readonly Merge[]
  readonly limits: TableLimits
  readonly headerLine: number | undefined
  /** Whether a short row is whole: a sheet does not store empty cells, a CSV file does. */
  readonly padsShortRows: boolean
  /** Problems already met while reading. */
  readonly problems: readonly TableProblem[]
}

type Parts = Pick<Table, 'header' | 'headerLine' | 'rows' | 'refusedRows' | 'problems' | 'isRefused'>

const HEADER_SEARCH = 20
const LOOKS_LIKE_FORMULA = /^[\s\ufeff]*[=+\-@＝＋－＠]/
const DAMAGED = /\ufffd|锟斤拷/

const filled = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length

/** Index of the header among the records: the first with more than one name, unless no record has more than one. */
function findHeader(records: readonly RawRecord[], wanted: number | undefined): number {
  if (wanted !== undefined) return records.findIndex(({ line }) => line === wanted)
  const first = records.slice(0, HEADER_SEARCH)
  if (!first.some(({ cells }) => filled(cells) > 1)) return 0
  return first.findIndex(({ cells }) => filled(cells) > 1)
}

function trimEnd(cells: readonly string[]): string[] {
  let length = cells.length
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length--
  return cells.slice(0, length)
}

function headerProblems(header: readonly string[], line: number): TableProblem[] {
  const first = new Map<string, number>()
  return header.flatMap((name, i) => {
    const column = i + 1
    if (name === '') return [problem('note', 'empty_header', {}, line, column)]
    const found: TableProblem[] = []
    const earlier = first.get(name)
    if (earlier !== undefined)
      found.push(problem('note', 'duplicate_header', { name, first: earlier }, line, column))
    else first.set(name, column)
    if (LOOKS_LIKE_FORMULA.test(name)) found.push(problem('note', 'formula_header', { name }, line, column))
    return found
  })
}

/** The cells of a row made as wide as the header, or why that cannot be. */
function fitRow(record: RawRecord, width: number, assembly: Assembly): string[] | TableProblem {
  const { line, brokenColumn } = record
  if (typeof brokenColumn === 'number') return problem('row', 'text_after_quote', {}, line, brokenColumn)
  const cells = record.cells.length > width ? trimEnd(record.cells) : [...record.cells]
  const isShort = cells.length < width && !(assembly.padsShortRows || record.cells.length >= width)
  if (isShort || cells.length > width)
    return problem('row', 'ragged_row', { found: record.cells.length, expected: width }, line)
  while (cells.length < width) cells.push('')
  const limit = assembly.limits.maxCellLength
  const long = cells.findIndex((cell) => cell.length > limit)
  if (long >= 0)
    return problem('row', 'cell_too_long', { found: cells[long]?.length ?? 0, limit }, line, long + 1)
  const damaged = cells.findIndex((cell) => DAMAGED.test(cell))
  return damaged >= 0 ? problem('row', 'damaged_text', {}, line, damaged + 1) : cells
}

function refusal(problems: readonly TableProblem[], extra: TableProblem): Parts {
  return {
    header: [],
    headerLine: null,
    rows: [],
    refusedRows: [],
    problems: [...problems, extra],
    isRefused: true,
  }
}

/** What stops the whole file: too many rows or columns. */
function beyondLimits({ records, limits }: Assembly): TableProblem | null {
  if (records.length > limits.maxRows + HEADER_SEARCH)
    return problem('file', 'too_many_rows', { limit: limits.maxRows })
  const wide = records.find(
    ({ cells }) => cells.length > limits.maxColumns && trimEnd(cells).length > limits.maxColumns,
  )
  if (!wide) return null
  return problem(
    'file',
    'too_many_columns',
    { found: wide.cells.length, limit: limits.maxColumns },
    wide.line,
  )
}

/** Puts a table together; blank records count for nothing. */
export function assembleTable(assembly: Assembly): Parts {
  const { limits } = assembly
  const beyond = beyondLimits(assembly)
  if (beyond) return refusal(assembly.problems, beyond)
  const records = assembly.records.filter(({ cells }) => filled(cells) > 0)
  if (records.length === 0) return refusal(assembly.problems, problem('file', 'empty'))
  const at = findHeader(records, assembly.headerLine)
  const headerRecord = records[at]
  if (!headerRecord)
    return refusal(assembly.problems, problem('file', 'header_missing', {}, assembly.headerLine ?? null))

  const problems = [...assembly.problems]
  for (const { line, cells } of records.slice(0, at))
    problems.push(
      problem('note', 'title_skipped', { text: cutText(cells.filter(Boolean).join(' '), 60) }, line),
    )
  const { names, height } = combineHeader(records, at, assembly.merges)
  if (height > 1) problems.push(problem('note', 'merged_header', { count: height }, headerRecord.line))
  const header = trimEnd(names).map((name) => name.trim())
  problems.push(...headerProblems(header, headerRecord.line))

  const body = fillMergedRows(records.slice(at + height), assembly.merges)
  if (body.filledCount > 0) problems.push(problem('note', 'merged_filled', { count: body.filledCount }))
  if (body.records.length > limits.maxRows)
    return refusal(problems, problem('file', 'too_many_rows', { limit: limits.maxRows }))
  if (body.records.length === 0) problems.push(problem('note', 'no_rows'))
  const rows: TableRow[] = []
  const refusedRows: TableRow[] = []
  for (const record of body.records) {
    const fit = fitRow(record, header.length, assembly)
    if (Array.isArray(fit)) rows.push({ line: record.line, cells: fit })
    else {
      refusedRows.push({ line: record.line, cells: record.cells })
      problems.push(fit)
    }
  }
  return { header, headerLine: headerRecord.line, rows, refusedRows, problems, isRefused: false }
}
