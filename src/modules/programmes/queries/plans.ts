import type { Insertable } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { PlanRow, TaskRow, TaskUnitRow } from '../tables/documents.ts'
import type { ProgrammesTables } from '../tables.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables>()

export async function insertPlan(db: Db, plan: Insertable<PlanRow>): Promise<bigint> {
  const { id } = await programmes(db)
    .insertInto('programmes.plan')
    .values(plan)
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A plan's row. */
export function findPlan(db: Db, id: bigint) {
  return programmes(db).selectFrom('programmes.plan').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The plans of a city, newest first. */
export function listPlans(db: Db, of: { dataset: 'held' | 'demo'; cityCode: string }) {
  return programmes(db)
    .selectFrom('programmes.plan')
    .selectAll()
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .orderBy('id', 'desc')
    .execute()
}

/** Makes or renews the plan that a pack's file brings; the file's id is its key in the city. */
export async function upsertPackPlan(
  db: Db,
  plan: Omit<Insertable<PlanRow>, 'documentId'>,
): Promise<{ id: bigint; isNew: boolean }> {
  const { title, source, noteZh, noteEn, dimensions } = plan
  const held = await programmes(db)
    .updateTable('programmes.plan')
    .set({ title, source, noteZh, noteEn, dimensions })
    .where('dataset', '=', plan.dataset)
    .where('cityCode', '=', plan.cityCode)
    .where('packKey', '=', plan.packKey!)
    .returning('id')
    .executeTakeFirst()
  return held
    ? { id: held.id, isNew: false }
    : { id: await insertPlan(db, { ...plan, documentId: null }), isNew: true }
}

/** The tasks of a plan that a pack brought. */
export function listPackTasks(db: Db, planId: bigint) {
  return programmes(db)
    .selectFrom('programmes.task')
    .select(['id', 'packKey', 'seen', 'title', 'endsIn'])
    .where('planId', '=', planId)
    .where('packKey', 'is not', null)
    .execute()
}

/** What kind of object a task is to end in, as its pack says now; no change of the task itself. */
export async function setEndsIn(db: Db, id: bigint, endsIn: string | null): Promise<void> {
  await programmes(db).updateTable('programmes.task').set({ endsIn }).where('id', '=', id).execute()
}

export type NewTask = Insertable<TaskRow> & { units: readonly Omit<TaskUnitRow, 'taskId'>[] }

/** Keeps tasks with their units, in order; gives their ids. */
export async function insertTasks(db: Db, tasks: readonly NewTask[]): Promise<bigint[]> {
  const ids: bigint[] = []
  for (let at = 0; at < tasks.length; at += 1000) {
    const part = tasks.slice(at, at + 1000)
    const rows = await programmes(db)
      .insertInto('programmes.task')
      .values(part.map(({ units: _, ...task }) => task))
      .returning('id')
      .execute()
    const units = part.flatMap((task, i) => task.units.map((unit) => ({ ...unit, taskId: rows[i]!.id })))
    for (let from = 0; from < units.length; from += 5000)
      await programmes(db)
        .insertInto('programmes.taskUnit')
        .values(units.slice(from, from + 5000))
        .execute()
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}
