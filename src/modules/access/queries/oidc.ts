import { type Generated, sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { Actor } from '../model.ts'
import { actorOf, type UserAccount } from './accounts.ts'

type FlowRow = {
  stateHash: Buffer
  browserHash: Buffer
  nonce: string
  verifier: string
  userId: bigint | null
  invitationId: bigint | null
  returnTo: string
  expiresAt: Date
}
type OidcTables = {
  'access.oidcFlow': FlowRow
  'access.oidcLink': { issuer: string; subject: string; userId: bigint; linkedAt: Date }
  'access.userAccount': UserAccount & { id: Generated<bigint> }
}
const tables = (db: Db) => db.withTables<OidcTables>()

// All of this under the program's claims.

export async function insertFlow(db: Db, row: FlowRow): Promise<void> {
  await sql`delete from access.oidc_flow where expires_at < now()`.execute(db)
  await tables(db).insertInto('access.oidcFlow').values(row).execute()
}

/** Takes a flow, which is gone with that: of this state, begun by this browser, in time. */
export function takeFlow(
  db: Db,
  { stateHash, browserHash, now }: { stateHash: Buffer; browserHash: Buffer; now: Date },
): Promise<FlowRow | undefined> {
  return tables(db)
    .deleteFrom('access.oidcFlow')
    .where('stateHash', '=', stateHash)
    .where('browserHash', '=', browserHash)
    .where('expiresAt', '>', now)
    .returningAll()
    .executeTakeFirst()
}

/** Whose account a subject of an issuer is; undefined where it is nobody's or the account ended. */
export async function findLinkedActor(
  db: Db,
  { issuer, subject }: { issuer: string; subject: string },
): Promise<Actor | undefined> {
  const row = await tables(db)
    .selectFrom('access.oidcLink as l')
    .innerJoin('access.userAccount as u', 'u.id', 'l.userId')
    .selectAll('u')
    .where('l.issuer', '=', issuer)
    .where('l.subject', '=', subject)
    .where('u.disabledAt', 'is', null)
    .executeTakeFirst()
  return row && actorOf(row as UserAccount)
}

/** Links a subject to an account; false where either has a link of this issuer already. */
export async function insertLink(
  db: Db,
  row: { issuer: string; subject: string; userId: string; linkedAt: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(db)
    .insertInto('access.oidcLink')
    .values({ ...row, userId: BigInt(row.userId) })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}
