import { holds, type TodoSource } from '../../access/index.ts'
import * as queries from './queries.ts'

/** Claims of firms that wait for an office's decision. */
export const claimTodo: TodoSource = {
  room: 'registry',
  async list(ctx, { dataset, cityCode }, atMost) {
    if (dataset !== 'held' || !holds(ctx.actor, 'registry.decide_claims')) return []
    const rows = await queries.listClaims(ctx.db, { state: 'waiting', cityCode, limit: atMost })
    return rows.map((row) => ({
      id: `claim/${row.id}`,
      kind: 'registry.todo_claim',
      params: { person: row.personName, firm: row.organisationName },
      path: `/claims?claim=${row.id}`,
      dueDate: row.dueOn,
      since: row.createdAt.toISOString(),
    }))
  },
}
