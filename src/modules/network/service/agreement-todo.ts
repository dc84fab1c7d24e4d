import { chinaDay } from '../../../kernel/china-day.ts'
import { holds, type TodoItem, type TodoSource } from '../../access/index.ts'
import { listOwnAgreements } from './agreements.ts'

/** Agreements that wait for one's confirmation, and those that run out within their reminder's days. */
export const agreementTodo: TodoSource = {
  room: 'network',
  async list(ctx, { dataset }, atMost) {
    if (!holds(ctx.actor, 'supply_agreements.own') || ctx.actor.organisationId === null) return []
    const own = await listOwnAgreements(ctx, dataset)
    const items = own.flatMap((one): TodoItem[] => {
      const partner = one.side === 'buyer' ? one.supplier.name : one.buyer.name
      const params = { partner, product: one.product }
      const path = `/supply-agreements?agreement=${one.id}`
      const since = one.history.at(-1)?.at ?? null
      if (one.actions.some(({ name }) => name === 'confirm'))
        return [
          {
            id: `agreement/${one.id}/confirm`,
            kind: 'network.todo_confirm',
            params,
            path,
            dueDate: null,
            since,
          },
        ]
      if (one.standing !== 'expiring' || one.state !== 'in_force') return []
      return [
        {
          id: `agreement/${one.id}/renew`,
          kind: 'network.todo_renew',
          params,
          path,
          dueDate: one.endsOn,
          since: null,
        },
      ]
    })
    const today = chinaDay(ctx.now)
    return items.sort((a, b) => ((a.dueDate ?? today) < (b.dueDate ?? today) ? -1 : 1)).slice(0, atMost)
  },
}
