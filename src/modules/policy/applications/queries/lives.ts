import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db } from '../../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../../registry/index.ts'
import type { CaseTables, LifeCycleRow, LifeEventRow, LifeKind, LifeRow } from '../tables.ts'

const cases = (db: Db) => db.withTables<CaseTables & PublishedRegistryTables>()
export type Life = Selectable<LifeRow>

/** One version of a life cycle; undefined where no pack brought it. */
export function findLifeCycle(
  db: Db,
  { id, cityCode, version }: { id: string; cityCode: string; version: number },
): Promise<LifeCycleRow | undefined> {
  return cases(db)
    .selectFrom('policy.lifeCycle')
    .selectAll()
    .where('id', '=', id)
    .where('cityCode', '=', cityCode)
    .where('version', '=', version)
    .executeTakeFirst()
}

/** The newest versions of a life cycle of a city and of the nation, the city's own first. */
export function listNewestLifeCycles(db: Db, id: string, cityCode: string): Promise<LifeCycleRow[]> {
  return cases(db)
    .selectFrom('policy.lifeCycle')
    .selectAll()
    .where('id', '=', id)
    .where('cityCode', 'in', [cityCode, '000000'])
    .orderBy('cityCode', 'desc')
    .orderBy('version', 'desc')
    .execute()
}

export async function insertLifeCycle(db: Db, row: LifeCycleRow): Promise<void> {
  await cases(db).insertInto('policy.lifeCycle').values(row).execute()
}

/** Begins a thing; undefined where the same person's request began one already. */
export async function insertLife(db: Db, row: Insertable<LifeRow>): Promise<bigint | undefined> {
  const written = await cases(db)
    .insertInto('policy.life')
    .values(row)
    .onConflict((conflict) => conflict.columns(['createdBy', 'requestKey']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return written?.id
}

export function findLifeByRequest(db: Db, createdBy: string, requestKey: string): Promise<Life | undefined> {
  return cases(db)
    .selectFrom('policy.life')
    .selectAll()
    .where('createdBy', '=', createdBy)
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

export function findLife(db: Db, id: string, kind: LifeKind): Promise<Life | undefined> {
  return cases(db)
    .selectFrom('policy.life')
    .selectAll()
    .where('id', '=', BigInt(id))
    .where('kind', '=', kind)
    .executeTakeFirst()
}

/** The same, held against everybody else until the transaction ends. */
export function lockLife(db: Db, id: string, kind: LifeKind): Promise<Life | undefined> {
  return cases(db)
    .selectFrom('policy.life')
    .selectAll()
    .where('id', '=', BigInt(id))
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst()
}

export async function updateLife(db: Db, id: bigint, change: Updateable<LifeRow>): Promise<void> {
  await cases(db).updateTable('policy.life').set(change).where('id', '=', id).execute()
}

export async function insertEvents(db: Db, rows: readonly Insertable<LifeEventRow>[]): Promise<void> {
  if (rows.length > 0)
    await cases(db)
      .insertInto('policy.lifeEvent')
      .values([...rows])
      .execute()
}

export function listEvents(db: Db, lifeId: bigint): Promise<LifeEventRow[]> {
  return cases(db)
    .selectFrom('policy.lifeEvent')
    .selectAll()
    .where('lifeId', '=', lifeId)
    .orderBy('ordinal')
    .execute()
}

export type LifeFilter = {
  dataset: 'held' | 'demo'
  cityCode: string
  kind: LifeKind
  organisationId?: string | undefined
  states?: readonly string[] | undefined
}

/** Things of a city that the reader may see, those due first; with the name of the organisation. */
export function listLives(
  db: Db,
  filter: LifeFilter,
): Promise<(Life & { organisationName: string | null })[]> {
  let rows = cases(db)
    .selectFrom('policy.life as l')
    .leftJoin('registry.organisation as o', 'o.id', 'l.organisationId')
    .selectAll('l')
    .select('o.name as organisationName')
    .where('l.dataset', '=', filter.dataset)
    .where('l.cityCode', '=', filter.cityCode)
    .where('l.kind', '=', filter.kind)
  if (filter.organisationId) rows = rows.where('l.organisationId', '=', BigInt(filter.organisationId))
  if (filter.states) rows = rows.where('l.state', 'in', [...filter.states])
  return rows.orderBy('l.dueOn').orderBy('l.id').limit(5000).execute() as unknown as Promise<
    (Life & { organisationName: string | null })[]
  >
}

/** Open things whose last day lies before a day, over all cities; the program's own reading. */
export function listOverdue(db: Db, day: string, afterId: bigint, limit: number): Promise<Life[]> {
  return cases(db)
    .selectFrom('policy.life')
    .selectAll()
    .where('dueOn', '<', day)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Whether any case stands in a data set; the program's own reading. */
export async function hasLives(db: Db, dataset: 'held' | 'demo'): Promise<boolean> {
  const row = await cases(db)
    .selectFrom('policy.life')
    .select('id')
    .where('dataset', '=', dataset)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
