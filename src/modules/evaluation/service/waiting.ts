import { type Event, replay } from '../../../engines/workflow/index.ts'
import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, holds, type TodoItem, type TodoSource } from '../../access/index.ts'
import { runCycle } from '../domain/life-cycles.ts'
import { listAppeals } from '../queries/appeals.ts'
import { listRuns, listRunsOf } from '../queries/runs.ts'
import { runDueOn } from './lives.ts'
import { getScorecard } from './read-scorecard.ts'

/** What waits in this room: objections and publications for offices, results to check for firms. */
export const evaluationTodo: TodoSource = {
  room: 'evaluation',
  async list(ctx, { dataset, cityCode }, atMost) {
    if (holds(ctx.actor, 'evaluation.run') && cityCode !== null)
      return (await officeItems(ctx, dataset, cityCode)).slice(0, atMost)
    const own = ctx.actor.organisationId
    if (holds(ctx.actor, 'evaluation.appeal') && own !== null)
      return (await firmItems(ctx, dataset, own)).slice(0, atMost)
    return []
  },
}

async function officeItems(ctx: Context, dataset: 'held' | 'demo', cityCode: string): Promise<TodoItem[]> {
  const appeals = await listAppeals(ctx.db, { dataset, cityCode })
  const items: TodoItem[] = []
  for (const appeal of appeals.filter(({ state }) => state === 'submitted')) {
    const title = await titleOf(ctx, appeal.runId, dataset, cityCode)
    items.push({
      id: `appeal/${appeal.id}`,
      kind: 'evaluation.todo.appeal',
      params: { firm: appeal.name, title },
      path: '/evaluation/appeals',
      dueDate: appeal.dueOn,
      since: appeal.createdAt.toISOString(),
    })
  }
  const today = chinaDay(ctx.now)
  for (const run of await listRuns(ctx.db, { dataset, cityCode, withDrafts: false })) {
    const due = run.state === 'noticed' ? runDueOn(replay(runCycle, run.history as Event[])) : null
    if (due === null || due >= today) continue
    const { title } = await getScorecard(ctx, String(run.scorecardId))
    items.push({
      id: `publish/${run.id}`,
      kind: 'evaluation.todo.publish',
      params: { title, year: run.year },
      path: `/evaluation/runs/${run.id}`,
      dueDate: null,
      since: `${due}T16:00:00.000Z`,
    })
  }
  return items
}

async function titleOf(
  ctx: Context,
  runId: bigint,
  dataset: 'held' | 'demo',
  cityCode: string,
): Promise<string> {
  const runs = await listRuns(ctx.db, { dataset, cityCode, withDrafts: true })
  const run = runs.find(({ id }) => id === runId)
  return run ? (await getScorecard(ctx, String(run.scorecardId))).title : ''
}

async function firmItems(ctx: Context, dataset: 'held' | 'demo', own: string): Promise<TodoItem[]> {
  const items: TodoItem[] = []
  for (const run of await listRunsOf(ctx.db, own)) {
    if (run.state !== 'noticed' || run.dataset !== dataset) continue
    const { title } = await getScorecard(ctx, String(run.scorecardId))
    items.push({
      id: `noticed/${run.id}`,
      kind: 'evaluation.todo.noticed',
      params: { title, year: run.year },
      path: `/firms/${own}`,
      dueDate: runDueOn(replay(runCycle, run.history as Event[])),
      since: null,
    })
  }
  return items
}
