// Files are written by workers after the request: each file is a piece, so progress is told by file and cancel stops the rest.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  type PagedDocument,
  writePagedDocx,
  writePagedPdf,
  writePicturePdf,
  writeTableXlsx,
} from '../../../engines/documents/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Db } from '../../../platform/database/index.ts'
import { cancelRun, enqueue, findJobRun, type JobDefinition } from '../../../platform/jobs/index.ts'
import { translate } from '../../../platform/words.ts'
import type { Context } from '../../access/index.ts'
import type { Drawing } from '../domain/drawing.ts'
import type { JobState } from '../model.ts'
import { findFileOfJob, giveToJob, keepBytes } from '../queries/files.ts'
import { findIssue, type HeldFile } from '../queries/issues.ts'

/** The day of a report as the instant that stands in its files: no clock enters them. */
const madeAtOf = (asOf: string) => new Date(`${asOf}T00:00:00+08:00`)

async function write(drawing: Drawing, format: HeldFile['format']): Promise<Uint8Array> {
  if (drawing.kind === 'table') return writeTableXlsx(drawing.sheets)
  if (drawing.kind === 'picture')
    return format === 'svg'
      ? Buffer.from(drawing.svg, 'utf8')
      : writePicturePdf(drawing, madeAtOf(drawing.asOf))
  if (format === 'docx') return writePagedDocx(drawing.document)
  return (await writePagedPdf(drawing.document, madeAtOf(drawing.asOf))).bytes
}

/** What a file is made of: its own drawing, or the pages of its issue. */
async function drawingOf(db: Db, file: HeldFile): Promise<Drawing> {
  if (file.drawing !== null) return file.drawing as Drawing
  const issue = file.issueId === null ? undefined : await findIssue(db, String(file.issueId))
  if (!issue) throw new AppError('not_found', 'reports.not_readable_again', { name: file.name })
  return { kind: 'pages', document: issue.document as PagedDocument, asOf: issue.asOf }
}

/** Writes one file of an issue or bundle. Its pages were composed in the request, with the rights of whoever asked. */
export const fileJob: JobDefinition<Record<string, never>> = {
  name: 'reports.write_files',
  input: z.object({}) as never,
  expireInSeconds: 120,
  work: async ({ runId, index, transaction, signal }) => {
    const asked = await transaction(async (db) => {
      const file = await findFileOfJob(db, runId, index)
      return file && { file, drawing: await drawingOf(db, file) }
    })
    if (!asked) throw new AppError('not_found', 'reports.not_readable_again', { name: String(index + 1) })
    signal.throwIfAborted()
    const bytes = Buffer.from(await write(asked.drawing, asked.file.format))
    signal.throwIfAborted()
    const sha256 = createHash('sha256').update(bytes).digest()
    return (db) => keepBytes(db, asked.file.id, { bytes, sha256 })
  },
}

/** Asks the workers for the files of an issue or bundle; gives the number of the run. */
export async function askForFiles(
  ctx: Context,
  of: { issueId: bigint } | { bundleId: bigint },
  count: number,
): Promise<bigint> {
  const jobId = await enqueue(ctx.db, {
    ...{ name: fileJob.name, input: {}, pieces: count },
    ...{ requestedBy: ctx.actor.userId, now: ctx.now },
  })
  await giveToJob(ctx.db, of, jobId)
  return jobId
}

/** How far the files are; null where the record of the run is gone. */
export async function jobStateOf(ctx: Context, jobId: bigint | null): Promise<JobState | null> {
  const run = jobId === null ? undefined : await findJobRun(ctx.db, jobId)
  if (!run) return null
  return {
    ...{ status: run.status, doneRatio: run.doneRatio, doneCount: run.doneCount, pieceCount: run.pieceCount },
    problem: run.errorCode ? translate(ctx.lang, run.errorCode, run.errorParams) : null,
  }
}

/** Stops the writing. @throws conflict `reports.job_ended` where it has ended */
export async function stopFiles(ctx: Context, jobId: bigint | null): Promise<void> {
  const isStopped = jobId !== null && (await cancelRun(ctx.db, jobId, ctx.now))
  if (!isStopped) throw new AppError('conflict', 'reports.job_ended')
}
