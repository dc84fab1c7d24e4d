import type { Db } from '../../platform/database/index.ts'
import type { Actor } from './model.ts'

/** Who asks, in which transaction, when: handed to every service. */
export type Context = {
  readonly db: Db
  readonly actor: Actor
  readonly now: Date
  readonly lang: 'zh' | 'en'
  readonly requestId: string
  readonly signal?: AbortSignal
  /**
   * Reads as the program itself, inside the same transaction: for figures made from facts that the reader may not see
   * one by one. What comes out of it leaves the service only by the rule for aggregates.
   */
  asProgram<T>(work: () => Promise<T>): Promise<T>
}

/** A context whose claims are the program's already: there is nothing to switch. */
export const asProgramAlready: Context['asProgram'] = (work) => work()

/** The program itself: sign-in, first start, pack load. Never a person, never reachable by a request. */
export const systemActor: Actor = {
  userId: null,
  userName: 'system',
  displayName: 'system',
  role: 'system',
  organisationId: null,
  organisationName: null,
  cityCode: null,
}
