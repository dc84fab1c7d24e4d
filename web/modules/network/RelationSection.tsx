import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { percent, ppm } from '../../ui/format.ts'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { useMay, useScope, useSession } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { type OrganisationRelations, type Relation, relationsQuery } from './api.ts'
import { bandText } from './band-text.ts'
import { RelationActs, RelationForm } from './RelationForm.tsx'
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
          <Relations relations={data} organisationId={organisationId} />
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
  organisationId,
}: {
  relations: OrganisationRelations
  organisationId: string
}) {
  const isOwn = useSession().actor.organisationId === organisationId
  const mayState = useMay('relations.state')
  const [isAdding, setAdding] = useState(false)
  const [changed, setChanged] = useState<Relation | null>(null)
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
      <Ends title={t('suppliers')} ends={suppliers ?? []} onChange={setChanged} />
      <Ends title={t('buyers')} ends={buyers ?? []} onChange={setChanged} />
      {mayState && (
        <div>
          <Button onClick={() => setAdding(true)}>{t('add')}</Button>
        </div>
      )}
      {isOwn && (
        <p className="ls-soft">
          {t('ownLinks')} <Link to="/supply-agreements">{t('agreements')}</Link> ·{' '}
          <Link to="/ledger">{t('ledger')}</Link>
        </p>
      )}
      <Drawer open={isAdding} onClose={() => setAdding(false)} title={t('add')} size={560} destroyOnHidden>
        <RelationForm organisationId={organisationId} isOwn={isOwn} onDone={() => setAdding(false)} />
      </Drawer>
      <Drawer
        open={changed !== null}
        onClose={() => setChanged(null)}
        title={changed?.name}
        size={520}
        destroyOnHidden
      >
        {changed && (
          <RelationActs organisationId={organisationId} end={changed} onDone={() => setChanged(null)} />
        )}
      </Drawer>
      <p className="ls-soft">{t('audited')}</p>
    </>
  )
}

function Ends({
  title,
  ends,
  onChange,
}: {
  title: string
  ends: readonly Relation[]
  onChange(end: Relation): void
}) {
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
              <End key={end.id} end={end} onChange={onChange} />
            ))}
          </tbody>
        </table>
      )}
    </ScrollX>
  )
}

function End({ end, onChange }: { end: Relation; onChange(end: Relation): void }) {
  const share = ppm(end.sharePpm)
  const amount = bandText(end)
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
        <RelationNotes end={end} />
        {end.mayChange && end.statedSide !== null && (
          <Button type="link" size="small" onClick={() => onChange(end)}>
            {t('change')}
          </Button>
        )}
      </td>
      <td>{end.year}</td>
      <td data-right>{share ? `${share.text}%` : <Unknown />}</td>
      <td data-right>{amount ?? <Unknown />}</td>
    </tr>
  )
}

/** What else is known of a relation: band, who sees it, evidence, end. */
function RelationNotes({ end }: { end: Relation }) {
  const notes = [
    end.amountLowFen !== null && t('band'),
    end.confidentiality === 'parties' && t('onlyParties'),
    end.endedOn && `${t('ended', { day: end.endedOn })} ${end.endedReason ?? ''}`,
  ].filter(Boolean)
  return (
    <>
      {notes.length > 0 && <small className="ls-soft"> · {notes.join(' · ')}</small>}
      {end.evidence.map(({ id, fileName }) => (
        <a key={id} href={`/api/attachments/${id}`} className="ls-link">
          {' '}
          {fileName}
        </a>
      ))}
    </>
  )
}
