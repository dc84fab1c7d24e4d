import { Alert, Button, Progress } from 'antd'
import { useMay } from '../../ui/session.ts'
import { isWriting, type JobState } from './api.ts'
import { t } from './words.ts'

type Props = { job: JobState | null; onCancel(): void; error: Error | null }

/** How far the files are, what is left, and cancel; nothing once they are written. */
export function WritingProgress({ job, onCancel, error }: Props) {
  const mayMake = useMay('reports.make')
  if (!job || job.status === 'done')
    return error ? <Alert type="error" showIcon title={error.message} /> : null
  const told =
    job.status === 'running'
      ? t('running', { done: job.doneCount, all: job.pieceCount ?? '?' })
      : t(job.status)
  return (
    <section className="ls-panel" data-testid="writing">
      <div className="ls-panel-body ls-report-progress">
        {error && <Alert type="error" showIcon title={error.message} />}
        <p aria-live="polite">
          <b>{told}</b> {job.problem} {isWriting(job) && <span className="ls-soft">{t('goOn')}</span>}
        </p>
        {isWriting(job) && (
          <Progress
            percent={Math.round((job.doneRatio ?? 0) * 100)}
            showInfo={false}
            size="small"
            aria-label={told}
          />
        )}
        {mayMake && isWriting(job) && (
          <Button danger onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </section>
  )
}
