import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Progress } from 'antd'
import { instant } from '../../ui/format.ts'
import { type ImportJob, isBusy, jobsQuery } from './import-api.ts'
import { t } from './words.ts'

/** My files that are being worked on, or that wait to be confirmed: whoever went elsewhere finds the way back. */
export function ImportUnderway() {
  const { data } = useQuery(jobsQuery())
  const open = (data ?? []).filter((job) => isBusy(job) || (job.task !== 'run' && job.state !== 'received'))
  if (open.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('underway')}</h2>
      <ul className="ls-panel-body ls-import-underway">
        {open.slice(0, 6).map((job) => (
          <li key={job.id}>
            <Link to="/import" search={(before) => ({ ...before, file: job.id })}>
              {job.fileName}
            </Link>
            <span className="ls-soft">{instant(job.updatedAt)}</span>
            {isBusy(job) ? (
              <Progress percent={Math.floor((job.ratio ?? 0) * 100)} size="small" aria-label={job.fileName} />
            ) : (
              <span>{stateOf(job)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function stateOf({ state }: ImportJob): string {
  if (state === 'done') return t('waitsForConfirm')
  return state === 'cancelled' ? t('jobCancelled') : t('jobFailed')
}
