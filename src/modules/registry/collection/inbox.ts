// What collections put into 待我处理 and tell as notices.
import { holds, registerNoticeKinds, type TodoSource } from '../../access/index.ts'
import * as queries from '../queries/collections.ts'

registerNoticeKinds('registry', [
  'registry.collection_sent',
  'registry.collection_reminder',
  'registry.collection_returned',
])

/** For an organisation: forms it has not handed in. For an office: collections with answers to take over. */
export const collectionTodo: TodoSource = {
  room: 'registry',
  list: async (ctx, { dataset }, atMost) => {
    const { role, organisationId } = ctx.actor
    if (organisationId && holds(role, 'collections.answer')) {
      const asked = await queries.listRequestsOf(ctx.db, organisationId)
      return asked
        .filter(({ state, isClosed }) => !isClosed && ['sent', 'draft', 'returned'].includes(state))
        .slice(0, atMost)
        .map(({ id, title, dueDate, sentAt }) => ({
          id: `asked/${id}`,
          kind: 'registry.todo_asked',
          params: { title },
          path: `/asked/${id}`,
          dueDate,
          since: sentAt.toISOString(),
        }))
    }
    if (!holds(role, 'collections.manage')) return []
    const open = (await queries.listCollections(ctx.db, dataset)).filter(
      ({ answered, taken }) => answered > taken,
    )
    return open.slice(0, atMost).map(({ id, title, answered, taken, dueDate, createdAt }) => ({
      id: `collection/${id}`,
      kind: 'registry.todo_collection',
      params: { title, count: answered - taken },
      path: `/collections/${id}`,
      dueDate,
      since: createdAt.toISOString(),
    }))
  },
}
