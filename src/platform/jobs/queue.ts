// The queue below the runs: pg-boss in the schema pgboss, as the owner role, over the connections we already have.
import { CompiledQuery, sql } from 'kysely'
import PgBoss from 'pg-boss'
import type { Database } from '../database/index.ts'
import { log } from '../log.ts'
import type { Sendable } from './pieces.ts'

/** What travels through the queue: which piece; everything else stands in the schema `job`. */
export type QueuedPiece = { readonly id: string; readonly runId: bigint; readonly index: number }

export type Queue = {
  send(pieces: readonly (Sendable & { readonly expireInSeconds: number })[]): Promise<void>
  take(): Promise<QueuedPiece | undefined>
  /** A piece that was lost or failed too often. */
  takeLost(): Promise<QueuedPiece | undefined>
  complete(piece: QueuedPiece): Promise<void>
  completeLost(piece: QueuedPiece): Promise<void>
  /** Gives it back: another worker takes it at once, a few times at most. */
  giveBack(piece: QueuedPiece): Promise<void>
  close(): Promise<void>
}

const queueName = 'lianshu'
const lostName = 'lianshu_lost'

// A worker that was killed is missed after expireInSeconds (30), found at the next maintenance (10) and its piece taken
// at the next look (0.5): well within the 75 s that are promised. The default of 120 s between maintenances is not.
const maintenanceIntervalSeconds = 10
const attempts = 5

// Any number; it names the lock among all advisory locks of the database.
const openingLock = 740_127_002

/** Opens the queue, making or updating its tables; several processes may do so at once. */
export async function openQueue(database: Database): Promise<Queue> {
  const db = ownerDoor(database)
  const boss = new PgBoss({
    db,
    schema: 'pgboss',
    schedule: false,
    supervise: true,
    maintenanceIntervalSeconds,
  })
  boss.on('error', (error) => log.warn('jobs.queue_error', { reason: error.message }))
  await database.owner.connection().execute(async (held) => {
    await sql`select pg_advisory_lock(${openingLock})`.execute(held)
    try {
      await boss.start()
      await boss.createQueue(lostName)
      const settings = { name: queueName, retryLimit: attempts - 1, retryDelay: 0, deadLetter: lostName }
      await boss.createQueue(queueName, settings)
    } finally {
      await sql`select pg_advisory_unlock(${openingLock})`.execute(held)
    }
  })
  const takeFrom = async (name: string) =>
    asPiece((await boss.fetch<QueuedData>(name, { batchSize: 1 }))?.[0])
  return {
    send: async (pieces) => {
      await boss.insert(pieces.map(asJob))
    },
    take: () => takeFrom(queueName),
    takeLost: () => takeFrom(lostName),
    complete: async ({ id }) => void (await boss.complete(queueName, id)),
    completeLost: async ({ id }) => void (await boss.complete(lostName, id)),
    giveBack: async ({ id }) => void (await boss.fail(queueName, id)),
    close: () => boss.stop({ graceful: false }),
  }
}

type QueuedData = { runId: string; index: number }

function asJob(piece: Sendable & { readonly expireInSeconds: number }): PgBoss.JobInsert {
  return {
    id: piece.id,
    name: queueName,
    data: { runId: String(piece.runId), index: piece.index } satisfies QueuedData,
    // What one person waits for goes before the many pieces of a large run.
    priority: piece.isOneOfMany ? 0 : 1,
    expireInSeconds: piece.expireInSeconds,
  }
}

const asPiece = (job: PgBoss.Job<QueuedData> | undefined): QueuedPiece | undefined =>
  job && { id: job.id, runId: BigInt(job.data.runId), index: job.data.index }

/** pg-boss sends several statements with begin and commit as one text: where one fails, the connection must be freed. */
function ownerDoor(database: Database) {
  const owner = database.owner.withoutPlugins()
  return {
    executeSql: (text: string, values: unknown[] = []) =>
      owner.connection().execute(async (held) => {
        try {
          const { rows } = await held.executeQuery(CompiledQuery.raw(text, values))
          return { rows: rows as unknown[] }
        } catch (error) {
          await held.executeQuery(CompiledQuery.raw('rollback')).catch(() => {})
          throw error
        }
      }),
  }
}
