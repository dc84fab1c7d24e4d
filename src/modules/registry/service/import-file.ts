import { createHash } from 'node:crypto'
import { type ReadOptions, readTable, type Table } from '../../../platform/files/index.ts'
import { translate } from '../../../platform/words.ts'
import { audit, type Context } from '../../access/index.ts'
import type { Importer, ImportOptions, ImportProblem, ParsedRow, RowResult } from '../import/importer.ts'
import { type ColumnMapping, mapColumns } from '../import/mapping.ts'
import { getImporter, listImporters, tellListeners } from '../import/registry-of-importers.ts'
import type { ImportPreview, ImportReport } from '../model.ts'
import * as queries from '../queries/imports.ts'
import { describeFileProblem } from '../words/imports.ts'

export type ImportInput = {
  readonly bytes: Buffer
  readonly options: ImportOptions
  readonly kind: string
  /** What a person said about columns: header → field, or '' for a column that is not used. */
  readonly given?: Readonly<Record<string, string>>
  readonly reading?: Pick<ReadOptions, 'encoding' | 'separator' | 'sheet'>
  readonly progress?: (step: 'reading' | 'checking' | 'writing', done: number) => void
}

const sampleRows = 20
const mostProblemsShown = 2_000
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

type Message = ImportReport['problems'][number]
type Reading = {
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

/** What a run would do, row by row. Writes nothing: the run is taken back. */
export async function checkImport(ctx: Context, input: ImportInput): Promise<ImportPreview> {
  const importer = getImporter(input.kind)
  importer.requirePermission(ctx)
  const reading = await readFile(ctx, input, importer)
  const report = reading.isRefused
    ? refusedReport(input, reading)
    : await queries.keptOnlyIf(
        ctx.db,
        () => false,
        () => writeImport(ctx, input, reading),
      )
  return {
    ...report,
    importId: null,
    headers: [...reading.table.header],
    sample: reading.table.rows.slice(0, sampleRows).map((row) => [...row.cells]),
    fields: importer.fields.map(({ name, words, isRequired }) => ({
      name,
      ...words,
      isRequired: isRequired ?? false,
    })),
  }
}

/**
 * Imports a file, all in the caller's transaction, so that nothing stands half-written. Each row ends as created,
 * joined, unchanged, waiting or refused, and the report adds up. A file that brings nothing new leaves no trace but its
 * report (`importId` null).
 */
export async function runImport(ctx: Context, input: ImportInput): Promise<ImportReport> {
  const importer = getImporter(input.kind)
  importer.requirePermission(ctx)
  const reading = await readFile(ctx, input, importer)
  if (reading.isRefused || reading.isAsked) return refusedReport(input, reading)
  const file = { kind: input.kind, dataset: input.options.dataset, fileDigest: sha256(input.bytes) }
  const isRepeated = await queries.hasImported(ctx.db, file)
  const bringsNothing = (report: ImportReport) =>
    report.created + report.joined === 0 && (isRepeated || report.waiting === 0)
  const report = await queries.keptOnlyIf(
    ctx.db,
    (value) => !bringsNothing(value),
    () => writeImport(ctx, input, reading),
  )
  if (bringsNothing(report)) return { ...report, importId: null }
  if (report.created + report.joined > 0) {
    await tellListeners(ctx, { dataset: input.options.dataset, kind: input.kind })
    for (const other of listImporters()) await other.resume?.(ctx)
  }
  return report
}

async function readFile(ctx: Context, input: ImportInput, importer: Importer): Promise<Reading> {
  input.progress?.('reading', 0)
  const { fileName } = input.options
  const table = await readTable(input.bytes, { ...input.reading, fileName, signal: ctx.signal })
  const mapping = mapColumns(table.header, importer.fields, input.given)
  const messages = table.problems.map((problem) => describeFileProblem(ctx.lang, problem, table.header))
  const fileProblems = table.isRefused ? [] : findFileProblems(importer, mapping, input.options)
  const isAsked = fileProblems.some((problem) => problem.isQuestion)
  const isRefused = table.isRefused || fileProblems.some((problem) => !problem.isQuestion)
  messages.push(...fileProblems.map((problem) => describe(ctx, problem)))
  const refusedLines = new Set(table.refusedRows.map((row) => row.line))
  const parsed = isRefused ? [] : parseRows(ctx, { table, importer, mapping, input, messages, refusedLines })
  return { table, importer, mapping, parsed, refusedLines, messages, isRefused, isAsked }
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

function describe(ctx: Context, problem: ImportProblem): Message {
  const { line, column, code, params } = problem
  return { line: line === 0 ? null : line, column, code, message: translate(ctx.lang, code, params) }
}

function parseRows(
  ctx: Context,
  {
    table,
    importer,
    mapping,
    input,
    messages,
    refusedLines,
  }: {
    table: Table
    importer: Importer
    mapping: readonly ColumnMapping[]
    input: ImportInput
    messages: Message[]
    refusedLines: Set<number>
  },
): ParsedRow<unknown>[] {
  const used = mapping.filter((column) => column.field !== null)
  const columnOf = (field: string) => used.find((column) => column.field === field)?.header ?? null
  const parsed: ParsedRow<unknown>[] = []
  for (const { line, cells } of table.rows) {
    const values = Object.fromEntries(used.map(({ field, column }) => [field!, cells[column - 1] ?? '']))
    const result = importer.parse({ line, values }, input.options, columnOf)
    messages.push(...(result.problems ?? []).map((problem) => describe(ctx, problem)))
    if (result.ok) parsed.push({ line, row: result.row })
    else refusedLines.add(line)
  }
  return parsed
}

async function writeImport(ctx: Context, input: ImportInput, reading: Reading): Promise<ImportReport> {
  const { options, kind } = input
  const digests = new Map(reading.table.rows.map(({ line, cells }) => [line, sha256(JSON.stringify(cells))]))
  const cellsOf = new Map(reading.table.rows.map(({ line, cells }) => [line, cells]))
  const rowsDigest = sha256(Buffer.concat([...digests.values()]))
  const entry = {
    kind,
    dataset: options.dataset,
    fileName: options.fileName,
    fileDigest: sha256(input.bytes),
    rowsDigest,
  }
  const importId = await queries.insertImport(ctx.db, {
    ...entry,
    mapping: reading.mapping,
    importedBy: ctx.actor.userName,
    importedAt: ctx.now,
  })
  const run = { importId: String(importId), options, source: sourceOf(options.fileName, ctx.now) }
  const results = await reading.importer.apply(ctx, reading.parsed, run, (done) =>
    input.progress?.('writing', done),
  )
  const report = buildReport(ctx, input, reading, results, String(importId))
  const rows = [
    ...results,
    ...[...reading.refusedLines].map((line) => ({ line, outcome: 'refused', subject: null })),
  ]
  await queries.insertImportRows(
    ctx.db,
    importId,
    rows.map(({ line, outcome, subject }) => ({
      line,
      outcome,
      subject,
      digest: (digests.get(line) ?? sha256('')).toString('hex'),
      cells: outcome === 'waiting' ? (cellsOf.get(line) ?? null) : null,
    })),
  )
  await queries.updateImportReport(ctx.db, importId, report)
  await audit(ctx, {
    action: 'registry.import',
    subject: `registry.import/${importId}`,
    detail: {
      ...entry,
      fileDigest: entry.fileDigest.toString('hex'),
      rowsDigest: rowsDigest.toString('hex'),
      ...countsOf(report),
    },
  })
  return report
}

/** The source that each fact of a file carries: which file, and on which day it came. */
function sourceOf(fileName: string, now: Date): string {
  return `《${fileName}》 ${now.toISOString().slice(0, 10)}`
}

const countsOf = ({ rows, accepted, refused, created, joined, unchanged, waiting }: ImportReport) => ({
  rows,
  accepted,
  refused,
  created,
  joined,
  unchanged,
  waiting,
})

function buildReport(
  ctx: Context,
  input: ImportInput,
  reading: Reading,
  results: readonly RowResult[],
  importId: string | null,
): ImportReport {
  const messages = [...reading.messages]
  for (const result of results) messages.push(...result.problems.map((problem) => describe(ctx, problem)))
  const count = (outcome: string) => results.filter((result) => result.outcome === outcome).length
  const refused = reading.refusedLines.size + count('refused')
  const rows = reading.table.rows.length + reading.table.refusedRows.length
  return {
    importId,
    file: input.options.fileName,
    kind: input.kind,
    dataset: input.options.dataset,
    rows,
    accepted: rows - refused,
    refused,
    created: count('created'),
    joined: count('joined'),
    unchanged: count('unchanged'),
    waiting: count('waiting'),
    mapping: reading.mapping,
    problems: sortProblems(messages).slice(0, mostProblemsShown),
    problemCount: messages.length,
    encoding: reading.table.encoding,
    sheet: reading.table.sheet,
  }
}

function sortProblems(messages: readonly Message[]): Message[] {
  return [...messages].sort((a, b) => (a.line ?? 0) - (b.line ?? 0))
}

/** A file of which nothing is used: all its rows count as refused. */
function refusedReport(input: ImportInput, reading: Reading): ImportReport {
  const rows = reading.table.rows.length + reading.table.refusedRows.length
  return {
    importId: null,
    file: input.options.fileName,
    kind: input.kind,
    dataset: input.options.dataset,
    rows,
    accepted: 0,
    refused: rows,
    created: 0,
    joined: 0,
    unchanged: 0,
    waiting: 0,
    mapping: reading.mapping,
    problems: sortProblems(reading.messages).slice(0, mostProblemsShown),
    problemCount: reading.messages.length,
    encoding: reading.table.encoding,
    sheet: reading.table.sheet,
  }
}
