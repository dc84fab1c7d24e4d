import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../registry/index.ts'
import type { CaseStudyRow, PilotRow, ShowcaseRow } from '../tables/leaders.ts'
import type { ProgrammesTables } from '../tables.ts'
import type { Place } from './tasks.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables & PublishedRegistryTables>()

export type HeldCase = Selectable<CaseStudyRow>
export type HeldPilot = Selectable<PilotRow>

/** Makes or renews a pilot that a pack brings. */
export async function upsertPilot(db: Db, row: Insertable<PilotRow>): Promise<void> {
  const { cityCode: _c, packKey: _p, ...rest } = row
  await programmes(db)
    .insertInto('programmes.pilot')
    .values(row)
    .onConflict((conflict) => conflict.columns(['cityCode', 'packKey']).doUpdateSet(rest))
    .execute()
}
export function listPilots(db: Db, cityCode: string): Promise<HeldPilot[]> {
  return programmes(db)
    .selectFrom('programmes.pilot')
    .selectAll()
    .where('cityCode', '=', cityCode)
    .orderBy('id')
    .execute()
}

export function listCases(db: Db, { dataset, cityCode }: Place): Promise<HeldCase[]> {
  return programmes(db)
    .selectFrom('programmes.caseStudy')
    .selectAll()
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
    .orderBy('id', 'desc')
    .execute()
}
export function findCase(db: Db, id: string, isLocked = false): Promise<HeldCase | undefined> {
  const query = programmes(db).selectFrom('programmes.caseStudy').selectAll().where('id', '=', BigInt(id))
  return (isLocked ? query.forUpdate() : query).executeTakeFirst()
}
/** Keeps a case; undefined where the same request made it before. */
export async function insertCase(db: Db, row: Insertable<CaseStudyRow>): Promise<string | undefined> {
  const made = await programmes(db)
    .insertInto('programmes.caseStudy')
    .values(row)
    .onConflict((conflict) => conflict.columns(['createdBy', 'requestKey']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made && String(made.id)
}
export async function findMadeCase(db: Db, of: { createdBy: string; requestKey: string }) {
  const row = await programmes(db)
    .selectFrom('programmes.caseStudy')
    .select('id')
    .where('createdBy', '=', of.createdBy)
    .where('requestKey', '=', of.requestKey)
    .executeTakeFirstOrThrow()
  return String(row.id)
}
export async function updateCase(db: Db, id: bigint, change: Updateable<CaseStudyRow>): Promise<void> {
  await programmes(db)
    .updateTable('programmes.caseStudy')
    .set({ ...change, seen: sql`seen + 1` })
    .where('id', '=', id)
    .execute()
}

const showcases = (db: Db) =>
  programmes(db)
    .selectFrom('programmes.showcase as s')
    .leftJoin('registry.organisation as o', 'o.id', 's.organisationId')
    .selectAll('s')
    .select('o.name as organisationName')
export type HeldShowcase = NonNullable<Awaited<ReturnType<typeof findShowcase>>>

export function listShowcases(db: Db, { dataset, cityCode }: Place) {
  return showcases(db)
    .where('s.dataset', '=', dataset)
    .where('s.cityCode', '=', cityCode)
    .orderBy('s.id', 'desc')
    .execute()
}
/** Those that are shown now, by kind and name. */
export function listReleased(db: Db, { dataset, cityCode }: Place) {
  return showcases(db)
    .where('s.dataset', '=', dataset)
    .where('s.cityCode', '=', cityCode)
    .where('s.state', '=', 'released')
    .where('s.releasedOn', 'is not', null)
    .orderBy('s.kind')
    .orderBy('s.title')
    .execute()
}
export function findShowcase(db: Db, id: string, isLocked = false) {
  const query = showcases(db).where('s.id', '=', BigInt(id))
  return (isLocked ? query.forUpdate('s') : query).executeTakeFirst()
}
export async function insertShowcase(db: Db, row: Insertable<ShowcaseRow>): Promise<string | undefined> {
  const made = await programmes(db)
    .insertInto('programmes.showcase')
    .values(row)
    .onConflict((conflict) => conflict.columns(['createdBy', 'requestKey']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made && String(made.id)
}
export async function findMadeShowcase(db: Db, of: { createdBy: string; requestKey: string }) {
  const row = await programmes(db)
    .selectFrom('programmes.showcase')
    .select('id')
    .where('createdBy', '=', of.createdBy)
    .where('requestKey', '=', of.requestKey)
    .executeTakeFirstOrThrow()
  return String(row.id)
}
export async function updateShowcase(db: Db, id: bigint, change: Updateable<ShowcaseRow>): Promise<void> {
  await programmes(db)
    .updateTable('programmes.showcase')
    .set({ ...change, seen: sql`seen + 1` })
    .where('id', '=', id)
    .execute()
}
