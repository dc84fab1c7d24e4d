import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../kernel/errors.ts'

/**
 * The packs below a folder, by name, each with its own folder. A pack is made of section folders; a folder of loose
 * files (`packs/examples`) is none.
 */
export function listPackFolders(packsFolder: string): { name: string; folder: string }[] {
  if (!existsSync(packsFolder)) throw new AppError('not_found', 'packs.no_folder', { folder: packsFolder })
  return readdirSync(packsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => ({ name: entry.name, folder: join(packsFolder, entry.name) }))
    .filter(({ folder }) => readdirSync(folder, { withFileTypes: true }).some((entry) => entry.isDirectory()))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Every file of a pack, relative to its folder, with forward slashes, sorted. */
export function listPackFiles(folder: string): string[] {
  if (!existsSync(folder)) throw new AppError('not_found', 'packs.no_folder', { folder })
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort()
}

/** One digest over all names and bytes of a pack: unchanged means there is nothing to read or load again. */
export function digestPack(folder: string): string {
  const hash = createHash('sha256')
  for (const file of listPackFiles(folder)) {
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest(),
    )
  }
  return hash.digest('hex')
}
