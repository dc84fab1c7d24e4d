import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useMay, useSession } from '../../ui/session.ts'
import { proposeFact } from './api.ts'
import { t } from './words.ts'

type Props = { firmId: string; changes: Readonly<Record<string, string | null>>; on: string }

/** Hands the changed numbers to the office as corrections of the register; until it accepts them nothing changes. */
export function ProposeFacts({ firmId, changes, on }: Props) {
  const { actor } = useSession()
  const may = useMay('registry.propose')
  const [period, setPeriod] = useState(String(Number(on.slice(0, 4)) - 1))
  const [reason, setReason] = useState('')
  const told = Object.entries(changes).flatMap(([field, value]) => (value === null ? [] : [{ field, value }]))
  const propose = useMutation({
    mutationFn: async () => {
      for (const { field, value } of told) await proposeFact(firmId, { field, value, period, reason })
    },
  })
  if (!may || actor.organisationId !== firmId || told.length === 0) return null
  if (propose.isSuccess) return <Alert type="success" showIcon title={t('proposed')} />
  return (
    <details className="ls-details">
      <summary>{t('proposeFact')}</summary>
      <div className="ls-stack" style={{ gap: 8 }}>
        <p className="ls-soft">{t('proposeNote')}</p>
        {propose.error && <Alert type="error" showIcon title={propose.error.message} />}
        <Input
          size="small"
          aria-label={t('period')}
          addonBefore={t('period')}
          value={period}
          onChange={(event) => setPeriod(event.target.value)}
        />
        <Input
          size="small"
          aria-label={t('comment')}
          placeholder={t('comment')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button
          size="small"
          disabled={reason.trim() === ''}
          loading={propose.isPending}
          onClick={() => propose.mutate()}
        >
          {t('propose')}
        </Button>
      </div>
    </details>
  )
}
