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
