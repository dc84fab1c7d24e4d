import { holds, type TodoSource } from '../access/index.ts'
import { listGapRows } from './queries/gap-objects.ts'

const listedCities = (cityCode: string | null) => (cityCode === null ? [] : [cityCode])

/** Gaps that wait: for the office those asked to be closed and those overdue, for a department those in hand. */
export const gapTodo: TodoSource = {
  room: 'gaps',
  async list(ctx, { dataset, cityCode }, atMost) {
    if (!holds(ctx.actor, 'gaps.handle')) return []
    const isOffice = holds(ctx.actor, 'gaps.register')
    const found = []
    for (const city of listedCities(cityCode))
      for (const row of await listGapRows(ctx.db, { dataset, cityCode: city, isOpen: true })) {
        const isMine = isOffice
          ? row.state === 'proving' || row.state === 'open'
          : row.state === 'assigned' && row.owner === (ctx.actor.organisationName ?? ctx.actor.displayName)
        if (!isMine) continue
        found.push({
          id: `gap/${row.id}`,
          kind: row.state === 'proving' ? 'gaps.todo_close' : 'gaps.todo_gap',
          params: { title: row.title, ...(row.state === 'proving' ? {} : { owner: row.owner ?? '—' }) },
          path: `/gaps/${row.chainId}/${row.nodeId}`,
          dueDate: row.dueOn,
          since: row.updatedAt.toISOString(),
        })
      }
    return found.slice(0, atMost)
  },
}
