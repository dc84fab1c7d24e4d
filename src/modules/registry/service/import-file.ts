import { readFile } from 'node:fs/promises'
import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { ReadOptions } from '../../../platform/files/index.ts'
import { audit, type Context, openConsent, type StatedTerms } from '../../access/index.ts'
import type { ImportOptions, RowResult } from '../import/importer.ts'
import { inSlices } from '../import/in-slices.ts'
import { headerSignature } from '../import/mapping.ts'
import { getImporter, listImporters, tellListeners } from '../import/registry-of-importers.ts'
import type { ImportPreview, ImportReport } from '../model.ts'
import { upsertColumnMemory } from '../queries/import-memory.ts'
import { insertReviews } from '../queries/import-reviews.ts'
import * as queries from '../queries/imports.ts'
import {
  describeImportProblem,
  type Message,
  type Reading,
  readImportFile,
  sha256,
} from './import-reading.ts'

export type ImportInput = {
  /** The file's bytes, or the path where they stand. */
  readonly file: Buffer | string
  readonly options: ImportOptions
  readonly kind: string
  /** What a person said about columns: header → field, or '' for a column that is not used. */
  readonly given?: Readonly<Record<string, string>> | undefined
  readonly reading?: Pick<ReadOptions, 'encoding' | 'separator' | 'sheet' | 'headerLine'> | undefined
  /**
   * For what, for whom and until when confidential rows are kept. Missing: it is stated later; null: it must be said, and
   * a run without is refused.
   */
  readonly consent?: StatedTerms | null | undefined
  /** Told where the work stands; `total` is null while it is not known. */
  readonly progress?: (step: ImportStep, done: number, total: number | null) => Promise<void> | void
}
export type ImportStep = 'reading' | 'checking' | 'matching' | 'writing' | 'deriving'

const sampleRows = 20
const mostProblemsShown = 2_000

/** What a run would do, row by row. Writes nothing: the run is taken back. */
export async function checkImport(ctx: Context, input: ImportInput): Promise<ImportPreview> {
  const importer = getImporter(input.kind)
  importer.requirePermission(ctx)
  const reading = await readImportFile(ctx, input, importer)
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
    confides: confides(reading),
    headers: [...reading.table.header],
    sample: reading.table.rows.slice(0, sampleRows).map((row) => [...row.cells]),
    sheets: [...reading.table.sheets],
    fields: reading.importer.fields.map(({ name, words, isRequired }) => ({
      name,
      ...words,
      isRequired: isRequired ?? false,
    })),
  }
}

/**
 * Imports a file, all in the caller's transaction, so that nothing stands half-written. Each row ends as created,
 * joined, unchanged, waiting or refused, and the report adds up. A file that brings nothing new leaves no trace but its
 * report (`importId` null). How its columns were read is remembered for the next file of its shape.
 */
export async function runImport(ctx: Context, input: ImportInput): Promise<ImportReport> {
  const importer = getImporter(input.kind)
  importer.requirePermission(ctx)
  const reading = await readImportFile(ctx, input, importer)
  if (reading.isRefused || reading.isAsked) return refusedReport(input, reading)
  if (input.consent === null && confides(reading)) throw new AppError('invalid', 'registry.consent_missing')
  const file = {
    kind: input.kind,
    dataset: input.options.dataset,
    fileDigest: await digestOf(input.file),
  }
  const isRepeated = await queries.hasImported(ctx.db, file)
  const bringsNothing = (report: ImportReport) =>
    report.created + report.joined === 0 && (isRepeated || report.waiting === 0)
  const report = await queries.keptOnlyIf(
    ctx.db,
    (value) => !bringsNothing(value),
    () => writeImport(ctx, input, reading),
  )
  await rememberColumns(ctx, reading)
  if (bringsNothing(report)) return { ...report, importId: null }
  if (report.created + report.joined > 0) await deriveFrom(ctx, input)
  return report
}

/** Terms that hold today, and let whoever brings the facts read them: nobody can look after what they may not see. */
export function assertTerms(
  ctx: Context,
  { validUntil, readers }: Pick<StatedTerms, 'validUntil' | 'readers'>,
): void {
  const today = chinaDay(ctx.now)
  const refuse = (field: string, code: string, params: Record<string, unknown>) => {
    throw new AppError('invalid', code, params, [{ field: `consent.${field}`, code, params }])
  }
  if (validUntil !== null && validUntil < today)
    refuse('validUntil', 'registry.consent_over', { day: validUntil })
  const { role } = ctx.actor
  if (role !== 'system' && !(readers as readonly string[]).includes(role))
    refuse('readers', 'registry.consent_reader', {})
}

/** Whether the columns that are read hold confidential facts. */
function confides({ importer, mapping }: Reading): boolean {
  const used = new Set(mapping.flatMap(({ field }) => field ?? []))
  return importer.confides?.(used) ?? false
}

/** What later rooms make of new facts, and rows of any kind that waited for them. */
async function deriveFrom(ctx: Context, input: ImportInput): Promise<void> {
  await input.progress?.('deriving', 0, null)
  await tellListeners(ctx, { dataset: input.options.dataset, kind: input.kind })
  for (const other of listImporters()) await other.resume?.(ctx)
}

const digestOf = async (file: Buffer | string) =>
  sha256(typeof file === 'string' ? await readFile(file) : file)

