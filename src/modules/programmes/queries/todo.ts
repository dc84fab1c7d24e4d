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
