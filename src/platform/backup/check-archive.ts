import { AppError } from '../../kernel/errors.ts'
import type { Migration } from '../database/migrate.ts'
import { type ArchiveFoot, type ArchiveHead, archiveFormat, readArchive } from './archive.ts'
import { RowDigest } from './saved-tables.ts'
import './words.ts'

export type CheckedArchive = { readonly head: ArchiveHead; readonly foot: ArchiveFoot }

/**
 * Reads an archive from its first to its last line before anything else happens: every digest must hold, and the foot
 * must be there. Gives its head and foot.
 */
export async function checkArchive(file: string): Promise<CheckedArchive> {
  let head: ArchiveHead | undefined
  let foot: ArchiveFoot | undefined
  let digest = new RowDigest()
  for await (const line of readArchive(file)) {
    if (!head) {
      head = 'head' in line ? line.head : undefined
      if (head?.lianshu !== 'backup' || head.format !== archiveFormat)
        throw new AppError('invalid', 'backup.not_a_backup', { file })
    } else if ('table' in line) digest = new RowDigest()
    else if ('row' in line) digest.add(line.row)
    else if ('end' in line) {
      const own = digest.of(line.end.table)
      if (own.sha256 !== line.end.sha256 || own.rows !== line.end.rows)
        throw new AppError('invalid', 'backup.damaged', { file, where: line.end.table })
    } else if ('foot' in line) foot = line.foot
  }
  if (!head || !foot) throw new AppError('invalid', 'backup.not_a_backup', { file })
  return { head, foot }
}

/** The program's migrations up to where the archive stood; refuses an archive that this program cannot follow. */
export function migrationsOf(
  file: string,
  { migrations }: ArchiveHead,
  known: readonly Migration[],
): Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]))
  const names = migrations.filter(({ name }) => !byName.has(name)).map(({ name }) => name)
  if (names.length > 0) throw new AppError('conflict', 'backup.newer_than_program', { file, names })
  const other = migrations.find(({ name, sha256 }) => byName.get(name)?.sha256 !== sha256)
  if (other) throw new AppError('conflict', 'backup.other_migration', { file, name: other.name })
  return migrations.map(({ name }) => byName.get(name)!)
}
