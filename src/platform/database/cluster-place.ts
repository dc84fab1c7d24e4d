import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../kernel/errors.ts'
import {
  type Binaries,
  type BinaryPackage,
  copyBinaries,
  findBinaries,
  makeLibraryLinks,
} from './binaries.ts'

export type ClusterSettings = {
  readonly package: BinaryPackage
  /** False only in tests: a crash of the machine may then lose what was acknowledged. */
  readonly durable: boolean
}

/** Where the parts of one embedded cluster stand. Paths are absolute. */
export type ClusterPlace = {
  /** The folder of this cluster alone; holds `pgData`. */
  readonly home: string
  readonly pgData: string
  /** A cluster in the making; gets the name `pgData` when it is whole. */
  readonly pgDataDraft: string
  readonly logFile: string
  readonly secretsFile: string
  readonly lockFile: string
  /** One file for each process that uses the server. */
  readonly usersFolder: string
  readonly binaries: Binaries
  /** The user that PostgreSQL runs as, where that is not our own. */
  readonly runAs: SystemUser | null
}

export type SystemUser = { readonly uid: number; readonly gid: number }

const systemFolder = '/var/lib/lianshu'

/** Makes the folders of a cluster and says where they are. */
export function clusterPlace(dataFolder: string, settings: ClusterSettings): ClusterPlace {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const runAs = process.getuid?.() === 0 ? findServiceUser() : null
  const digest = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 16)
  const home = runAs ? join(systemFolder, digest) : join(dataFolder, 'postgresql')
  mkdirSync(home, { recursive: true })
  // Whatever our umask: the other user must be able to walk down to its files.
  if (runAs) for (const folder of [systemFolder, home]) chmodSync(folder, 0o755)
  return {
    home,
    pgData: join(home, 'data'),
    pgDataDraft: join(home, 'data.draft'),
    logFile: join(home, 'postgresql.log'),
    secretsFile: join(dataFolder, 'database-secrets.json'),
    lockFile: join(dataFolder, 'database.lock'),
    usersFolder: join(dataFolder, 'database-users'),
    binaries: runnableBinaries(settings.package, dataFolder, runAs),
    runAs,
  }
}

function runnableBinaries(name: BinaryPackage, dataFolder: string, runAs: SystemUser | null): Binaries {
  const found = findBinaries(name)
  if (runAs) return copyBinaries(found, systemFolder)
  try {
    makeLibraryLinks(found.folder)
    return found
  } catch {
    // node_modules belongs to somebody else: use a copy of our own.
    return copyBinaries(found, join(dataFolder, 'postgresql'))
  }
}

/** PostgreSQL refuses to run as root: `postgres` where the system has that user, else `nobody`. */
function findServiceUser(): SystemUser {
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  )
  const user = users.get('postgres') ?? users.get('nobody')
  if (!user) throw new AppError('unavailable', 'database.no_service_user')
  return user
}
