import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { TaskSummary } from './api.ts'
import { LightMark } from './LightMark.tsx'
import { monthsBetween, spanOf, timelineOf } from './timeline.ts'
import { t } from './words.ts'

const shownAtOnce = 60

/** Dated tasks as bars from their begin to their last day, with today as a line; a list with days on a phone. */
export function Timeline({ tasks, today }: { tasks: readonly TaskSummary[]; today: string }) {
  const [shown, setShown] = useState(shownAtOnce)
  const { rows, undated } = timelineOf(tasks)
  const span = spanOf(rows, today)
  const left = rows.length - shown
  const months = monthsBetween(span)
  return (
    <section className="ls-panel">
      <h2>{t('timeline')}</h2>
      <div className="ls-panel-body ls-stack">
        <p className="ls-soft">
          {t('timelineNote')} {undated > 0 && t('undatedCount', { count: undated })}
        </p>
        <div className="ls-line-grid">
          <div className="ls-line-head" aria-hidden="true">
            {months.map(({ title, at }) => (
              <span key={title} style={{ left: `${at}%` }}>
                {title}
              </span>
            ))}
          </div>
          <ol>
            {rows.slice(0, shown).map(({ task, from, until }) => (
              <li key={task.id}>
                <Link to="/tasks/$taskId" params={{ taskId: task.id }} className="ls-line-name">
                  {task.title} <span className="ls-soft">{task.dueWritten ?? task.dueDate}</span>
                </Link>
                <span className="ls-line-way" style={{ '--ls-today': `${span.at(today)}%` } as never}>
                  {task.light === 'red' && (
                    <i
                      className="ls-line-overdue"
                      style={{ left: `${span.at(until)}%`, width: `${span.at(today) - span.at(until)}%` }}
                    />
                  )}
                  <i
                    className={`ls-line-bar ls-line-${task.completedOn === null ? task.light : 'reached'}`}
                    style={{
                      left: `${span.at(from)}%`,
                      width: `${Math.max(0.6, span.at(until) - span.at(from))}%`,
                    }}
                  />
                </span>
                <LightMark task={task} />
              </li>
            ))}
          </ol>
        </div>
        {left > 0 && (
          <div>
            <Button type="link" onClick={() => setShown(shown + shownAtOnce)}>
              {t('more', { count: Math.min(left, shownAtOnce) })}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}
