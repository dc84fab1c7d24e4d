import { randomUUID } from 'node:crypto'
import type { CommandIo } from '../../kernel/command.ts'
import { AppError } from '../../kernel/errors.ts'
import { readConfig } from '../../platform/config.ts'
import { type Database, openDatabase } from '../../platform/database/index.ts'
import { programReader } from './as-program.ts'
import { type Context, systemActor } from './context.ts'
import { contextToken } from './domain/context-token.ts'
import type { Actor } from './model.ts'
import { findFirstAdministrator, findLogin } from './queries.ts'
import { asSystem } from './request-context.ts'

/** How a command is run for a person: whom it acts for, and in which language it speaks. */
export type OperatorOptions = {
  readonly as?: string
  readonly lang?: 'zh' | 'en'
  /** The command itself brings what must stand before others work: it does not find its own work done. */
  readonly isPreparing?: boolean
}

let prepare: (database: Database, report: (line: string) => void) => Promise<void> = async () => {}

/** What must stand before a command works (packs loaded); `app.ts` says it, since access knows no later room. */
export function registerPreparation(preparation: typeof prepare): void {
  prepare = preparation
}

/**
 * Opens the data folder's database and runs one command in one transaction, as the named operator or the local
 * administrator.
 */
export async function runAsOperator<T>(
  io: Pick<CommandIo, 'env' | 'err' | 'signal'>,
  options: OperatorOptions,
  work: (ctx: Context, database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(readConfig(io.env), { migrate: true, report: io.err })
  try {
    if (!options.isPreparing) await prepare(database, io.err)
    return await inOperatorTransaction(database, io, options, work)
  } finally {
    await database.close()
  }
}

async function inOperatorTransaction<T>(
  database: Database,
  io: Pick<CommandIo, 'signal'>,
  options: OperatorOptions,
  work: (ctx: Context, database: Database) => Promise<T>,
): Promise<T> {
  const now = new Date()
  const actor = await asSystem(database, async (db) => operatorOf(options.as, { db }))
  const token = contextToken(actor, database.signingKey, new Date())
  return database.transaction({ contextToken: token }, (db) => {
    const asProgram = programReader(db, database.signingKey)
    const lang = options.lang ?? 'zh'
    return work({ db, actor, now, lang, requestId: randomUUID(), signal: io.signal, asProgram }, database)
  })
}

async function operatorOf(userName: string | undefined, { db }: Pick<Context, 'db'>): Promise<Actor> {
  if (userName !== undefined) {
    const login = await findLogin(db, userName)
    if (!login) throw new AppError('not_found', 'access.no_operator', { userName })
    return login.actor
  }
  const actor = await findFirstAdministrator(db)
  // An empty data folder: the person who holds the folder is its administrator, and is audited as that.
  return actor ?? { ...systemActor, role: 'administrator', userName: 'local', displayName: 'local' }
}
