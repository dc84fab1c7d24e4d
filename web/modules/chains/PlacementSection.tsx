import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { placementsQuery } from './api.ts'
import { t } from './words.ts'

/** Where a firm stands on the chains, and by what evidence. */
export function PlacementSection({ organisationId }: { organisationId: string }) {
  const { dataset } = useScope()
  const { data, error } = useQuery(placementsQuery(organisationId, dataset))
  const evidence = {
    stated: t('evidenceStated'),
    words: t('evidenceWords'),
    confirmed: t('evidenceConfirmed'),
  }
  return (
    <section className="ls-panel">
      <h2>{t('placements')}</h2>
      <div className="ls-panel-body">
        {error ? (
          <Problem error={error} />
        ) : !data ? (
          <Loading rows={2} />
        ) : data.length === 0 ? (
          <p className="ls-soft">{t('placementsNone')}</p>
        ) : (
          <ul className="ls-lines">
            {data.map((place) => (
              <li key={`${place.chainId} ${place.nodeId}`}>
                <Link
                  to="/chains/$chainId"
                  params={{ chainId: place.chainId }}
                  search={{ node: place.nodeId }}
                >
                  {inLang(place.nodeName)}
                </Link>
                <small className="ls-soft">
                  {inLang(place.chainName)} · {evidence[place.evidence]}
                </small>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}
PlacementSection.displayName = 'PlacementSection'
