import { createHmac } from 'node:crypto'
import type { Actor } from '../model.ts'

/**
 * How long a transaction may start after its token was made, in seconds: long enough for the clocks of two machines to
 * differ. A longer transaction stays valid.
 */
const lifetimeSeconds = 300

/**
 * The signed claims that row security reads: hex(JSON) '.' hex(HMAC-SHA-256). The database checks them in
 * `access.verified_claims()`; the key stands in an owner-only table, so hand-written SQL cannot make one.
 *
 * @param madeAt the time on the wall, which the database compares with its own; never a clock handed in for a test
 */
export function contextToken(actor: Actor, key: Buffer, madeAt: Date): string {
  const claims = {
    userId: actor.userId === null ? null : Number(actor.userId),
    userName: actor.userName,
    role: actor.role,
    organisationId: actor.organisationId === null ? null : Number(actor.organisationId),
    cityCode: actor.cityCode,
    ...(actor.scope ? { scope: actor.scope } : {}),
    expiresAt: madeAt.getTime() / 1000 + lifetimeSeconds,
  }
  const body = Buffer.from(JSON.stringify(claims), 'utf8').toString('hex')
  return `${body}.${createHmac('sha256', key).update(body).digest('hex')}`
}
