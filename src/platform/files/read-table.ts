import { readFile, stat } from 'node:fs/promises'
import { assembleTable } from './assemble.ts'
import { decodeText } from './decode.ts'
import { findSeparator, parseCsv } from './parse-csv.ts'
import { sniffKind } from './sniff.ts'
import {
  defaultLimits,
  problem,
  type ReadOptions,
  refusedTable,
  type Table,
  type TableLimits,
} from './table.ts'
import { readWorkbook } from './xlsx/read-workbook.ts'

/** Lines before the header that do not count against the limit of rows. */
const SPARE_RECORDS = 100

async function load(path: string, { maxBytes }: TableLimits): Promise<Uint8Array | Table> {
  try {
    const { size } = await stat(path)
    if (size > maxBytes)
      return refusedTable(problem('file', 'too_many_bytes', { found: size, limit: maxBytes }))
    return await readFile(path)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    return refusedTable(
      reason === 'ENOENT'
        ? problem('file', 'not_found', { file: path })
        : problem('file', 'unreadable', { file: path, reason }),
    )
  }
}

function readCsv(bytes: Uint8Array, options: ReadOptions, limits: TableLimits): Table {
  const decoded = decodeText(bytes, options.encoding)
  if (!decoded.ok) return refusedTable(decoded.problem, { format: 'csv' })
  const declared = /^sep=(.)(?:\r\n|\n|\r)/.exec(decoded.text)
  const separator = options.separator ?? declared?.[1] ?? findSeparator(decoded.text)
  const known = { format: 'csv', encoding: decoded.encoding, separator } as const
  const { records, openQuoteLine, isCut } = parseCsv(decoded.text, separator, limits.maxRows + SPARE_RECORDS)
  if (openQuoteLine !== null)
    return refusedTable(problem('file', 'unbalanced_quote', {}, openQuoteLine), known)
  if (isCut) return refusedTable(problem('file', 'too_many_rows', { limit: limits.maxRows }), known)
  const table = assembleTable({
    records: declared ? records.slice(1) : records,
    merges: [],
    limits,
    headerLine: options.headerLine,
    padsShortRows: false,
    problems: [],
  })
  return { sheet: null, sheets: [], ...known, ...table }
}

function notATable(kind: string, fileName: string): Table | null {
  if (kind === 'ole') return refusedTable(problem('file', 'old_excel'))
  if (kind !== 'text' && kind !== 'zip') return refusedTable(problem('file', 'wrong_kind', { kind }))
  if (kind === 'text' && /\.xls[xm]$/i.test(fileName)) return refusedTable(problem('file', 'not_xlsx'))
  return null
}

/**
 * Reads a table from a CSV file in any encoding and separator, or from an XLSX file.
 *
 * Never throws for what is in the file: what is wrong stands in `problems`, with line and column, and words in
 * `words.ts`. Method and limits: docs/methods/reading-files.md.
 *
 * @param source a path, or the bytes with `options.fileName`
 */
export async function readTable(source: string | Uint8Array, options: ReadOptions = {}): Promise<Table> {
  const limits: TableLimits = { ...defaultLimits, ...definedOnly(options) }
  if (options.signal?.aborted) return refusedTable(problem('file', 'stopped'))
  const bytes = typeof source === 'string' ? await load(source, limits) : source
  if (!(bytes instanceof Uint8Array)) return bytes
  if (bytes.length > limits.maxBytes)
    return refusedTable(problem('file', 'too_many_bytes', { found: bytes.length, limit: limits.maxBytes }))
  const fileName = options.fileName ?? (typeof source === 'string' ? source : '')
  const kind = sniffKind(bytes)
  return (
    (bytes.length > 0 ? notATable(kind, fileName) : null) ??
    (kind === 'zip' ? await readWorkbook(bytes, options, limits) : readCsv(bytes, options, limits))
  )
}

function definedOnly(options: ReadOptions): Partial<TableLimits> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}
