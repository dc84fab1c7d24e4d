import type { NodeStatus } from './theme.ts'
import { t } from './ui-words.ts'

/** Shape of a status inside a box of 12: ● strong, ▲ weak, ◇ missing (dashed), ▨ unknown. */
export function StatusShape({ status }: { status: NodeStatus }) {
  if (status === 'strong') return <circle cx="6" cy="6" r="4.5" className="ls-mark-strong" />
  if (status === 'weak') return <path d="M6 1.2 11.2 10.6H0.8Z" className="ls-mark-weak" />
  if (status === 'missing') return <path d="M6 0.9 11.1 6 6 11.1 0.9 6Z" className="ls-mark-missing" />
  return (
    <g className="ls-mark-unknown">
      <rect x="1.2" y="1.2" width="9.6" height="9.6" />
      <path d="M1.2 6 6 1.2M1.2 10.8 10.8 1.2M6 10.8 10.8 6" />
    </g>
  )
}

/** A status by colour, shape and word; `count` stands before the word in tables of counts. */
export function StatusMark({
  status,
  count,
  quiet,
}: {
  status: NodeStatus
  count?: number
  quiet?: boolean
}) {
  return (
    <span className={`ls-status ls-status-${status}`} data-none={count === 0 || undefined}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <StatusShape status={status} />
      </svg>
      {quiet ? <span className="ls-hidden">{t(status)}</span> : <span>{t(status)}</span>}
      {count !== undefined && <b>{count}</b>}
    </span>
  )
}
