import type pg from 'pg'
import { AppError } from '../../kernel/errors.ts'
import { type Migration, migrate, withSetUpLock } from '../database/migrate.ts'
import { type ArchiveFoot, type ArchiveLine, readArchive, type TableDigest } from './archive.ts'
import { checkArchive, migrationsOf } from './check-archive.ts'
import { allowOwnerToRead, digestTable, listSavedTables, readAudit, type SavedTable } from './saved-tables.ts'
import './words.ts'

export type RestoreReport = {
  readonly createdAt: string
  readonly tables: number
  readonly rows: number
  readonly audit: { readonly entries: string; readonly head: string }
  /** Changes of the schema that came after the backup and were applied on top of it. */
  readonly appliedAfter: readonly string[]
}

// Said of the schema `platform` while a restore is under way: such a database is still nobody's house.
const unfinished = 'lianshu: restore not finished'

/**
 * Brings a backup back into an empty database: the archive is checked whole first, the schema is made as it stood, all
 * rows are written in one transaction and digested again, and what changed in the schema since then comes on top.
 *
 * @throws AppError when the archive is damaged, cut off or of a newer program, or the target holds data; then nothing
 *   was written
 */
export async function restoreBackup(
  client: pg.ClientBase,
  file: string,
  migrations: readonly Migration[],
  report: (line: string) => void = () => {},
): Promise<RestoreReport> {
  const { head, foot } = await checkArchive(file)
  const then = migrationsOf(file, head, migrations)
  report(`备份完整 the backup is whole: ${head.createdAt}`)
  return withSetUpLock(client, async () => {
    await requireEmpty(client)
    await client.query('create schema if not exists platform')
    await client.query(`comment on schema platform is '${unfinished}'`)
    await migrate(client, then, report)
    const tables = await listSavedTables(client)
    requireSameTables(tables, foot)
    await loadAll(client, file, tables, foot)
    const later = migrations.filter((migration) => !then.includes(migration))
    await migrate(client, migrations, report)
    const rows = foot.tables.reduce((sum, table) => sum + table.rows, 0)
    const appliedAfter = later.map(({ name }) => name)
    return { createdAt: head.createdAt, tables: tables.length, rows, audit: foot.audit, appliedAfter }
  })
}

async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ database: string; tables: boolean; note: string | null }>(
    `select current_database() as database, obj_description(to_regnamespace('platform'), 'pg_namespace') as note,
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema') as tables`,
  )
  const { database, tables, note } = rows[0]!
  const refusal = new AppError('conflict', 'backup.target_not_empty', { database })
  if (tables && note !== unfinished) throw refusal
  const head = await client.query<{ there: boolean }>(
    "select to_regclass('access.audit_head') is not null as there",
  )
  if (!head.rows[0]!.there) return
  // An unfinished restore may be taken up again, but not where somebody has worked since.
  const used = await client.query('select from access.audit_head where seq > 0')
  if (used.rowCount) throw refusal
}

function requireSameTables(tables: readonly SavedTable[], foot: ArchiveFoot): void {
  const made = new Set(tables.map(({ name }) => name))
  const saved = new Set(foot.tables.map(({ table }) => table))
  const differing = [...made].filter((name) => !saved.has(name))
  differing.push(...[...saved].filter((name) => !made.has(name)))
  if (differing.length > 0) throw new AppError('conflict', 'backup.tables_differ', { tables: differing })
}

/** All rows in one transaction; references and triggers rest meanwhile and are checked again at its end. */
async function loadAll(
  client: pg.ClientBase,
  file: string,
  tables: readonly SavedTable[],
  foot: ArchiveFoot,
): Promise<void> {
  await allowOwnerToRead(client, tables)
  await client.query('begin')
  try {
    const references = await putReferencesAside(client, tables)
    for (const { name, isForced } of tables) {
      await client.query(`alter table ${name} disable trigger user`)
      if (isForced) await client.query(`alter table ${name} no force row level security`)
      await client.query(`delete from ${name}`)
    }
    await loadRows(client, file, new Map(tables.map((table) => [table.name, table])))
    for (const { table, name, definition } of references)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`)
    for (const { name, isForced } of tables) {
      await client.query(`alter table ${name} enable trigger user`)
      if (isForced) await client.query(`alter table ${name} force row level security`)
    }
    await requireSameDigests(client, tables, foot)
    await client.query('comment on schema platform is null')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

type Reference = { readonly table: string; readonly name: string; readonly definition: string }

async function putReferencesAside(
  client: pg.ClientBase,
  tables: readonly SavedTable[],
): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `select c.conrelid::regclass::text as "table", quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c where c.contype = 'f' and c.conparentid = 0 and c.conrelid = any ($1::regclass[])
     order by 1, 2`,
    [tables.map(({ name }) => name)],
  )
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`)
  return rows
}

const bytesAtATime = 8_000_000
const rowsAtATime = 2_000

async function loadRows(
  client: pg.ClientBase,
  file: string,
  tables: ReadonlyMap<string, SavedTable>,
): Promise<void> {
  let insert = ''
  let waiting: string[] = []
  let bytes = 0
  const flush = async () => {
    if (waiting.length > 0) await client.query({ text: insert, values: [waiting] })
    waiting = []
    bytes = 0
  }
  for await (const line of readArchive(file)) {
    if ('table' in line) insert = insertInto(tables.get(line.table)!, line.columns)
    else if ('row' in line) {
      waiting.push(line.row)
      bytes += line.row.length
      if (waiting.length >= rowsAtATime || bytes >= bytesAtATime) await flush()
    } else {
      await flush()
      await setSequences(client, line)
    }
  }
}

function insertInto(table: SavedTable, columns: readonly string[]): string {
  const typeOf = new Map(table.columns.map((column, i) => [column, table.types[i]]))
  const values = columns.map((column, i) => `(r ->> ${i})::${typeOf.get(column)}`)
  return `insert into ${table.name} (${columns.join(', ')}) overriding system value
    select ${values.join(', ')} from unnest($1::json[]) as r`
}

async function setSequences(client: pg.ClientBase, line: ArchiveLine): Promise<void> {
  if (!('sequences' in line)) return
  for (const { sequence, value, isCalled } of line.sequences)
    await client.query('select setval($1::regclass, $2::bigint, $3)', [sequence, value, isCalled])
}

async function requireSameDigests(
  client: pg.ClientBase,
  tables: readonly SavedTable[],
  foot: ArchiveFoot,
): Promise<void> {
  const saved = new Map<string, TableDigest>(foot.tables.map((table) => [table.table, table]))
  for (const table of tables) {
    const { sha256 } = await digestTable(client, table)
    if (sha256 !== saved.get(table.name)?.sha256)
      throw new AppError('conflict', 'backup.digest_differs', { table: table.name })
  }
  const { fault, ...audit } = await readAudit(client)
  if (fault) throw new AppError('conflict', 'backup.audit_broken', fault)
  if (audit.head !== foot.audit.head)
    throw new AppError('conflict', 'backup.digest_differs', { table: 'access.audit_head' })
}
