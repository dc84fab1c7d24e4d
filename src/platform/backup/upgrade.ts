import type pg from 'pg'
import { AppError } from '../../kernel/errors.ts'
import { listOpenMigrations, type Migration, withSetUpLock } from '../database/migrate.ts'
import { ensureRoles } from '../database/roles.ts'
import { type BackupReport, makeBackup } from './make-backup.ts'
import { allowOwnerToRead, listSavedTables, readAudit } from './saved-tables.ts'
import './words.ts'

export type TableChange = { readonly table: string; readonly before: number | null; readonly after: number }
export type UpgradeReport = {
  /** Null where nothing was to be done: then no backup was made either. */
  readonly backup: BackupReport | null
  readonly applied: readonly string[]
  /** Tables that are new, and tables whose number of rows changed. */
  readonly changed: readonly TableChange[]
  readonly audit: { readonly entries: string; readonly head: string }
}

/**
 * Brings the schema up to this program: checks the audit chain, saves everything, applies all open changes in one
 * transaction and verifies the chain again. Where one change fails all are taken back, and the old state stands.
 *
 * @param backupTarget where the backup before the upgrade goes: a new file or a folder
 */
export async function upgrade(
  client: pg.ClientBase,
  migrations: readonly Migration[],
  backupTarget: string,
  now: Date,
  report: (line: string) => void = () => {},
): Promise<UpgradeReport> {
  return withSetUpLock(client, async () => {
    const open = await listOpenMigrations(client, migrations)
    await requireWholeAudit(client)
    if (open.length === 0)
      return { backup: null, applied: [], changed: [], audit: await requireWholeAudit(client) }
    report(`${open.length} 个数据库变更待执行 migrations to apply`)
    const backup = await makeBackup(client, backupTarget, now, report)
    report(`已备份 backed up: ${backup.file}`)
    const before = new Map(backup.tables.map(({ table, rows }) => [table, rows]))
    const after = await applyAll(client, open, backup.file, report)
    const changed = [...after]
      .filter(([table, rows]) => before.get(table) !== rows)
      .map(([table, rows]) => ({ table, before: before.get(table) ?? null, after: rows }))
    return { backup, applied: open.map(({ name }) => name), changed, audit: await requireWholeAudit(client) }
  })
}

async function requireWholeAudit(client: pg.ClientBase) {
  const { fault, ...audit } = await readAudit(client)
  if (fault) throw new AppError('conflict', 'backup.audit_broken', fault)
  return audit
}

async function applyAll(
  client: pg.ClientBase,
  open: readonly Migration[],
  backupFile: string,
  report: (line: string) => void,
): Promise<ReadonlyMap<string, number>> {
  await ensureRoles(client)
  let current = open[0]!.name
  try {
    await client.query('begin')
    for (const { name, sql, sha256 } of open) {
      current = name
      report(`数据库变更 migration ${name}`)
      await client.query(sql)
      await client.query('reset role')
      await client.query('insert into platform.migration (name, sha256) values ($1, $2)', [name, sha256])
    }
    const { fault } = await readAudit(client)
    if (fault) throw new Error(`audit chain: ${fault.kind} @ ${fault.seq}`)
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    const params = { name: current, reason: (cause as Error).message, file: backupFile }
    throw new AppError('unavailable', 'backup.upgrade_failed', params, [], { cause })
  }
  return countRows(client)
}

async function countRows(client: pg.ClientBase): Promise<ReadonlyMap<string, number>> {
  const tables = await listSavedTables(client)
  await allowOwnerToRead(client, tables)
  const counts = new Map<string, number>()
  for (const { name } of tables) {
    const { rows } = await client.query<{ count: string }>(`select count(*)::text as count from ${name}`)
    counts.set(name, Number(rows[0]!.count))
  }
  return counts
}
