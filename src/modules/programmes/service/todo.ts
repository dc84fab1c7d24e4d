import { type Context, holds, type TodoItem, type TodoScope, type TodoSource } from '../../access/index.ts'
import { type HeldTask, listOwnTasks, listWithoutOrder } from '../queries/todo.ts'

const todo = (task: HeldTask, kind: string): TodoItem => ({
  id: `task/${task.id}`,
  kind,
  params: { title: task.title },
  path: `/tasks/${task.id}`,
  dueDate: task.dueDate,
  since: task.createdAt.toISOString(),
})

/** What waits: to a unit its open tasks, to the office those that were reported as done, and those that went up the path without a 督办单. */
export const taskTodo: TodoSource = {
  room: 'programmes',
  async list(ctx: Context, { dataset, cityCode }: TodoScope, atMost: number) {
    if (cityCode === null) return []
    if (holds(ctx.actor, 'programmes.manage')) {
      const rows = await listOwnTasks(
        ctx.db,
        { dataset, cityCode, states: ['checking'], organisationId: null },
        atMost,
      )
      const late = await listWithoutOrder(ctx.db, { dataset, cityCode }, atMost)
      return [
        ...rows.map((task) => todo(task, 'programmes.todo_check')),
        ...late.map((task) => ({ ...todo(task, 'programmes.todo_order'), id: `order/${task.id}` })),
      ].slice(0, atMost)
    }
    const { organisationId } = ctx.actor
    if (!holds(ctx.actor, 'programmes.report') || organisationId === null) return []
    const rows = await listOwnTasks(ctx.db, { dataset, cityCode, states: null, organisationId }, atMost)
    return rows.map((task) => todo(task, 'programmes.todo_task'))
  },
}
