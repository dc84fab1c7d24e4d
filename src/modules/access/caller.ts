// Who stands at the other end of a request: a person with a cookie, a program with a key, or somebody at a public door.
import type { Context as HonoContext } from 'hono'
import { getCookie } from 'hono/cookie'
import { AppError } from '../../kernel/errors.ts'
import type { Database } from '../../platform/database/index.ts'
import { asSystem } from './as-system.ts'
import { systemActor } from './context.ts'
import { RateLimit } from './domain/rate-limit.ts'
import type { Actor } from './model.ts'
import type { OidcSettings } from './service/oidc.ts'
import { apiKeyPrefix, findKeyActor, findSession } from './service.ts'

/** What access must know of where it runs. */
export type AccessSettings = {
  /** A reverse proxy of ours stands before the server: what it says of address and TLS is believed. */
  readonly trustsProxy: boolean
  /** Sign-in by an identity provider; absent or null where it is off. */
  readonly oidc?: OidcSettings | null
}

export const sessionCookie = 'lianshu_session'
/** An ended session may live on in this process for so long; sign-out and ending an account clear it at once. */
const rememberMs = 5_000
const rememberAtMost = 5_000
const keyRequestsAMinute = 600

/** Sessions and keys seen in the last seconds, so that not every request asks the database who it is. */
export class SessionMemory {
  readonly #callers = new Map<string, { caller: Caller; until: number }>()
  readonly keyLimit = new RateLimit(keyRequestsAMinute, 60_000)

  find(token: string, now: number): Caller | undefined {
    const held = this.#callers.get(token)
    return held && held.until > now ? held.caller : undefined
  }

  remember(token: string, caller: Caller, now: number): void {
    if (this.#callers.size >= rememberAtMost) this.#callers.clear()
    this.#callers.set(token, { caller, until: now + rememberMs })
  }

  clear(): void {
    this.#callers.clear()
  }
}

/** Who calls; `token` is the cookie's value where a person does. */
export type Caller = { readonly actor: Actor; readonly token: string | null; readonly keyId: string | null }

/** Doors that open without a session; they run as the program and check what they are given. */
const publicDoors = new Set([
  'POST /api/session',
  'POST /api/invitations/look',
  'POST /api/invitations/use',
  'POST /api/sign-up',
  'GET /api/oidc',
  'POST /api/oidc/start',
  'GET /api/oidc/callback',
  'GET /api/invest',
  'GET /api/public/showcases',
])
/** All that half a session opens: the second factor, and the way out. */
const halfDoors = new Set(['POST /api/session/second-factor', 'DELETE /api/session'])

const signInNeeded = () => new AppError('unauthenticated', 'access.sign_in_needed')

/** Finds who calls, or refuses. A key in the header goes before a cookie. */
export async function findCaller(
  c: HonoContext,
  { database, memory, now }: { database: Database; memory: SessionMemory; now: Date },
): Promise<Caller> {
  const door = `${c.req.method} ${c.req.path}`
  const header = c.req.header('authorization')
  if (publicDoors.has(door))
    return { actor: systemActor, token: getCookie(c, sessionCookie) ?? null, keyId: null }
  if (header !== undefined) return findKeyCaller(header, { database, memory, now })
  const token = getCookie(c, sessionCookie)
  if (!token) throw signInNeeded()
  const held = memory.find(token, now.getTime())
  if (held) return held
  const found = await asSystem(database, (db) => findSession({ db, now }, token))
  if (!found) throw signInNeeded()
  const caller = { actor: found.actor, token, keyId: null }
  if (!found.isHalf) memory.remember(token, caller, now.getTime())
  else if (!halfDoors.has(door)) throw new AppError('unauthenticated', 'access.second_factor_needed')
  return caller
}

async function findKeyCaller(
  header: string,
  { database, memory, now }: { database: Database; memory: SessionMemory; now: Date },
): Promise<Caller> {
  const [, key] = /^Bearer ([\w-]{20,200})$/i.exec(header.trim()) ?? []
  if (!key?.startsWith(apiKeyPrefix)) throw new AppError('unauthenticated', 'access.key_unknown')
  let caller = memory.find(key, now.getTime())
  if (!caller) {
    const found = await asSystem(database, (db) => findKeyActor({ db, now }, key))
    if (!found) throw new AppError('unauthenticated', 'access.key_unknown')
    caller = { actor: found.actor, token: null, keyId: found.keyId }
    memory.remember(key, caller, now.getTime())
  }
  const seconds = memory.keyLimit.secondsToWait(caller.keyId!, now)
  if (seconds > 0) throw new AppError('too_many', 'access.key_too_often', { seconds })
  return caller
}

const isUnder = (path: string, doors: readonly string[]) =>
  doors.some((door) => path === door || path.startsWith(`${door}/`))
const ownDoors = ['/api/session', '/api/sessions']
const factorDoors = [...ownDoors, '/api/second-factor']
const waitingDoors = [
  ...factorDoors,
  '/api/claims',
  '/api/notices',
  '/api/inbox',
  '/api/todo',
  '/api/subscriptions',
]
const readerDoors = [...waitingDoors, '/api/api-keys', '/api/oidc']

/** What an account must do first, and what it may not change: refuses what lies beyond. */
export function requireReady({ actor }: Caller, { path, isWrite }: { path: string; isWrite: boolean }): void {
  if (actor.mustChangePassword && !isUnder(path, ownDoors))
    throw new AppError('forbidden', 'access.change_password_first')
  if (actor.mustSetUpSecondFactor && !isUnder(path, factorDoors))
    throw new AppError('forbidden', 'access.set_up_second_factor_first')
  if (actor.isWaiting && !isUnder(path, waitingDoors))
    throw new AppError('forbidden', 'access.waiting_for_claim')
  const isReader = actor.organisationId !== null && actor.orgRight === 'reader'
  if (isReader && isWrite && !isUnder(path, readerDoors))
    throw new AppError('forbidden', 'access.reader_only')
}

/** From where and with what a request comes; null where unknown. Forwarded words are believed of our own proxy only. */
export function deviceOf(c: HonoContext, { trustsProxy }: AccessSettings) {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  const socket = env?.incoming?.socket?.remoteAddress ?? null
  // The last entry is what our proxy saw; those before it are the sender's own words.
  const forwarded = trustsProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const address = forwarded && /^[\da-fA-F.:]{2,45}$/.test(forwarded) ? forwarded : socket
  const device =
    c.req
      .header('user-agent')
      ?.replace(/\p{Cc}/gu, ' ')
      .slice(0, 300) ?? null
  return { address, device }
}

/** Whether the browser's connection is encrypted, as far as our own proxy says so. */
export const isSecure = (c: HonoContext, { trustsProxy }: AccessSettings): boolean =>
  trustsProxy && c.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() === 'https'
