import type { Insertable } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { FileRow, ReportTables } from '../tables.ts'
import type { HeldFile } from './issues.ts'

const reports = (db: Db) => db.withTables<ReportTables>()
export type FileInfo = Pick<HeldFile, 'id' | 'artefact' | 'name' | 'format' | 'jobId'> & {
  sizeBytes: number | null
}

export async function insertFiles(db: Db, files: readonly Omit<Insertable<FileRow>, 'id'>[]): Promise<void> {
  const rows = files.map((file) => ({
    ...file,
    drawing: (file.drawing === null ? null : JSON.stringify(file.drawing)) as never,
  }))
  await reports(db).insertInto('reports.file').values(rows).execute()
}

/** The files of an issue or bundle in order; their size, not their bytes. */
export function listFiles(db: Db, of: { issueId: bigint } | { bundleId: bigint }): Promise<FileInfo[]> {
  const files = reports(db)
    .selectFrom('reports.file')
    .select(['id', 'artefact', 'name', 'format', 'jobId', sql<number | null>`length(bytes)`.as('sizeBytes')])
    .orderBy('ordinal')
  return (
    'issueId' in of
      ? files.where('issueId', '=', of.issueId).where('bundleId', 'is', null)
      : files.where('bundleId', '=', of.bundleId)
  ).execute()
}

/** One file with its bytes. */
export function findFile(db: Db, id: string): Promise<HeldFile | undefined> {
  return reports(db).selectFrom('reports.file').selectAll().where('id', '=', BigInt(id)).executeTakeFirst()
}

/** All files of a bundle with their bytes, in order. */
export function listWhole(db: Db, bundleId: bigint): Promise<HeldFile[]> {
  return reports(db)
    .selectFrom('reports.file')
    .selectAll()
    .where('bundleId', '=', bundleId)
    .orderBy('ordinal')
    .execute()
}

/** The file that a job's piece is to write. */
export function findFileOfJob(db: Db, jobId: bigint, ordinal: number): Promise<HeldFile | undefined> {
  return reports(db)
    .selectFrom('reports.file')
    .selectAll()
    .where('jobId', '=', jobId)
    .orderBy('ordinal')
    .offset(ordinal)
    .limit(1)
    .executeTakeFirst()
}

/** Says which job writes the files. */
export async function giveToJob(
  db: Db,
  of: { issueId: bigint } | { bundleId: bigint },
  jobId: bigint,
): Promise<void> {
  const update = reports(db).updateTable('reports.file').set({ jobId })
  await ('issueId' in of
    ? update.where('issueId', '=', of.issueId).where('bundleId', 'is', null)
    : update.where('bundleId', '=', of.bundleId)
  ).execute()
}

export async function keepBytes(
  db: Db,
  id: bigint,
  written: { bytes: Buffer; sha256: Buffer },
): Promise<void> {
  await reports(db).updateTable('reports.file').set(written).where('id', '=', id).execute()
}
