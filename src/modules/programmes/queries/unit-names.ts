import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../registry/index.ts'
import type { ProgrammesTables } from '../tables.ts'
import type { Place } from './tasks.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables & PublishedRegistryTables>()

/** What persons said that units' short names mean in a city. */
export function listUnitNames(db: Db, { dataset, cityCode }: Place) {
  return programmes(db)
    .selectFrom('programmes.unitName as n')
    .innerJoin('registry.organisation as o', 'o.id', 'n.organisationId')
    .select(['n.name', 'n.organisationId', 'o.name as organisationName'])
    .where('n.dataset', '=', dataset)
    .where('n.cityCode', '=', cityCode)
    .execute()
}

/** Says which organisation a short name means, and gives it to every task that bears the name; null takes it back. */
export async function setUnitName(
  db: Db,
  of: Place & { name: string; organisationId: bigint | null; saidBy: string; saidAt: Date },
): Promise<void> {
  const { organisationId, ...rest } = of
  if (organisationId === null)
    await programmes(db)
      .deleteFrom('programmes.unitName')
      .where('dataset', '=', of.dataset)
      .where('cityCode', '=', of.cityCode)
      .where('name', '=', of.name)
      .execute()
  else
    await programmes(db)
      .insertInto('programmes.unitName')
      .values({ ...rest, organisationId })
      .onConflict((conflict) =>
        conflict
          .columns(['dataset', 'cityCode', 'name'])
          .doUpdateSet({ organisationId, saidBy: of.saidBy, saidAt: of.saidAt }),
      )
      .execute()
  await programmes(db)
    .updateTable('programmes.taskUnit')
    .set({ organisationId })
    .where('nameAsWritten', '=', of.name)
    .where('taskId', 'in', (eb) =>
      eb
        .selectFrom('programmes.task')
        .select('id')
        .where('dataset', '=', of.dataset)
        .where('cityCode', '=', of.cityCode),
    )
    .execute()
}

/** Names of units of a city's tasks that nobody tied to the register yet. */
export async function listOpenNames(db: Db, { dataset, cityCode }: Place): Promise<string[]> {
  const rows = await programmes(db)
    .selectFrom('programmes.taskUnit as u')
    .innerJoin('programmes.task as t', 't.id', 'u.taskId')
    .select('u.nameAsWritten')
    .distinct()
    .where('u.organisationId', 'is', null)
    .where('t.dataset', '=', dataset)
    .where('t.cityCode', '=', cityCode)
    .execute()
  return rows.map(({ nameAsWritten }) => nameAsWritten)
}

/** Cities and data sets that have tasks. */
export async function listPlaces(db: Db): Promise<Place[]> {
  return programmes(db)
    .selectFrom('programmes.task')
    .select(['dataset', 'cityCode'])
    .distinct()
    .orderBy('cityCode')
    .orderBy('dataset')
    .execute()
}

/** Gives an organisation to every task of a city whose unit bears a name and has none. */
export async function tieName(db: Db, of: Place & { name: string; organisationId: bigint }): Promise<number> {
  const { numUpdatedRows } = await programmes(db)
    .updateTable('programmes.taskUnit')
    .set({ organisationId: of.organisationId })
    .where('nameAsWritten', '=', of.name)
    .where('organisationId', 'is', null)
    .where(
      sql<boolean>`task_id in (select id from programmes.task where dataset = ${of.dataset} and city_code = ${of.cityCode})`,
    )
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Names of some organisations. */
export async function listOrganisationNames(
  db: Db,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, string>> {
  if (ids.length === 0) return new Map()
  const rows = await programmes(db)
    .selectFrom('registry.organisation')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [BigInt(id), name]))
}
