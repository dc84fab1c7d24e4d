// The process that reads and writes imports, so that a large file holds up nobody else. The server starts and ends it.
import './app.ts'
import { join } from 'node:path'
import { type ImportOrder, workOnImport } from './modules/registry/index.ts'
import type { ProcessAnswer, ProcessMessage } from './platform/background-process.ts'
import { readConfig } from './platform/config.ts'
import { openDatabase } from './platform/database/index.ts'
import { Spool } from './platform/files/index.ts'

const config = readConfig(process.env)
const database = openDatabase(config, { migrate: false, report: () => {} })
const spool = new Spool(join(config.dataFolder, 'uploads'))
const stops = new Map<string, AbortController>()

process.on('message', async (message: ProcessMessage<ImportOrder>) => {
  if (message.what === 'stop') return stops.get(message.id)?.abort()
  const stop = new AbortController()
  stops.set(message.id, stop)
  try {
    await workOnImport(await database, spool, message.task, stop.signal)
  } finally {
    stops.delete(message.id)
    process.send?.({ what: 'ended', id: message.id } satisfies ProcessAnswer)
  }
})

async function end(): Promise<void> {
  for (const stop of stops.values()) stop.abort()
  await database.then((held) => held.close()).catch(() => {})
  process.exit(0)
}
// The server is gone, or has no more use for this process.
process.once('disconnect', () => void end())
process.once('SIGTERM', () => void end())
process.once('SIGINT', () => {})
