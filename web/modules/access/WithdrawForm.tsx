import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { t } from './consent-words.ts'
import { withdrawConsent } from './people-api.ts'

/** Withdraws one upload; says before that it cannot be taken back. */
export function WithdrawForm({ id, onDone }: { id: string; onDone(): void }) {
  const [reason, setReason] = useState('')
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: withdrawConsent,
    onSuccess: async () => {
      await queries.invalidateQueries()
      onDone()
    },
  })
  return (
    <div className="ls-pile ls-decision">
      <p className="ls-soft">{t('withdrawWhy')}</p>
      {withdraw.error && <Alert type="error" showIcon title={withdraw.error.message} />}
      <label className="ls-block" htmlFor="withdraw-reason">
        {t('reason')}
        <Input.TextArea
          id="withdraw-reason"
          value={reason}
          maxLength={300}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <Button
        danger
        disabled={reason.trim() === ''}
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate({ id, reason: reason.trim() })}
      >
        {t('withdraw')}
      </Button>
    </div>
  )
}
