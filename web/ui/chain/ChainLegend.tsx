import { StatusMark } from '../StatusMark.tsx'
import type { NodeStatus } from '../theme.ts'
import { t } from '../ui-words.ts'
import { STATUSES } from './chain.ts'

type Props = {
  counts: Record<NodeStatus, number>
  only: NodeStatus | null
  onOnly(status: NodeStatus | null): void
  isPlain?: boolean | undefined
}

/** The legend, always in sight; a click on a status lights its nodes. */
export function ChainLegend({ counts, only, onOnly, isPlain }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend of its own
    <div className="ls-chain-legend" role="group" aria-label={t('chainLegend')}>
      {(isPlain ? [] : STATUSES).map((status) => (
        <button
          key={status}
          type="button"
          aria-pressed={only === status}
          onClick={() => onOnly(only === status ? null : status)}
        >
          <StatusMark status={status} count={counts[status]} />
        </button>
      ))}
      <span className="ls-chain-wires ls-only-wide">
        <svg width="22" height="8" aria-hidden="true">
          <path className="ls-wire ls-wire-essential" d="M0 4H22" />
        </svg>
        {t('chainEssential')}
        <svg width="22" height="8" aria-hidden="true">
          <path className="ls-wire" d="M0 4H22" />
        </svg>
        {t('chainOther')}
      </span>
      {!isPlain && <span className="ls-soft ls-only-wide">{t('chainCounts')}</span>}
    </div>
  )
}
