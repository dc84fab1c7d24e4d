// What tests of this and later rooms use to act as somebody over HTTP. Nothing in service imports it.
import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach } from 'vitest'
import { buildApp } from '../../app.ts'
import { readConfig } from '../../platform/config.ts'
import type { Database, Db } from '../../platform/database/index.ts'
import { testDatabase } from '../../platform/testing/index.ts'
import { asProgramAlready, type Context, systemActor } from './context.ts'
import { contextToken } from './domain/context-token.ts'
import { hashPassword } from './domain/password.ts'
import type { Role } from './model.ts'
import { insertUser } from './queries.ts'
import { asSystem } from './request-context.ts'

export type SignedInApp = {
  readonly database: Database
  readonly app: ReturnType<typeof buildApp>
  /** Opens (once a test) an account of a role and signs it in; gives the cookie. */
  signIn(role: Role, of?: { organisationId?: string; cityCode?: string }): Promise<string>
  send(method: string, path: string, body?: unknown, cookie?: string): Promise<Response>
  tokenFor(role: Role, at: Date, userId?: string, organisationId?: string): string
  /** Runs work as the program itself. */
  asSystem<T>(work: (ctx: Context) => Promise<T>): Promise<T>
}

const password = 'a password for tests'
let passwordHash = ''

/** An answer's body; a test reads it as the API says. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came
export async function bodyOf(answer: Response | Promise<Response>): Promise<any> {
  return (await answer).json()
}

/** The whole application on this worker's database, called at the top level of a `describe`. */
export function signedInApp(options: { keepBetweenTests?: boolean } = {}): SignedInApp {
  const database = testDatabase(options)
  const held: { app?: ReturnType<typeof buildApp> } = {}
  beforeAll(async () => {
    passwordHash ||= await hashPassword(password, randomBytes(16))
    held.app = buildApp(database, readConfig({}))
  })
  beforeEach(() => {
    if (!options.keepBetweenTests) held.app = buildApp(database, readConfig({}))
  })
  const send: SignedInApp['send'] = async (method, path, body, cookie) => {
    const isForm = body instanceof FormData
    const headers: Record<string, string> = { 'x-lianshu-csrf': '1', 'accept-language': 'zh' }
    if (cookie) headers.cookie = cookie
    if (body !== undefined && !isForm) headers['content-type'] = 'application/json'
    const payload = body === undefined ? undefined : isForm ? body : JSON.stringify(body)
    return await held.app!.request(path, { method, headers, body: payload })
  }
  const system: SignedInApp['asSystem'] = (work) => {
    const now = new Date()
    return asSystem(database, (db) =>
      work({ db, actor: systemActor, now, lang: 'zh', requestId: 'test', asProgram: asProgramAlready }),
    )
  }
  return {
    database,
    get app() {
      return held.app!
    },
    send,
    asSystem: system,
    signIn: async (role, of = {}) => {
      const userName = `${role}.${of.organisationId ?? 'none'}.${of.cityCode ?? 'all'}`.replaceAll('_', '-')
      await system(({ db, now }) => openAccount(db, { userName, role, of, now }))
      const answer = await send('POST', '/api/session', { userName, password })
      if (answer.status !== 200) throw new Error(`sign-in of ${userName}: ${await answer.text()}`)
      return answer.headers.get('set-cookie')!.split(';')[0]!
    },
    tokenFor: (role, at, userId = '1', organisationId) =>
      contextToken(
        { ...systemActor, role, userId, userName: role, organisationId: organisationId ?? null },
        database.signingKey,
        at,
      ),
  }
}

async function openAccount(
  db: Db,
  account: { userName: string; role: Role; of: { organisationId?: string; cityCode?: string }; now: Date },
): Promise<void> {
  await insertUser(db, {
    userName: account.userName,
    displayName: account.userName,
    role: account.role,
    organisationId: account.of.organisationId ?? null,
    organisationName: null,
    cityCode: account.of.cityCode ?? null,
    passwordHash,
    mustChangePassword: false,
    createdAt: account.now,
  })
}
