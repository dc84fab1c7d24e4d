import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/column.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { firmQuery, type Organisation } from './api.ts'
import { kindName, precisionName } from './names.ts'
import { t } from './words.ts'

/** A part of a firm's page that a later room contributes. */
export type FirmSection = ComponentType<{ organisationId: string }>

/** Everything held about one organisation, each fact with its source; later rooms add their sections. */
export function FirmPage({ firmId, sections }: { firmId: string; sections: readonly FirmSection[] }) {
  const { dataset } = useScope()
  const { data: firm, error, refetch } = useQuery(firmQuery(firmId, dataset))
  if (error) return <Page title={t('firms')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!firm) return <Loading rows={12} />

  const count = firm.facts.length + firm.productFacts.length + firm.identifiers.length
  return (
    <Page
      title={firm.name}
      sentence={[kindName(firm.kind), firm.cityName, firm.industry, t('factSentence', { count })]
        .filter(Boolean)
        .join(' · ')}
    >
      <div className="ls-columns">
        <Basics firm={firm} />
        <div className="ls-stack">
          <Products firm={firm} />
          {sections.map((Section) => (
            <Section key={Section.displayName ?? Section.name} organisationId={firmId} />
          ))}
        </div>
      </div>
      <Facts firm={firm} />
    </Page>
  )
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
            <dd>{firm.formerNames.join('、')}</dd>
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
        {firm.productFacts.map(({ name, source }) => (
          <span key={`${name} ${source}`} className="ls-tag" title={source}>
            {name}
          </span>
        ))}
      </div>
    </section>
  )
}

type FactRow = {
  key: string
  field: string
  value: string
  unit: string | null
  asOf: string | null
  source: string
}

const factColumns = (): Column<FactRow>[] => [
  { id: 'field', title: t('field'), width: 130, value: (fact) => fact.field, phone: 'title' },
  { id: 'value', title: t('value'), width: 220, grow: 3, value: (fact) => fact.value },
  { id: 'unit', title: t('unit'), width: 72, grow: 0, value: (fact) => fact.unit ?? '', phone: 'none' },
  { id: 'asOf', title: t('asOf'), width: 100, grow: 0, value: (fact) => fact.asOf },
  { id: 'source', title: t('source'), width: 220, grow: 2, value: (fact) => fact.source },
]

function Facts({ firm }: { firm: Organisation }) {
  const columns = factColumns()
  const rows: FactRow[] = [
    ...firm.identifiers.map((each) => ({
      key: `i${each.kind}${each.value}`,
      field: identifierName(each.kind),
      value: each.value,
      unit: null,
      asOf: null,
      source: each.source,
    })),
    ...firm.facts.map((fact, at) => ({ ...fact, key: `f${at}` })),
  ]
  return (
    <DataTable
      name={t('facts')}
      rows={rows}
      columns={columns}
      rowId={({ key }) => key}
      maxRows={12}
      empty={<p className="ls-table-none">{t('factsNone')}</p>}
      tools={<b>{t('facts')}</b>}
    />
  )
}

const identifierName = (kind: string) =>
  kind === 'credit_code' ? t('creditCode') : kind === 'stock_code' ? t('stockCode') : kind
