import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useMay, useScope, useSession } from '../../../ui/session.ts'
import { type Application, newKey, post } from './api.ts'
import { t } from './words.ts'

type Props = {
  policy: string
  clause: string
  title: string
  /** Null where no window is held; then one may apply at any time. */
  window: { state: 'open' | 'coming' | 'closed'; opensOn: string; closesOn: string } | null
}

/** Begins the application of the reader's own organisation for a clause, filled with what the city holds. */
export function ApplyButton({ policy, clause, title, window }: Props) {
  const scope = useScope()
  const { actor } = useSession()
  const mayApply = useMay('applications.write') && actor.organisationId !== null
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [requestKey] = useState(newKey)
  const begin = useMutation({
    mutationFn: () =>
      post<Application>('/applications', {
        city: scope.city.code,
        dataset: scope.dataset,
        policyId: policy,
        clauseId: clause,
        requestKey,
      }),
    onSuccess: ({ life }) => {
      void queries.invalidateQueries({ queryKey: ['policy-cases'] })
      void navigate({ to: '/policies/applications/$caseId', params: { caseId: life.id } })
    },
  })
  if (!mayApply) return null
  if (window?.state === 'closed')
    return <p className="ls-soft">{t('applyClosed', { date: window.closesOn })}</p>
  if (window?.state === 'coming')
    return <p className="ls-soft">{t('applyComing', { date: window.opensOn })}</p>
  return (
    <div>
      {begin.error && <Alert type="error" showIcon title={begin.error.message} />}
      <Button
        type="primary"
        size="small"
        aria-label={`${t('apply')} ${title}`}
        loading={begin.isPending}
        onClick={() => begin.mutate()}
      >
        {t('apply')}
      </Button>
    </div>
  )
}
