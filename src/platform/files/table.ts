/** What a read file is to the rest of the house: a header, rows with their lines, and what was wrong. */

/** One record: `line` is the physical line (CSV) or row (XLSX) where it starts, from 1; `cells` fit the header. */
export type TableRow = { readonly line: number; readonly cells: readonly string[] }

/** A record before it is known whether it fits the header. */
export type RawRecord = {
  readonly line: number
  readonly cells: readonly string[]
  /** Column whose quotes are broken; the row cannot be used. */
  readonly brokenColumn?: number | null
}

/**
 * `file`: nothing of the file is used. `row`: this row is not used. `note`: used as it stands, but somebody
 * should look.
 */
export type ProblemLevel = 'file' | 'row' | 'note'

export type TableProblem = {
  readonly level: ProblemLevel
  /** Physical line or row, from 1; null when the problem is the file's. */
  readonly line: number | null
  /** Column from 1; null when the problem is the whole line's. */
  readonly column: number | null
  /** A key of `problemWords`. */
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

export type Table = {
  readonly format: 'csv' | 'xlsx' | null
  /** Of a CSV file: utf-8, utf-8-bom, gb18030, utf-16le, utf-16be, big5; null when unknown or not a CSV file. */
  readonly encoding: string | null
  readonly separator: string | null
  /** The sheet that was read and all sheets of the workbook; null and empty for CSV. */
  readonly sheet: string | null
  readonly sheets: readonly string[]
  readonly header: readonly string[]
  readonly headerLine: number | null
  /** The rows that can be used; empty when the file is refused. */
  readonly rows: readonly TableRow[]
  /** The rows with a problem of level `row`, with the cells as read. Used and refused rows add up to all rows. */
  readonly refusedRows: readonly TableRow[]
  readonly problems: readonly TableProblem[]
  /** Whether a problem of level `file` stands among the problems. */
  readonly isRefused: boolean
}

/** How much of a file is read at most. */
export type TableLimits = {
  /** Bytes of the file as it comes. */
  readonly maxBytes: number
  /** Bytes of all parts of an XLSX file after inflating, declared and counted. */
  readonly maxInflatedBytes: number
  readonly maxRows: number
  readonly maxColumns: number
  /** Characters of one cell; 32,767 is what Excel itself allows. */
  readonly maxCellLength: number
  /** Resident memory of the process that reads XLSX, Buffers included. */
  readonly maxMemoryBytes: number
  readonly timeoutMs: number
}

export const defaultLimits: TableLimits = {
  maxBytes: 50 * 1024 * 1024,
  maxInflatedBytes: 300 * 1024 * 1024,
  maxRows: 200_000,
  maxColumns: 500,
  maxCellLength: 32_767,
  maxMemoryBytes: 700 * 1024 * 1024,
  timeoutMs: 120_000,
}

export type ReadOptions = Partial<TableLimits> & {
  /** The name that the file came with; its ending is checked against what is inside. Default: the path. */
  readonly fileName?: string
  /** The person's own word about the encoding of a CSV file; default: found out. */
  readonly encoding?: string
  /** One of , ; tab | ; default: found out. */
  readonly separator?: string
  /** The sheet to read; default: the first visible one with data. */
  readonly sheet?: string
  /** Line of the header, from 1; default: found out. */
  readonly headerLine?: number
  /** Stops the reading. */
  readonly signal?: AbortSignal
}

const NOTHING: Table = {
  format: null,
  encoding: null,
  separator: null,
  sheet: null,
  sheets: [],
  header: [],
  headerLine: null,
  rows: [],
  refusedRows: [],
  problems: [],
  isRefused: true,
}

/** A problem; without a line it is the file's. */
export function problem(
  level: ProblemLevel,
  code: string,
  params: TableProblem['params'] = {},
  line: number | null = null,
  column: number | null = null,
): TableProblem {
  return { level, line, column, code, params }
}

/** The table of a file of which nothing is used. */
export function refusedTable(
  problems: TableProblem | readonly TableProblem[],
  known: Partial<Table> = {},
): Table {
  return { ...NOTHING, ...known, problems: Array.isArray(problems) ? problems : [problems as TableProblem] }
}
