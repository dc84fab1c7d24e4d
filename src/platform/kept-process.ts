/** A process of our own that is to run as long as we do: started anew when it is lost, ended when asked. */
import type { ChildProcess } from 'node:child_process'
import { forkEntry } from './fork-entry.ts'
import { log } from './log.ts'

export type KeptProcess = {
  /** The id of the process, while it runs. */
  readonly pid: number | undefined
  /** Asks it to end and waits; what does not end in its time is killed. */
  close(): Promise<void>
}

export type KeepOptions = {
  /** How long an ending may take, milliseconds. */
  readonly graceMs: number
  /** First wait before a lost process is started anew, milliseconds; doubles with each loss in a row, up to a minute. */
  readonly firstWaitMs?: number
}

const longestWaitMs = 60_000

/**
 * Starts the module `entry` in a process of its own and keeps it running. The child ends by itself when we are gone: it
 * hears `disconnect`.
 */
export function keepProcess(entry: string, { graceMs, firstWaitMs = 1_000 }: KeepOptions): KeptProcess {
  let child: ChildProcess | undefined
  let isClosing = false
  let waitMs = firstWaitMs
  let timer: NodeJS.Timeout | undefined

  const start = () => {
    const startedAt = Date.now()
    const own = forkEntry(entry)
    child = own
    own.on('error', (error) => log.error('kept_process.failed', { error }))
    own.once('exit', (code, signal) => {
      child = undefined
      if (isClosing) return
      // A process that ran well for a minute was not lost by a fault at its start.
      if (Date.now() - startedAt > longestWaitMs) waitMs = firstWaitMs
      log.warn('kept_process.lost', { code, signal, startsAgainInMs: waitMs })
      timer = setTimeout(start, waitMs)
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    })
  }
  start()
  return {
    get pid() {
      return child?.pid
    },
    close: async () => {
      isClosing = true
      clearTimeout(timer)
      if (child) await endOf(child, graceMs)
    },
  }
}

async function endOf(child: ChildProcess, graceMs: number): Promise<void> {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  child.kill('SIGTERM')
  await ended
  clearTimeout(timer)
}
