import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PublishedRegistryTables } from '../../registry/index.ts'
import type { RuleSetRow, SupervisionOrderRow, TaskReminderRow } from '../tables/tasks.ts'
import type { ProgrammesTables } from '../tables.ts'
import type { HeldTask, Place } from './tasks.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables & PublishedRegistryTables>()

/** The newest rule of a city, else the nation's; undefined where no pack brought one. */
export function findRuleSet(
  db: Db,
  id: string,
  cityCode: string,
): Promise<Selectable<RuleSetRow> | undefined> {
  return programmes(db)
    .selectFrom('programmes.ruleSet')
    .selectAll()
    .where('id', '=', id)
    .where('cityCode', 'in', [cityCode, '000000'])
    .orderBy('cityCode', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
}
export function findRuleVersion(db: Db, of: { id: string; cityCode: string; version: number }) {
  return programmes(db)
    .selectFrom('programmes.ruleSet')
    .select('sha256')
    .where('id', '=', of.id)
    .where('cityCode', '=', of.cityCode)
    .where('version', '=', of.version)
    .executeTakeFirst()
}
export async function insertRuleSet(db: Db, row: Insertable<RuleSetRow>): Promise<void> {
  await programmes(db).insertInto('programmes.ruleSet').values(row).execute()
}

/** Open tasks whose last day has passed, over all cities, page by page. */
export function listLateTasks(
  db: Db,
  of: { today: string; after: bigint; limit: number; only?: Place | undefined },
): Promise<HeldTask[]> {
  let query = programmes(db)
    .selectFrom('programmes.task')
    .selectAll()
    .where('isOpen', '=', true)
    .where('completedOn', 'is', null)
    .where('dueDate', '<', of.today)
    .where('id', '>', of.after)
  if (of.only) query = query.where('dataset', '=', of.only.dataset).where('cityCode', '=', of.only.cityCode)
  return query.orderBy('id').limit(of.limit).execute()
}

/** Notes that a step was taken; false where it had been. */
export async function insertReminder(db: Db, row: Insertable<TaskReminderRow>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await programmes(db)
    .insertInto('programmes.taskReminder')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
export function listReminders(db: Db, taskId: bigint, dueDate: string): Promise<TaskReminderRow[]> {
  return programmes(db)
    .selectFrom('programmes.taskReminder')
    .selectAll()
    .where('taskId', '=', taskId)
    .where('dueDate', '=', dueDate)
    .orderBy('step')
    .execute()
}

/** The next number of a city's orders in a year; held until the transaction ends. */
export async function nextOrderNumber(db: Db, { dataset, cityCode }: Place, year: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`programmes.order ${dataset} ${cityCode} ${year}`}))`.execute(
    db,
  )
  const row = await programmes(db)
    .selectFrom('programmes.supervisionOrder')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('dataset', '=', dataset)
    .where('cityCode', '=', cityCode)
    .where('year', '=', year)
    .executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}
export async function insertOrder(db: Db, row: Insertable<SupervisionOrderRow>): Promise<string> {
  const { id } = await programmes(db)
    .insertInto('programmes.supervisionOrder')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow()
  return String(id)
}
export function listOrders(db: Db, taskId: bigint): Promise<Selectable<SupervisionOrderRow>[]> {
  return programmes(db)
    .selectFrom('programmes.supervisionOrder')
    .selectAll()
    .where('taskId', '=', taskId)
    .orderBy('id', 'desc')
    .execute()
}
export function findOrder(db: Db, id: string): Promise<Selectable<SupervisionOrderRow> | undefined> {
  return programmes(db)
    .selectFrom('programmes.supervisionOrder')
    .selectAll()
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}

/** The organisation of a data set, if it is there. */
export function findOrganisation(db: Db, dataset: 'held' | 'demo', id: string) {
  return programmes(db)
    .selectFrom('registry.organisation')
    .select(['id', 'name'])
    .where('dataset', '=', dataset)
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}
export function findCityName(db: Db, cityCode: string) {
  return programmes(db)
    .selectFrom('registry.division')
    .select('name')
    .where('code', '=', cityCode)
    .executeTakeFirst()
}
