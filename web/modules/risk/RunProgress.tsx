import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Progress } from 'antd'
import { useMay } from '../../ui/session.ts'
import { changeRun, type RiskRun } from './api.ts'
import { t } from './words.ts'

/** A ranking under way: what is done and what is left, pause, cancel; going on elsewhere is fine. */
export function RunProgress({ run }: { run: RiskRun }) {
  const queries = useQueryClient()
  const mayRun = useMay('risk.run')
  const change = useMutation({
    mutationFn: (what: 'pause' | 'resume' | 'cancel') => changeRun(run.id, what),
    onSettled: () => queries.invalidateQueries({ queryKey: ['risk'] }),
  })
  const done = Math.round((run.doneRatio ?? 0) * 100)
  const told =
    run.status === 'running'
      ? t('running', { done: run.doneCount, all: run.pieceCount ?? '?', percent: done })
      : t(run.status)
  const isOpen = run.status === 'running' || run.status === 'waiting' || run.status === 'paused'
  return (
    <section className="ls-panel ls-risk-progress" data-testid="risk-progress">
      <div className="ls-panel-body">
        {change.error && <Alert type="error" showIcon title={change.error.message} />}
        <p aria-live="polite">
          <b>{told}</b> {run.problem} {isOpen && <span className="ls-soft">{t('goOn')}</span>}
        </p>
        {isOpen && <Progress percent={done} showInfo={false} size="small" aria-label={told} />}
        {mayRun && isOpen && (
          <div className="ls-risk-buttons">
            {run.status === 'paused' ? (
              <Button onClick={() => change.mutate('resume')}>{t('resume')}</Button>
            ) : (
              <Button onClick={() => change.mutate('pause')}>{t('pause')}</Button>
            )}
            <Button danger onClick={() => change.mutate('cancel')}>
              {t('cancel')}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}
