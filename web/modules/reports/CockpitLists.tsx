import type { ReactNode } from 'react'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import type { Cockpit } from './api.ts'
import { t } from './words.ts'

type Props = { cockpit: Cockpit }

function Panel({ title, note, children }: { title: string; note?: ReactNode; children: ReactNode }) {
  return (
    <section className="ls-panel">
      <h2>
        {title} {note && <span className="ls-soft">{note}</span>}
      </h2>
      <div className="ls-panel-body">{children}</div>
    </section>
  )
}

/** The tasks that are late, the latest first. */
export function LateTasks({ cockpit: { tasks } }: Props) {
  return (
    <Panel title={t('lateTasks')}>
      {tasks === null && (
        <p>
          <Unknown why={t('tasksNoneHere')} /> <span className="ls-soft">{t('tasksNoneHere')}</span>
        </p>
      )}
      {tasks?.late.length === 0 && <p className="ls-soft">{t('lateNone')}</p>}
      <ul className="ls-cockpit-list">
        {tasks?.late.map((task) => (
          <li key={task.id}>
            <PathLink path={task.path}>{task.title}</PathLink>
            <span className="ls-cockpit-line">
              {task.units.join(' · ') || t('noUnit')} · {task.due} · {t('lateDays', { days: task.days })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** The targets that can be judged, with light, value and day. */
export function TargetList({ cockpit: { targets } }: Props) {
  return (
    <Panel title={t('targets')}>
      {targets.items.length === 0 && <p className="ls-soft">{t('targetsNone')}</p>}
      <ul className="ls-cockpit-list">
        {targets.items.map((target) => (
          <li key={target.id}>
            <span className="ls-light" data-light={target.light}>
              {t(target.light)}
            </span>{' '}
            <PathLink path={target.path}>{target.name}</PathLink> <b>{target.value ?? <Unknown />}</b>
            <span className="ls-cockpit-line">
              {target.scope} · {t('target', { goal: target.goal })} · {target.due} · {target.valueOn}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What moved since a week ago. */
export function WeekList({ cockpit: { week } }: Props) {
  const note = week.comparedOn === null ? t('weekNotCompared') : t('weekCompared', { day: week.comparedOn })
  return (
    <Panel title={t('thisWeek')} note={note}>
      {week.changes.length === 0 && <p className="ls-soft">{t('weekNone', { since: week.since })}</p>}
      <ul className="ls-cockpit-list">
        {week.changes.slice(0, 14).map((change) => (
          <li key={change.id}>
            <span className="ls-light" data-light={change.kind}>
              {t(change.kind)}
            </span>{' '}
            <PathLink path={change.path}>{change.text}</PathLink>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
