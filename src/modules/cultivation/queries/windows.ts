import type { Db } from '../../../platform/database/index.ts'
import type { CultivationTables, WindowRow } from '../tables.ts'

const cultivation = (db: Db) => db.withTables<CultivationTables>()
export type HeldWindow = Omit<WindowRow, 'id'> & { id: bigint }

/** The application windows of a city, earliest first. */
export function listWindows(
  db: Db,
  scope: { dataset: 'held' | 'demo'; cityCode: string },
): Promise<HeldWindow[]> {
  return cultivation(db)
    .selectFrom('cultivation.applicationWindow')
    .selectAll()
    .where('dataset', '=', scope.dataset)
    .where('cityCode', '=', scope.cityCode)
    .where('removedAt', 'is', null)
    .orderBy('opensOn')
    .orderBy('id')
    .execute()
}

/** Writes a window; undefined where one of the rung opens on the same day already. */
export async function insertWindow(
  db: Db,
  window: Omit<WindowRow, 'id' | 'removedAt'>,
): Promise<bigint | undefined> {
  const row = await cultivation(db)
    .insertInto('cultivation.applicationWindow')
    .values({ ...window, removedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Takes a window back; undefined where there is none. */
export function removeWindow(db: Db, id: string, at: Date): Promise<HeldWindow | undefined> {
  return cultivation(db)
    .updateTable('cultivation.applicationWindow')
    .set({ removedAt: at })
    .where('id', '=', BigInt(id))
    .where('removedAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

export function findWindow(db: Db, id: string): Promise<HeldWindow | undefined> {
  return cultivation(db)
    .selectFrom('cultivation.applicationWindow')
    .selectAll()
    .where('id', '=', BigInt(id))
    .where('removedAt', 'is', null)
    .executeTakeFirst()
}
