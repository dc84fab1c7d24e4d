import type { Duplex } from 'node:stream'
import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresDialect,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import { AppError } from '../../kernel/errors.ts'
import { StatementNames } from './statement-names.ts'

/** A database handle that shows no tables; a room asks for its own with `db.withTables<{ 'room.thing': Row }>()`. */
export type Db = Kysely<object>

export type TransactionOptions = {
  /** The signed context of row security; null reads no protected row. */
  readonly contextToken: string | null
  readonly readOnly?: boolean
  /** Asked for, a transaction that lost against another one is run again, so `work` must be repeatable. */
  readonly isolation?: 'serializable' | 'repeatable read'
}

// Keys inside stored JSON are the room's own and stay as they are.
const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
const attempts = 5
const statementNames = new StatementNames()

/** A handle on a pool: every query on a connection of its own, outside any transaction. */
export function poolDb(pool: pg.Pool): Db {
  return new Kysely<object>({ dialect: new PostgresDialect({ pool }), plugins })
}

/** Runs work in one transaction; commits when it ends, rolls back when it throws. */
export async function runTransaction<T>(
  pool: pg.Pool,
  options: TransactionOptions,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(pool, options, work)
    } catch (error) {
      const { code } = error as { code?: unknown }
      const hasLost = code === '40001' || code === '40P01' // serialization failure, deadlock
      if (!hasLost || !options.isolation) throw error
      if (attempt === attempts)
        throw new AppError('unavailable', 'database.contended', {}, [], { cause: error })
    }
  }
}

async function runOnce<T>(
  pool: pg.Pool,
  options: TransactionOptions,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const begun = begin(client, options)
    begun.catch(() => {}) // told below, or by the first statement of `work`
    const result = await work(clientDb(client))
    await begun
    // After an error that `work` swallowed PostgreSQL answers "commit" with a rollback: that must not look like done.
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
    return result
  } catch (error) {
    await client.query('rollback').catch((rollbackError: Error) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/**
 * Begins, and hands the context over as a parameter: written into the statement, the other sessions of the same role
 * would read it in the list of running statements and could use it. Both go out together with the first statement of
 * the work behind them.
 */
async function begin(client: pg.PoolClient, options: TransactionOptions): Promise<void> {
  const { contextToken, readOnly, isolation } = options
  sendTogether(client)
  const begun = client.query(
    `begin${isolation ? ` isolation level ${isolation}` : ''}${readOnly ? ' read only' : ''}`,
  )
  const handedOver =
    contextToken === null
      ? null
      : client.query({
          name: 'hand_over_context',
          text: "select set_config('lianshu.context', $1, true)",
          values: [contextToken],
        })
  await Promise.all([begun, handedOver])
}

/** What is asked before this turn of the event loop ends leaves in one write: each write wakes the server once. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

function clientDb(client: pg.PoolClient): Db {
  const connection = new ClientConnection(client)
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new OneConnectionDriver(connection),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
  return new Kysely<object>({ dialect, plugins })
}

/** One query after the other, also when `work` asks for several at once: they are sent at once and answered in order. */
class ClientConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const name = statementNames.nameOf(sql)
    const query = { text: sql, values: [...parameters], ...(name === undefined ? {} : { name }) }
    sendTogether(this.#client)
    const { command, rowCount, rows } = await this.#client.query(query)
    const isChange = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
    return isChange ? { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) } : { rows: rows as R[] }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator; nothing here streams
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('streaming is not offered: read in pages by key')
  }
}

class OneConnectionDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}

  async beginTransaction(): Promise<void> {
    throw new Error('already in a transaction: the context brings it')
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`savepoint ${pg.escapeIdentifier(name)}`))
  }
  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`rollback to savepoint ${pg.escapeIdentifier(name)}`))
  }
  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(`release savepoint ${pg.escapeIdentifier(name)}`))
  }
}
