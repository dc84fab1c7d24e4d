import { StatusShape } from '../../ui/StatusMark.tsx'
import type { NodeStatus } from '../../ui/theme.ts'
import type { Verdict } from './api.ts'
import { t } from './words.ts'

const shapes: Readonly<Record<Verdict, NodeStatus>> = {
  entitled: 'strong',
  near: 'weak',
  not_eligible: 'missing',
  insufficient_data: 'unknown',
  not_computable: 'unknown',
}

/** A verdict by colour, shape and word. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const status = shapes[verdict]
  return (
    <span className={`ls-status ls-status-${status}`}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <StatusShape status={status} />
      </svg>
      <span>{t(verdict)}</span>
    </span>
  )
}
