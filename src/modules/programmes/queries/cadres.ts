import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../registry/index.ts'
import type { CadreContactRow, CadreRow } from '../tables/leaders.ts'
import type { ProgrammesTables } from '../tables.ts'
import type { Place } from './tasks.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables & PublishedRegistryTables>()

export type HeldCadre = Selectable<CadreRow>

const joined = (db: Db) =>
  programmes(db)
    .selectFrom('programmes.cadre as c')
    .innerJoin('registry.organisation as o', 'o.id', 'c.organisationId')
    .selectAll('c')
    .select(['o.name as organisationName'])
    .select(
      sql<
        string | null
      >`(select max(on_day)::text from programmes.cadre_contact k where k.cadre_id = c.id)`.as(
        'lastContactOn',
      ),
    )
    .select(
      sql<bigint>`(select count(*) from programmes.cadre_contact k where k.cadre_id = c.id)`.as('contacts'),
    )
export type ShownCadre = Awaited<ReturnType<typeof listCadres>>[number]

/** Assignments of a city (to one firm), those that hold first. */
export function listCadres(db: Db, of: Place & { organisation?: string | undefined }) {
  let query = joined(db).where('c.dataset', '=', of.dataset).where('c.cityCode', '=', of.cityCode)
  if (of.organisation !== undefined) query = query.where('c.organisationId', '=', BigInt(of.organisation))
  return query
    .orderBy(sql`c.valid_to is not null`)
    .orderBy('c.unit')
    .orderBy('c.personName')
    .orderBy('c.id')
    .limit(20_000)
    .execute()
}
export function findCadre(db: Db, id: string, isLocked = false) {
  const query = joined(db).where('c.id', '=', BigInt(id))
  return (isLocked ? query.forUpdate('c') : query).executeTakeFirst()
}

/** Keeps an assignment; false where the same holds already. */
export async function insertCadre(db: Db, row: Insertable<CadreRow>): Promise<string | undefined> {
  const made = await programmes(db)
    .insertInto('programmes.cadre')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made && String(made.id)
}
/** Ends an assignment that holds; false where it had ended. */
export async function endCadre(
  db: Db,
  of: { id: string; validTo: string; endWhy: string },
): Promise<boolean> {
  const { numUpdatedRows } = await programmes(db)
    .updateTable('programmes.cadre')
    .set({ validTo: of.validTo, endWhy: of.endWhy })
    .where('id', '=', BigInt(of.id))
    .where('validTo', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
export async function insertContact(db: Db, row: Insertable<CadreContactRow>): Promise<void> {
  await programmes(db).insertInto('programmes.cadreContact').values(row).execute()
}
export function listContacts(db: Db, cadreId: bigint): Promise<Selectable<CadreContactRow>[]> {
  return programmes(db)
    .selectFrom('programmes.cadreContact')
    .selectAll()
    .where('cadreId', '=', cadreId)
    .orderBy('onDay', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Some firms of a city's register, the first ones entered. */
export async function listSomeFirms(
  db: Db,
  { city, dataset }: { city: string; dataset: 'held' | 'demo' },
  atMost: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id::text from registry.organisation o
    where dataset = ${dataset} and city_code = ${city} and kind = 'firm' order by o.id limit ${atMost}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}
