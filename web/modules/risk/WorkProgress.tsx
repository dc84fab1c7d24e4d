import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import { useMay } from '../../ui/session.ts'
import { cancelStress, isGoingOn, type WorkState } from './api.ts'
import { t } from './words.ts'

type Props = { testId: string; work: WorkState; onGone(): void }

/** A test or the measuring of remedies under way: how far it is, and cancel; going on elsewhere is fine. */
export function WorkProgress({ testId, work, onGone }: Props) {
  const queries = useQueryClient()
  const mayRun = useMay('risk.run')
  const cancel = useMutation({
    mutationFn: () => cancelStress(testId),
    onSuccess: ({ isKept }) => {
      if (!isKept) onGone()
      return queries.invalidateQueries({ queryKey: ['risk'] })
    },
  })
  const done = Math.round((work.doneRatio ?? 0) * 100)
  const isOpen = isGoingOn(work)
  const told = work.status === 'running' ? t('working', { percent: done }) : t(work.status)
  return (
    <div className="ls-stack ls-risk-progress" data-testid="work-progress">
      {cancel.error && <Alert type="error" showIcon title={cancel.error.message} />}
      <p aria-live="polite">
        <b>{told}</b> {work.problem} {isOpen && <span className="ls-soft">{t('goOn')}</span>}
      </p>
      {isOpen && <Progress percent={done} showInfo={false} size="small" aria-label={told} />}
      {mayRun && (
        <div className="ls-risk-buttons">
          <Button danger loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t(isOpen ? 'cancel' : 'takeOff')}
          </Button>
        </div>
      )}
    </div>
  )
}
