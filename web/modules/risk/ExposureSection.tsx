import { queryOptions, useQuery } from '@tanstack/react-query'
import { getJson } from '../../ui/request.ts'
import { useMay, useScope, useSession } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { FirmRisk } from './api.ts'
import { lossText, rangeText } from './ratio.ts'
import { t } from './words.ts'

const exposureQuery = (city: string, dataset: string, organisation: string) =>
  queryOptions({
    queryKey: ['risk', 'own', city, dataset, organisation],
    queryFn: ({ signal }) =>
      getJson<{ exposure: FirmRisk | null }>('/api/risk/own', { city, dataset, organisation }, signal),
  })

/** A firm's own place in the newest ranking; nobody else's is shown to it. */
export function ExposureSection({ organisationId }: { organisationId: string }) {
  const may = useMay('risk.read_own')
  const { actor } = useSession()
  const isOther = actor.organisationId !== null && actor.organisationId !== organisationId
  if (!may || isOther) return null
  return <Exposure organisationId={organisationId} />
}
ExposureSection.displayName = 'ExposureSection'

function Exposure({ organisationId }: { organisationId: string }) {
  const { city, dataset } = useScope()
  const { data, error } = useQuery(exposureQuery(city.code, dataset, organisationId))
  const exposure = data?.exposure
  return (
    <section className="ls-panel" data-testid="exposure">
      <h2>{t('exposure')}</h2>
      <div className="ls-panel-body">
        {error ? (
          <Problem error={error} />
        ) : !data ? (
          <Loading rows={2} />
        ) : exposure ? (
          <p>
            {t('exposureTold', {
              ...{ loss: lossText(exposure.esri) ?? '?', interval: rangeText(exposure.esriInterval) },
              rank: exposure.rankInterval
                ? `${exposure.rankInterval.low}–${exposure.rankInterval.high}`
                : exposure.rank,
            })}
          </p>
        ) : (
          <p className="ls-soft">{t('exposureNone')}</p>
        )}
      </div>
    </section>
  )
}
