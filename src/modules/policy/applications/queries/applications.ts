import type { Insertable, Updateable } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { ApplicationRow, CaseTables, PartDepartmentRow, PaymentAccountRow } from '../tables.ts'

const cases = (db: Db) => db.withTables<CaseTables>()

export async function insertApplication(db: Db, row: Insertable<ApplicationRow>): Promise<void> {
  await cases(db).insertInto('policy.application').values(row).execute()
}

export function findApplication(db: Db, lifeId: bigint): Promise<ApplicationRow | undefined> {
  return cases(db)
    .selectFrom('policy.application')
    .selectAll()
    .where('lifeId', '=', lifeId)
    .executeTakeFirst()
}

export async function updateApplication(
  db: Db,
  lifeId: bigint,
  change: Updateable<ApplicationRow>,
): Promise<void> {
  await cases(db).updateTable('policy.application').set(change).where('lifeId', '=', lifeId).execute()
}

/** The amounts of some applications, for a list. */
export function listAmounts(db: Db, lifeIds: readonly bigint[]) {
  if (lifeIds.length === 0) return Promise.resolve([])
  return cases(db)
    .selectFrom('policy.application')
    .select(['lifeId', 'claimedFen', 'computedFen', 'ceilingFen', 'approvedFen'])
    .where('lifeId', 'in', [...lifeIds])
    .execute()
}

/** Parts that stand undone are those whose department has not answered since the state was entered. */
export function listPartAnswers(
  db: Db,
  lifeIds: readonly bigint[],
): Promise<{ lifeId: bigint; ordinal: number; kind: string; name: string | null }[]> {
  if (lifeIds.length === 0) return Promise.resolve([])
  return cases(db)
    .selectFrom('policy.lifeEvent')
    .select(['lifeId', 'ordinal', 'kind', 'name'])
    .where('lifeId', 'in', [...lifeIds])
    .where('kind', 'in', ['acted', 'part_done'])
    .orderBy('lifeId')
    .orderBy('ordinal')
    .execute()
}

/** The parts that an organisation does, over all its cities. */
export function listOwnParts(
  db: Db,
  organisationId: string,
): Promise<Pick<PartDepartmentRow, 'dataset' | 'cityCode' | 'part'>[]> {
  return cases(db)
    .selectFrom('policy.partDepartment')
    .select(['dataset', 'cityCode', 'part'])
    .where('organisationId', '=', BigInt(organisationId))
    .where('endedAt', 'is', null)
    .execute()
}

/** Where an organisation is paid now. */
export function findAccount(db: Db, organisationId: bigint) {
  return cases(db)
    .selectFrom('policy.paymentAccount')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
}

/** Ends the account that stood and keeps the new one; gives its id. */
export async function replaceAccount(db: Db, row: Insertable<PaymentAccountRow>): Promise<bigint> {
  await cases(db)
    .updateTable('policy.paymentAccount')
    .set({ endedAt: row.confirmedAt })
    .where('organisationId', '=', row.organisationId)
    .where('endedAt', 'is', null)
    .execute()
  const { id } = await cases(db)
    .insertInto('policy.paymentAccount')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
