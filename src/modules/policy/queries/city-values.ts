import { sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PolicyTables } from '../tables.ts'

const policy = (db: Db) => db.withTables<PolicyTables>()
type Dataset = 'held' | 'demo'

/** In which transaction the facts of a data set last changed. */
export async function findFactsRevision(db: Db, dataset: Dataset): Promise<bigint> {
  const { changedIn } = await policy(db)
    .selectFrom('policy.factsRevision')
    .select('changedIn')
    .where('dataset', '=', dataset)
    .executeTakeFirstOrThrow()
  return changedIn
}

export type CityValue = {
  readonly name: string
  readonly value: string | null
  readonly validFrom: string
  readonly source: string
  readonly enteredBy: string
}

/** The value of each name that holds in an area on a day: the newest that has begun. */
export async function listCityValues(
  db: Db,
  { dataset, areaCode, on }: { dataset: Dataset; areaCode: string; on: string },
): Promise<CityValue[]> {
  const { rows } = await sql<CityValue>`
    select distinct on (name) name, value, valid_from, source, entered_by from policy.city_value
    where dataset = ${dataset} and area_code = ${areaCode} and valid_from <= ${on}::date
    order by name, valid_from desc, id desc`.execute(db)
  return rows
}

export async function insertCityValue(
  db: Db,
  value: Omit<PolicyTables['policy.cityValue'], 'id'>,
): Promise<void> {
  await policy(db).insertInto('policy.cityValue').values(value).execute()
}
