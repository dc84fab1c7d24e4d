import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { Page } from '../../ui/Page.tsx'
import { ProblemError } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { firmNowQuery, firmQuery, type Organisation } from './api.ts'
import { FirmJoins } from './FirmJoins.tsx'
import { FirmSources } from './FirmSources.tsx'
import { FirmStanding } from './FirmStanding.tsx'
import { kindName, precisionName } from './names.ts'
import { RecordMenu } from './record/RecordMenu.tsx'
import { t } from './words.ts'

/** A part of a firm's page that a later room contributes. */
export type FirmSection = ComponentType<{ organisationId: string }>

/** Everything held about one organisation, each fact with its source; later rooms add their sections. */
export function FirmPage({ firmId, sections }: { firmId: string; sections: readonly FirmSection[] }) {
  const { dataset } = useScope()
  const { data: firm, error, refetch } = useQuery(firmQuery(firmId, dataset))
  if (error instanceof ProblemError && error.code === 'registry.was_merged')
    return <MergedAway firmId={firmId} error={error} />
  if (error) return <Page title={t('firms')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!firm) return <Loading rows={12} />

  const count = firm.facts.length + firm.productFacts.length + firm.identifiers.length
  return (
    <Page
      title={firm.name}
      sentence={[kindName(firm.kind), firm.cityName, firm.industry, t('factSentence', { count })]
        .filter(Boolean)
        .join(' · ')}
      actions={<RecordMenu firmId={firmId} />}
    >
      <div className="ls-columns">
        <div className="ls-stack">
          <Basics firm={firm} />
          <FirmStanding firmId={firmId} />
        </div>
        <div className="ls-stack">
          <Products firm={firm} />
          {sections.map((Section) => (
            <Section key={Section.displayName ?? Section.name} organisationId={firmId} />
          ))}
        </div>
      </div>
      <FirmSources firmId={firmId} />
      <FirmJoins firmId={firmId} />
    </Page>
  )
}

/** The old address of an organisation that was merged leads on to the one that it stands under now. */
function MergedAway({ firmId, error }: { firmId: string; error: ProblemError }) {
  const { data: now, error: lost } = useQuery(firmNowQuery(firmId))
  if (lost) return <Page title={t('firms')}>{<Problem error={error} />}</Page>
  if (!now) return <Loading rows={12} />
  return <Navigate to="/firms/$firmId" params={{ firmId: now.id }} search={(held) => held} replace />
}

function Basics({ firm }: { firm: Organisation }) {
  const { position } = firm
  return (
    <section className="ls-panel">
      <h2>{t('basics')}</h2>
      <dl className="ls-pairs ls-panel-body">
        <dt>{t('creditCode')}</dt>
        <dd>{firm.creditCode ?? <Unknown />}</dd>
        <dt>{t('stockCode')}</dt>
        <dd>{firm.stockCode ?? <Unknown />}</dd>
        <dt>{t('place')}</dt>
        <dd>{[firm.cityName, firm.districtName].filter(Boolean).join(' ') || <Unknown />}</dd>
        <dt>{t('address')}</dt>
        <dd>{firm.address ?? <Unknown />}</dd>
        <dt>{t('position')}</dt>
        <dd>
          {position ? (
            <>
              {position.lng.toFixed(4)}, {position.lat.toFixed(4)}{' '}
              <small className="ls-soft">
                {[precisionName(position.precision), position.source].filter(Boolean).join(' · ')}
              </small>
            </>
          ) : (
            <Unknown />
          )}
        </dd>
        <dt>{t('industry')}</dt>
        <dd>
          {[firm.industryCode, firm.industryName ?? firm.industry].filter(Boolean).join(' ') || <Unknown />}
        </dd>
        <dt>{t('group')}</dt>
        <dd>
          {firm.group ? (
            <>
              {firm.group.name} <small className="ls-soft">{firm.group.source}</small>
            </>
          ) : (
            <Unknown why={t('groupUnknown')} />
          )}
        </dd>
        {firm.formerNames.length > 0 && (
          <>
            <dt>{t('formerNames')}</dt>
            <dd>
              {firm.formerNameDays.map((former) => (
                <div key={former.name}>
                  {former.name}{' '}
                  <small className="ls-soft">
                    {[
                      former.usedFrom && t('nameFrom', { day: former.usedFrom }),
                      former.usedUntil && t('nameUntil', { day: former.usedUntil }),
                      former.source,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

function Products({ firm }: { firm: Organisation }) {
  return (
    <section className="ls-panel">
      <h2>{t('products')}</h2>
      <div className="ls-panel-body ls-tags">
        {firm.productFacts.length === 0 && <Unknown />}
        {firm.productFacts.map(({ name, code, codeStandard, source }) => (
          <span key={`${name} ${source}`} className="ls-tag" title={source}>
            {name}
            {code && <small className="ls-soft"> {[codeStandard, code].filter(Boolean).join(' ')}</small>}
          </span>
        ))}
      </div>
    </section>
  )
}
