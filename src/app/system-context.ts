import { asProgramAlready, asSystem, type Context, systemActor } from '../modules/access/index.ts'
import type { Database } from '../platform/database/index.ts'

/** The program's own context: first start and pack load. */
export function inSystemContext<T>(database: Database, work: (ctx: Context) => Promise<T>): Promise<T> {
  const now = new Date()
  return asSystem(database, (db) =>
    work({ db, actor: systemActor, now, lang: 'zh', requestId: 'start', asProgram: asProgramAlready }),
  )
}
