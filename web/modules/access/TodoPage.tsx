import { SettingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { type ShownTodo, todoQuery } from './inbox-api.ts'
import { t } from './inbox-words.ts'
import { NoticeList } from './NoticeList.tsx'
import { roomName } from './room-words.ts'
import { SubscriptionDrawer } from './SubscriptionDrawer.tsx'

/** Everything that waits for me, from every room, and what was told to me. */
export function TodoPage() {
  const scope = useScope()
  const { data, error, refetch } = useQuery(todoQuery(scope))
  const [isChoosing, setIsChoosing] = useState(false)
  if (error)
    return <Page title={t('todoTitle')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />

  const { items, silentRooms, cutRooms } = data
  const overdue = items.filter(({ isOverdue }) => isOverdue).length
  return (
    <Page
      title={t('todoTitle')}
      sentence={
        items.length > 0 ? t('todoSentence', { count: items.length, overdue }) : t('todoSentenceNone')
      }
      actions={
        <Button icon={<SettingOutlined />} onClick={() => setIsChoosing(true)}>
          {t('settings')}
        </Button>
      }
    >
      {silentRooms.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('todoSilent', { rooms: silentRooms.map(roomName).join('、') })}
        />
      )}
      {cutRooms.length > 0 && (
        <Alert type="info" showIcon title={t('todoCut', { rooms: cutRooms.map(roomName).join('、') })} />
      )}
      {items.length > 0 ? (
        <DataTable
          name={t('todoTitle')}
          rows={items}
          columns={columns()}
          rowId={({ room, id }) => `${room}/${id}`}
          maxRows={Math.min(items.length, 15)}
        />
      ) : (
        silentRooms.length === 0 && <Empty title={t('todoNone')} why={t('todoNoneWhy')} />
      )}
      <NoticeList />
      <SubscriptionDrawer isOpen={isChoosing} onClose={() => setIsChoosing(false)} />
    </Page>
  )
}

const columns = (): Column<ShownTodo>[] => [
  {
    id: 'what',
    title: t('todoWhat'),
    width: 260,
    grow: 4,
    phone: 'title',
    value: ({ text }) => text,
    cell: ({ text, path }) => <PathLink path={path}>{text}</PathLink>,
  },
  {
    id: 'due',
    title: t('todoDue'),
    width: 168,
    grow: 0,
    value: ({ dueDate }) => dueDate ?? t('todoNoDue'),
    cell: ({ dueDate, isOverdue }) =>
      dueDate === null ? (
        <span className="ls-soft">{t('todoNoDue')}</span>
      ) : (
        <span className={isOverdue ? 'ls-overdue' : undefined}>
          {dueDate}
          {isOverdue && ` ◇ ${t('todoOverdue')}`}
        </span>
      ),
  },
  { id: 'room', title: t('todoRoom'), width: 130, value: ({ room }) => roomName(room) },
  {
    id: 'since',
    title: t('todoSince'),
    width: 120,
    grow: 0,
    value: ({ since }) => day(since) ?? t('sinceUnknown'),
    cell: ({ since }) => waited(since),
  },
]

function waited(since: string | null): string {
  if (since === null) return t('sinceUnknown')
  const days = Math.floor((Date.now() - new Date(since).getTime()) / 86_400_000)
  return days < 1 ? t('today') : t('daysAgo', { days })
}
