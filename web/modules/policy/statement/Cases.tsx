import { Link } from '@tanstack/react-router'
import { yuan } from '../applications/amounts.ts'
import type { Statement } from './api.ts'
import { t } from './words.ts'

type Case = Statement['cases'][number]

/** Every case with its payments, what came back and its documents. */
export function Cases({ cases }: { cases: readonly Case[] }) {
  if (cases.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('cases')}</h2>
      <div className="ls-panel-body ls-stack">
        {cases.map((one) => (
          <OneCase key={`${one.kind} ${one.id}`} one={one} />
        ))}
      </div>
    </section>
  )
}

function CaseTitle({ one: { kind, id, title } }: { one: Case }) {
  if (kind === 'application')
    return (
      <Link to="/policies/applications/$caseId" params={{ caseId: id }} className="ls-link">
        {title}
      </Link>
    )
  if (kind === 'agreement')
    return (
      <Link to="/policies/agreements/$agreementId" params={{ agreementId: id }} className="ls-link">
        {title}
      </Link>
    )
  return <>{title}</>
}

function OneCase({ one }: { one: Case }) {
  return (
    <div className="ls-stack" style={{ gap: 4 }}>
      <div>
        <b>
          <CaseTitle one={one} />
        </b>{' '}
        <span className="ls-tag">{one.stateTitle}</span>
      </div>
      <div className="ls-soft">
        {one.policyTitle}
        {' · '}
        {t('grantedOn', { date: one.grantedOn ?? t('yearUnknown'), amount: yuan(one.grantedFen) })}
      </div>
      {one.payments.map((payment, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: instalments may be alike
        <div key={i}>
          {payment.label} {yuan(payment.amountFen)} {t('unit')}{' '}
          <span className="ls-tag">{t(`status_${payment.status}`)}</span>{' '}
          <span className="ls-soft">
            {payment.paidOn ?? payment.dueOn}
            {payment.voucher && ` · ${t('voucher', { voucher: payment.voucher })}`}
          </span>
        </div>
      ))}
      {one.recoveries.map((back, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: returns may be alike
        <div key={i} className="ls-late">
          {t('back', { amount: yuan(back.amountFen) })}{' '}
          <span className="ls-soft">
            {back.receivedOn ?? t('yearUnknown')} {back.reason}
          </span>
        </div>
      ))}
      {one.documents.length > 0 && (
        <div>
          {t('documents')}：
          {one.documents.map((document) => (
            <a key={document.id} href={document.address} style={{ marginRight: 12 }}>
              {document.fileName}
            </a>
          ))}
        </div>
      )}
    </div>
  )
}
