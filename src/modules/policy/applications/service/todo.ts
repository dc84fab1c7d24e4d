import { type Context, holds, type TodoItem, type TodoSource } from '../../../access/index.ts'
import { listOwnParts, listPartAnswers } from '../queries/applications.ts'
import { countUnscored, findCall } from '../queries/calls.ts'
import { listRunHeads, listOffers as queryOffers } from '../queries/grants.ts'
import { findLife, type Life, listLives } from '../queries/lives.ts'
import { listJudged } from '../queries/reviewers.ts'
import { findCycle, stateWords } from './lives.ts'

type Scope = { dataset: 'held' | 'demo'; cityCode: string | null }
const pathOf = ({ kind, id }: Life) => `/policies/${kind}s/${id}`

/** States in which the office itself has to act. */
const officeStates = [
  'submitted',
  'deciding',
  'appealed',
  'recovering',
  'listed',
  'publicising',
  'offering',
  'ordered',
  'proposed',
  'reviewing',
  'agreeing',
]
const applicantStates = ['draft', 'returned']
const kinds = ['application', 'grant', 'agreement', 'call'] as const

type Listed = Life & { organisationName: string | null }

/** What waits, with the state named as the thing's own life cycle names it. */
async function todo(ctx: Context, life: Listed, kind: string): Promise<TodoItem> {
  const { lifeCycleId: id, lifeCycleCity: cityCode, lifeCycleVersion: version } = life
  const cycle = await findCycle(ctx, { id, cityCode, version })
  const state = cycle ? stateWords(cycle, life.state) : life.state
  return {
    id: `${life.kind}/${life.id}/${kind}`,
    kind,
    params: { title: life.title, organisation: life.organisationName ?? '', state },
    path: pathOf(life),
    dueDate: life.dueOn,
    since: life.changedAt.toISOString(),
  }
}

async function forApplicant(ctx: Context, { dataset, cityCode }: Scope, organisationId: string) {
  const items: TodoItem[] = []
  if (cityCode !== null)
    for (const kind of ['application'] as const) {
      const rows = await listLives(ctx.db, {
        dataset,
        cityCode,
        kind,
        organisationId,
        states: applicantStates,
      })
      for (const life of rows) items.push(await todo(ctx, life, 'policy.todo_mend'))
    }
  if (!holds(ctx.actor, 'grants.accept')) return items
  const offers = (await queryOffers(ctx.db, dataset, organisationId)).filter(
    ({ status }) => status === 'offered',
  )
  const ids = [...new Set(offers.map(({ lifeId }) => lifeId))]
  const heads = await ctx.asProgram(() => listRunHeads(ctx.db, ids))
  for (const offer of offers) {
    const head = heads.get(offer.lifeId)
    if (head?.state !== 'offering') continue
    items.push({
      id: `offer/${offer.id}`,
      kind: 'policy.todo_accept',
      params: { title: head.title },
      path: '/policies/offers',
      dueDate: head.dueOn,
      since: null,
    })
  }
  return items
}

/** Parts of the present state that a department still owes, by thing: answers since the last action. */
async function unanswered(ctx: Context, rows: readonly Life[], parts: ReadonlySet<string>) {
  const events = await listPartAnswers(
    ctx.db,
    rows.map(({ id }) => id),
  )
  return rows.filter(({ id }) => {
    const own = events.filter(({ lifeId }) => lifeId === id)
    const since = own.findLastIndex(({ kind }) => kind === 'acted')
    const done = new Set(own.slice(since + 1).map(({ name }) => name))
    return [...parts].some((part) => !done.has(part))
  })
}

async function forDepartment(ctx: Context, { dataset, cityCode }: Scope, organisationId: string) {
  const own = (await listOwnParts(ctx.db, organisationId)).filter((part) => part.dataset === dataset)
  const items: TodoItem[] = []
  for (const city of new Set(own.map((part) => part.cityCode))) {
    if (cityCode !== null && city !== cityCode) continue
    const parts = new Set(own.filter((part) => part.cityCode === city).map(({ part }) => part))
    for (const [kind, states, word] of [
      ['application', ['checking'], 'policy.todo_check'],
      ['grant', ['confirming'], 'policy.todo_confirm'],
      ['agreement', ['negotiating'], 'policy.todo_check'],
    ] as const) {
      const rows = await listLives(ctx.db, { dataset, cityCode: city, kind, states })
      const open = await unanswered(ctx, rows, parts)
      for (const life of rows.filter((row) => open.includes(row))) items.push(await todo(ctx, life, word))
    }
  }
  return items
}

async function forOffice(ctx: Context, { dataset, cityCode }: Scope) {
  if (cityCode === null) return []
  const items: TodoItem[] = []
  for (const kind of kinds) {
    const rows = await listLives(ctx.db, { dataset, cityCode, kind, states: officeStates })
    for (const life of rows) items.push(await todo(ctx, life, 'policy.todo_decide'))
  }
  return items
}

/** Calls under review for which the reader was named and still owes points. */
async function forReviewer(ctx: Context, { dataset, cityCode }: Scope): Promise<TodoItem[]> {
  if (!holds(ctx.actor, 'calls.score')) return []
  const items: TodoItem[] = []
  for (const { callId, namedAt } of await listJudged(ctx.db, ctx.actor.userName)) {
    const call = await findCall(ctx.db, callId)
    if (!call || call.dataset !== dataset || (cityCode !== null && call.cityCode !== cityCode)) continue
    const life = await ctx.asProgram(() => findLife(ctx.db, String(callId), 'call'))
    if (life?.state !== 'reviewing') continue
    const count = await countUnscored(ctx.db, callId, ctx.actor)
    if (count === 0) continue
    items.push({
      id: `review/${callId}`,
      kind: 'policy.todo_review',
      params: { title: call.title, count },
      path: `/policies/calls/${callId}`,
      dueDate: life.dueOn,
      since: namedAt.toISOString(),
    })
  }
  return items
}

/** What waits of this room: cases for the office and the departments, drafts and offers for a firm, points of a reviewer. */
export const policyTodo: TodoSource = {
  room: 'policy',
  async list(ctx, scope, atMost) {
    const { role, organisationId } = ctx.actor
    const isOffice = holds(ctx.actor, 'applications.decide')
    const items = isOffice
      ? await forOffice(ctx, scope)
      : organisationId === null
        ? []
        : role === 'department'
          ? await forDepartment(ctx, scope, organisationId)
          : holds(ctx.actor, 'applications.write')
            ? await forApplicant(ctx, scope, organisationId)
            : []
    items.push(...(await forReviewer(ctx, scope)))
    return items.sort((a, b) => ((a.dueDate ?? '9') < (b.dueDate ?? '9') ? -1 : 1)).slice(0, atMost)
  },
}
