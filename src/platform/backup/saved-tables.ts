// Which tables are saved, how a row is written and read, and what the owner must be allowed for it.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { SequenceState, TableDigest } from './archive.ts'

/** Made anew where they are missing: the queue of jobs is no record, and the ledger is written by the migrations. */
export const leftOut: readonly string[] = ['pgboss']

const inOurSchemas = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'platform', 'public', 'test_seed')
  and n.nspname <> all ($1::text[])`

export type SavedTable = {
  /** Quoted, with its schema. */
  readonly name: string
  /** Columns that are stored, quoted; generated ones come by themselves. */
  readonly columns: readonly string[]
  /** Their types, as a cast writes them. */
  readonly types: readonly string[]
  /** What puts the rows in one order: the primary key, else the whole row as text. */
  readonly order: string
  readonly isForced: boolean
  /** Rough size of one row in bytes, for reading in pieces. */
  readonly rowBytes: number
}

/** The tables that hold the record of this house, by name. */
export async function listSavedTables(client: pg.ClientBase): Promise<SavedTable[]> {
  const { rows } = await client.query<Omit<SavedTable, 'rowBytes'> & { bytes: string; tuples: number }>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relforcerowsecurity as "isForced",
      pg_table_size(c.oid) as bytes, greatest(c.reltuples, 0) as tuples,
      (select array_agg(quote_ident(a.attname) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as types,
      coalesce((select string_agg('t.' || quote_ident(a.attname) ||
          case when a.attcollation = 0 then '' else ' collate "C"' end, ', ' order by k.place) from pg_index i
        cross join unnest(i.indkey) with ordinality as k (attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary), 't::text collate "C"') as "order"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and ${inOurSchemas} order by 1`,
    [leftOut],
  )
  return rows.map(({ bytes, tuples, ...table }) => ({
    ...table,
    rowBytes: Math.ceil(Number(bytes) / Math.max(tuples, 100)),
  }))
}

/** Sequences with their state, by name. */
export async function listSequences(client: pg.ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'S' and ${inOurSchemas} order by 1`,
    [leftOut],
  )
  const states: SequenceState[] = []
  for (const { name } of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${name}`,
    )
    states.push({ sequence: name, value: state.rows[0]!.value, isCalled: state.rows[0]!.called })
  }
  return states
}

/** The settings under which a row's text is the same on every server. */
export async function writeRowsAlike(client: pg.ClientBase): Promise<void> {
  await client.query(`set timezone to 'UTC'; set datestyle to 'ISO, YMD'; set intervalstyle to 'postgres';
    set bytea_output to 'hex'; set extra_float_digits to 1`)
}

/**
 * Row security binds the owner too where a table says so (force). The owner's own login, and never a function that runs
 * with its rights for somebody else, may read those tables whole: a policy says it, made when the first backup is.
 */
export async function allowOwnerToRead(client: pg.ClientBase, tables: readonly SavedTable[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_policies where policyname = 'owner_backup'`,
  )
  const there = new Set(rows.map(({ name }) => name))
  for (const { name } of tables.filter((table) => table.isForced && !there.has(table.name))) {
    await client.query(`begin; set local lock_timeout to '10s';
      create policy owner_backup on ${name} for select to current_user using (session_user = current_user); commit`)
  }
}

const bytesAtATime = 8_000_000
const rowsAtATime = 5_000

/** The rows of a table as text, in one order; reads in pieces. Inside a transaction. */
export async function* readRows(client: pg.ClientBase, table: SavedTable): AsyncGenerator<string> {
  const some = Math.max(1, Math.min(rowsAtATime, Math.floor(bytesAtATime / Math.max(1, table.rowBytes))))
  const row = `json_build_array(${table.columns.map((column) => `t.${column}::text`).join(', ')})::text`
  await client.query(
    `declare saved_rows no scroll cursor for select ${row} from ${table.name} t order by ${table.order}`,
  )
  for (;;) {
    const { rows } = await client.query<[string]>({ text: `fetch ${some} from saved_rows`, rowMode: 'array' })
    for (const [text] of rows) yield text
    if (rows.length === 0) break
  }
  await client.query('close saved_rows')
}

/** Counts and digests rows as they pass. */
export class RowDigest {
  private rows = 0
  private readonly hash = createHash('sha256')

  add(text: string): void {
    this.rows++
    this.hash.update(text).update('\n')
  }

  of(table: string): TableDigest {
    return { table, rows: this.rows, sha256: this.hash.digest('hex') }
  }
}

/** The digest of a table as it stands now. */
export async function digestTable(client: pg.ClientBase, table: SavedTable): Promise<TableDigest> {
  const digest = new RowDigest()
  for await (const text of readRows(client, table)) digest.add(text)
  return digest.of(table.name)
}

/** The newest entry of the audit chain, and whether every entry before it stands as it was written. */
export async function readAudit(client: pg.ClientBase) {
  const { rows } = await client.query<{ entries: string; head: string }>(
    `select seq::text as entries, encode(digest, 'hex') as head from access.audit_head`,
  )
  const faults = await client.query<{ seq: string; kind: string }>(
    'select seq::text as seq, kind from access.first_audit_fault()',
  )
  return { entries: rows[0]?.entries ?? '0', head: rows[0]?.head ?? '', fault: faults.rows[0] ?? null }
}
