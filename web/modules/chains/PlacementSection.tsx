import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang } from '../../ui/words.ts'
import { chainsQuery, type Placement, placementsQuery } from './api.ts'
import { t } from './words.ts'

/** Where a firm stands on the chains, and by what evidence. */
export function PlacementSection({ organisationId }: { organisationId: string }) {
  const { city } = useScope()
  const { data, error } = useQuery(placementsQuery(organisationId))
  const { data: chains } = useQuery(chainsQuery(city.code))
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
              <li key={`${place.mapId} ${place.nodeId}`}>
                <NodeName place={place} chainId={chains?.find(({ mapId }) => mapId === place.mapId)?.id} />
                <small className="ls-soft" title={place.source}>
                  {[evidence[place.evidence], place.source, place.asOf].filter(Boolean).join(' · ')}
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

/** The node, with the way to it where the chosen city draws its map. */
function NodeName({ place, chainId }: { place: Placement; chainId: string | undefined }) {
  if (chainId === undefined) return <span>{inLang(place.name)}</span>
  return (
    <Link to="/chains/$chainId" params={{ chainId }} search={{ node: place.nodeId }}>
      {inLang(place.name)}
    </Link>
  )
}
