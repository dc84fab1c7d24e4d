import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { ColumnMapping } from '../import/mapping.ts'
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
    partner: 'supplier' | 'customer' | null
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

export async function updateImportReport(db: Db, id: string, report: ImportReport): Promise<void> {
  await registry(db)
    .updateTable('registry.import')
    .set({ report: JSON.stringify(report) })
    .where('id', '=', BigInt(id))
    .execute()
}

export async function insertImportRows(
  db: Db,
  importId: string,
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
    select ${BigInt(importId)}, r.line, r.outcome, r.subject, decode(r.digest, 'hex'), r.cells
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
    .where('undoneAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The newest imports first. */
export async function listImports(db: Db, limit: number): Promise<ImportSummary[]> {
  const rows = await registry(db)
    .selectFrom('registry.import')
    .select(['id', 'report', 'importedBy', 'importedAt', 'undoneAt'])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, report, importedBy, importedAt, undoneAt }) => {
    const { kind, dataset, file, rows, created, joined, unchanged, waiting, refused } = report as ImportReport
    return {
      importId: String(id),
      kind,
      dataset,
      fileName: file,
      importedBy,
      importedAt: importedAt.toISOString(),
      undoneAt: undoneAt?.toISOString() ?? null,
      ...{ rows, created, joined, unchanged, waiting, refused },
    }
  })
}

export type HeldImport = {
  readonly report: ImportReport
  readonly mapping: readonly ColumnMapping[]
  readonly partner: 'supplier' | 'customer' | null
  readonly importedBy: string
  readonly importedAt: Date
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
  readonly undoReport: unknown
}

/** One import with its report; undefined where there is none. */
export async function findImport(db: Db, id: string): Promise<HeldImport | undefined> {
  const row = await registry(db)
    .selectFrom('registry.import')
    .select([
      'report',
      'mapping',
      'partner',
      'importedBy',
      'importedAt',
      'undoneAt',
      'undoneBy',
      'undoReport',
    ])
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
  return row as HeldImport | undefined
}

/** How many rows of an import ended where, and which wait. */
export async function countOutcomes(db: Db, id: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ outcome: string; n: number }>`
    select outcome, count(*)::int as n from registry.import_row where import_id = ${BigInt(id)} group by outcome`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ outcome, n }) => [outcome, n]))
}

/** Where rows of an import ended after somebody decided about them. */
export async function updateImportRows(
  db: Db,
  id: string,
  rows: readonly { line: number; outcome: string; subject: string | null }[],
): Promise<void> {
  await sql`
    update registry.import_row i set outcome = r.outcome, subject = r.subject
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, outcome text, subject text)
    where i.import_id = ${BigInt(id)} and i.line = r.line`.execute(db)
}

/** Ends rows that waited, by what they became; gives the imports whose rows ended. */
export async function endWaitingRows(
  db: Db,
  subjects: readonly { subject: string; importId: string | null }[],
): Promise<string[]> {
  if (subjects.length === 0) return []
  const { rows } = await sql<{ importId: string }>`
    with ended as (
      update registry.import_row i set outcome = case when i.import_id = r."importId" then 'created' else 'unchanged' end
      from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as r(subject text, "importId" bigint)
      where i.subject = r.subject and i.outcome = 'waiting' returning i.import_id)
    select distinct import_id::text from ended order by 1`.execute(db)
  return rows.map(({ importId }) => importId)
}

/** The cells of rows that wait, by line. */
export async function listWaitingCells(
  db: Db,
  id: string,
  lines: readonly number[],
): Promise<{ line: number; cells: string[] }[]> {
  const { rows } = await sql<{ line: number; cells: string[] }>`
    select line, cells from registry.import_row
    where import_id = ${BigInt(id)} and outcome = 'waiting' and line = any(${[...lines]}::int[]) and cells is not null
    order by line`.execute(db)
  return rows
}

/** The lines of an import that wait. */
export async function listWaitingLines(db: Db, id: string): Promise<Set<number>> {
  const { rows } = await sql<{ line: number }>`
    select line from registry.import_row where import_id = ${BigInt(id)} and outcome = 'waiting'`.execute(db)
  return new Set(rows.map(({ line }) => line))
}

/** How many rows of an import still wait for a person. */
export async function countOpenReviews(db: Db, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from registry.import_review
    where import_id = ${BigInt(id)} and state in ('open', 'later')`.execute(db)
  return rows[0]!.n
}

/** The data set of an organisation; undefined where there is none. */
export async function findDatasetOf(db: Db, organisationId: string): Promise<string | undefined> {
  const row = await registry(db)
    .selectFrom('registry.organisation')
    .select('dataset')
    .where('id', '=', BigInt(organisationId))
    .executeTakeFirst()
  return row?.dataset
}
