import { hostname } from 'node:os'
import type { Database, Db } from '../database/index.ts'
import { log } from '../log.ts'
import { findJob, listTimedJobs } from './definition.ts'
import { deleteOldRuns, failRun, listSendable, noteSent } from './pieces.ts'
import { openQueue, type Queue } from './queue.ts'
import { type Bench, runPiece } from './run-piece.ts'
import { enqueue } from './runs.ts'

export type WorkerOptions = {
  /** One transaction as the program itself. */
  readonly asProgram: <T>(work: (db: Db) => Promise<T>) => Promise<T>
  /** Pieces taken at the same time by this process; 1 by default, since a piece may use every core. */
  readonly slots?: number
  readonly clock?: () => Date
}

export type Worker = { stop(): Promise<void> }

const lookMs = 500
const patienceMs = 8_000 // a stop waits so long for pieces under way, then gives them back
const keepDays = 90
const dayMs = 86_400_000

/**
 * Takes pieces from the queue until stopped. Any number of processes, on any number of machines, work on the same
 * database; each also hands waiting pieces to the queue and asks for what the clock asks for.
 */
export async function startWorker(database: Database, options: WorkerOptions): Promise<Worker> {
  const queue = await openQueue(database)
  const stopping = new AbortController()
  const impatience = new AbortController()
  const worker = `${hostname()}/${process.pid}`
  const bench: Bench = { database, queue, worker, asProgram: options.asProgram, stop: impatience.signal }
  const clock = options.clock ?? (() => new Date())
  const slots = Array.from({ length: options.slots ?? 1 }, () =>
    until(stopping.signal, 'jobs.slot_failed', () => takeOne(bench)),
  )
  const desk = until(stopping.signal, 'jobs.desk_failed', () => tendDesk(bench, clock()))
  return {
    stop: async () => {
      stopping.abort()
      const timer = setTimeout(() => impatience.abort(), patienceMs)
      await Promise.all([...slots, desk])
      clearTimeout(timer)
      await queue.close()
    },
  }
}

/** Repeats a turn until stopped; waits a moment when a turn found nothing to do or failed. */
async function until(stop: AbortSignal, event: string, turn: () => Promise<boolean>): Promise<void> {
  while (!stop.aborted) {
    let hasWorked = false
    try {
      hasWorked = await turn()
    } catch (error) {
      if (!stop.aborted) log.warn(event, { error })
    }
    if (!hasWorked) await pause(stop, lookMs)
  }
}

function pause(stop: AbortSignal, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      stop.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    stop.addEventListener('abort', end)
    if (stop.aborted) end()
  })
}

async function takeOne(bench: Bench): Promise<boolean> {
  const queued = await bench.queue.take()
  if (!queued) return false
  await runPiece(bench, queued)
  return true
}

/** Hands waiting pieces to the queue, ends runs whose piece was lost too often, asks for what is due by the clock. */
async function tendDesk({ database, queue }: Bench, now: Date): Promise<boolean> {
  await askForTimed(database, now)
  const waiting = await listSendable(database.app)
  if (waiting.length > 0) {
    await queue.send(
      waiting.map((piece) => ({ ...piece, expireInSeconds: findJob(piece.name)?.expireInSeconds ?? 30 })),
    )
    await noteSent(database.app, waiting)
  }
  await settleLost(database, queue)
  return false
}

async function settleLost(database: Database, queue: Queue): Promise<void> {
  for (;;) {
    const lost = await queue.takeLost()
    if (!lost) return
    await failRun(database.app, lost.runId, { code: 'job.gave_up', params: { run: String(lost.runId) } })
    await queue.completeLost(lost)
  }
}

// Which slot of each timed work this process has already asked for; the key makes it one run for all processes.
const askedFor = new Map<string, number>()

async function askForTimed(database: Database, now: Date): Promise<void> {
  for (const { name, everyMinutes } of listTimedJobs()) {
    const slot = Math.floor(now.getTime() / ((everyMinutes ?? 1) * 60_000))
    if (askedFor.get(name) === slot) continue
    await database.app.transaction().execute(async (db) => {
      await enqueue(db, { name, input: {}, key: `every/${slot}`, now })
    })
    askedFor.set(name, slot)
    await deleteOldRuns(database.owner, new Date(now.getTime() - keepDays * dayMs))
  }
}
