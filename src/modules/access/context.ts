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
}

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
