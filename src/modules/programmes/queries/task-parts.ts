import type { Insertable, Selectable } from 'kysely'
import type { Db } from '../../../platform/database/index.ts'
import type { MilestoneRow, TaskLinkRow, TaskProgressRow } from '../tables/tasks.ts'
import type { ProgrammesTables } from '../tables.ts'

const programmes = (db: Db) => db.withTables<ProgrammesTables>()

export async function insertProgress(db: Db, row: Insertable<TaskProgressRow>): Promise<void> {
  await programmes(db).insertInto('programmes.taskProgress').values(row).execute()
}
export function listProgress(db: Db, taskId: bigint): Promise<Selectable<TaskProgressRow>[]> {
  return programmes(db)
    .selectFrom('programmes.taskProgress')
    .selectAll()
    .where('taskId', '=', taskId)
    .orderBy('id', 'desc')
    .execute()
}

export async function insertMilestone(db: Db, row: Insertable<MilestoneRow>): Promise<void> {
  await programmes(db).insertInto('programmes.milestone').values(row).execute()
}
export function listMilestones(db: Db, taskId: bigint): Promise<Selectable<MilestoneRow>[]> {
  return programmes(db)
    .selectFrom('programmes.milestone')
    .selectAll()
    .where('taskId', '=', taskId)
    .orderBy('dueDate', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute()
}
/** Marks a milestone of a task as reached; false where it is not there or was reached before. */
export async function reachMilestone(
  db: Db,
  of: { taskId: bigint; id: string; reachedOn: string; reachedBy: string },
): Promise<boolean> {
  const { numUpdatedRows } = await programmes(db)
    .updateTable('programmes.milestone')
    .set({ reachedOn: of.reachedOn, reachedBy: of.reachedBy })
    .where('id', '=', BigInt(of.id))
    .where('taskId', '=', of.taskId)
    .where('reachedOn', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function insertLink(db: Db, row: Insertable<TaskLinkRow>): Promise<void> {
  await programmes(db).insertInto('programmes.taskLink').values(row).execute()
}
export function listLinks(db: Db, taskId: bigint): Promise<Selectable<TaskLinkRow>[]> {
  return programmes(db)
    .selectFrom('programmes.taskLink')
    .selectAll()
    .where('taskId', '=', taskId)
    .orderBy('id')
    .execute()
}
/** Takes a link of a task away; gives what it was, undefined where there is none. */
export function deleteLink(db: Db, of: { taskId: bigint; id: string }) {
  return programmes(db)
    .deleteFrom('programmes.taskLink')
    .where('taskId', '=', of.taskId)
    .where('id', '=', BigInt(of.id))
    .returning(['kind', 'title', 'path'])
    .executeTakeFirst()
}
/** Takes a milestone of a task away that was not reached; gives what it was, undefined where there is none. */
export function deleteMilestone(db: Db, of: { taskId: bigint; id: string }) {
  return programmes(db)
    .deleteFrom('programmes.milestone')
    .where('taskId', '=', of.taskId)
    .where('id', '=', BigInt(of.id))
    .where('reachedOn', 'is', null)
    .returning(['title', 'dueWritten', 'dueDate'])
    .executeTakeFirst()
}
