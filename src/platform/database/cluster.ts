// The embedded PostgreSQL of one data folder: made, started, joined and left.
import { randomBytes, randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withFileLock } from '../file-lock.ts'
import { identifyProcess, isRunning, ownIdentity, type ProcessIdentity } from '../running-process.ts'
import { initCluster } from './cluster-files.ts'
import { type ClusterPlace, type ClusterSettings, clusterPlace } from './cluster-place.ts'
import { awaitRunningPostgres, startPostgres, stopPostgres } from './cluster-process.ts'
import { makeOwner } from './roles.ts'

export type Secrets = { readonly superuser: string; readonly owner: string }

export type JoinedCluster = {
  /** A superuser's URL, on the database `postgres`; for tests and repair. */
  readonly superuserUrl: string
  /** The owner's URL, on the database `lianshu`. */
  readonly ownerUrl: string
  /** Says that this process needs the server no more; the last one to leave stops it. */
  leave(): Promise<void>
}

const lockTimeoutMs = 60_000

/** Joins the server of a data folder, starting it when it does not run. Safe with several processes at once. */
export async function joinCluster(
  dataFolder: string,
  settings: ClusterSettings,
  report: (line: string) => void,
): Promise<JoinedCluster> {
  const place = clusterPlace(dataFolder, settings)
  mkdirSync(place.usersFolder, { recursive: true, mode: 0o700 })
  const note = join(place.usersFolder, `${process.pid}-${randomUUID()}.json`)
  const urls = await withFileLock(place.lockFile, lockTimeoutMs, async () => {
    const secrets = await ensureCluster(place, settings, report)
    writeFileSync(note, JSON.stringify(ownIdentity()), { mode: 0o600 })
    return reach(place, settings, secrets)
  })
  return { ...urls, leave: () => leaveCluster(place, note) }
}

// What a connection meets while a server that was killed, or is being stopped, still has children that take it.
const passing = new Set(['ECONNRESET', 'ECONNREFUSED', '57P01', '57P02', '57P03'])
const reachTimeoutMs = 20_000

/** The server that answers on these files, started where none does. */
async function reach(place: ClusterPlace, settings: ClusterSettings, secrets: Secrets) {
  const until = Date.now() + reachTimeoutMs
  for (;;) {
    const running = (await awaitRunningPostgres(place)) ?? (await startPostgres(place, settings))
    const at = (user: string, password: string, database: string) =>
      `postgresql://${user}:${password}@127.0.0.1:${running.port}/${database}`
    const superuserUrl = at('postgres', secrets.superuser, 'postgres')
    try {
      await makeOwner(superuserUrl, secrets.owner)
      return { superuserUrl, ownerUrl: at('lianshu_owner', secrets.owner, 'lianshu') }
    } catch (error) {
      const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } }
      if (!(passing.has(String(code)) || passing.has(String(cause?.code))) || Date.now() > until) throw error
      await sleep(100)
    }
  }
}

/** Stops the server of a data folder, whoever uses it; for the end of a test run. */
export async function stopCluster(dataFolder: string, settings: ClusterSettings): Promise<ClusterPlace> {
  const place = clusterPlace(dataFolder, settings)
  await withFileLock(place.lockFile, lockTimeoutMs, () => stopPostgres(place))
  return place
}

async function leaveCluster(place: ClusterPlace, note: string): Promise<void> {
  await withFileLock(place.lockFile, lockTimeoutMs, async () => {
    rmSync(note, { force: true })
    if (!hasLivingUser(place)) await stopPostgres(place)
  })
}

function hasLivingUser({ usersFolder }: ClusterPlace): boolean {
  let living = false
  for (const name of readdirSync(usersFolder)) {
    const path = join(usersFolder, name)
    const user = readUser(path)
    if (user && (isRunning(user) || (user.started === '' && identifyProcess(user.pid)))) living = true
    else rmSync(path, { force: true })
  }
  return living
}

function readUser(path: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity
  } catch {
    return null
  }
}

/** The passwords of the cluster, after making the cluster where there is none. */
async function ensureCluster(
  place: ClusterPlace,
  settings: ClusterSettings,
  report: (line: string) => void,
): Promise<Secrets> {
  if (existsSync(place.secretsFile)) {
    const secrets = JSON.parse(readFileSync(place.secretsFile, 'utf8')) as Secrets
    if (existsSync(place.pgData)) return secrets
  }
  if (existsSync(place.pgData)) await setAside(place, report)
  const secrets = { superuser: randomBytes(24).toString('hex'), owner: randomBytes(24).toString('hex') }
  await initCluster(place, settings, secrets.superuser)
  // The passwords first, then the folder's name: at every moment either both are there or the cluster is made anew.
  writeFileSync(place.secretsFile, JSON.stringify(secrets), { mode: 0o600 })
  chmodSync(place.secretsFile, 0o600)
  renameSync(place.pgDataDraft, place.pgData)
  return secrets
}

/** As root the files stand outside the data folder: when that was removed, they are kept, under another name. */
async function setAside(place: ClusterPlace, report: (line: string) => void): Promise<void> {
  await stopPostgres(place)
  const aside = `${place.pgData}.left-${new Date().toISOString().replaceAll(':', '')}`
  renameSync(place.pgData, aside)
  report(
    `数据目录是新的，原有数据库文件已移到 ${aside} · the data folder is new, older database files were moved to ${aside}`,
  )
}
