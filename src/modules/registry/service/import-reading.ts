import { createHash } from 'node:crypto'
import { readTable, type Table } from '../../../platform/files/index.ts'
import { translate } from '../../../platform/words.ts'
import type { Context } from '../../access/index.ts'
import type { Importer, ImportOptions, ImportProblem, ParsedRow } from '../import/importer.ts'
import { inSlices } from '../import/in-slices.ts'
import { type ColumnMapping, headerSignature, mapColumns } from '../import/mapping.ts'
import type { ImportReport } from '../model.ts'
import { findColumnMemory } from '../queries/import-memory.ts'
import { describeFileProblem } from '../words/imports.ts'
import type { ImportInput } from './import-file.ts'

export type Message = ImportReport['problems'][number]
export type Reading = {
  readonly table: Table
  readonly importer: Importer
  readonly mapping: ColumnMapping[]
  readonly parsed: ParsedRow<unknown>[]
  /** Lines of the rows that cannot be used. */
  readonly refusedLines: ReadonlySet<number>
  readonly messages: Message[]
  /** The file as a whole is refused, or must be asked about before it may run. */
  readonly isRefused: boolean
  readonly isAsked: boolean
}

/** SHA-256 of a text or bytes. */
export const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()

/** Reads a file, finds what each column means (said, remembered, known, guessed) and parses its rows. Writes nothing. */
export async function readImportFile(ctx: Context, input: ImportInput, kindOf: Importer): Promise<Reading> {
  await input.progress?.('reading', 0, null)
  const { fileName } = input.options
  const table = await readTable(input.file, { ...input.reading, fileName, signal: ctx.signal })
  ctx.signal?.throwIfAborted()
  const remembered = await findColumnMemory(ctx.db, kindOf.kind, headerSignature(table.header))
  const said = [...Object.values(input.given ?? {}), ...Object.values(remembered ?? {})]
  const importer = (await kindOf.prepare?.(ctx, { headers: table.header, said })) ?? kindOf
  const mapping = mapColumns(table.header, importer.fields, { given: input.given, remembered })
  const messages = table.problems.map((problem) => describeFileProblem(ctx.lang, problem, table.header))
  const fileProblems = table.isRefused ? [] : findFileProblems(importer, mapping, input.options)
  const isAsked = fileProblems.some((problem) => problem.isQuestion)
  const isRefused = table.isRefused || fileProblems.some((problem) => !problem.isQuestion)
  messages.push(...fileProblems.map((problem) => describeImportProblem(ctx, problem)))
  const refusedLines = new Set(table.refusedRows.map((row) => row.line))
  const reading = { table, importer, mapping, refusedLines, messages, isRefused, isAsked }
  return { ...reading, parsed: isRefused ? [] : await parseRows(ctx, input, reading) }
}

type FileProblem = ImportProblem & { readonly isQuestion: boolean }

function findFileProblems(
  importer: Importer,
  mapping: readonly ColumnMapping[],
  options: ImportOptions,
): FileProblem[] {
  const mapped = new Set(mapping.map(({ field }) => field).filter((field) => field !== null))
  const missing = importer.fields
    .filter((field) => field.isRequired && !mapped.has(field.name))
    .map(({ words }) => ({
      line: 0,
      column: null,
      code: 'registry.column_missing',
      params: { zh: words.zh, en: words.en },
      isQuestion: false,
    }))
  return [
    ...missing,
    ...importer.questions(mapped, options).map((problem) => ({ ...problem, isQuestion: true })),
  ]
}

/** The words of a problem for its reader. */
export function describeImportProblem(ctx: Context, problem: ImportProblem): Message {
  const { line, column, code, params } = problem
  return { line: line === 0 ? null : line, column, code, message: translate(ctx.lang, code, params) }
}

/** What a row says, by field. */
export function valuesOf(
  mapping: readonly ColumnMapping[],
  cells: readonly string[],
): Readonly<Record<string, string>> {
  const used = mapping.filter(({ field }) => field !== null)
  return Object.fromEntries(used.map(({ field, column }) => [field!, cells[column - 1] ?? '']))
}

/** The header that feeds a field. */
export const columnNamer = (mapping: readonly ColumnMapping[]) => (field: string) =>
  mapping.find((column) => column.field === field)?.header ?? null

async function parseRows(
  ctx: Context,
  input: ImportInput,
  {
    table,
    importer,
    mapping,
    messages,
    refusedLines,
  }: Omit<Reading, 'parsed' | 'refusedLines'> & { refusedLines: Set<number> },
): Promise<ParsedRow<unknown>[]> {
  const columnOf = columnNamer(mapping)
  const parsed: ParsedRow<unknown>[] = []
  await inSlices(table.rows, async (slice, done) => {
    for (const { line, cells } of slice) {
      const result = importer.parse({ line, values: valuesOf(mapping, cells) }, input.options, columnOf)
      messages.push(...(result.problems ?? []).map((problem) => describeImportProblem(ctx, problem)))
      if (result.ok) parsed.push({ line, row: result.row })
      else refusedLines.add(line)
    }
    ctx.signal?.throwIfAborted()
    await input.progress?.('checking', done, table.rows.length)
  })
  return parsed
}
