import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { AppError } from '../../kernel/errors.ts'
import type { Database, Db } from '../../platform/database/index.ts'
import type { FrameVariables } from '../../platform/http.ts'
import { programReader } from './as-program.ts'
import { systemActor } from './context.ts'
import { contextToken } from './domain/context-token.ts'
import type { Actor } from './model.ts'
import type { RequestVariables } from './router.ts'
import { findActor } from './service.ts'

export const sessionCookie = 'lianshu_session'
/** An ended session may live on in this process for so long; sign-out and ending an account clear it at once. */
const rememberMs = 5_000
const rememberAtMost = 5_000

/** Sessions seen in the last seconds, so that not every request asks the database who it is. */
export class SessionMemory {
  readonly #actors = new Map<string, { actor: Actor; until: number }>()

  find(token: string, now: number): Actor | undefined {
    const held = this.#actors.get(token)
    return held && held.until > now ? held.actor : undefined
  }

  remember(token: string, actor: Actor, now: number): void {
    if (this.#actors.size >= rememberAtMost) this.#actors.clear()
    this.#actors.set(token, { actor, until: now + rememberMs })
  }

  clear(): void {
    this.#actors.clear()
  }
}

/** Runs work as the program itself; for sign-in and first start only. */
export function asSystem<T>(database: Database, work: (db: Db) => Promise<T>): Promise<T> {
  return database.transaction(
    { contextToken: contextToken(systemActor, database.signingKey, new Date()) },
    work,
  )
}

class RolledBack extends Error {}

function isPublic(c: HonoContext): boolean {
  return c.req.path === '/api/session' && c.req.method === 'POST'
}

async function actorOf(c: HonoContext, database: Database, memory: SessionMemory, now: Date): Promise<Actor> {
  if (isPublic(c)) return systemActor
  const token = getCookie(c, sessionCookie)
  if (!token) throw new AppError('unauthenticated', 'access.sign_in_needed')
  const held = memory.find(token, now.getTime())
  if (held) return held
  const actor = await asSystem(database, (db) => findActor({ db, now }, token))
  if (!actor) throw new AppError('unauthenticated', 'access.sign_in_needed')
  memory.remember(token, actor, now.getTime())
  return actor
}

/**
 * Gives each API request its context: who asks, and one transaction as the app role with the signed claims that row
 * security reads. A handler that fails rolls all of it back. Writes must carry the page's mark, since a foreign site
 * cannot set that header.
 */
export function requestContext(
  database: Database,
  memory: SessionMemory,
  clock: () => Date,
): MiddlewareHandler<{ Variables: RequestVariables & FrameVariables }> {
  return async (c, next) => {
    const now = clock()
    const isWrite = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    if (isWrite && c.req.header('x-lianshu-csrf') !== '1')
      throw new AppError('forbidden', 'access.request_not_from_page')
    const actor = await actorOf(c, database, memory, now)
    if (actor.mustChangePassword && !c.req.path.startsWith('/api/session')) {
      throw new AppError('forbidden', 'access.change_password_first')
    }
    // Read whole before a connection is taken: a sender that stops in the middle holds up nobody else.
    if (isWrite) await c.req.arrayBuffer()
    const work = async (db: Db) => {
      c.set('sessionToken', getCookie(c, sessionCookie) ?? null)
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
    if (isWrite && c.req.path.startsWith('/api/users')) memory.clear()
  }
}
