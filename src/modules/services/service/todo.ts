import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, holds, type TodoItem, type TodoScope, type TodoSource } from '../../access/index.ts'
import { findLevels } from '../queries/rules.ts'
import { listTickets, type TicketRow } from '../queries/tickets.ts'
import { titleOf } from './tickets.ts'

/** What waits for the asker in a ticket; null where nothing does. */
function waitsFor({ actor }: Context, row: TicketRow, today: string): string | null {
  const isLate = row.dueOn < today && ['submitted', 'in_hand', 'again'].includes(row.state)
  const own = actor.organisationId
  if (own !== null && own === row.organisationId)
    return row.state === 'answered' || row.state === 'answered_again' ? 'services.todo_rate' : null
  if (own !== null && own === row.unitOrganisationId)
    return row.state === 'in_hand' || row.state === 'again' ? 'services.todo_answer' : null
  if (holds(actor, 'tickets.manage')) {
    if (row.state === 'submitted') return 'services.todo_assign'
    if (isLate) return 'services.todo_late'
    return row.unitOrganisationId === null && (row.state === 'in_hand' || row.state === 'again')
      ? 'services.todo_answer'
      : null
  }
  return actor.role === 'chain_leader' && isLate && row.leaderToldAt !== null ? 'services.todo_late' : null
}

/** What waits: to the office assignments and late tickets, to a unit its answers, to a firm its rating, to the leader what came up. */
export const ticketTodo: TodoSource = {
  room: 'services',
  async list(ctx: Context, { dataset, cityCode }: TodoScope, atMost: number) {
    if (cityCode === null || !holds(ctx.actor, 'tickets.read')) return []
    const levels = await findLevels(ctx.db, cityCode)
    if (!levels) return []
    const today = chinaDay(ctx.now)
    const rows = await listTickets(ctx.db, { city: cityCode, dataset }, { openOnly: true })
    const items = rows.flatMap((row): TodoItem[] => {
      const kind = waitsFor(ctx, row, today)
      if (kind === null) return []
      return [
        {
          id: `ticket/${row.id}`,
          kind,
          params: { title: titleOf(row, levels) },
          path: `/tickets/${row.id}`,
          dueDate: kind === 'services.todo_rate' ? null : row.dueOn,
          since: row.createdAt.toISOString(),
        },
      ]
    })
    return items.slice(0, atMost)
  },
}
