import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { useMay, useScope } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import type { Thing } from '../../../ui/thing-acts.tsx'
import { tasksOfOriginQuery } from './api.ts'
import { LightMark } from './LightMark.tsx'
import { NewTask } from './NewTask.tsx'
import { t } from './words.ts'

/** The task that a thing of another room was made, or the button that makes an open one a task; a thing becomes one at most. */
export function PullTask({ room, path, title, content, chainId, isClosed = false }: Thing) {
  const mayRead = useMay('programmes.read')
  const mayManage = useMay('programmes.manage')
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useQuery({
    ...tasksOfOriginQuery(useScope(), { room, path }),
    enabled: mayRead,
  })
  if (!mayRead) return null
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={1} />
  const [task] = data.items
  if (task)
    return (
      <Space wrap>
        <Link to="/tasks/$taskId" params={{ taskId: task.id }} className="ls-link">
          {t('pulledSee', { title: task.title })}
        </Link>
        <LightMark task={task} />
        <span className="ls-soft">
          {task.units
            .filter(({ part }) => part === 'lead')
            .map(({ name }) => name)
            .join('、') || t('nobody')}{' '}
          · {task.dueWritten ?? task.dueDate ?? t('dueNone')}
        </span>
      </Space>
    )
  if (isClosed) return null
  if (!mayManage) return <p className="ls-soft">{t('pulledNone')}</p>
  const begin = { title, content: content ?? null, chainId: chainId ?? null, origin: { room, path } }
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t('pull')}</Button>
      {isOpen && <NewTask begin={begin} onClose={() => setOpen(false)} />}
    </div>
  )
}
