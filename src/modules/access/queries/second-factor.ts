import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { AccessTables } from '../tables.ts'

const access = (db: Db) => db.withTables<AccessTables>()

// All of this under the program's claims: nobody else reads these tables.

export function findSecondFactor(db: Db, userId: string) {
  return access(db)
    .selectFrom('access.secondFactor')
    .selectAll()
    .where('userId', '=', BigInt(userId))
    .executeTakeFirst()
}

/** Puts down a secret that is not proved yet, in the place of an earlier one that was not proved either. */
export async function putUnprovedSecret(
  db: Db,
  row: { userId: string; secret: Buffer; createdAt: Date },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await access(db)
    .insertInto('access.secondFactor')
    .values({ ...row, userId: BigInt(row.userId), lastStep: 0n, confirmedAt: null })
    .onConflict((oc) =>
      oc
        .column('userId')
        .doUpdateSet({ secret: row.secret, createdAt: row.createdAt })
        .where('access.secondFactor.confirmedAt', 'is', null),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/**
 * Takes the code of one step, which is then used up: false where it, or a later one, was taken before. `confirmedAt`
 * proves the secret with it.
 */
export async function takeStep(
  db: Db,
  userId: string,
  step: number,
  confirmedAt: Date | null = null,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update access.second_factor set last_step = ${step}, confirmed_at = coalesce(confirmed_at, ${confirmedAt})
    where user_id = ${userId}::bigint and last_step < ${step}`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Uses up a recovery code; false where there is none such left. */
export async function takeRecoveryCode(db: Db, userId: string, codeHash: Buffer, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await access(db)
    .updateTable('access.recoveryCode')
    .set({ usedAt: at })
    .where('userId', '=', BigInt(userId))
    .where('codeHash', '=', codeHash)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function insertRecoveryCodes(db: Db, userId: string, hashes: readonly Buffer[]): Promise<void> {
  await access(db)
    .insertInto('access.recoveryCode')
    .values(hashes.map((codeHash) => ({ userId: BigInt(userId), codeHash, usedAt: null })))
    .execute()
}

export async function countRecoveryCodes(db: Db, userId: string): Promise<number> {
  const { count } = await access(db)
    .selectFrom('access.recoveryCode')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('userId', '=', BigInt(userId))
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Takes a person's second factor and recovery codes away; false where there was none. */
export async function deleteSecondFactor(db: Db, userId: string): Promise<boolean> {
  await access(db).deleteFrom('access.recoveryCode').where('userId', '=', BigInt(userId)).execute()
  const { numDeletedRows } = await access(db)
    .deleteFrom('access.secondFactor')
    .where('userId', '=', BigInt(userId))
    .executeTakeFirst()
  return numDeletedRows > 0n
}
