import { holds, type TodoSource } from '../access/index.ts'
import type { GapState } from './model.ts'
import { listGapRows } from './queries/gap-objects.ts'
import { itemPath } from './service/tell-owner.ts'

const kindOf = (state: GapState) =>
  state === 'proving' ? 'gaps.todo_close' : state === 'raised' ? 'gaps.todo_raised' : 'gaps.todo_gap'
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
          ? row.state === 'proving' || row.state === 'open' || row.state === 'raised'
          : row.state === 'assigned' && row.owner === (ctx.actor.organisationName ?? ctx.actor.displayName)
        if (!isMine) continue
        found.push({
          id: `gap/${row.id}`,
          kind: kindOf(row.state),
          params: {
            title: row.title,
            ...(kindOf(row.state) === 'gaps.todo_gap' ? { owner: row.owner ?? '—' } : {}),
          },
          path: itemPath(row.id),
          dueDate: row.dueOn,
          since: row.updatedAt.toISOString(),
        })
      }
    return found.slice(0, atMost)
  },
}
