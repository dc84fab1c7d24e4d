import type { Db } from '../../platform/database/index.ts'
import { type Context, systemActor } from './context.ts'
import { contextToken } from './domain/context-token.ts'
import { readClaims, setClaims } from './queries.ts'

/** Lets a transaction read as the program for a while, and gives it its own claims back. */
export function programReader(db: Db, signingKey: Buffer): Context['asProgram'] {
  return async (work) => {
    const own = await readClaims(db)
    await setClaims(db, contextToken(systemActor, signingKey, new Date()))
    try {
      return await work()
    } finally {
      // After a failed statement the transaction takes no further one and is rolled back with all its settings.
      await setClaims(db, own).catch(() => {})
    }
  }
}
