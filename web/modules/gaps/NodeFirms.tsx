import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count, distance } from '../../ui/format.ts'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { type NodeDetail, nodeQuery } from './api.ts'
import { t } from './words.ts'

/** Who stands at a node, nearest first; where the server cut the list, it says so. */
export function NodeFirms({ chainId, nodeId }: { chainId: string; nodeId: string }) {
  const { data, error } = useQuery(nodeQuery(useScope(), chainId, nodeId))
  return (
    <section className="ls-drawer-part">
      <h3>{t('firms')}</h3>
      {error ? (
        <Problem error={error} />
      ) : !data ? (
        <Loading rows={3} />
      ) : data.firms.length === 0 ? (
        <p className="ls-soft">{t('firmsNone')}</p>
      ) : (
        <>
          {data.firms.length < data.firmCount && (
            <p className="ls-soft" data-testid="firms-shown">
              {t('firmsShown', { count: count(data.firmCount), shown: count(data.firms.length) })}
            </p>
          )}
          <ul className="ls-lines">
            {data.firms.map((firm) => (
              <FirmLine key={firm.id} firm={firm} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function FirmLine({ firm }: { firm: NodeDetail['firms'][number] }) {
  const rings = {
    here: t('here'),
    within200Km: t('within200Km'),
    elsewhere: t('elsewhere'),
    unknown: t('ringUnknown'),
  }
  const evidences = {
    stated: t('evidenceStated'),
    words: t('evidenceWords'),
    confirmed: t('evidenceConfirmed'),
  }
  const far = firm.ring === 'here' ? null : distance(firm.distanceKm)
  return (
    <li>
      <Link to="/firms/$firmId" params={{ firmId: firm.id }}>
        {firm.name}
      </Link>
      <small className="ls-soft">
        {[rings[firm.ring], firm.cityName, far && `${far.text} ${far.unit}`, evidences[firm.evidence]]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  )
}
