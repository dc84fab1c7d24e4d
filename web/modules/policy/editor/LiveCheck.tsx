import { Button } from 'antd'
import { lang } from '../../../ui/words.ts'
import type { RuleCheck } from '../api.ts'
import { t } from '../words.ts'
import type { Case } from './written.ts'

type Props = {
  check: RuleCheck | undefined
  clauseId: string | null
  onAdd(clause: string, suggestion: Case): void
}

const missingWords = {
  positive: 'missingPositive',
  negative: 'missingNegative',
  boundary: 'missingBoundary',
} as const
const missingPattern = /缺少(正例|反例|边界案例)/u

/** What the form comes to, while it is filled in: the clause in words, what is wrong, which case is missing. */
export function LiveCheck({ check, clauseId, onAdd }: Props) {
  const clause = check?.clauses.find(({ id }) => id === clauseId)
  const words = (message: string) => message.split(' · ')[lang() === 'zh' ? 0 : 1] ?? message
  const problems = (check?.problems ?? []).filter(({ message }) => !missingPattern.test(message))
  return (
    <section className="ls-panel ls-policy-side" data-testid="live">
      <h2>{t('liveText')}</h2>
      <div className="ls-panel-body ls-stack">
        <p data-testid="live-text">{clause?.rule ?? '—'}</p>
        <div className="ls-part">
          <h3>{t('liveProblems')}</h3>
          {check?.isPublishable && <p className="ls-status ls-status-strong">{t('noProblems')}</p>}
          <ul className="ls-reasons">
            {problems.map(({ clause: where, case: name, message, severity }) => (
              <li
                key={`${where} ${name} ${message}`}
                className={severity === 'error' ? 'ls-policy-fault' : 'ls-soft'}
              >
                {[where, name].filter(Boolean).join(' › ')} {words(message)}
              </li>
            ))}
            {(check?.missingCases ?? []).map(({ clause: where, kind, suggestion, message }) => (
              <li key={`${where} ${kind}`} className="ls-policy-fault" data-missing={kind}>
                {where}：{t(missingWords[kind])}
                {suggestion ? (
                  <Button size="small" onClick={() => onAdd(where, suggestion as Case)}>
                    {t('addIt', { name: String(suggestion.name) })}
                  </Button>
                ) : (
                  <> — {words(message)}</>
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  )
}
