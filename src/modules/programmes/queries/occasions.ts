import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { OccasionPointRow, OccasionRow, OccasionSiteRow } from '../tables/leaders.ts'
import type { ProgrammesTables } from '../tables.ts'
import type { Place } from './tasks.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables>()

export type HeldOccasion = Selectable<OccasionRow>
export type HeldPoint = Selectable<OccasionPointRow>

/** Meetings and visits of a city, newest first. */
export function listOccasions(
  db: Db,
  of: Place & { kind?: HeldOccasion['kind'] | undefined; chain?: string | undefined },
): Promise<HeldOccasion[]> {
  let query = programmes(db)
    .selectFrom('programmes.occasion')
    .selectAll()
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
  if (of.kind) query = query.where('kind', '=', of.kind)
  if (of.chain) query = query.where('chainId', '=', of.chain)
  return query.orderBy('heldOn', 'desc').orderBy('id', 'desc').limit(2000).execute()
}

export function findOccasion(db: Db, id: string, isLocked = false): Promise<HeldOccasion | undefined> {
  const query = programmes(db).selectFrom('programmes.occasion').selectAll().where('id', '=', BigInt(id))
  return (isLocked ? query.forUpdate() : query).executeTakeFirst()
}

/** Keeps a meeting or visit; undefined where the same request made it before. */
export async function insertOccasion(db: Db, row: Insertable<OccasionRow>): Promise<bigint | undefined> {
  const made = await programmes(db)
    .insertInto('programmes.occasion')
    .values(row)
    .onConflict((conflict) => conflict.columns(['createdBy', 'requestKey']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id
}
export function findMadeOccasion(db: Db, of: { createdBy: string; requestKey: string }) {
  return programmes(db)
    .selectFrom('programmes.occasion')
    .select('id')
    .where('createdBy', '=', of.createdBy)
    .where('requestKey', '=', of.requestKey)
    .executeTakeFirst()
}
export async function updateOccasion(db: Db, id: bigint, change: Updateable<OccasionRow>): Promise<void> {
  await programmes(db)
    .updateTable('programmes.occasion')
    .set({ ...change, seen: sql`seen + 1` })
    .where('id', '=', id)
    .execute()
}

const ofOccasions = (ids: readonly bigint[]) => sql<boolean>`occasion_id = any(${[...ids]}::bigint[])`

export function listSites(db: Db, ids: readonly bigint[]): Promise<OccasionSiteRow[]> {
  return programmes(db)
    .selectFrom('programmes.occasionSite')
    .selectAll()
    .where(ofOccasions(ids))
    .orderBy('occasionId')
    .orderBy('position')
    .execute()
}
export async function replaceSites(
  db: Db,
  occasionId: bigint,
  sites: readonly Omit<OccasionSiteRow, 'occasionId'>[],
): Promise<void> {
  await programmes(db).deleteFrom('programmes.occasionSite').where('occasionId', '=', occasionId).execute()
  if (sites.length > 0)
    await programmes(db)
      .insertInto('programmes.occasionSite')
      .values(sites.map((site) => ({ ...site, occasionId })))
      .execute()
}

export function listPoints(db: Db, ids: readonly bigint[]): Promise<HeldPoint[]> {
  return programmes(db)
    .selectFrom('programmes.occasionPoint')
    .selectAll()
    .where(ofOccasions(ids))
    .orderBy('id')
    .execute()
}
export function lockPoint(db: Db, occasionId: bigint, id: string): Promise<HeldPoint | undefined> {
  return programmes(db)
    .selectFrom('programmes.occasionPoint')
    .selectAll()
    .where('occasionId', '=', occasionId)
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}
export async function insertPoint(db: Db, row: Insertable<OccasionPointRow>): Promise<bigint> {
  const { id } = await programmes(db)
    .insertInto('programmes.occasionPoint')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
export async function updatePoint(
  db: Db,
  id: bigint,
  change: { taskId: bigint } | { noTaskWhy: string },
): Promise<void> {
  await programmes(db).updateTable('programmes.occasionPoint').set(change).where('id', '=', id).execute()
}

/** Tasks by id. */
export function listTasksById(db: Db, ids: readonly bigint[]) {
  return programmes(db)
    .selectFrom('programmes.task')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute()
}