async function rememberColumns(ctx: Context, { table, importer, mapping }: Reading): Promise<void> {
  // Headers that were recognised need no memory; what a person said does.
  if (!mapping.some(({ how }) => how === 'given')) return
  await upsertColumnMemory(ctx.db, {
    kind: importer.kind,
    signature: headerSignature(table.header),
    mapping: Object.fromEntries(mapping.map(({ header, field }) => [header, field ?? ''])),
    by: ctx.actor.userName,
    at: ctx.now,
  })
}

async function writeImport(ctx: Context, input: ImportInput, reading: Reading): Promise<ImportReport> {
  const { options, kind } = input
  const digests = new Map(reading.table.rows.map(({ line, cells }) => [line, sha256(JSON.stringify(cells))]))
  const entry = {
    kind,
    dataset: options.dataset,
    fileName: options.fileName,
    fileDigest: await digestOf(input.file),
    rowsDigest: sha256(Buffer.concat([...digests.values()])),
  }
  const importId = String(
    await queries.insertImport(ctx.db, {
      ...entry,
      partner: options.partner,
      mapping: reading.mapping,
      importedBy: ctx.actor.userName,
      importedAt: ctx.now,
    }),
  )
  const confided = { kind: 'registry.import', id: importId, name: options.fileName, dataset: options.dataset }
  if (confides(reading)) {
    if (input.consent) assertTerms(ctx, input.consent)
    await openConsent(ctx, confided, input.consent)
  }
  const run = { importId, options, source: sourceOf(options.fileName, ctx.now) }
  const results = await reading.importer.apply(ctx, reading.parsed, run, async (step, done, total) => {
    ctx.signal?.throwIfAborted()
    await input.progress?.(step, done, total)
  })
  ctx.signal?.throwIfAborted()
  const report = buildReport(ctx, input, reading, results, importId)
  await writeRows(ctx, importId, { reading, results, digests, dataset: options.dataset })
  await queries.updateImportReport(ctx.db, importId, report)
  await audit(ctx, {
    action: 'registry.import',
    subject: `registry.import/${importId}`,
    detail: {
      ...entry,
      fileDigest: entry.fileDigest.toString('hex'),
      rowsDigest: entry.rowsDigest.toString('hex'),
      ...countsOf(report),
    },
  })
  return report
}

/** Where each row ended; a row that waits keeps its cells, and whom it may mean. */
async function writeRows(
  ctx: Context,
  importId: string,
  {
    reading,
    results,
    digests,
    dataset,
  }: {
    reading: Reading
    results: readonly RowResult[]
    digests: ReadonlyMap<number, Buffer>
    dataset: 'held' | 'demo'
  },
): Promise<void> {
  const cellsOf = new Map(reading.table.rows.map(({ line, cells }) => [line, cells]))
  const refused = [...reading.refusedLines].map((line) => ({ line, outcome: 'refused', subject: null }))
  await inSlices([...results, ...refused], (slice) =>
    queries.insertImportRows(
      ctx.db,
      importId,
      slice.map(({ line, outcome, subject }) => ({
        line,
        outcome,
        subject,
        digest: (digests.get(line) ?? sha256('')).toString('hex'),
        cells: outcome === 'waiting' ? (cellsOf.get(line) ?? null) : null,
      })),
    ),
  )
  const reviews = results.flatMap(({ line, review, ends = [] }) =>
    [...(review ? [review] : []), ...ends].map((each) => ({ line, ...each })),
  )
  await inSlices(reviews, (slice) => insertReviews(ctx.db, { importId, dataset }, slice))
}

/** The source that each fact of a file carries: which file, and on which day it came. */
export function sourceOf(fileName: string, now: Date): string {
  return `《${fileName}》 ${chinaDay(now)}`
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
  for (const result of results)
    for (const problem of result.problems) messages.push(describeImportProblem(ctx, problem))
  const counts = new Map<string, number>()
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  const count = (outcome: string) => counts.get(outcome) ?? 0
  const refused = reading.refusedLines.size + count('refused')
  const rows = reading.table.rows.length + reading.table.refusedRows.length
  return {
    ...headOf(input, reading),
    importId,
    rows,
    accepted: rows - refused,
    refused,
    created: count('created'),
    joined: count('joined'),
    unchanged: count('unchanged'),
    waiting: count('waiting'),
    review: results.reduce((sum, { review, ends = [] }) => sum + (review ? 1 : 0) + ends.length, 0),
    ...problemsOf(messages),
  }
}

const headOf = (input: ImportInput, { mapping, table }: Reading) => ({
  file: input.options.fileName,
  kind: input.kind,
  dataset: input.options.dataset,
  mapping,
  encoding: table.encoding,
  sheet: table.sheet,
})

const problemsOf = (messages: readonly Message[]) => ({
  problems: [...messages].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).slice(0, mostProblemsShown),
  problemCount: messages.length,
})

/** A file of which nothing is used: all its rows count as refused. */
function refusedReport(input: ImportInput, reading: Reading): ImportReport {
  const rows = reading.table.rows.length + reading.table.refusedRows.length
  const none = { accepted: 0, created: 0, joined: 0, unchanged: 0, waiting: 0, review: 0 }
  return {
    ...headOf(input, reading),
    importId: null,
    rows,
    refused: rows,
    ...none,
    ...problemsOf(reading.messages),
  }
}
