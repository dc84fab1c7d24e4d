import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { instant } from '../../ui/format.ts'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { markRead, noticesQuery, type ShownNotice } from './inbox-api.ts'
import { t } from './inbox-words.ts'
import { roomName } from './room-words.ts'

/** What was told to me, newest first; following a notice reads it. */
export function NoticeList() {
  const scope = useScope()
  const [isUnreadOnly, setIsUnreadOnly] = useState(false)
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    noticesQuery(scope, isUnreadOnly),
  )
  const queries = useQueryClient()
  const read = useMutation({
    mutationFn: markRead,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inbox'] }),
  })
  const notices = data?.pages.flatMap(({ items }) => items) ?? []
  const unread = notices.filter(({ readAt }) => readAt === null).map(({ id }) => id)
  return (
    <section className="ls-panel" aria-label={t('notices')}>
      <header className="ls-panel-head">
        <h2>{t('notices')}</h2>
        <span className="ls-line">
          <label className="ls-line" htmlFor="unread-only">
            <Switch id="unread-only" size="small" checked={isUnreadOnly} onChange={setIsUnreadOnly} />
            {t('unreadOnly')}
          </label>
          <Button
            size="small"
            disabled={unread.length === 0}
            onClick={() => read.mutate(unread.slice(0, 200))}
          >
            {t('markAll')}
          </Button>
        </span>
      </header>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={3} />}
      {data && notices.length === 0 && <Empty title={t('noticesNone')} why={t('noticesNoneWhy')} />}
      <ul className="ls-notices">
        {notices.map((notice) => (
          <Notice key={notice.id} notice={notice} onFollow={() => read.mutate([notice.id])} />
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </section>
  )
}

function Notice({ notice, onFollow }: { notice: ShownNotice; onFollow(): void }) {
  const { text, path, room, dueDate, createdAt, readAt, digestDay } = notice
  const isUnread = readAt === null
  return (
    <li data-unread={isUnread || undefined}>
      <span>
        {isUnread && <span className="ls-hidden">{t('unread')}</span>}
        <PathLink path={path} onFollow={isUnread ? onFollow : undefined}>
          {text}
        </PathLink>
      </span>
      <small className="ls-soft">
        {[
          roomName(room),
          instant(createdAt)?.slice(0, 16),
          digestDay && t('digestOf', { day: digestDay }),
          dueDate && `${t('todoDue')} ${dueDate}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  )
}
