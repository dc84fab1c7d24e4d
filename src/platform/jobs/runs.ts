// What a room does with a run: ask for it, look at it, pause, resume, cancel. All in the caller's transaction.
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { AppError } from '../../kernel/errors.ts'
import type { Db } from '../database/index.ts'
import { findJob } from './definition.ts'
import type { JobTables, RunStatus } from './tables.ts'

const tables = (db: Db) => db.withTables<JobTables>()

export type JobRequest = {
  readonly name: string
  readonly input: object
  /** The same key asked twice is one run: the second asker gets the first one's. */
  readonly key?: string
  /** For work without a plan of its own; 1 by default. */
  readonly pieces?: number
  /** access.user_account, decimal; null for the program itself. */
  readonly requestedBy?: string | null
  readonly now: Date
}

/**
 * Asks for work, in the caller's transaction: it begins only when that commits, and never when it is rolled back.
 * @throws conflict `job.key_reused` when the key stands for another input
 */
export async function enqueue(db: Db, request: JobRequest): Promise<bigint> {
  const job = findJob(request.name)
  if (!job) throw new Error(`no job is registered as ${request.name}`)
  const pieces = job.plan ? null : (request.pieces ?? 1)
  const input: object = job.input.parse(request.input)
  const inserted = await tables(db)
    .insertInto('job.run')
    .values({
      name: request.name,
      input: JSON.stringify(input),
      retryKey: request.key ?? null,
      requestedBy: request.requestedBy ? BigInt(request.requestedBy) : null,
      hasFinish: job.finish !== undefined,
      pieceCount: pieces,
      createdAt: request.now,
    })
    .onConflict((conflict) => conflict.columns(['name', 'retryKey']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return findSameRun(db, request, input)
  await insertPieces(db, inserted.id, pieces)
  return inserted.id
}

async function findSameRun(db: Db, { name, key }: JobRequest, input: object): Promise<bigint> {
  const held = await tables(db)
    .selectFrom('job.run')
    .select(['id', 'input'])
    .where('name', '=', name)
    .where('retryKey', '=', key ?? null)
    .executeTakeFirstOrThrow()
  const asked: unknown = JSON.parse(JSON.stringify(input))
  if (!isDeepStrictEqual(held.input, asked)) throw new AppError('conflict', 'job.key_reused', { key })
  return held.id
}

/** The piece that plans, or the pieces that work, or the one that finishes when there is nothing to work on. */
async function insertPieces(db: Db, runId: bigint, pieces: number | null): Promise<void> {
  if (pieces === null) {
    await tables(db).insertInto('job.piece').values({ runId, index: -1, kind: 'plan' }).execute()
    return
  }
  await sql`insert into job.piece (run_id, index, kind)
    select ${runId}::bigint, i, 'work' from generate_series(0, ${pieces}::integer - 1) i`.execute(db)
}

export type JobRun = {
  readonly id: bigint
  readonly name: string
  readonly input: unknown
  readonly status: RunStatus
  /** 0 to 1 over all pieces, what is done of pieces under way included; null until the number of pieces is known. */
  readonly doneRatio: number | null
  readonly pieceCount: number | null
  readonly doneCount: number
  /** Pieces in the hands of workers now. */
  readonly runningCount: number
  readonly errorCode: string | null
  readonly errorParams: Record<string, unknown>
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
}

/** How far a run is. Whether the reader may know is the room's to decide. */
export async function findJobRun(db: Db, id: bigint): Promise<JobRun | undefined> {
  const run = await tables(db).selectFrom('job.run').selectAll().where('id', '=', id).executeTakeFirst()
  if (!run) return undefined
  const open = await tables(db)
    .selectFrom('job.piece')
    .select((eb) => [eb.fn.countAll<bigint>().as('count'), eb.fn.sum<number | null>('doneRatio').as('ratio')])
    .where('runId', '=', id)
    .where('status', '=', 'running')
    .where('kind', '=', 'work')
    .executeTakeFirstOrThrow()
  const { ticket: _, round: __, hasFinish: ___, retryKey: ____, requestedBy: _____, ...told } = run
  const under = run.doneCount + Number(open.ratio ?? 0)
  const ratio = run.pieceCount === null ? null : run.pieceCount === 0 ? 1 : under / run.pieceCount
  const doneRatio = run.status === 'done' ? 1 : ratio
  return { ...told, doneRatio, runningCount: Number(open.count) }
}

/** No further piece is begun; pieces under way are finished and kept. Says whether there was something to pause. */
export const pauseRun = (db: Db, id: bigint): Promise<boolean> =>
  move(db, id, ['waiting', 'running'], 'paused')

/** Goes on after a pause. */
export async function resumeRun(db: Db, id: bigint): Promise<boolean> {
  if (!(await move(db, id, ['paused'], 'waiting'))) return false
  await sql`update job.run set round = round + 1 where id = ${id}`.execute(db)
  return true
}

/** Ends a run for good; pieces under way are told within a second and what they bring is not kept. */
export const cancelRun = (db: Db, id: bigint, now: Date): Promise<boolean> =>
  move(db, id, ['waiting', 'running', 'paused'], 'cancelled', now)

async function move(
  db: Db,
  id: bigint,
  from: readonly RunStatus[],
  to: RunStatus,
  endedAt: Date | null = null,
): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('job.run')
    .set({ status: to, endedAt })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
