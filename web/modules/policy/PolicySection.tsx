import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay, useScope, useSession } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { assessmentQuery } from './api.ts'
import { ClauseCard } from './ClauseCard.tsx'
import { Money } from './money-text.tsx'
import './policy.css'
import { t } from './words.ts'

/** What a firm is entitled to or nearly is, on its page; for the firm itself and for those who read figures whole. */
export function PolicySection({ organisationId }: { organisationId: string }) {
  const { actor } = useSession()
  const readsAll = useMay('policy.run')
  if (!readsAll && actor.organisationId !== organisationId) return null
  return <Section organisationId={organisationId} />
}
PolicySection.displayName = 'PolicySection'

function Section({ organisationId }: { organisationId: string }) {
  const { dataset } = useScope()
  const { data, error } = useQuery(assessmentQuery(organisationId, dataset))
  const reached = data?.clauses.filter(({ verdict }) => verdict === 'entitled' || verdict === 'near') ?? []
  return (
    <section className="ls-panel" data-testid="policies">
      <h2>{t('own')}</h2>
      <div className="ls-panel-body ls-stack" style={{ gap: 8 }}>
        {error ? (
          <Problem error={error} />
        ) : !data ? (
          <Loading rows={3} />
        ) : (
          <>
            <p>
              {t('entitledSum')} <Money fen={data.totals.amountFen} />
              <span className="ls-soft">
                {' · '}
                {t('ceilingSum')} <Money fen={data.totals.ceilingFen} /> · {t('ceilingNote')}
              </span>
            </p>
            {reached.slice(0, 5).map((clause) => (
              <ClauseCard key={`${clause.policy}/${clause.clause}`} clause={clause} />
            ))}
            <Link to="/policies/firm" search={{ firm: organisationId }} className="ls-link">
              {t('openAll')}
            </Link>
          </>
        )}
      </div>
    </section>
  )
}
