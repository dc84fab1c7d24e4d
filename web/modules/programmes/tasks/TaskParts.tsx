import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { instant } from '../../../ui/format.ts'
import { useMay } from '../../../ui/session.ts'
import { Problem } from '../../../ui/states.tsx'
import { addMilestone, reachMilestone, removeMilestone, type TaskDetail } from './api.ts'
import { dueOf } from './fields.ts'
import { LightMark } from './LightMark.tsx'
import { NewTask } from './NewTask.tsx'
import { t } from './words.ts'

/** Sends one change of a task and shows it as it stands then. */
export function useChange<Input>(work: (input: Input) => Promise<unknown>, done: () => void = () => {}) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: work,
    onSuccess: async () => {
      done()
      await queries.invalidateQueries({ queryKey: ['tasks'] })
    },
  })
}

/** What stands between now and the end: named days, marked when they are reached. */
export function Milestones({ task }: { task: TaskDetail }) {
  const [title, setTitle] = useState('')
  const [due, setDue] = useState('')
  const add = useChange(
    () => addMilestone(task.id, { title: title.trim(), ...dueOf(due) }),
    () => {
      setTitle('')
      setDue('')
    },
  )
  const reach = useChange((id: string) => reachMilestone(task.id, id))
  const remove = useChange((id: string) => removeMilestone(task.id, id))
  const error = add.error ?? reach.error ?? remove.error
  return (
    <section className="ls-panel">
      <h2>{t('milestones')}</h2>
      <div className="ls-panel-body ls-stack">
        {error && <Problem error={error} />}
        {task.milestones.length === 0 && <p className="ls-soft">{t('milestonesNone')}</p>}
        <ul className="ls-lines">
          {task.milestones.map((one) => (
            <li key={one.id}>
              <span>
                {one.title} <span className="ls-soft">{one.dueWritten ?? one.dueDate ?? t('dueNone')}</span>
              </span>
              {one.reachedOn ? (
                <span className="ls-soft">
                  {t('reached')} {one.reachedOn} {one.reachedBy}
                </span>
              ) : (
                task.mayReport && (
                  <Space>
                    <Button size="small" onClick={() => reach.mutate(one.id)}>
                      {t('reach')}
                    </Button>
                    <Button size="small" type="text" onClick={() => remove.mutate(one.id)}>
                      {t('remove')}
                    </Button>
                  </Space>
                )
              )}
            </li>
          ))}
        </ul>
        {task.mayReport && (
          <Space wrap>
            <Input
              aria-label={t('milestones')}
              placeholder={t('milestones')}
              value={title}
              onChange={({ target }) => setTitle(target.value)}
            />
            <Input
              aria-label={`${t('milestones')} ${t('due')}`}
              placeholder="2024.06"
              style={{ width: 120 }}
              value={due}
              onChange={({ target }) => setDue(target.value)}
            />
            <Button disabled={title.trim() === ''} loading={add.isPending} onClick={() => add.mutate()}>
              {t('addMilestone')}
            </Button>
          </Space>
        )}
      </div>
    </section>
  )
}

/** The tasks that this one is made of. */
export function Parts({ task }: { task: TaskDetail }) {
  const mayManage = useMay('programmes.manage') && task.isOpen
  const [isNew, setNew] = useState(false)
  return (
    <section className="ls-panel">
      <h2>{t('parts')}</h2>
      <div className="ls-panel-body ls-stack">
        {task.subtasks.length === 0 && <p className="ls-soft">{t('partsNone')}</p>}
        <ul className="ls-lines">
          {task.subtasks.map((part) => (
            <li key={part.id}>
              <span>
                <Link to="/tasks/$taskId" params={{ taskId: part.id }}>
                  {part.title}
                </Link>{' '}
                <span className="ls-soft">
                  {part.units
                    .filter((unit) => unit.part === 'lead')
                    .map(({ name }) => name)
                    .join('、') || t('nobody')}{' '}
                  · {part.dueWritten ?? part.dueDate ?? t('dueNone')}
                </span>
              </span>
              <LightMark task={part} />
            </li>
          ))}
        </ul>
        {mayManage && (
          <div>
            <Button onClick={() => setNew(true)}>{t('addPart')}</Button>
          </div>
        )}
        {isNew && <NewTask begin={{ parentId: task.id }} onClose={() => setNew(false)} />}
      </div>
    </section>
  )
}

/** What offices changed, why, before and after. */
export function Changes({ task }: { task: TaskDetail }) {
  if (task.changes.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('changes')}</h2>
      <div className="ls-panel-body">
        <ol className="ls-case-history">
          {task.changes.map(({ id, reason, fields, by, at }) => (
            <li key={id}>
              <b>{reason}</b>
              <div className="ls-soft">
                {by} · {instant(at)}
              </div>
              {fields.map(({ field, before, after }) => (
                <p key={field}>
                  {t(`field_${field}`)}：<del>{before ?? t('emptyBefore')}</del> → {after ?? t('emptyBefore')}
                </p>
              ))}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
