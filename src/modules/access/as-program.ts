import type { Db } from '../../platform/database/index.ts'
import { type Context, systemActor } from './context.ts'
import { contextToken } from './domain/context-token.ts'
import { readClaims, setClaims } from './queries.ts'

/**
 * Lets a transaction read as the program for a while, and gives it its own claims back. Several at once are one while:
 * the first goes in, the last comes out, so that none takes the program's claims for its own. What is asked beside it
 * without being inside is read as the program too: ask that before or after.
 */
export function programReader(db: Db, signingKey: Buffer): Context['asProgram'] {
  let inside = 0
  let entered: Promise<string>
  const enter = async () => {
    const own = await readClaims(db)
    await setClaims(db, contextToken(systemActor, signingKey, new Date()))
    return own
  }
  return async (work) => {
    inside += 1
    if (inside === 1) entered = enter()
    try {
      await entered
      return await work()
    } finally {
      inside -= 1
      // After a failed statement the transaction takes no further one and is rolled back with all its settings.
      if (inside === 0) await entered.then((own) => setClaims(db, own)).catch(() => {})
    }
  }
}
