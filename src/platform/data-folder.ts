import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../kernel/errors.ts'
import { type LockNote, tryLock } from './file-lock.ts'
import { ownIdentity } from './running-process.ts'

export type Claim = {
  /** Tells a second starter where the first one answers; known only when it listens. */
  announce(address: string): void
  release(): void
}

/**
 * Claims a data folder for one server. Commands may work beside it; a second server is told who holds it. A server
 * that was killed holds nothing.
 */
export function claimDataFolder(folder: string, now = new Date()): Claim {
  const path = join(folder, 'server.lock')
  const lock = tryLock(path, '', now)
  if (!('release' in lock)) {
    const { pid, since, note } = lock
    throw new AppError('conflict', 'start.held', { folder, pid, address: note || null, since })
  }
  return {
    announce: (address) => {
      const own: LockNote = { ...ownIdentity(), since: now.toISOString(), note: address }
      writeFileSync(path, JSON.stringify(own), { mode: 0o600 })
    },
    release: lock.release,
  }
}
