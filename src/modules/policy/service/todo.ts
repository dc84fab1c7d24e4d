import { type Context, holds, type TodoSource } from '../../access/index.ts'
import { listInReview } from '../queries/versions.ts'

/** Drafts that wait for somebody who may publish and did not hand them in. */
export const reviewTodoSource: TodoSource = {
  room: 'policy',
  async list(ctx: Context, { cityCode }, atMost) {
    if (!holds(ctx.actor, 'policy.publish')) return []
    const rows = await listInReview(ctx.db)
    const own = cityCode ?? ctx.actor.cityCode
    return rows
      .filter(({ submittedBy }) => submittedBy !== ctx.actor.userName)
      .filter(({ areaCode }) => own === null || areaCode.slice(0, 4) === own.slice(0, 4))
      .slice(0, atMost)
      .map(({ policyId, number, title, changedAt }) => ({
        id: `version/${policyId}/${number}`,
        kind: 'policy.todo.review',
        params: { title, number },
        path: `/policies/${policyId}/versions/${number}`,
        dueDate: null,
        since: changedAt.toISOString(),
      }))
  },
}
