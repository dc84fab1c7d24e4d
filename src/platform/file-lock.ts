import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '../kernel/errors.ts'
import { isRunning, ownIdentity, type ProcessIdentity } from './running-process.ts'

/** What a holder writes into its lock file; `note` is for the person who reads it. */
export type LockNote = ProcessIdentity & { readonly since: string; readonly note: string }

/** Takes a lock file or tells who holds it; a holder that no longer runs (kill -9) has lost it. */
export function tryLock(path: string, note: string, since = new Date()): { release(): void } | LockNote {
  mkdirSync(dirname(path), { recursive: true })
  const own: LockNote = { ...ownIdentity(), since: since.toISOString(), note }
  for (let attempt = 0; attempt < 20; attempt++) {
    // Written aside and linked into place: nobody ever reads a lock that is half-written.
    const draft = `${path}.${randomUUID()}`
    writeFileSync(draft, JSON.stringify(own), { mode: 0o600 })
    try {
      linkSync(draft, path)
      return { release: () => rmSync(path, { force: true }) }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST') throw error
    } finally {
      rmSync(draft, { force: true })
    }
    const text = readText(path)
    const holder = parseNote(text)
    if (holder && isRunning(holder)) return holder
    if (text !== null) removeStale(path, text)
  }
  throw new Error(`lock file ${path} cannot be taken`)
}

/** Runs `work` while no other process holds the lock; waits for at most `timeoutMs`. */
export async function withFileLock<T>(path: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const until = Date.now() + timeoutMs
  for (;;) {
    const lock = tryLock(path, 'lianshu')
    if ('release' in lock) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    if (Date.now() > until)
      throw new AppError('unavailable', 'start.lock_held', { pid: lock.pid, file: path })
    await sleep(50)
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function parseNote(text: string | null): LockNote | null {
  try {
    return text === null ? null : (JSON.parse(text) as LockNote)
  } catch {
    return null
  }
}

/** Two processes may find the same stale lock: the one that moved a fresh one aside by mistake puts it back. */
function removeStale(path: string, seen: string): void {
  const aside = `${path}.stale-${process.pid}`
  try {
    renameSync(path, aside)
    if (readText(aside) !== seen) linkSync(aside, path)
  } catch {
    // Somebody else was faster; the next attempt looks again.
  }
  rmSync(aside, { force: true })
}
