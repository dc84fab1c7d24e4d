import { Button, Progress } from 'antd'
import { count, digits } from '../../ui/format.ts'
import type { Sent } from '../../ui/request.ts'
import { type ImportJob, isBusy } from './import-api.ts'
import { t } from './words.ts'

const megabytes = (bytes: number) => digits(bytes / 1_000_000, 1)

type Props = {
  sending: { name: string; sent: Sent | null } | null
  job: ImportJob | undefined
  onCancel(): void
}

/** Where an import stands: sent, checked, confirmed, written; per cent, what is being done, rows left, and cancel. */
export function ImportSteps({ sending, job, onCancel }: Props) {
  const isWorking = isBusy(job)
  const at = sending ? 0 : job?.task === 'run' ? 3 : isWorking ? 1 : job?.state === 'done' ? 2 : 1
  return (
    <div className="ls-steps">
      <ol>
        {[t('stepSend'), t('stepCheck'), t('stepConfirm'), t('stepWrite')].map((name, index) => (
          <li key={name} data-done={index < at || undefined} aria-current={index === at ? 'step' : undefined}>
            {name}
          </li>
        ))}
      </ol>
      {sending && (
        <p role="status" className="ls-soft">
          {sending.sent
            ? t('sendingPart', {
                sent: megabytes(sending.sent.sentBytes),
                total: megabytes(sending.sent.totalBytes),
              })
            : t('sending')}
        </p>
      )}
      {job && isWorking && <Working job={job} onCancel={onCancel} />}
    </div>
  )
}

function Working({ job, onCancel }: { job: ImportJob; onCancel(): void }) {
  const percent = Math.floor((job.ratio ?? 0) * 100)
  return (
    <div className="ls-import-progress">
      <Progress percent={percent} size="small" status="normal" aria-label={doing(job)} />
      <div className="ls-line">
        <span role="status" className="ls-soft">
          {doing(job)} {rowsLeft(job)}
        </span>
        <Button size="small" onClick={onCancel}>
          {t('cancelWork')}
        </Button>
      </div>
      <p className="ls-soft">{job.task === 'run' ? t('goOnElsewhere') : t('checkWritesNothing')}</p>
    </div>
  )
}

function rowsLeft({ rowsDone, rowsTotal }: ImportJob): string {
  if (rowsDone === null || rowsTotal === null) return ''
  return t('rowsLeft', { done: count(rowsDone), left: count(Math.max(0, rowsTotal - rowsDone)) })
}

function doing({ state, step }: ImportJob): string {
  if (state === 'queued' || step === null) return t('doingQueued')
  return {
    reading: t('doingReading'),
    checking: t('doingChecking'),
    matching: t('doingMatching'),
    writing: t('doingWriting'),
    deriving: t('doingDeriving'),
  }[step]
}
