import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { money, percent, ppm } from '../../ui/format.ts'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type OrganisationRelations, type Relation, relationsQuery } from './api.ts'
import { t } from './words.ts'

/** Who supplies a firm and whom it supplies, for those who may read it; else who can give the permission. */
export function RelationSection({ organisationId }: { organisationId: string }) {
  const { dataset } = useScope()
  const { data, error } = useQuery(relationsQuery(organisationId, dataset))
  return (
    <section className="ls-panel" data-testid="relations">
      <h2>{t('relations')}</h2>
      <div className="ls-panel-body ls-stack">
        {error ? (
          <Problem error={error} />
        ) : !data ? (
          <Loading rows={3} />
        ) : data.mayRead ? (
          <Relations relations={data} />
        ) : (
          <p className="ls-soft">{t('hidden')}</p>
        )}
      </div>
    </section>
  )
}
RelationSection.displayName = 'RelationSection'

function Relations({
  relations: { suppliers, buyers, localSourcing },
}: {
  relations: OrganisationRelations
}) {
  const coverage = percent(localSourcing?.coverageRatio ?? null)
  const ratio = percent(localSourcing?.ratio ?? null)
  return (
    <>
      {localSourcing && (
        <p>
          {t('localSourcing', { year: localSourcing.year })} {ratio ? <b>{ratio.text}%</b> : <Unknown />}{' '}
          <span className="ls-soft">
            {coverage ? t('coverage', { percent: coverage.text }) : t('coverageUnknown')}
          </span>
        </p>
      )}
      <Ends title={t('suppliers')} ends={suppliers ?? []} />
      <Ends title={t('buyers')} ends={buyers ?? []} />
      <p className="ls-soft">{t('audited')}</p>
    </>
  )
}

function Ends({ title, ends }: { title: string; ends: readonly Relation[] }) {
  return (
    <ScrollX className="ls-part">
      <h3>{title}</h3>
      {ends.length === 0 ? (
        <p className="ls-soft">{t('none')}</p>
      ) : (
        <table className="ls-plain">
          <thead>
            <tr>
              <th>{t('name')}</th>
              <th>{t('year')}</th>
              <th data-right>{t('share')}</th>
              <th data-right>{t('amount')}</th>
            </tr>
          </thead>
          <tbody>
            {ends.map((end) => (
              <End
                key={`${end.organisationId} ${end.name} ${end.year} ${end.rank} ${end.sharePpm}`}
                end={end}
              />
            ))}
          </tbody>
        </table>
      )}
    </ScrollX>
  )
}

function End({ end }: { end: Relation }) {
  const share = ppm(end.sharePpm)
  const amount = money(end.amountFen)
  return (
    <tr title={end.source}>
      <td>
        {end.organisationId ? (
          <Link to="/firms/$firmId" params={{ firmId: end.organisationId }}>
            {end.name}
          </Link>
        ) : (
          <>
            {end.name} {end.isAnonymous && <small className="ls-soft">{t('anonymous')}</small>}
          </>
        )}
        {end.product && <small className="ls-soft"> {end.product}</small>}
      </td>
      <td>{end.year}</td>
      <td data-right>{share ? `${share.text}%` : <Unknown />}</td>
      <td data-right>{amount ? `${amount.text} ${amount.unit}` : <Unknown />}</td>
    </tr>
  )
}
