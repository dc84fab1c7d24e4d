import { chinaDay } from '../../../kernel/china-day.ts'
import { log } from '../../../platform/log.ts'
import { type NameInBoth, translate } from '../../../platform/words.ts'
import type { Context } from '../context.ts'
import { requirePermission } from '../domain/permissions.ts'
import type { Dataset, InboxCount, ShownTodo, TodoList } from '../model.ts'
import { behindSavepoint } from '../queries/notices.ts'
import { countUnread } from './notices.ts'

/** Whose things: of one data set, and of one city or (null) of every city that the reader may see. */
export type TodoScope = { readonly dataset: Dataset; readonly cityCode: string | null }

/** One thing that waits for the person who asks. */
export type TodoItem = {
  /** Unique within the room and stable while it waits, `claim/12`. */
  readonly id: string
  /** The code of its words in the room's catalogue. */
  readonly kind: string
  readonly params?: Readonly<Record<string, string | number | null | NameInBoth>>
  /** The page on which it is done, `/claims?claim=12`. */
  readonly path: string
  /** The last day for it, ISO; null where there is none. */
  readonly dueDate: string | null
  /** Since when it waits, ISO instant; null where that is unknown. */
  readonly since: string | null
}

/**
 * What a room declares so that its waiting things stand in 待我处理. `list` gives what waits for `ctx.actor` and nobody
 * else: it asks the actor's permission and gives nothing (no error) where there is none. It reads, and writes nothing.
 */
export type TodoSource = {
  readonly room: string
  /** At most so many, soonest due first. */
  list(ctx: Context, scope: TodoScope, atMost: number): Promise<readonly TodoItem[]>
  /** How many there are in all; where left out, the list is counted. */
  count?(ctx: Context, scope: TodoScope): Promise<number>
}

const mostOfOneRoom = 200
const sources: TodoSource[] = []

/** Adds a room's source; `app.ts` calls it. A room may have several. */
export function registerTodoSource(source: TodoSource): void {
  sources.push(source)
}

/** Asks one source; undefined where it failed, which must not hide what waits elsewhere. */
async function ask<T>(ctx: Context, room: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await behindSavepoint(ctx.db, work)
  } catch (error) {
    log.error('access.todo_source_failed', { room, requestId: ctx.requestId, error })
    return undefined
  }
}

function show(ctx: Context, room: string, { id, kind, params, path, dueDate, since }: TodoItem): ShownTodo {
  const text = translate(ctx.lang, kind, params)
  const isOverdue = dueDate !== null && dueDate < chinaDay(ctx.now)
  return { room, id, kind, text, path, dueDate, isOverdue, since }
}

/** Whoever belongs to a city has what waits there, whichever city the page shows. */
const scopeOf = ({ actor }: Context, { dataset, cityCode }: TodoScope): TodoScope => ({
  dataset,
  cityCode: actor.cityCode ?? cityCode,
})

/** Everything that waits for me, from every room, soonest due first; what has no day comes last, oldest first. */
export async function listTodo(ctx: Context, asked: TodoScope): Promise<TodoList> {
  requirePermission(ctx.actor, 'account.own')
  const scope = scopeOf(ctx, asked)
  const list: { items: ShownTodo[]; cutRooms: string[]; silentRooms: string[] } = {
    items: [],
    cutRooms: [],
    silentRooms: [],
  }
  for (const source of sources) {
    const found = await ask(ctx, source.room, () => source.list(ctx, scope, mostOfOneRoom))
    if (!found) list.silentRooms.push(source.room)
    else list.items.push(...found.map((item) => show(ctx, source.room, item)))
    if (found && found.length >= mostOfOneRoom) list.cutRooms.push(source.room)
  }
  list.items.sort(byDue)
  return list
}

const last = '\u{10ffff}'
const byDue = (a: ShownTodo, b: ShownTodo) =>
  compare(a.dueDate ?? last, b.dueDate ?? last) ||
  compare(a.since ?? last, b.since ?? last) ||
  compare(`${a.room}/${a.id}`, `${b.room}/${b.id}`)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What the bell shows: how many things wait and how many notices are unread. */
export async function countInbox(ctx: Context, asked: TodoScope): Promise<InboxCount> {
  requirePermission(ctx.actor, 'account.own')
  const scope = scopeOf(ctx, asked)
  let waiting: number | null = 0
  for (const source of sources) {
    const found = await ask(ctx, source.room, async () =>
      source.count ? source.count(ctx, scope) : (await source.list(ctx, scope, mostOfOneRoom)).length,
    )
    waiting = found === undefined || waiting === null ? null : waiting + found
  }
  return { waiting, unread: await countUnread(ctx, scope.dataset) }
}
