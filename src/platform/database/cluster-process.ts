import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../../kernel/errors.ts'
import { commandLineOf, identifyProcess } from '../running-process.ts'
import type { ClusterPlace, ClusterSettings } from './cluster-place.ts'

export type RunningPostgres = { readonly pid: number; readonly port: number; readonly isReady: boolean }

const startTimeoutMs = 60_000 // recovery after a crash replays at most max_wal_size (1 GB)
const stopTimeoutMs = 20_000
const logLimitBytes = 20_000_000

/**
 * The server that runs on these files, if any. PostgreSQL writes postmaster.pid itself (line 1 pid, line 4 port,
 * line 8 state); after a kill -9 of ours it lives on and is found here.
 */
export function findRunningPostgres(place: ClusterPlace): RunningPostgres | null {
  const path = join(place.pgData, 'postmaster.pid')
  if (!existsSync(path)) return null
  const lines = readFileSync(path, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (pid > 0 && identifyProcess(pid) && commandLineOf(pid).includes(place.pgData)) {
    return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
  }
  // The number may belong to another program by now, for which PostgreSQL itself would refuse to start.
  rmSync(path, { force: true })
  return null
}

/** The server that runs on these files, once it answers; null when none runs or it gave up. */
export async function awaitRunningPostgres(place: ClusterPlace): Promise<RunningPostgres | null> {
  const until = Date.now() + startTimeoutMs
  for (;;) {
    const running = findRunningPostgres(place)
    if (running === null || running.isReady) return running
    if (Date.now() > until) {
      throw new AppError('unavailable', 'database.start_failed', {
        file: place.logFile,
        reason: tailOf(place.logFile),
      })
    }
    await sleep(50)
  }
}

// Helpers of a killed server end within a second or two; on a machine that is very busy, later.
const mostStarts = 24

/** Starts PostgreSQL on a free port of the loopback address and waits until it answers. */
export async function startPostgres(
  place: ClusterPlace,
  settings: ClusterSettings,
): Promise<RunningPostgres> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const child = spawnPostgres(place, settings, port)
    const running = await waitUntilReady(place, child)
    if (running) return running
    const log = tailOf(place.logFile)
    // The port was taken in between, or helpers of a killed server have not yet noticed that it is gone.
    if (attempt < mostStarts && /could not bind|Address already in use|shared memory block/.test(log)) {
      await sleep(Math.min(attempt * 200, 1_000))
      continue
    }
    throw new AppError('unavailable', 'database.start_failed', { file: place.logFile, reason: log })
  }
}

/** Stops PostgreSQL in order (open transactions are rolled back), and by force when it does not answer in time. */
export async function stopPostgres(place: ClusterPlace): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    const running = findRunningPostgres(place)
    if (!running) return
    process.kill(running.pid, signal)
    const until = Date.now() + stopTimeoutMs
    while (Date.now() < until) {
      if (!identifyProcess(running.pid)) return
      await sleep(20)
    }
  }
}

function spawnPostgres(place: ClusterPlace, settings: ClusterSettings, port: number): ChildProcess {
  if (existsSync(place.logFile) && statSync(place.logFile).size > logLimitBytes) rmSync(place.logFile)
  const log = openSync(place.logFile, 'a', 0o600)
  const options = Object.entries(serverSettings(settings)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const child = spawn(
    join(place.binaries.folder, 'bin', 'postgres'),
    ['-D', place.pgData, '-p', String(port), ...options],
    {
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      stdio: ['ignore', log, log],
      // A group of its own: Ctrl-C in the terminal reaches us first, and we stop it after the last request.
      detached: true,
      ...place.runAs,
    },
  )
  closeSync(log)
  child.on('error', () => {}) // told by waitUntilReady, with the log
  child.unref()
  return child
}

function serverSettings({ durable }: ClusterSettings): Record<string, string | number> {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    max_connections: 100,
    shared_buffers: durable ? '256MB' : '128MB',
    work_mem: '32MB',
    maintenance_work_mem: '128MB',
    effective_cache_size: '1GB',
    random_page_cost: 1.1,
    // Our queries are short; parallel workers want /dev/shm, of which a container has 64 MB.
    // An import of 50,000 rows must not be planned for an empty table for a whole minute.
    autovacuum_naptime: '10s',
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    jit: 'off',
    ...(durable
      ? {}
      : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  }
}

async function waitUntilReady(place: ClusterPlace, child: ChildProcess): Promise<RunningPostgres | null> {
  const until = Date.now() + startTimeoutMs
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return null
    // The exec takes a moment, in which postmaster.pid is still the one of an earlier run.
    const running = existsSync(join(place.pgData, 'postmaster.pid')) ? readOwnState(place, child.pid) : null
    if (running?.isReady) return running
    await sleep(15)
  }
  return null
}

function readOwnState(place: ClusterPlace, pid: number): RunningPostgres | null {
  const lines = readFileSync(join(place.pgData, 'postmaster.pid'), 'utf8').split('\n')
  return Number(lines[0]) === pid
    ? { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' }
    : null
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function tailOf(file: string): string {
  if (!existsSync(file)) return ''
  return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join(' / ')
}
