import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type pg from 'pg'
import { AppError } from '../../kernel/errors.ts'
import { type ArchiveHead, ArchiveWriter, archiveFormat, type TableDigest } from './archive.ts'
import {
  allowOwnerToRead,
  leftOut,
  listSavedTables,
  listSequences,
  RowDigest,
  readAudit,
  readRows,
  type SavedTable,
} from './saved-tables.ts'
import './words.ts'

export type BackupReport = {
  readonly file: string
  readonly bytes: number
  readonly createdAt: string
  readonly tables: readonly TableDigest[]
  readonly rows: number
  readonly audit: { readonly entries: string; readonly head: string }
}

/**
 * Saves the whole record of a house while it goes on working: all tables as they stand at one instant, with a digest
 * each and the head of the audit chain.
 *
 * @param target a new file, or a folder, in which the file is named by the day and time
 * @throws AppError when the file exists, cannot be written, or the audit chain is broken already
 */
export async function makeBackup(
  client: pg.ClientBase,
  target: string,
  now: Date,
  report: (line: string) => void = () => {},
): Promise<BackupReport> {
  const file = fileOf(target, now)
  const draft = `${file}.part`
  if (!(await isHouse(client))) throw new AppError('conflict', 'backup.nothing_to_save')
  await allowOwnerToRead(client, await listSavedTables(client))
  try {
    const saved = await writeArchive(client, draft, now, report)
    renameSync(draft, file)
    const rows = saved.tables.reduce((sum, table) => sum + table.rows, 0)
    return { file, bytes: statSync(file).size, createdAt: now.toISOString(), rows, ...saved }
  } catch (error) {
    rmSync(draft, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    if (error instanceof AppError || !/^E[A-Z]+$/.test(code ?? '')) throw error
    throw new AppError('unavailable', 'backup.cannot_write', { file, reason: message }, [], { cause: error })
  }
}

function fileOf(target: string, now: Date): string {
  const isFolder = /[\\/]$/.test(target) || (existsSync(target) && statSync(target).isDirectory())
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const file = isFolder ? join(target, `lianshu-${stamp}.backup`) : target
  if (existsSync(file)) throw new AppError('conflict', 'backup.file_exists', { file })
  try {
    mkdirSync(dirname(file), { recursive: true })
    rmSync(`${file}.part`, { force: true })
  } catch (cause) {
    const reason = (cause as Error).message
    throw new AppError('unavailable', 'backup.cannot_write', { file, reason }, [], { cause })
  }
  return file
}

async function isHouse(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('platform.migration') is not null and to_regclass('access.audit_head') is not null as there",
  )
  return rows[0]!.there
}

async function writeArchive(
  client: pg.ClientBase,
  draft: string,
  now: Date,
  report: (line: string) => void,
): Promise<Pick<BackupReport, 'tables' | 'audit'>> {
  const writer = new ArchiveWriter(draft)
  await client.query('begin isolation level repeatable read read only')
  try {
    const { fault, ...audit } = await readAudit(client)
    if (fault) throw new AppError('conflict', 'backup.audit_broken', fault)
    await writer.write({ head: await headOf(client, now) })
    const tables: TableDigest[] = []
    for (const table of await listSavedTables(client)) tables.push(await saveTable(client, table, writer))
    await writer.write({ sequences: await listSequences(client) })
    await writer.close({ tables, audit })
    report(`${tables.length} 张表 tables`)
    return { tables, audit }
  } finally {
    await client.query('rollback').catch(() => {})
  }
}

async function headOf(client: pg.ClientBase, now: Date): Promise<ArchiveHead> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from platform.migration order by name',
  )
  const version = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  return {
    lianshu: 'backup',
    format: archiveFormat,
    createdAt: now.toISOString(),
    serverVersion: version.rows[0]!.version,
    migrations: rows,
    leftOut,
  }
}

async function saveTable(
  client: pg.ClientBase,
  table: SavedTable,
  writer: ArchiveWriter,
): Promise<TableDigest> {
  await writer.write({ table: table.name, columns: table.columns })
  const digest = new RowDigest()
  for await (const row of readRows(client, table)) {
    digest.add(row)
    await writer.write({ row })
  }
  const end = digest.of(table.name)
  await writer.write({ end })
  return end
}
