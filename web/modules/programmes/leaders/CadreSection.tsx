import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay, useScope } from '../../../ui/session.ts'
import { Problem } from '../../../ui/states.tsx'
import { cadresQuery } from './api.ts'
import { t } from './words.ts'

/** On a firm's page: the cadres who are at hand for it. */
export function CadreSection({ organisationId }: { organisationId: string }) {
  const mayRead = useMay('programmes.read')
  const { data, error } = useQuery({ ...cadresQuery(useScope(), organisationId), enabled: mayRead })
  if (!mayRead) return null
  if (error) return <Problem error={error} />
  const holding = data?.items.filter((one) => one.holds) ?? []
  if (holding.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('firmCadres')}</h2>
      <ul className="ls-lines ls-panel-body">
        {holding.map((one) => (
          <li key={one.id}>
            <Link to="/cadres" search={{ cadre: one.id }}>
              {one.personName}
            </Link>
            <span className="ls-soft">
              {[one.unit, one.post].filter(Boolean).join(' ')} · {t('lastContact')}{' '}
              {one.lastContactOn ?? t('noneYet')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
