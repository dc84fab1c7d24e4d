import { holds, type TodoItem, type TodoSource } from '../access/index.ts'
import * as drafts from './queries/map-drafts.ts'
import * as versions from './queries/map-versions.ts'

/** What waits: drafts to review for those who neither worked on them nor handed them in, and maps that differ from their pack. */
export const mapTodo: TodoSource = {
  room: 'chains',
  async list(ctx, { cityCode }, atMost) {
    if (!holds(ctx.actor, 'maps.publish')) return []
    const found: TodoItem[] = []
    for (const row of await drafts.listOpenDrafts(ctx.db, null)) {
      if (row.state !== 'review' || (cityCode !== null && row.cityCode !== cityCode)) continue
      const editors = await drafts.listEditors(ctx.db, row.id)
      const isOwn = String(row.submittedById) === ctx.actor.userId
      if (isOwn || editors.some(({ userId, edits }) => edits > 0 && String(userId) === ctx.actor.userId))
        continue
      found.push({
        id: `map-draft/${row.id}`,
        kind: 'chains.todo_review_map',
        params: { map: row.content.name },
        path: `/map-drafts/${row.id}`,
        dueDate: null,
        since: row.updatedAt.toISOString(),
      })
    }
    for (const { id, mapId, pack, foundAt } of await versions.listConflicts(ctx.db))
      found.push({
        id: `map-conflict/${id}`,
        kind: 'chains.todo_map_conflict',
        params: { map: mapId, pack },
        path: '/maps',
        dueDate: null,
        since: foundAt.toISOString(),
      })
    return found.slice(0, atMost)
  },
}
