import { randomUUID } from 'node:crypto'
import type { Database } from '../../platform/database/index.ts'
import { programReader } from './as-program.ts'
import type { Context } from './context.ts'
import { contextToken } from './domain/context-token.ts'
import type { Actor } from './model.ts'

/**
 * One transaction for somebody whose request has ended: for work in the background that they asked for. What they may do
 * is asked again by each service, as in a request.
 */
export function actAs<T>(
  database: Database,
  { actor, lang, signal }: { actor: Actor; lang: 'zh' | 'en'; signal?: AbortSignal },
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const token = contextToken(actor, database.signingKey, new Date())
  return database.transaction({ contextToken: token }, (db) =>
    work({
      db,
      actor,
      now: new Date(),
      lang,
      requestId: randomUUID(),
      ...(signal ? { signal } : {}),
      asProgram: programReader(db, database.signingKey),
    }),
  )
}
