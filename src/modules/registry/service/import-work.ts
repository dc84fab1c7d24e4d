// Work on a file in the background: in the server's process in tests and for small houses, else in a process of its own.
import { AppError } from '../../../kernel/errors.ts'
import type { BackgroundProcess, TaskEnd } from '../../../platform/background-process.ts'
import type { Database } from '../../../platform/database/index.ts'
import type { Spool } from '../../../platform/files/index.ts'
import { log } from '../../../platform/log.ts'
import { actAs, asSystem, type Context, type StatedTerms } from '../../access/index.ts'
import type { ImportOptions } from '../import/importer.ts'
import type { ImportJobOptions } from '../model.ts'
import * as queries from '../queries/import-jobs.ts'
import { checkImport, type ImportInput, type ImportStep, runImport } from './import-file.ts'
import { tellRunEnd } from './import-inbox.ts'
import { type ImportOrder, type ImportRunner, statedTerms } from './import-jobs.ts'

const progressEveryMs = 300
const forgetAfterMs = 7 * 24 * 3600_000

/**
 * Does what was ordered: one transaction for the import and for the end of the job, so that a job that is done is written
 * and one that is not left nothing. Progress is told in transactions of its own.
 */
export async function workOnImport(
  database: Database,
  spool: Spool,
  order: ImportOrder,
  signal: AbortSignal,
): Promise<void> {
  const { jobId } = order
  const progress = progressOf(database, order)
  try {
    signal.throwIfAborted()
    await actAs(database, { ...order, signal }, async (ctx) => {
      const job = await queries.findJob(ctx.db, jobId)
      if (!job || (job.state !== 'queued' && job.state !== 'working')) return
      const input = { ...inputOf(job, spool, progress), consent: await termsOf(ctx, job) }
      const result = job.task === 'check' ? await checkImport(ctx, input) : await runImport(ctx, input)
      signal.throwIfAborted()
      await queries.endJob(ctx.db, jobId, {
        state: 'done',
        result,
        importId: result.importId,
        at: new Date(),
      })
      if (job.task === 'run') await tellRunEnd(ctx, job, result)
    })
  } catch (error) {
    await tellEnd(database, order, signal.aborted ? null : error)
  }
}

/** What was said with the order about purpose, readers and end; null: nothing, so that confidential rows are refused. */
async function termsOf(ctx: Context, { input }: queries.HeldJob): Promise<StatedTerms | null> {
  const { consent, dataset } = input as ImportJobOptions
  return consent ? statedTerms(ctx, dataset, consent) : null
}

function inputOf(job: queries.HeldJob, spool: Spool, progress: ImportInput['progress']): ImportInput {
  const { kind, dataset, partner, mapping, sheet, encoding, headerLine } = job.input as ImportJobOptions
  const options: ImportOptions = { dataset, fileName: job.fileName, partner: partner ?? null }
  const reading = {
    ...(sheet ? { sheet } : {}),
    ...(encoding ? { encoding } : {}),
    ...(headerLine ? { headerLine } : {}),
  }
  const file = spool.pathOf(job.fileKey)
  return { file, kind, options, given: mapping ?? undefined, reading, ...(progress ? { progress } : {}) }
}

/** Tells progress a few times a second, each time committed at once, so that whoever looks can see it. */
function progressOf(database: Database, order: ImportOrder) {
  let toldAt = 0
  let toldStep: ImportStep | null = null
  return async (step: ImportStep, done: number, total: number | null) => {
    const now = Date.now()
    if (step === toldStep && now - toldAt < progressEveryMs) return
    toldAt = now
    toldStep = step
    await inOwnTransaction(database, order, (ctx) =>
      queries.updateJobProgress(ctx.db, order.jobId, { step, done, total, at: new Date() }),
    )
  }
}

const inOwnTransaction = <T>(database: Database, order: ImportOrder, work: (ctx: Context) => Promise<T>) =>
  actAs(database, order, work)

/** Notes how a job ended that did not end well; `error` null: it was cancelled. */
export async function tellEnd(database: Database, order: ImportOrder, error: unknown): Promise<void> {
  const at = new Date()
  if (error !== null && !(error instanceof AppError))
    log.error('registry.import_fault', { jobId: order.jobId, error })
  const problem =
    error instanceof AppError
      ? { code: error.code, params: error.params }
      : { code: 'registry.job_fault', params: { job: order.jobId } }
  await inOwnTransaction(database, order, async (ctx) => {
    const job = await queries.findJob(ctx.db, order.jobId)
    const state = error === null ? 'cancelled' : 'failed'
    const hasEnded = await queries.endJob(ctx.db, order.jobId, {
      state,
      at,
      ...(error === null ? {} : { problem }),
    })
    if (job?.task === 'run' && hasEnded && error !== null) await tellRunEnd(ctx, job, null)
  })
}

/** Ends what an earlier server left, and clears files and jobs of more than a week ago. */
export async function clearLeftImports(database: Database, spool: Spool, now: Date): Promise<void> {
  const forgetBefore = new Date(now.getTime() - forgetAfterMs)
  await asSystem(database, (db) => queries.endLeftJobs(db, { at: now, forgetBefore }))
  spool.removeOlderThan(forgetBefore)
}

/** Works on one file after the other in this process. */
export function importsInThisProcess(database: Database, spool: Spool): ImportRunner {
  const running = new Map<string, { stop: AbortController; ended: Promise<void> }>()
  let last: Promise<void> = Promise.resolve()
  const cancel = async (jobId: string) => {
    const work = running.get(jobId)
    work?.stop.abort()
    await work?.ended
  }
  return {
    start: (order) => {
      const stop = new AbortController()
      const ended = last
        .then(() => workOnImport(database, spool, order, stop.signal))
        .catch((error: unknown) => log.error('registry.import_fault', { jobId: order.jobId, error }))
        .finally(() => running.delete(order.jobId))
      last = ended
      running.set(order.jobId, { stop, ended })
    },
    cancel,
    close: async () => {
      await Promise.all([...running.keys()].map(cancel))
    },
  }
}

/** Works on one file after the other in a process of its own: a file that fills the memory, or is cancelled, ends that one. */
export function importsInOwnProcess(
  database: Database,
  background: BackgroundProcess<ImportOrder>,
): ImportRunner {
  const running = new Map<string, Promise<void>>()
  const settle = async (order: ImportOrder, end: TaskEnd) => {
    if (end === 'ended') return
    const code = end === 'memory' ? 'registry.job_memory' : 'registry.job_interrupted'
    await tellEnd(database, order, end === 'cancelled' ? null : new AppError('unavailable', code))
  }
  return {
    start: (order) => {
      const ended = background
        .run(order.jobId, order)
        .then((end) => settle(order, end))
        .catch((error: unknown) => log.error('registry.import_fault', { jobId: order.jobId, error }))
        .finally(() => running.delete(order.jobId))
      running.set(order.jobId, ended)
    },
    cancel: async (jobId) => {
      background.cancel(jobId)
      await running.get(jobId)
    },
    close: () => background.close(),
  }
}
