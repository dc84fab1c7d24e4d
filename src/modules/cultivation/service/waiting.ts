import { chinaDay } from '../../../kernel/china-day.ts'
import { type Context, holds, type TodoItem, type TodoSource } from '../../access/index.ts'
import { listTitles } from '../../registry/index.ts'
import { dueForReview } from '../domain/title-count.ts'
import { listOpenSteps } from '../queries/tracks.ts'
import { hasLadder, loadLadder } from './load-ladder.ts'

const stepsAheadDays = 30

/** What waits in this room: titles before re-examination and steps of coaching plans; offices all, a firm its own. */
export const cultivationTodo: TodoSource = {
  room: 'cultivation',
  async list(ctx, { dataset, cityCode }, atMost) {
    const isOffice = holds(ctx.actor, 'cultivation.manage')
    const own = ctx.actor.organisationId
    if (
      !holds(ctx.actor, 'cultivation.tracks') ||
      (!isOffice && own === null) ||
      (isOffice && cityCode === null)
    )
      return []
    const whose = { dataset, cityCode: isOffice ? cityCode : null, own: isOffice ? null : own }
    const items = [...(await reviews(ctx, whose)), ...(await steps(ctx, whose))]
    return items.sort((a, b) => (a.dueDate ?? '9999').localeCompare(b.dueDate ?? '9999')).slice(0, atMost)
  },
}

type Whose = { dataset: 'held' | 'demo'; cityCode: string | null; own: string | null }

async function reviews(ctx: Context, { dataset, cityCode, own }: Whose): Promise<TodoItem[]> {
  if (!(await hasLadder(ctx))) return []
  const { ladder } = await loadLadder(ctx)
  const on = chinaDay(ctx.now)
  const titles = await listTitles(ctx, {
    dataset,
    on,
    kindCodes: ladder.rungs.flatMap((rung) => rung.titles),
    ...(own === null ? { cityCode: cityCode ?? undefined } : { organisationIds: [own] }),
  })
  return dueForReview(titles, on, ladder.reviewWarningMonths).map((title) => ({
    id: `review/${title.id}`,
    kind: own === null ? 'cultivation.todo.review' : 'cultivation.todo.own_review',
    params: { firm: title.organisationName, title: title.name },
    path: `/firms/${title.organisationId}`,
    dueDate: title.expiresOn,
    since: null,
  }))
}

async function steps(ctx: Context, { dataset, cityCode, own }: Whose): Promise<TodoItem[]> {
  const until = new Date(Date.parse(`${chinaDay(ctx.now)}T00:00:00Z`) + stepsAheadDays * 86_400_000)
  const open = await listOpenSteps(ctx.db, {
    dataset,
    cityCode,
    organisationId: own,
    until: until.toISOString().slice(0, 10),
  })
  return open.map((step) => ({
    id: `step/${step.id}`,
    kind: own === null ? 'cultivation.todo.step' : 'cultivation.todo.own_step',
    params: { firm: step.name, title: step.title },
    path: `/cultivation/tracks/${step.trackId}`,
    dueDate: step.dueOn,
    since: null,
  }))
}
