import { StatusShape } from '../../../ui/StatusMark.tsx'
import type { TaskSummary } from './api.ts'
import { t } from './words.ts'

const shapes = { green: 'strong', yellow: 'weak', red: 'missing', none: 'unknown' } as const

/** A task's light by colour, shape and word; working days late where it is late. */
export function LightMark({
  task,
}: {
  task: Pick<TaskSummary, 'light' | 'overdueWorkingDays' | 'stateTitle'>
}) {
  const { light, overdueWorkingDays } = task
  if (light === 'none') return <span className="ls-soft">{task.stateTitle}</span>
  return (
    <span className={`ls-status ls-status-${shapes[light]}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <StatusShape status={shapes[light]} />
      </svg>
      <span>{light === 'red' ? t('late', { days: overdueWorkingDays }) : t(light)}</span>
    </span>
  )
}
