import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { CaseTables, PayoutRow } from '../tables.ts'

const cases = (db: Db) => db.withTables<CaseTables>()
export type Payout = Selectable<PayoutRow>

export async function insertPayouts(db: Db, rows: readonly Insertable<PayoutRow>[]): Promise<void> {
  if (rows.length > 0)
    await cases(db)
      .insertInto('policy.payout')
      .values([...rows])
      .execute()
}

/** The instalments of a thing, in their order. */
export function listPayouts(db: Db, lifeId: bigint): Promise<Payout[]> {
  return cases(db)
    .selectFrom('policy.payout')
    .selectAll()
    .where('lifeId', '=', lifeId)
    .orderBy('instalment')
    .orderBy('id')
    .execute()
}

/** One instalment, held until the transaction ends, so that two who record it at once do it once. */
export function lockPayout(db: Db, id: string): Promise<Payout | undefined> {
  return cases(db)
    .selectFrom('policy.payout')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

export async function updatePayout(db: Db, id: bigint, change: Updateable<PayoutRow>): Promise<void> {
  await cases(db).updateTable('policy.payout').set(change).where('id', '=', id).execute()
}

/** Takes back what is planned and not yet with the treasury. */
export async function cancelPlanned(db: Db, lifeId: bigint): Promise<void> {
  await cases(db)
    .updateTable('policy.payout')
    .set({ status: 'cancelled' })
    .where('lifeId', '=', lifeId)
    .where('status', '=', 'planned')
    .execute()
}

/** Whether a voucher is used for another payment to the same organisation. */
export async function isVoucherUsed(
  db: Db,
  { dataset, voucher, organisationId }: { dataset: string; voucher: string; organisationId: bigint },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from policy.payout
    where dataset = ${dataset} and voucher = ${voucher} and organisation_id = ${organisationId}`.execute(db)
  return rows.length > 0
}
