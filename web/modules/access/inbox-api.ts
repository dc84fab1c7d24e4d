import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type {
  InboxCount,
  NoticeList,
  NoticeMode,
  ShownNotice,
  ShownTodo,
  Subscription,
  TodoList,
} from '../../../src/modules/access/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type { NoticeMode, ShownNotice, ShownTodo, Subscription }

const of = ({ city, dataset }: Scope) => ({ city: city.code, dataset })

export const todoQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['inbox', 'todo', of(scope)],
    queryFn: ({ signal }) => getJson<TodoList>('/api/todo', of(scope), signal),
  })
/** What the bell shows; asked again each minute while the page is looked at. */
export const inboxCountQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['inbox', 'count', of(scope)],
    queryFn: ({ signal }) => getJson<InboxCount>('/api/inbox/count', of(scope), signal),
    refetchInterval: 60_000,
  })
export const noticesQuery = (scope: Scope, isUnreadOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: ['inbox', 'notices', of(scope), isUnreadOnly],
    queryFn: ({ pageParam, signal }) =>
      getJson<NoticeList>(
        '/api/notices',
        { ...of(scope), unread: isUnreadOnly, before: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextBefore }) => nextBefore,
  })
export const markRead = (ids: readonly string[]) => send('POST', '/api/notices/read', { ids })

export const subscriptionsQuery = () =>
  queryOptions({
    queryKey: ['subscriptions'],
    queryFn: ({ signal }) =>
      getJson<{ items: Subscription[] }>('/api/subscriptions', {}, signal).then(({ items }) => items),
  })
export const subscribe = (change: { kind: string; mode: NoticeMode }) =>
  send('PUT', '/api/subscriptions', change)
