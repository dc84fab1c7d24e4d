import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { Unknown } from '../../ui/Unknown.tsx'
import type { ClauseAssessment } from './api.ts'
import { ApplyButton } from './applications/ApplyButton.tsx'
import { Money, moneyText } from './money-text.tsx'
import { VerdictMark } from './VerdictMark.tsx'
import { t } from './words.ts'

type Props = { clause: ClauseAssessment; isOpen?: boolean; onTry?(changes: Record<string, string>): void }

/** One clause for one firm: verdict and money in a line; opened, why, what is missing and how to get there. */
export function ClauseCard({ clause, isOpen, onTry }: Props) {
  return (
    <details
      className="ls-policy-clause"
      data-verdict={clause.verdict}
      data-clause={clause.clause}
      open={isOpen}
    >
      <summary>
        <VerdictMark verdict={clause.verdict} />
        <b>{clause.title}</b>
        <span className="ls-policy-money">
          <Award clause={clause} />
        </span>
        <small className="ls-soft">
          {clause.policyTitle}
          {clause.isExample && <> · {t('example')}</>}
          {clause.needsVerification && <> · {t('verify')}</>} · <WindowText clause={clause} />
          {clause.verdict === 'near' && clause.cheapest && <> · {clause.cheapest.text}</>}
        </small>
      </summary>
      <div className="ls-policy-body">
        {!clause.isExample && (
          <ApplyButton
            policy={clause.policy}
            clause={clause.clause}
            title={clause.title}
            window={clause.window}
          />
        )}
        <Reach clause={clause} {...(onTry ? { onTry } : {})} />
        <Part title={t('conditions')}>
          <Conditions clause={clause} />
        </Part>
        <Sums clause={clause} />
        <Part title={t('noticeText')}>{clause.text}</Part>
        <Part title={t('computedRule')}>{clause.rule}</Part>
        <Part title={t('source')}>
          <Link to="/policies/$policyId" params={{ policyId: clause.policy }} className="ls-link">
            {clause.source.title}
          </Link>
          {clause.source.span && <> · {clause.source.span}</>}
        </Part>
      </div>
    </details>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <h4>{title}</h4>
      {children}
    </div>
  )
}

/** What is granted; a ceiling is never written as if it were promised. */
function Award({ clause }: { clause: ClauseAssessment }) {
  if (clause.verdict !== 'entitled') return null
  if (clause.isCeiling)
    return clause.ceilingFen === null ? (
      <Unknown />
    ) : (
      <span>{t('ceilingUpTo', { money: moneyText(clause.ceilingFen) })}</span>
    )
  return (
    <b>
      <Money fen={clause.amountFen} />
    </b>
  )
}

function WindowText({ clause: { window } }: { clause: ClauseAssessment }) {
  if (!window) return <>{t('windowNone')}</>
  if (window.state === 'open') return <>{t('windowOpen', { date: window.closesOn })}</>
  if (window.state === 'coming') return <>{t('windowComing', { date: window.opensOn })}</>
  return <>{t('windowClosed', { date: window.closesOn })}</>
}

function Reach({ clause, onTry }: Pick<Props, 'clause' | 'onTry'>) {
  const { cheapest, missing, verdict } = clause
  const isMissing = verdict === 'insufficient_data' || verdict === 'not_computable'
  const numbers = Object.fromEntries(
    (cheapest?.changes ?? []).flatMap(({ fact, to }) => (to === null ? [] : [[fact, to]])),
  )
  return (
    <>
      {cheapest && verdict !== 'entitled' && (
        <Part title={t('howTo')}>
          {cheapest.text}{' '}
          {onTry && Object.keys(numbers).length > 0 && (
            <Button size="small" onClick={() => onTry(numbers)}>
              {t('tryThis')}
            </Button>
          )}
        </Part>
      )}
      {isMissing && missing.length > 0 && (
        <Part title={t('missing')}>
          <ul className="ls-reasons">
            {missing.map(({ name, label, supplier, isOfCity }) => (
              <li key={name}>
                <b>{label}</b>{' '}
                <span className="ls-soft">
                  {supplier ? t('suppliedBy', { supplier }) : t('supplierUnknown')}
                  {isOfCity && <> · {t('ofCity')}</>}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  )
}

const marks = { met: '●', unmet: '◇', insufficient_data: '▨', not_computable: '▨' } as const
const classes = {
  met: 'strong',
  unmet: 'missing',
  insufficient_data: 'unknown',
  not_computable: 'unknown',
} as const

function Conditions({ clause }: { clause: ClauseAssessment }) {
  return (
    <ul className="ls-policy-conditions">
      {clause.conditions.map(({ depth, text, status, actual, required, gap }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same words may stand twice in one condition, and their order is theirs
        <li key={at} style={{ paddingLeft: depth * 16 }}>
          <span className={`ls-status ls-status-${classes[status]}`}>
            <span aria-hidden="true">{marks[status]}</span>
            <span className="ls-hidden">
              {status === 'met' ? t('met') : status === 'unmet' ? t('unmet') : t(status)}
            </span>
          </span>
          <span>{text}</span>
          {actual !== null && actual !== required && (
            <span className="ls-soft">
              {t('actual')} {actual}
              {gap !== null && (
                <>
                  ，{t('gap')} <b>{gap}</b>
                </>
              )}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Sums({ clause }: { clause: ClauseAssessment }) {
  const { arithmetic, stacking, payers, instalments } = clause
  if (arithmetic.length === 0) return null
  return (
    <Part title={t('sums')}>
      {arithmetic.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {stacking.map(({ text }) => (
        <div key={text}>{text}</div>
      ))}
      {payers.length > 0 && (
        <div>
          {t('payers')}：{payers.map(({ payer, fen }) => `${payer} ${moneyText(fen)}`).join('，')}
        </div>
      )}
      {instalments.length > 0 && (
        <div>
          {t('instalments')}：{instalments.map(({ label, fen }) => `${label} ${moneyText(fen)}`).join('，')}
        </div>
      )}
    </Part>
  )
}
