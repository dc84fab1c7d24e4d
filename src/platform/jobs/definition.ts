import type { z } from 'zod'
import type { Database, Db } from '../database/index.ts'

/** What a piece of work leaves behind: runs in the transaction that also marks the piece done. */
export type Effect = (db: Db) => Promise<void>

/** One piece of a run in the hands of a worker. */
export type Task<I> = {
  readonly runId: bigint
  readonly input: I
  /** 0 … pieceCount - 1; -1 while planning, pieceCount when finishing. */
  readonly index: number
  /** null while planning. */
  readonly pieceCount: number | null
  /** access.user_account of who asked, decimal; null for the program itself. */
  readonly requestedBy: string | null
  readonly now: Date
  /** Ends when the run is cancelled, the worker stops, or the piece was taken over by another one. */
  readonly signal: AbortSignal
  readonly database: Database
  /** One transaction as the program itself, for reading what the piece needs. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** How much of this piece is done, 0 to 1; written at most twice a second. */
  report(doneRatio: number): void
}

/**
 * A kind of long work. Every part may be run more than once (a worker was killed, or too slow), at the same time even;
 * only the effect of one of them is kept. So: compute outside, change the database in the effect returned, nowhere else.
 */
export type JobDefinition<I> = {
  /** `room.what_is_done` */
  readonly name: string
  readonly input: z.ZodType<I>
  /** After so long a piece counts as lost and is given to another worker. Default 30; a piece should take ≤ 10. */
  readonly expireInSeconds?: number
  /** Asked for by itself, so often, with the input `{}`. */
  readonly everyMinutes?: number
  /** Says how many pieces there are; without it the asker says, or there is one. */
  readonly plan?: (task: Task<I>) => Promise<{ readonly pieces: number; readonly effect?: Effect }>
  readonly work: (task: Task<I>) => Promise<Effect | undefined>
  /** Once, when all pieces are done. */
  readonly finish?: (task: Task<I>) => Promise<Effect | undefined>
}

// biome-ignore lint/suspicious/noExplicitAny: each definition keeps its own input type to itself
type AnyJob = JobDefinition<any>
const definitions = new Map<string, AnyJob>()

/** Makes a kind of work known; by a room's face, when it loads. A name can be taken once. */
export function registerJob<I>(definition: JobDefinition<I>): void {
  if (definitions.has(definition.name)) throw new Error(`the job ${definition.name} is registered twice`)
  definitions.set(definition.name, definition)
}

/** The work of this name, if registered. */
export const findJob = (name: string): AnyJob | undefined => definitions.get(name)

/** All work that is asked for by the clock. */
export const listTimedJobs = (): AnyJob[] =>
  [...definitions.values()].filter(({ everyMinutes }) => everyMinutes !== undefined)
