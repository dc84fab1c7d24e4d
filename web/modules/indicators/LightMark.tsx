import { StatusShape } from '../../ui/StatusMark.tsx'
import type { NodeStatus } from '../../ui/theme.ts'
import type { BoardRow, BoardTarget, TargetLight } from './api.ts'
import { t } from './words.ts'

const statuses: Record<TargetLight, NodeStatus> = {
  reached: 'strong',
  on_course: 'strong',
  at_risk: 'weak',
  off_course: 'missing',
  unknown: 'unknown',
}
const reasons = {
  reached: 'reasonReached',
  missed: 'reasonMissed',
  forecast: 'reasonForecast',
  pace: 'reasonPace',
  no_value: 'reasonNoValue',
  disputed: 'reasonDisputed',
  no_value_since_due: 'reasonNoSince',
  no_deadline: 'reasonNoDeadline',
  too_few_values: 'reasonTooFew',
  only_bound: 'reasonOnlyBound',
  no_base: 'reasonNoBase',
  no_rule: 'reasonNoRule',
  other_unit: 'reasonOtherUnit',
} as const

/** How a target stands, by colour, shape and word; `why` is told on hover. */
export function LightMark({ light, count, why }: { light: TargetLight; count?: number; why?: string }) {
  const status = statuses[light]
  return (
    <span className={`ls-status ls-status-${status}`} data-none={count === 0 || undefined} title={why}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <StatusShape status={status} />
      </svg>
      <span>{t(light)}</span>
      {count !== undefined && <b>{count}</b>}
    </span>
  )
}

/** Why a target has its light. */
export const reasonText = ({ reason }: Pick<BoardTarget, 'reason'>): string => t(reasons[reason])

/** The light of a row with its reason; nothing where no target is held. */
export function RowLight({ row }: { row: BoardRow }) {
  if (row.light === null) return null
  const why = row.target === null ? t('reasonConflict') : reasonText(row.target)
  return <LightMark light={row.light} why={why} />
}
