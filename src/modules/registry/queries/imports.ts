import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { ImportReport, ImportSummary } from '../model.ts'
import type { RegistryTables } from '../tables.ts'

const registry = (db: Db) => db.withTables<RegistryTables>()

/** Runs work and keeps what it wrote only where `keeps` says so of its answer. */
export async function keptOnlyIf<T>(
  db: Db,
  keeps: (value: T) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  await sql`savepoint foretell`.execute(db)
  const value = await work()
  if (!keeps(value)) await sql`rollback to savepoint foretell`.execute(db)
  await sql`release savepoint foretell`.execute(db)
  return value
}

export async function insertImport(
  db: Db,
  entry: {
    kind: string
    dataset: 'held' | 'demo'
    fileName: string
    fileDigest: Buffer
    rowsDigest: Buffer
    mapping: unknown
    importedBy: string
    importedAt: Date
  },
): Promise<bigint> {
  const { id } = await registry(db)
    .insertInto('registry.import')
    .values({ ...entry, mapping: JSON.stringify(entry.mapping), report: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateImportReport(db: Db, id: bigint, report: ImportReport): Promise<void> {
  await registry(db)
    .updateTable('registry.import')
    .set({ report: JSON.stringify(report) })
    .where('id', '=', id)
    .execute()
}

export async function insertImportRows(
  db: Db,
  importId: bigint,
  rows: readonly {
    line: number
    outcome: string
    subject: string | null
    digest: string
    cells: readonly string[] | null
  }[],
): Promise<void> {
  await sql`
    insert into registry.import_row (import_id, line, outcome, subject, digest, cells)
    select ${importId}, r.line, r.outcome, r.subject, decode(r.digest, 'hex'), r.cells
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(line int, outcome text, subject text, digest text, cells jsonb)
  `.execute(db)
}

/** Whether the very same bytes came in before, for the same kind and data set. */
export async function hasImported(
  db: Db,
  file: { kind: string; dataset: string; fileDigest: Buffer },
): Promise<boolean> {
  const row = await registry(db)
    .selectFrom('registry.import')
    .select('id')
    .where('kind', '=', file.kind)
    .where('dataset', '=', file.dataset as 'held')
    .where('fileDigest', '=', file.fileDigest)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The newest imports first. */
export async function listImports(db: Db, limit: number): Promise<ImportSummary[]> {
  const rows = await registry(db)
    .selectFrom('registry.import')
    .select(['id', 'report', 'importedBy', 'importedAt'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => {
    const {
      kind,
      dataset,
      file,
      rows: count,
      created,
      joined,
      unchanged,
      waiting,
      refused,
    } = row.report as ImportReport
    return {
      importId: String(row.id),
      kind,
      dataset,
      fileName: file,
      importedBy: row.importedBy,
      importedAt: row.importedAt.toISOString(),
      rows: count,
      created,
      joined,
      unchanged,
      waiting,
      refused,
    }
  })
}

export async function findImportReport(db: Db, id: string): Promise<ImportReport | undefined> {
  const row = await registry(db)
    .selectFrom('registry.import')
    .select('report')
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
  return row?.report as ImportReport | undefined
}
