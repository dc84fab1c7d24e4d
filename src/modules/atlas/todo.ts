import { chinaDay } from '../../kernel/china-day.ts'
import { type Context, holds, type TodoSource } from '../access/index.ts'
import { listOwnSteps } from './service/own-steps.ts'

/** Leads whose next step is due, or that have none: for whoever answers for them, and for the office. */
export const leadTodo: TodoSource = {
  room: 'atlas',
  async list(ctx: Context, { dataset, cityCode }, atMost) {
    if (!holds(ctx.actor, 'leads.handle') || cityCode === null) return []
    const steps = await listOwnSteps(ctx, { dataset, city: cityCode, upTo: chinaDay(ctx.now) })
    return steps.slice(0, atMost).map(({ id, title, nextStep, nextOn, updatedAt }) => ({
      id: `lead/${id}`,
      kind: nextOn === null ? 'atlas.todo_no_next' : 'atlas.todo_step',
      params: { title, ...(nextOn === null ? {} : { step: nextStep ?? '—' }) },
      path: `/leads/${id}`,
      dueDate: nextOn,
      since: updatedAt,
    }))
  },
}
