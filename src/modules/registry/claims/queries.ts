import { type Generated, sql } from 'kysely'
import type { Event } from '../../../engines/workflow/index.ts'
import type { Db } from '../../../platform/database/index.ts'
import type { ClaimState } from '../model/claims.ts'
import type { RegistryTables } from '../tables.ts'

const tables = (db: Db) => db.withTables<RegistryTables>()

/** The name and city of an organisation; undefined where there is none. */
export function findNamedPlace(
  db: Db,
  id: string,
): Promise<{ name: string; cityCode: string | null } | undefined> {
  return tables(db)
    .selectFrom('registry.organisation')
    .select(['name', 'cityCode'])
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}

type ClaimRow = {
  id: Generated<bigint>
  organisationId: bigint
  userId: bigint
  creditCode: string
  personName: string
  post: string | null
  phone: string
  cityCode: string | null
  state: ClaimState
  dueOn: string | null
  history: readonly Event[]
  reason: string | null
  createdAt: Date
  updatedAt: Date
}
const claims = (db: Db) => db.withTables<RegistryTables & { 'registry.claim': ClaimRow }>()

/** The held organisation with a credit code; undefined where there is none. */
export function findByCreditCode(
  db: Db,
  creditCode: string,
): Promise<{ id: bigint; name: string; cityCode: string | null } | undefined> {
  return claims(db)
    .selectFrom('registry.identifier as i')
    .innerJoin('registry.organisation as o', 'o.id', 'i.organisationId')
    .select(['o.id', 'o.name', 'o.cityCode'])
    .where('i.dataset', '=', 'held')
    .where('i.kind', '=', 'credit_code')
    .where('i.value', '=', creditCode)
    .executeTakeFirst()
}

export type NewClaimRow = Omit<ClaimRow, 'id' | 'history' | 'reason'> & { history: string }

/** Puts a claim down; undefined where the person has one that waits. */
export async function insertClaim(db: Db, row: NewClaimRow): Promise<bigint | undefined> {
  const inserted = await claims(db)
    .insertInto('registry.claim')
    .values({ ...row, history: sql`${row.history}::jsonb` as never, reason: null })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted?.id
}

/** Claims with their firm, those that wait first, oldest first; then the decided ones, newest first. */
export function listClaims(
  db: Db,
  of: { userId?: string; cityCode?: string | null; state?: ClaimState; limit: number },
) {
  let query = claims(db)
    .selectFrom('registry.claim as c')
    .innerJoin('registry.organisation as o', 'o.id', 'c.organisationId')
    .selectAll('c')
    .select('o.name as organisationName')
    .orderBy(sql`c.state <> 'waiting'`)
    .orderBy(sql`case when c.state = 'waiting' then c.id else -c.id end`)
    .limit(of.limit)
  if (of.userId !== undefined) query = query.where('c.userId', '=', BigInt(of.userId))
  if (of.state !== undefined) query = query.where('c.state', '=', of.state)
  const { cityCode } = of
  if (cityCode)
    query = query.where((eb) => eb.or([eb('c.cityCode', '=', cityCode), eb('c.cityCode', 'is', null)]))
  return query.execute()
}
export type ListedClaim = Awaited<ReturnType<typeof listClaims>>[number]

/** One claim, locked until the transaction ends, so that two decisions come one after the other. */
export function lockClaim(db: Db, id: string) {
  return claims(db)
    .selectFrom('registry.claim')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

/** Lets only one decision about one firm's claims run at a time. */
export async function lockFirmClaims(db: Db, organisationId: bigint): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('registry.claim', ${organisationId}))`.execute(db)
}

export async function updateClaim(
  db: Db,
  id: bigint,
  change: { state: ClaimState; history: string; reason: string | null; updatedAt: Date },
): Promise<void> {
  await claims(db)
    .updateTable('registry.claim')
    .set({ ...change, history: sql`${change.history}::jsonb` as never, dueOn: null })
    .where('id', '=', id)
    .execute()
}
