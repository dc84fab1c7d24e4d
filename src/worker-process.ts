// The worker that the server brings, in a process of its own: long work then holds up no page. The server keeps it running.
import './app.ts'
import { constants, setPriority } from 'node:os'
import { readConfig } from './platform/config.ts'
import { openDatabase } from './platform/database/index.ts'
import { log } from './platform/log.ts'
import { startHouseWorker } from './worker.ts'

// Pages come first where both want the same core. Threads started later inherit it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

let isEnding = false
const closers: (() => Promise<void>)[] = []

async function end(exitCode: number): Promise<void> {
  if (isEnding) return
  isEnding = true
  for (const close of closers.reverse())
    await close().catch((error: unknown) => log.error('worker.close_failed', { error }))
  process.exit(exitCode)
}
// The server is gone, or wants this process to end; Ctrl-C in a terminal reaches both, and the server tells us.
process.once('disconnect', () => void end(0))
process.once('SIGTERM', () => void end(0))
process.on('SIGINT', () => {})

try {
  const database = await openDatabase(readConfig(process.env), { migrate: false })
  closers.push(database.close)
  closers.push((await startHouseWorker(database)).stop)
} catch (error) {
  log.error('worker.fault', { error })
  await end(1)
}
