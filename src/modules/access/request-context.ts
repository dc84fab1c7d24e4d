import type { MiddlewareHandler } from 'hono'
import { AppError } from '../../kernel/errors.ts'
import type { Database, Db } from '../../platform/database/index.ts'
import type { FrameVariables } from '../../platform/http.ts'
import { programReader } from './as-program.ts'
import { findCaller, requireReady, type SessionMemory } from './caller.ts'
import { contextToken } from './domain/context-token.ts'
import type { RequestVariables } from './router.ts'

export { asSystem } from './as-system.ts'
export { SessionMemory, sessionCookie } from './caller.ts'

class RolledBack extends Error {}

/** Changes to accounts are seen at once by every session of this process. */
const accountDoors = ['/api/users', '/api/people', '/api/claims', '/api/api-keys', '/api/sign-in-rules']

/**
 * Gives each API request its context: who asks, and one transaction as the app role with the signed claims that row
 * security reads. A handler that fails rolls all of it back. Writes from a page must carry the page's mark, since a
 * foreign site cannot set that header; a program's key is no cookie and needs none.
 */
export function requestContext(
  database: Database,
  memory: SessionMemory,
  clock: () => Date,
  receiveBody: (request: Request) => Promise<unknown> | null = () => null,
): MiddlewareHandler<{ Variables: RequestVariables & FrameVariables }> {
  return async (c, next) => {
    const now = clock()
    const isWrite = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    if (isWrite && c.req.header('x-lianshu-csrf') !== '1' && c.req.header('authorization') === undefined)
      throw new AppError('forbidden', 'access.request_not_from_page')
    const caller = await findCaller(c, { database, memory, now })
    requireReady(caller, { path: c.req.path, isWrite })
    const { actor } = caller
    // Read whole before a connection is taken: a sender that stops in the middle holds up nobody else.
    // A file is streamed to the disk instead (`receiveBody`), now that it is known who sends it.
    if (isWrite) await (receiveBody(c.req.raw) ?? c.req.arrayBuffer())
    const work = async (db: Db) => {
      c.set('sessionToken', caller.token)
      const asProgram = programReader(db, database.signingKey)
      c.set('ctx', {
        asProgram,
        db,
        actor,
        now,
        lang: c.get('lang'),
        requestId: c.get('requestId'),
        signal: c.req.raw.signal,
      })
      await next()
      if (c.error) throw new RolledBack()
    }
    try {
      await database.transaction({ contextToken: contextToken(actor, database.signingKey, new Date()) }, work)
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error
    }
    if (isWrite && accountDoors.some((door) => c.req.path.startsWith(door))) memory.clear()
  }
}
