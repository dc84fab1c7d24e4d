import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { hasWords, type NameInBoth, translate } from '../../../platform/words.ts'
import type { Context } from '../context.ts'
import { digestOf, lastDigest } from '../domain/digest.ts'
import { requirePermission } from '../domain/permissions.ts'
import {
  type Dataset,
  type NoticeList,
  type NoticeMode,
  type Role,
  roles,
  type Subscription,
} from '../model.ts'
import * as queries from '../queries/notices.ts'
import { audit } from './audit.ts'

/** Whom a notice is for: one person, everybody of an organisation, or everybody of a role (in one city). */
export type NoticeTo =
  | { readonly userId: string }
  | { readonly organisationId: string }
  | { readonly role: Role; readonly cityCode: string | null }

export type NewNotice = {
  readonly to: NoticeTo
  /** A kind that the room declared with `registerNoticeKinds`; it is also the code of its words. */
  readonly kind: string
  /** What the words name. Nothing that one of the readers may not see. */
  readonly params?: Readonly<Record<string, string | number | null | NameInBoth>>
  /** The page it leads to; opaque to the inbox. */
  readonly reference: { readonly room: string; readonly path: string }
  /** The last day on which it can be acted on, ISO. */
  readonly dueDate?: string | null
  /** Which data it is about; null or left out where it is about neither. */
  readonly dataset?: Dataset | null
  /** The same key is told once, however often a retry or a job pushes it: `finance.due/12/2026-11-22`. */
  readonly onceKey?: string
}

type NoticeKind = { readonly room: string; readonly kind: string; readonly roles: readonly Role[] }
const kinds = new Map<string, NoticeKind>()

/**
 * Declares what a room tells: `kind` is the code of the words with their parameters, `kind` + `.name` the short name
 * that stands on the page of subscriptions. `roles` limits who is offered it there; all roles unless told.
 */
export function registerNoticeKinds(
  room: string,
  declared: readonly (string | { kind: string; roles: readonly Role[] })[],
): void {
  for (const one of declared) {
    const { kind, roles: readers } = typeof one === 'string' ? { kind: one, roles } : one
    kinds.set(kind, { room, kind, roles: readers })
  }
}

/** Codes of declared notices that have no words, for the test that asks for none. */
export function noticesWithoutWords(): string[] {
  return [...kinds.keys()].flatMap((kind) => [kind, `${kind}.name`]).filter((code) => !hasWords(code))
}

/**
 * Tells somebody something, in the caller's transaction: if that is rolled back, nothing was told. The caller has
 * checked the permission and audits the change that it tells of.
 */
export async function pushNotice(ctx: Context, notice: NewNotice): Promise<void> {
  const { to, kind, params = {}, reference, dueDate = null, dataset = null, onceKey = null } = notice
  if (!kinds.has(kind)) throw new Error(`the notice "${kind}" is not declared: registerNoticeKinds`)
  const row = {
    room: reference.room,
    kind,
    params: JSON.stringify(params),
    path: reference.path,
    dueDate,
    dataset,
    toUserId: 'userId' in to ? BigInt(to.userId) : null,
    toOrganisationId: 'organisationId' in to ? BigInt(to.organisationId) : null,
    toRole: 'role' in to ? to.role : null,
    toCityCode: 'role' in to ? to.cityCode : null,
    onceKey,
    createdBy: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    createdAt: ctx.now,
  }
  await ctx.asProgram(() => queries.insertNotice(ctx.db, row))
}

const filterOf = (ctx: Context, dataset: Dataset, userId: string): queries.NoticeFilter => ({
  userId,
  dataset,
  kinds: [...kinds.keys()],
  dailyUntil: lastDigest('daily', ctx.now),
  weeklyUntil: lastDigest('weekly', ctx.now),
})

/** How many notices its reader has not read. */
export async function countUnread(ctx: Context, dataset: Dataset): Promise<number> {
  requirePermission(ctx.actor, 'account.own')
  if (ctx.actor.userId === null) return 0
  return queries.countUnread(ctx.db, filterOf(ctx, dataset, ctx.actor.userId))
}

/** The notices for me, newest first, in my language. */
export async function listNotices(
  ctx: Context,
  page: { dataset: Dataset; before: string | null; isUnreadOnly: boolean; limit: number },
): Promise<NoticeList> {
  requirePermission(ctx.actor, 'account.own')
  if (ctx.actor.userId === null) return { items: [], nextBefore: null }
  const rows = await queries.listNotices(ctx.db, {
    ...filterOf(ctx, page.dataset, ctx.actor.userId),
    ...page,
  })
  const items = rows.map(({ mode, params, ...row }) => {
    const digest = digestOf(mode ?? 'at_once', row.createdAt)
    return {
      ...row,
      id: String(row.id),
      text: translate(ctx.lang, row.kind, params),
      createdAt: row.createdAt.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
      digestDay: digest && chinaDay(digest),
    }
  })
  return { items, nextBefore: items.length === page.limit ? (items.at(-1)?.id ?? null) : null }
}

/** Marks notices as read by me; not audited, since it changes nothing that anybody else sees. */
export async function markNoticesRead(ctx: Context, ids: readonly string[]): Promise<void> {
  requirePermission(ctx.actor, 'account.own')
  if (ctx.actor.userId !== null) await queries.markRead(ctx.db, ctx.actor.userId, ids, ctx.now)
}

/** Every kind of notice that my role may get, and when I want it. */
export async function listSubscriptions(ctx: Context): Promise<Subscription[]> {
  requirePermission(ctx.actor, 'account.own')
  const { userId, role } = ctx.actor
  const held = userId === null ? [] : await queries.listSubscriptions(ctx.db, userId)
  const modes = new Map(held.map(({ kind, mode }) => [kind, mode]))
  return [...kinds.values()]
    .filter(({ roles: readers }) => role === 'system' || readers.includes(role))
    .map(({ kind, room }) => ({
      kind,
      room,
      name: hasWords(`${kind}.name`) ? translate(ctx.lang, `${kind}.name`) : kind,
      mode: modes.get(kind) ?? 'at_once',
    }))
}

/** Says when I want the notices of a kind. */
export async function subscribe(ctx: Context, change: { kind: string; mode: NoticeMode }): Promise<void> {
  requirePermission(ctx.actor, 'account.own')
  if (!kinds.has(change.kind)) throw new AppError('not_found', 'access.no_notice_kind', { kind: change.kind })
  if (ctx.actor.userId === null) return
  await queries.upsertSubscription(ctx.db, { userId: ctx.actor.userId, ...change })
  await audit(ctx, {
    action: 'access.subscribe',
    subject: `access.user/${ctx.actor.userId}`,
    detail: { ...change },
  })
}
