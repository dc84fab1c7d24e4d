import { useEffect, useState } from 'react'
import { digits } from '../../ui/format.ts'
import type { Work } from './use-import.ts'
import { t } from './words.ts'

const megabytes = (bytes: number) => digits(bytes / 1_000_000, 1)

/** Where an import stands: sent, checked, confirmed, written; what is being done and for how long. */
export function ImportSteps({ work, isChecked }: { work: Work | null; isChecked: boolean }) {
  const seconds = useSecondsSince(work?.startedAt ?? null)
  const isSent = work?.sent != null && work.sent.sentBytes >= work.sent.totalBytes
  const at = work?.what === 'run' ? 3 : work ? (isSent ? 1 : 0) : isChecked ? 2 : 0
  return (
    <div className="ls-steps">
      <ol>
        {[t('stepSend'), t('stepCheck'), t('stepConfirm'), t('stepWrite')].map((name, index) => (
          <li key={name} data-done={index < at || undefined} aria-current={index === at ? 'step' : undefined}>
            {name}
          </li>
        ))}
      </ol>
      {work && (
        <p role="status" className="ls-soft">
          {doing(work, isSent)}{' '}
          {seconds > 1 && <span aria-hidden="true">{t('stepSeconds', { seconds })}</span>}
        </p>
      )}
    </div>
  )
}

function doing({ what, sent }: Work, isSent: boolean): string {
  if (isSent) return what === 'run' ? t('importing') : t('reading')
  if (!sent) return t('sending')
  return t('sendingPart', { sent: megabytes(sent.sentBytes), total: megabytes(sent.totalBytes) })
}

function useSecondsSince(startedAt: number | null): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    if (startedAt === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [startedAt])
  return startedAt === null ? 0 : Math.max(0, Math.round((now - startedAt) / 1000))
}
