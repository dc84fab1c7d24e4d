import type { Database, Db } from '../../platform/database/index.ts'
import { systemActor } from './context.ts'
import { contextToken } from './domain/context-token.ts'

/** Runs work as the program itself; for sign-in and first start only. */
export function asSystem<T>(database: Database, work: (db: Db) => Promise<T>): Promise<T> {
  return database.transaction(
    { contextToken: contextToken(systemActor, database.signingKey, new Date()) },
    work,
  )
}
