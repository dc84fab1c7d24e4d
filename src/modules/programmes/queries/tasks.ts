import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { TaskRow, TaskUnitRow } from '../tables/documents.ts'
import type { LifeEventRow, TaskChangeRow } from '../tables/tasks.ts'
import type { ProgrammesTables } from '../tables.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables>()

export type HeldTask = Selectable<TaskRow>
export type Place = { dataset: 'held' | 'demo'; cityCode: string }

/** Whether a city has any task. */
export async function hasTasks(db: Db, of: Place): Promise<boolean> {
  const row = await programmes(db)
    .selectFrom('programmes.task')
    .select('id')
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Tasks of a city (of one plan), in the order of their last days, undated ones last. */
export function listTasks(
  db: Db,
  of: Place & {
    planId?: string | undefined
    originRoom?: string | undefined
    originPath?: string | undefined
    entry?: string | undefined
  },
): Promise<HeldTask[]> {
  let query = programmes(db)
    .selectFrom('programmes.task')
    .selectAll()
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
  if (of.planId !== undefined) query = query.where('planId', '=', BigInt(of.planId))
  if (of.originRoom !== undefined) query = query.where('originRoom', '=', of.originRoom)
  if (of.originPath !== undefined) query = query.where('originPath', '=', of.originPath)
  if (of.entry !== undefined)
    query = query.where(
      sql<boolean>`id in (select task_id from programmes.task_link where entry_id = ${of.entry}::bigint)`,
    )
  return query
    .orderBy('dueDate', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute()
}

export function findTask(db: Db, id: string): Promise<HeldTask | undefined> {
  return programmes(db)
    .selectFrom('programmes.task')
    .selectAll()
    .where('id', '=', BigInt(id))
    .executeTakeFirst()
}

/** The same, held against everybody else until the transaction ends. */
export function lockTask(db: Db, id: string): Promise<HeldTask | undefined> {
  return programmes(db)
    .selectFrom('programmes.task')
    .selectAll()
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst()
}

/** A task that the same request, or the same origin, made before. */
export function findMadeTask(
  db: Db,
  of: Place & { createdBy: string; requestKey: string; origin: { room: string; path: string } | null },
): Promise<HeldTask | undefined> {
  return programmes(db)
    .selectFrom('programmes.task')
    .selectAll()
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .where((eb) =>
      eb.or([
        eb.and([eb('createdBy', '=', of.createdBy), eb('requestKey', '=', of.requestKey)]),
        ...(of.origin === null
          ? []
          : [eb.and([eb('originRoom', '=', of.origin.room), eb('originPath', '=', of.origin.path)])]),
      ]),
    )
    .executeTakeFirst()
}

export async function updateTask(db: Db, id: bigint, change: Updateable<TaskRow>): Promise<void> {
  await programmes(db)
    .updateTable('programmes.task')
    .set({ ...change, seen: sql`seen + 1` })
    .where('id', '=', id)
    .execute()
}

const ofTasks = (ids: readonly bigint[]) => sql<boolean>`task_id = any(${[...ids]}::bigint[])`

/** Units of tasks: leads first, each in the order of the document. */
export function listUnits(db: Db, ids: readonly bigint[]): Promise<TaskUnitRow[]> {
  return programmes(db)
    .selectFrom('programmes.taskUnit')
    .selectAll()
    .where(ofTasks(ids))
    .orderBy('taskId')
    .orderBy(sql`array_position(array['lead', 'responsible', 'support'], part)`)
    .orderBy('position')
    .execute()
}

/** Puts these units in the place of those a task had. */
export async function replaceUnits(
  db: Db,
  taskId: bigint,
  units: readonly Omit<TaskUnitRow, 'taskId'>[],
): Promise<void> {
  await programmes(db).deleteFrom('programmes.taskUnit').where('taskId', '=', taskId).execute()
  if (units.length > 0)
    await programmes(db)
      .insertInto('programmes.taskUnit')
      .values(units.map((unit) => ({ ...unit, taskId })))
      .execute()
}

export function listTags(db: Db, ids: readonly bigint[]) {
  return programmes(db)
    .selectFrom('programmes.taskTag')
    .selectAll()
    .where(ofTasks(ids))
    .orderBy('value')
    .execute()
}

export async function replaceTags(
  db: Db,
  taskId: bigint,
  tags: readonly { dimension: string; value: string }[],
): Promise<void> {
  await programmes(db).deleteFrom('programmes.taskTag').where('taskId', '=', taskId).execute()
  if (tags.length > 0)
    await programmes(db)
      .insertInto('programmes.taskTag')
      .values(tags.map((tag) => ({ ...tag, taskId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

type Thing = { thing: LifeEventRow['thing']; thingId: bigint }

/** A thing's history in order. */
export function listEvents(db: Db, { thing, thingId }: Thing): Promise<Selectable<LifeEventRow>[]> {
  return programmes(db)
    .selectFrom('programmes.lifeEvent')
    .selectAll()
    .where('thing', '=', thing)
    .where('thingId', '=', thingId)
    .orderBy('ordinal')
    .execute()
}

export async function insertEvents(db: Db, rows: readonly Insertable<LifeEventRow>[]): Promise<void> {
  if (rows.length > 0)
    await programmes(db)
      .insertInto('programmes.lifeEvent')
      .values([...rows])
      .execute()
}

/** The parts of a whole, soonest last day first. */
export function listParts(db: Db, parentId: bigint): Promise<HeldTask[]> {
  return programmes(db)
    .selectFrom('programmes.task')
    .selectAll()
    .where('parentId', '=', parentId)
    .orderBy('dueDate', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute()
}

/** A task and everything above it. */
export async function listAncestors(db: Db, id: bigint): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    with recursive above (id, parent_id) as (
      select id, parent_id from programmes.task where id = ${id}
      union
      select t.id, t.parent_id from programmes.task t join above a on t.id = a.parent_id
    )
    select id from above`.execute(db)
  return rows.map((row) => row.id)
}

export async function insertChange(db: Db, row: Insertable<TaskChangeRow>): Promise<void> {
  await programmes(db).insertInto('programmes.taskChange').values(row).execute()
}
/** What offices changed in a task, newest first. */
export function listChanges(db: Db, taskId: bigint): Promise<Selectable<TaskChangeRow>[]> {
  return programmes(db)
    .selectFrom('programmes.taskChange')
    .selectAll()
    .where('taskId', '=', taskId)
    .orderBy('id', 'desc')
    .execute()
}
