/** A spreadsheet that a firm's own people hand in: read, mapped and told line by line. Nothing is kept of the file. */
import { describeProblem, readTable } from '../../../platform/files/index.ts'
import { translate } from '../../../platform/words.ts'
import type { Context } from '../../access/index.ts'
import { type ImportField, type ImportProblem, mapColumns, type RawRow } from '../../registry/index.ts'

export type SheetProblem = {
  readonly line: number | null
  readonly column: string | null
  readonly message: string
}
export type OwnSheet<Row> = {
  readonly columns: readonly { readonly header: string; readonly field: string | null }[]
  /** All lines below the header, used or not. */
  readonly lines: number
  readonly rows: readonly { readonly line: number; readonly row: Row }[]
  readonly problems: readonly SheetProblem[]
  /** Nothing of the file can be used. */
  readonly isRefused: boolean
}

export type SheetKind<Row> = {
  readonly fields: readonly ImportField[]
  parse(
    raw: RawRow,
    columnOf: (field: string) => string | null,
  ): { readonly row: Row } | { readonly problems: readonly ImportProblem[] }
}

/** Far more than one firm's year has, and far less than would hold a request up. */
const limits = { maxBytes: 20 * 1024 * 1024, maxRows: 20_000, timeoutMs: 30_000 }

/** Reads a file of one kind. `given` says of headers which field they feed, '' for none. */
export async function readOwnSheet<Row>(
  ctx: Context,
  file: { readonly fileName: string; readonly bytes: Buffer },
  kind: SheetKind<Row>,
  given: Readonly<Record<string, string>> = {},
): Promise<OwnSheet<Row>> {
  const table = await readTable(file.bytes, { ...limits, fileName: file.fileName, ...signalOf(ctx) })
  const mapping = mapColumns(table.header, kind.fields, { given })
  const columnOf = (field: string) => mapping.find((column) => column.field === field)?.header ?? null
  const say = ({ line, column, code, params }: ImportProblem): SheetProblem => ({
    line: line === 0 ? null : line,
    column,
    message: translate(ctx.lang, code, params),
  })
  const problems: SheetProblem[] = table.problems.map((problem) => ({
    line: problem.line,
    column: problem.column === null ? null : (table.header[problem.column - 1] ?? null),
    message: describeProblem(problem, ctx.lang),
  }))
  const missing = table.isRefused ? [] : kind.fields.filter((f) => f.isRequired && columnOf(f.name) === null)
  for (const { words } of missing)
    problems.push(
      say({ line: 0, column: null, code: 'registry.column_missing', params: { zh: words.zh, en: words.en } }),
    )
  const isRefused = table.isRefused || missing.length > 0
  const rows: { line: number; row: Row }[] = []
  for (const { line, cells } of isRefused ? [] : table.rows) {
    const used = mapping.filter(({ field }) => field !== null)
    const values = Object.fromEntries(used.map(({ field, column }) => [field!, cells[column - 1] ?? '']))
    const read = kind.parse({ line, values }, columnOf)
    if ('row' in read) rows.push({ line, row: read.row })
    else problems.push(...read.problems.map(say))
  }
  const columns = mapping.map(({ header, field }) => ({ header, field }))
  return { columns, lines: table.rows.length + table.refusedRows.length, rows, problems, isRefused }
}

const signalOf = ({ signal }: Context) => (signal ? { signal } : {})
