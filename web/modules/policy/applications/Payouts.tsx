import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useMay } from '../../../ui/session.ts'
import { fenOf, yuan } from './amounts.ts'
import { type Application, post } from './api.ts'
import { t } from './words.ts'

type Payout = Application['payouts'][number]

/** The instalments of a case; the office records each payment once, and what comes back. */
export function Payouts({ payouts }: { payouts: readonly Payout[] }) {
  if (payouts.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('payouts')}</h2>
      <div className="ls-panel-body ls-stack">
        {payouts.map((payout) => (
          <PayoutLine key={payout.id} payout={payout} />
        ))}
      </div>
    </section>
  )
}

/** One instalment, with the form that its state asks for. */
export function PayoutLine({ payout }: { payout: Payout }) {
  const mayRecord = useMay('payments.record')
  const isOpen = payout.status === 'planned' || payout.status === 'ordered'
  return (
    <div className="ls-stack" style={{ gap: 4 }}>
      <div>
        <b>{payout.label}</b> {yuan(payout.amountFen)} {t('yuan')}{' '}
        <span className="ls-tag">{t(`status_${payout.status}`)}</span>{' '}
        <span className="ls-soft">
          {payout.paidOn ?? payout.dueOn} {payout.voucher}
        </span>
        {payout.recoveredFen !== '0' && (
          <span className="ls-late"> {t('recovered', { amount: yuan(payout.recoveredFen) })}</span>
        )}
      </div>
      {mayRecord && isOpen && <PaymentForm payout={payout} />}
      {mayRecord && payout.status === 'paid' && payout.recoveredFen !== payout.amountFen && (
        <RecoveryForm payout={payout} />
      )}
    </div>
  )
}

function useRecord(path: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: object) => post(path, body),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['policy-cases'] }),
  })
}

function PaymentForm({ payout }: { payout: Payout }) {
  const record = useRecord(`/payouts/${payout.id}/payment`)
  const [paidOn, setPaidOn] = useState('')
  const [voucher, setVoucher] = useState('')
  return (
    <Space wrap>
      {record.error && <Alert type="error" showIcon title={record.error.message} />}
      <Input
        type="date"
        aria-label={t('paidOn')}
        value={paidOn}
        onChange={(event) => setPaidOn(event.target.value)}
      />
      <Input
        aria-label={t('voucher')}
        placeholder={t('voucher')}
        value={voucher}
        maxLength={60}
        onChange={(event) => setVoucher(event.target.value)}
      />
      <Button
        disabled={paidOn === '' || voucher.trim() === ''}
        loading={record.isPending}
        onClick={() => record.mutate({ paidOn, voucher: voucher.trim() })}
      >
        {t('recordPaid')}
      </Button>
    </Space>
  )
}

function RecoveryForm({ payout }: { payout: Payout }) {
  const record = useRecord(`/payouts/${payout.id}/recovery`)
  const [amount, setAmount] = useState('')
  const [receivedOn, setReceivedOn] = useState('')
  const [reason, setReason] = useState('')
  const amountFen = fenOf(amount)
  return (
    <details className="ls-details">
      <summary>{t('recordBack')}</summary>
      <Space wrap>
        {record.error && <Alert type="error" showIcon title={record.error.message} />}
        <Input
          placeholder={t('backYuan')}
          aria-label={t('backYuan')}
          value={amount}
          onChange={(e) => setAmount(e.target.value)}
        />
        <Input
          type="date"
          aria-label={t('paidOn')}
          value={receivedOn}
          onChange={(e) => setReceivedOn(e.target.value)}
        />
        <Input
          placeholder={t('reasons')}
          aria-label={t('reasons')}
          value={reason}
          maxLength={500}
          onChange={(e) => setReason(e.target.value)}
        />
        <Button
          disabled={amountFen === null || receivedOn === '' || reason.trim() === ''}
          loading={record.isPending}
          onClick={() => record.mutate({ amountFen, receivedOn, reason: reason.trim() })}
        >
          {t('recordBack')}
        </Button>
      </Space>
    </details>
  )
}
