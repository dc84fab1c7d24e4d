import { AppError } from '../../kernel/errors.ts'
import type { Database, Db } from '../database/index.ts'
import { log } from '../log.ts'
import { type Effect, findJob, type JobDefinition, type Task } from './definition.ts'
import {
  advance,
  claimDone,
  failRun,
  isStillOurs,
  LostPiece,
  noteFailure,
  noteProgress,
  type TakenPiece,
  takePiece,
} from './pieces.ts'
import type { Queue, QueuedPiece } from './queue.ts'

/** What a worker works with. */
export type Bench = {
  readonly database: Database
  readonly queue: Queue
  /** Machine and process, for whoever watches. */
  readonly worker: string
  /** One transaction as the program itself; the house's rooms say how. */
  readonly asProgram: <T>(work: (db: Db) => Promise<T>) => Promise<T>
  /** Ends when the worker has no more patience. */
  readonly stop: AbortSignal
}

const watchMs = 1_000
const progressMs = 500

/** Runs one piece from the queue to its end: saved, given back, or its run failed. Throws only when the database fails. */
export async function runPiece(bench: Bench, queued: QueuedPiece): Promise<void> {
  const { database, queue } = bench
  const piece = await takePiece(database.app, { ...queued, worker: bench.worker })
  if (!piece) return queue.complete(queued) // done, paused or ended: a resumed run sends its pieces anew
  const ended = new AbortController()
  const watch = setInterval(() => void watchPiece(database, piece, ended), watchMs)
  try {
    await workAndSave(bench, piece, AbortSignal.any([ended.signal, bench.stop]))
    await queue.complete(queued)
  } catch (error) {
    await settleFailure(bench, queued, piece, error)
  } finally {
    clearInterval(watch)
  }
}

async function watchPiece(database: Database, piece: TakenPiece, ended: AbortController): Promise<void> {
  const ours = await isStillOurs(database.app, piece).catch(() => true) // a lost connection shows itself when saving
  if (!ours) ended.abort()
}

async function workAndSave(bench: Bench, piece: TakenPiece, signal: AbortSignal): Promise<void> {
  const job = findJob(piece.name)
  if (!job) throw new AppError('unavailable', 'job.unknown', { name: piece.name })
  const task = makeTask(bench, piece, job, signal)
  const { effect, pieces } = await compute(job, piece, task)
  await bench.asProgram(async (db) => {
    await claimDone(db, piece)
    await effect?.(db)
    await advance(db, piece, pieces)
  })
}

type Outcome = { readonly effect?: Effect | undefined; readonly pieces: number | null }

async function compute(
  job: JobDefinition<unknown>,
  { kind }: TakenPiece,
  task: Task<unknown>,
): Promise<Outcome> {
  if (kind === 'work') return { effect: await job.work(task), pieces: null }
  if (kind === 'finish') return { effect: await job.finish?.(task), pieces: null }
  return job.plan ? job.plan(task) : { pieces: 1 }
}

function makeTask(
  { database, asProgram }: Bench,
  piece: TakenPiece,
  job: JobDefinition<unknown>,
  signal: AbortSignal,
): Task<unknown> {
  let lastReport = 0
  return {
    runId: piece.runId,
    input: job.input.parse(piece.input),
    index: piece.index,
    pieceCount: piece.pieceCount,
    requestedBy: piece.requestedBy?.toString() ?? null,
    now: new Date(),
    signal,
    database,
    transaction: asProgram,
    report: (doneRatio) => {
      if (Date.now() - lastReport < progressMs) return
      lastReport = Date.now()
      const ratio = Math.min(1, Math.max(0, doneRatio))
      noteProgress(database.app, piece, ratio).catch(() => {}) // only for show; the work goes on
    },
  }
}

/** A refusal ends the run with its words; anything else is tried again, a few times at most. */
async function settleFailure(
  bench: Bench,
  queued: QueuedPiece,
  piece: TakenPiece,
  error: unknown,
): Promise<void> {
  const { database, queue } = bench
  const { runId, index, name } = piece
  if (error instanceof LostPiece) {
    // Another worker has it, or the run was ended: what we computed is dropped, and the queue's entry is theirs.
    log.info('jobs.piece_lost', { runId, index, name })
    return
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (!(await noteFailure(database.app, piece, reason))) return
  if (!(await isStillOurs(database.app, piece))) return queue.complete(queued) // cancelled meanwhile
  if (error instanceof AppError) {
    await failRun(database.app, runId, error)
    return queue.complete(queued)
  }
  if (!bench.stop.aborted) log.error('jobs.piece_failed', { runId, index, name, error })
  await queue.giveBack(queued)
}
