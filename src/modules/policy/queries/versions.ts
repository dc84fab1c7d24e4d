import type { Selectable, Updateable } from 'kysely'
import type { WrittenPolicy } from '../../../engines/rules/index.ts'
import type { Db } from '../../../platform/database/index.ts'
import type { VersionRow as VersionTable } from '../tables/library.ts'
import type { PolicyTables } from '../tables.ts'

export type VersionRow = Selectable<VersionTable>

const policy = (db: Db) => db.withTables<PolicyTables>()

/** The version with the highest number, of one origin or of any. */
export function findNewestVersion(
  db: Db,
  policyId: string,
  origin?: VersionRow['origin'],
): Promise<VersionRow | undefined> {
  let rows = policy(db).selectFrom('policy.version').selectAll().where('policyId', '=', policyId)
  if (origin) rows = rows.where('origin', '=', origin)
  return rows.orderBy('number', 'desc').limit(1).executeTakeFirst()
}

export function findVersion(db: Db, policyId: string, number: number): Promise<VersionRow | undefined> {
  return policy(db)
    .selectFrom('policy.version')
    .selectAll()
    .where('policyId', '=', policyId)
    .where('number', '=', number)
    .executeTakeFirst()
}

/** All versions of a policy, newest first. */
export function listVersions(db: Db, policyId: string): Promise<VersionRow[]> {
  return policy(db)
    .selectFrom('policy.version')
    .selectAll()
    .where('policyId', '=', policyId)
    .orderBy('number', 'desc')
    .execute()
}

type PublishedKey = Pick<VersionRow, 'policyId' | 'number'> & { areaCode: string; isExample: boolean }

/** Every published version with where it holds, in a stable order, without its text. */
export function listPublishedKeys(db: Db): Promise<PublishedKey[]> {
  return policy(db)
    .selectFrom('policy.version as v')
    .innerJoin('policy.document as d', 'd.id', 'v.policyId')
    .select(['v.policyId', 'v.number', 'd.areaCode', 'd.isExample'])
    .where('v.status', '=', 'published')
    .orderBy('v.policyId')
    .execute()
}

/** The texts of some versions, in the order of their policies. */
export async function listWritten(
  db: Db,
  keys: readonly Pick<VersionRow, 'policyId' | 'number'>[],
): Promise<Pick<VersionRow, 'policyId' | 'number' | 'written'>[]> {
  if (keys.length === 0) return []
  return policy(db)
    .selectFrom('policy.version')
    .select(['policyId', 'number', 'written'])
    .where((eb) =>
      eb.or(
        keys.map(({ policyId, number }) =>
          eb.and([eb('policyId', '=', policyId), eb('number', '=', number)]),
        ),
      ),
    )
    .orderBy('policyId')
    .execute()
}

export async function insertVersion(
  db: Db,
  version: Omit<VersionRow, 'history'> & { history?: unknown },
): Promise<void> {
  await policy(db).insertInto('policy.version').values(version).execute()
}

/** Changes an open version; gives whether it stood in the status expected, so that of two who act at once one wins. */
export async function updateVersion(
  db: Db,
  key: { policyId: string; number: number; was: VersionRow['status']; sha256: string },
  change: Updateable<VersionTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await policy(db)
    .updateTable('policy.version')
    .set(change)
    .where('policyId', '=', key.policyId)
    .where('number', '=', key.number)
    .where('status', '=', key.was)
    .where('sha256', '=', key.sha256)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Ends the published version of a policy, if there is one. */
export async function withdrawPublished(db: Db, policyId: string, at: Date): Promise<void> {
  await policy(db)
    .updateTable('policy.version')
    .set({ status: 'withdrawn', withdrawnAt: at })
    .where('policyId', '=', policyId)
    .where('status', '=', 'published')
    .execute()
}

/** The clauses of a version that is published now. */
export async function insertClauses(db: Db, written: WrittenPolicy, number: number): Promise<void> {
  const rows = written.clauses.map((clause, position) => ({
    policyId: written.policy,
    number,
    clauseId: clause.id,
    position,
    title: clause.title,
    text: clause.text,
    benefit: clause.benefit,
    validFrom: clause.validFrom ?? written.validFrom,
    validTo: clause.validTo ?? written.validTo ?? null,
  }))
  await policy(db).insertInto('policy.clause').values(rows).execute()
}

/** Versions that wait for their review, oldest first. */
export function listInReview(db: Db): Promise<
  (Pick<VersionRow, 'policyId' | 'number' | 'changedAt' | 'submittedBy'> & {
    title: string
    areaCode: string
  })[]
> {
  return policy(db)
    .selectFrom('policy.version as v')
    .innerJoin('policy.document as d', 'd.id', 'v.policyId')
    .select(['v.policyId', 'v.number', 'v.changedAt', 'v.submittedBy', 'd.title', 'd.areaCode'])
    .where('v.status', '=', 'review')
    .orderBy('v.changedAt')
    .execute()
}
