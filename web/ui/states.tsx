/** What stands on a page when its content does not: loading, nothing there, refused or failed. */
import { Button, Skeleton } from 'antd'
import { type ReactNode, useContext } from 'react'
import { InPage } from './in-page.ts'
import { ProblemError } from './request.ts'
import { t } from './ui-words.ts'

/** A quiet placeholder of about the height of what will stand there, so that nothing jumps. */
export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div className="ls-loading" role="status" aria-label={t('loading')}>
      <Skeleton active={false} title={false} paragraph={{ rows }} />
    </div>
  )
}

const useHeading = () => (useContext(InPage) ? 'h2' : 'h1')

/** What would stand here, why it matters, and one thing to do. */
export function Empty({ title, why, action }: { title: string; why?: ReactNode; action?: ReactNode }) {
  const Heading = useHeading()
  return (
    <section className="ls-empty">
      <Heading>{title}</Heading>
      {why && <p>{why}</p>}
      {action}
    </section>
  )
}

/** A failure: what happened, what is safe, what to do, a number to quote. */
export function Problem({ error, retry }: { error: unknown; retry?: () => void }) {
  const { title, text, number } = told(error)
  const Heading = useHeading()
  return (
    <section className="ls-empty ls-problem" role="alert">
      <Heading>{title}</Heading>
      {text.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {error instanceof ProblemError && error.fields.length > 0 && (
        <ul>
          {error.fields.map((fault) => (
            <li key={`${fault.field} ${fault.code}`}>
              <b>{fault.field}</b> {fault.message ?? fault.code}
            </li>
          ))}
        </ul>
      )}
      {number && (
        <p className="ls-soft">
          {t('problemNumber')} <code>{number}</code>
        </p>
      )}
      {retry && <Button onClick={retry}>{t('retry')}</Button>}
    </section>
  )
}

function told(error: unknown): { title: string; text: string[]; number: string | null } {
  if (!(error instanceof ProblemError)) {
    return {
      title: t('problemTitle'),
      text: [error instanceof Error ? error.message : String(error)],
      number: null,
    }
  }
  const own = error.detail ? [error.detail] : []
  const number = error.requestId
  if (error.status === 0)
    return { title: t('problemUnreachable'), text: [t('problemUnreachableDo')], number: null }
  if (error.status === 403)
    return { title: t('problemForbidden'), text: [...own, t('problemForbiddenDo')], number: null }
  if (error.status === 404)
    return { title: t('problemNotFound'), text: own.length ? own : [t('problemNotFoundDo')], number: null }
  if (error.status >= 500)
    return { title: t('problemTitle'), text: [...own, t(number ? 'problemSafe' : 'problemSafeOnly')], number }
  return { title: error.title, text: own, number }
}
