// What tests of this and later rooms use to act as somebody over HTTP. Nothing in service imports it.
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, beforeEach } from 'vitest'
import { buildApp } from '../../app.ts'
import { readConfig } from '../../platform/config.ts'
import type { Database, Db } from '../../platform/database/index.ts'
import { testDatabase } from '../../platform/testing/index.ts'
import { asProgramAlready, type Context, systemActor } from './context.ts'
import { contextToken } from './domain/context-token.ts'
import { hashPassword } from './domain/password.ts'
import type { OrgRight, Role } from './model.ts'
import { insertUser } from './queries.ts'
import { asSystem } from './request-context.ts'

type AccountOf = { organisationId?: string; cityCode?: string; orgRight?: OrgRight }

export type SignedInApp = {
  readonly database: Database
  readonly app: ReturnType<typeof buildApp>
  /** Opens (once a test) an account of a role and signs it in; gives the cookie. */
  signIn(role: Role, of?: AccountOf): Promise<string>
  /** Signs an account without organisation and city in once more, in another app where one is handed in. */
  signInAgain(
    role: Role,
    cookie?: string,
    headers?: Record<string, string>,
    app?: ReturnType<typeof buildApp>,
  ): Promise<Response>
  /** The same house as behind a reverse proxy that it trusts. */
  behindProxy(): ReturnType<typeof buildApp>
  expireOneTimePassword(db: Db, userId: string): Promise<void>
  /** How many rows of a table hand-written SQL sees under a role's claims. */
  rowsSeenBy(role: Role | 'system', table: string): Promise<number>
  mayReadRelations(role: Role, scope: readonly string[]): Promise<boolean>
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
    held.app = buildApp(database, readConfig({ LIANSHU_DATA: join(tmpdir(), 'lianshu-test-files') }))
  })
  beforeEach(() => {
    if (!options.keepBetweenTests)
      held.app = buildApp(database, readConfig({ LIANSHU_DATA: join(tmpdir(), 'lianshu-test-files') }))
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
      const userName = nameOf(role, of)
      await system(({ db, now }) => openAccount(db, { userName, role, of, now }))
      const answer = await send('POST', '/api/session', { userName, password })
      if (answer.status !== 200) throw new Error(`sign-in of ${userName}: ${await answer.text()}`)
      return answer.headers.get('set-cookie')!.split(';')[0]!
    },
    signInAgain: async (role, cookie, headers = {}, app = held.app!) =>
      await app.request('/api/session', {
        method: 'POST',
        headers: {
          ...headers,
          'x-lianshu-csrf': '1',
          'content-type': 'application/json',
          ...(cookie ? { cookie } : {}),
        },
        body: JSON.stringify({ userName: nameOf(role, {}), password }),
      }),
    behindProxy: () => buildApp(database, readConfig({ LIANSHU_TRUST_PROXY: '1' })),
    expireOneTimePassword: async (db, userId) => {
      await sql`update access.user_account set one_time_expires_at = now() - interval '1 second'
        where id = ${userId}::bigint`.execute(db)
    },
    rowsSeenBy: async (role, table) => {
      const token = contextToken({ ...systemActor, role, userId: '1' }, database.signingKey, new Date())
      return database.transaction({ contextToken: token }, async (db) => {
        const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${sql.table(table)}`.execute(db)
        return Number(rows[0]!.n)
      })
    },
    mayReadRelations: async (role, scope) => {
      const token = contextToken({ ...systemActor, role, scope }, database.signingKey, new Date())
      return database.transaction({ contextToken: token }, async (db) => {
        const { rows } = await sql<{ may: boolean }>`select access.may_read_relations() as may`.execute(db)
        return rows[0]!.may
      })
    },
    tokenFor: (role, at, userId = '1', organisationId) =>
      contextToken(
        { ...systemActor, role, userId, userName: role, organisationId: organisationId ?? null },
        database.signingKey,
        at,
      ),
  }
}

const nameOf = (role: Role, of: AccountOf) =>
  `${role}.${of.organisationId ?? 'none'}.${of.cityCode ?? 'all'}`.replaceAll('_', '-')

async function openAccount(
  db: Db,
  account: { userName: string; role: Role; of: AccountOf; now: Date },
): Promise<void> {
  await insertUser(db, {
    userName: account.userName,
    displayName: account.userName,
    role: account.role,
    organisationId: account.of.organisationId ?? null,
    organisationName: null,
    cityCode: account.of.cityCode ?? null,
    orgRight: account.of.orgRight ?? 'editor',
    passwordHash,
    mustChangePassword: false,
    createdAt: account.now,
  })
}
