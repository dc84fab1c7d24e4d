import type { Db } from '../../../platform/database/index.ts'
import type { ProgrammesTables } from '../tables.ts'
import type { HeldTask, Place } from './tasks.ts'

export type { HeldTask }

/** Open tasks in some states, of one organisation where one is given; soonest due first. */
export function listOwnTasks(
  db: Db,
  of: Place & { states: readonly string[] | null; organisationId: string | null },
  atMost: number,
): Promise<HeldTask[]> {
  let query = db
    .withTables<ProgrammesTables>()
    .selectFrom('programmes.task')
    .selectAll()
    .where('dataset', '=', of.dataset)
    .where('cityCode', '=', of.cityCode)
    .where('isOpen', '=', true)
  if (of.states) query = query.where('state', 'in', [...of.states])
  if (of.organisationId !== null)
    query = query
      .where('completedOn', 'is', null)
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('programmes.taskUnit')
          .select('taskId')
          .where('organisationId', '=', BigInt(of.organisationId!))
          .where('part', '<>', 'support'),
      )
  return query
    .orderBy('dueDate', (order) => order.asc().nullsLast())
    .orderBy('id')
    .limit(atMost)
    .execute()
}

/** Late tasks that went to the office or higher for their present last day and have no order since then. */
export function listWithoutOrder(db: Db, of: Place, atMost: number): Promise<HeldTask[]> {
  return db
    .withTables<ProgrammesTables>()
    .selectFrom('programmes.task as t')
    .selectAll('t')
    .where('t.dataset', '=', of.dataset)
    .where('t.cityCode', '=', of.cityCode)
    .where('t.isOpen', '=', true)
    .where('t.completedOn', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('programmes.taskReminder as r')
          .select('r.step')
          .whereRef('r.taskId', '=', 't.id')
          .whereRef('r.dueDate', '=', 't.dueDate')
          .where('r.step', '>', 1),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('programmes.supervisionOrder as o')
            .innerJoin('programmes.taskReminder as r', (join) =>
              join.onRef('r.taskId', '=', 'o.taskId').onRef('o.issuedAt', '>=', 'r.at'),
            )
            .select('o.id')
            .whereRef('o.taskId', '=', 't.id')
            .whereRef('r.dueDate', '=', 't.dueDate')
            .where('r.step', '=', 2),
        ),
      ),
    )
    .orderBy('t.dueDate')
    .orderBy('t.id')
    .limit(atMost)
    .execute()
}
