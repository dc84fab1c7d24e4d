import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay, useScope, useSession } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { Money } from '../money-text.tsx'
import { statementQuery } from './api.ts'
import { t } from './words.ts'

/** What a firm was granted and paid, on its page; for the firm itself and those who may read its cases. */
export function StatementSection({ organisationId }: { organisationId: string }) {
  const { actor } = useSession()
  const mayRead = useMay('applications.read')
  const isFirm = useMay('applications.write')
  if (!mayRead || (isFirm && actor.organisationId !== organisationId)) return null
  return <Section organisationId={organisationId} />
}
StatementSection.displayName = 'StatementSection'

function Section({ organisationId }: { organisationId: string }) {
  const { data, error } = useQuery(statementQuery(useScope(), organisationId))
  return (
    <section className="ls-panel" data-testid="statement">
      <h2>{t('statement')}</h2>
      <div className="ls-panel-body ls-stack" style={{ gap: 8 }}>
        {error ? (
          <Problem error={error} />
        ) : !data ? (
          <Loading rows={2} />
        ) : (
          <>
            <p>
              {t('granted')} <Money fen={data.totals.grantedFen} />
              {' · '}
              {t('paid')} <Money fen={data.totals.paidFen} />
              {' · '}
              {t('recovered')} <Money fen={data.totals.recoveredFen} />
              {' · '}
              {t('reliefs')} <Money fen={data.totals.reliefFen} />
            </p>
            {!data.isWhole && <p className="ls-soft">{t('partial')}</p>}
            <Link to="/policies/statement" search={{ firm: organisationId }} className="ls-link">
              {t('openStatement')}
            </Link>
          </>
        )}
      </div>
    </section>
  )
}
