import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { AppError } from '../../kernel/errors.ts'
import { ensureRoles } from './roles.ts'

export type Migration = { readonly name: string; readonly sql: string; readonly sha256: string }

/** The migrations of a folder in the order of their names, `YYYYMMDDHHMM_room_what.sql`. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.sort().map((name) => {
    if (!/^\d{12}_[a-z][a-z0-9_]*\.sql$/.test(name))
      throw new AppError('invalid', 'database.migration_name', { name })
    // A checkout may change the ends of lines; that is no change of the migration.
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
  })
}

// Any number; it names the lock among all advisory locks of the database.
const setUpLock = 740_127_001

/** Runs `work` while no other process sets up the same database. */
export async function withSetUpLock<T>(owner: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await owner.query('select pg_advisory_lock($1)', [setUpLock])
  try {
    return await work()
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [setUpLock]).catch(() => {})
  }
}

/** Brings the database up to the folder, as the owner, under the set-up lock; each file in a transaction of its own. */
export async function migrate(
  owner: pg.ClientBase,
  migrations: readonly Migration[],
  report: (line: string) => void,
): Promise<void> {
  const open = await listOpenMigrations(owner, migrations)
  if (open.length === 0) return
  await ensureRoles(owner)
  await owner.query('create schema if not exists platform')
  await owner.query(`create table if not exists platform.migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
  for (const migration of open) {
    report(`数据库变更 migration ${migration.name}`)
    await applyMigration(owner, migration)
  }
}

/** What is not yet applied; refuses a landed file that was changed and a database newer than the program. */
export async function listOpenMigrations(
  owner: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<Migration[]> {
  const landed = new Map<string, string>()
  const { rows } = await owner.query<{ there: boolean }>(
    "select to_regclass('platform.migration') is not null as there",
  )
  if (rows[0]?.there) {
    const list = await owner.query<{ name: string; sha256: string }>(
      'select name, sha256 from platform.migration',
    )
    for (const { name, sha256 } of list.rows) landed.set(name, sha256)
  }
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...landed.keys()].filter((name) => !known.has(name)).sort()
  if (unknown.length > 0) throw new AppError('conflict', 'database.newer_than_program', { names: unknown })
  for (const { name, sha256 } of migrations) {
    if (landed.has(name) && landed.get(name) !== sha256) {
      throw new AppError('conflict', 'database.migration_changed', { name })
    }
  }
  return migrations.filter(({ name }) => !landed.has(name))
}

async function applyMigration(owner: pg.ClientBase, { name, sql, sha256 }: Migration): Promise<void> {
  try {
    await owner.query('begin')
    await owner.query(sql)
    await owner.query('reset role')
    await owner.query('insert into platform.migration (name, sha256) values ($1, $2)', [name, sha256])
    await owner.query('commit')
  } catch (cause) {
    await owner.query('rollback').catch(() => {})
    const { message, position } = cause as pg.DatabaseError
    const params = { name, reason: message }
    // Only a mistake in the statement itself has a place; a refused one has none.
    if (!position) throw new AppError('unavailable', 'database.migration_refused', params, [], { cause })
    const line = sql.slice(0, Number(position)).split('\n').length
    throw new AppError('unavailable', 'database.migration_failed', { ...params, line }, [], { cause })
  }
}
