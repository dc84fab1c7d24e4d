import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { TaskSummary } from './api.ts'
import { LightMark } from './LightMark.tsx'
import { t } from './words.ts'

const columns = ['red', 'yellow', 'green', 'none'] as const
const shownAtOnce = 40

/** Open tasks by light, one column each; a column shows forty and more on demand, so that thousands stay quick. */
export function TaskBoard({ tasks }: { tasks: readonly TaskSummary[] }) {
  return (
    <div className="ls-board">
      {columns.map((light) => (
        <BoardColumn key={light} title={t(light)} tasks={tasks.filter((task) => task.light === light)} />
      ))}
    </div>
  )
}

/** One column of cards under its title and count. */
export function BoardColumn({ title, tasks }: { title: string; tasks: readonly TaskSummary[] }) {
  const [shown, setShown] = useState(shownAtOnce)
  const left = tasks.length - shown
  return (
    <section className="ls-panel ls-board-column">
      <h2>
        {title} <span className="ls-soft">{t('count', { count: tasks.length })}</span>
      </h2>
      <ul>
        {tasks.slice(0, shown).map((task) => (
          <li key={task.id}>
            <TaskCard task={task} />
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button type="link" onClick={() => setShown(shown + shownAtOnce)}>
          {t('more', { count: Math.min(left, shownAtOnce) })}
        </Button>
      )}
    </section>
  )
}

function TaskCard({ task }: { task: TaskSummary }) {
  const owners = task.units.filter(({ part }) => part === 'lead').map(({ name }) => name)
  return (
    <Link to="/tasks/$taskId" params={{ taskId: task.id }} className="ls-board-card">
      <b>{task.title}</b>
      <span className="ls-soft">
        {owners.join('、') || t('nobody')} · {task.dueWritten ?? task.dueDate ?? t('dueNone')}
      </span>
      <LightMark task={task} />
    </Link>
  )
}
