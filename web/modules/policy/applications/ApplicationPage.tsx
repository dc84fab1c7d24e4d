import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { LifeCycleView } from '../../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useSession } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { ApprovalFields } from './ApprovalFields.tsx'
import { yuan } from './amounts.ts'
import { type Application, applicationQuery } from './api.ts'
import { CaseActs } from './CaseActs.tsx'
import { CaseHistory, DueDay } from './CaseHistory.tsx'
import { Documents } from './Documents.tsx'
import { ItemForm } from './ItemForm.tsx'
import { PartAnswer } from './PartAnswer.tsx'
import { Payouts } from './Payouts.tsx'
import { t } from './words.ts'

const route = getRouteApi('/policies/applications/$caseId')

/** One application: where it stands, what it states, what may be done now, and everything that happened. */
export function ApplicationPage() {
  const { caseId } = route.useParams()
  const { data, error, refetch } = useQuery(applicationQuery(caseId))
  if (error)
    return <Page title={t('applications')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return <Shown application={data} />
}

function Shown({ application }: { application: Application }) {
  const { life, organisation, policy, items } = application
  const { actor } = useSession()
  const mayAdd = useMay('applications.document') && life.stateKind === 'open'
  const isEditable = actor.organisationId === organisation.id && ['draft', 'returned'].includes(life.state)
  const reasonItems = [
    ...items.map(({ key, label }) => ({ key, label })),
    { key: 'document:evidence', label: t('evidence') },
  ]
  return (
    <Page
      title={`${life.title} · ${organisation.name}`}
      sentence={
        <>
          {life.stateTitle} · <DueDay life={life} />
          {application.call && (
            <>
              {' · '}
              <Link to="/policies/calls/$callId" params={{ callId: application.call.id }}>
                {t('ofCall', application.call)}
              </Link>
            </>
          )}
        </>
      }
    >
      <section className="ls-panel">
        <h2>{t('cycle')}</h2>
        <div className="ls-panel-body">
          <LifeCycleView picture={life.picture} />
        </div>
      </section>
      <Amounts application={application} />
      {life.offers.parts.map((part) => (
        <PartAnswer key={part.id} thing="applications" life={life} part={part} items={reasonItems} />
      ))}
      <CaseActs
        thing="applications"
        life={life}
        extra={{
          publicise: (set) => (
            <ApprovalFields
              computedFen={application.computed.amountFen}
              ceilingFen={application.computed.ceilingFen}
              set={set}
            />
          ),
        }}
      />
      <div className="ls-columns">
        <div className="ls-stack">
          <ItemForm key={life.seen} application={application} isEditable={isEditable} />
          <Documents
            thing="applications"
            id={life.id}
            documents={application.documents}
            kinds={['evidence', 'acceptance_report']}
            mayAdd={mayAdd}
          />
          <Payouts payouts={application.payouts} />
        </div>
        <div className="ls-stack">
          <section className="ls-panel">
            <h2>{t('policyText')}</h2>
            <div className="ls-panel-body">
              <p>
                <Link to="/policies/$policyId" params={{ policyId: policy.id }}>
                  {policy.title}
                </Link>{' '}
                · {policy.clauseTitle}
              </p>
              <p className="ls-soft">{policy.text}</p>
            </div>
          </section>
          <CaseHistory life={life} />
        </div>
      </div>
    </Page>
  )
}

/** Claimed, computed, ceiling and approved side by side, never mixed; payments exact to the fen. */
function Amounts({ application }: { application: Application }) {
  const { claimedFen, computed, differenceFen, approvedFen, approvedBy } = application
  const isDifferent = differenceFen !== null && differenceFen !== '0'
  return (
    <section className="ls-panel">
      <div className="ls-panel-body" style={{ paddingTop: 16 }}>
        <dl className="ls-case-amounts">
          <Amount term={t('claimed')} fen={claimedFen} />
          {computed.ceilingFen === null ? (
            <Amount term={t('computed')} fen={computed.amountFen} />
          ) : (
            <Amount term={t('ceiling')} fen={computed.ceilingFen} note={t('ceilingNote')} />
          )}
          {isDifferent && <Amount term={t('difference')} fen={differenceFen} isLate />}
          <div>
            <dt>{t('approved')}</dt>
            <dd>
              {approvedFen === null ? (
                <span className="ls-soft">{t('notYet')}</span>
              ) : (
                <b>
                  {yuan(approvedFen)} {t('yuan')}
                </b>
              )}
              {approvedBy && <div className="ls-soft">{approvedBy}</div>}
            </dd>
          </div>
        </dl>
        {computed.on !== null && <p className="ls-soft">{t('computedOn', { date: computed.on })}</p>}
        {computed.arithmetic.map((line) => (
          <p key={line} className="ls-soft">
            {line}
          </p>
        ))}
      </div>
    </section>
  )
}

function Amount({
  term,
  fen,
  note,
  isLate,
}: {
  term: string
  fen: string | null
  note?: string
  isLate?: boolean
}) {
  return (
    <div>
      <dt>{term}</dt>
      <dd className={isLate ? 'ls-late' : undefined}>
        {fen === null ? <Unknown /> : `${yuan(fen)} ${t('yuan')}`}
        {note && <div className="ls-soft">{note}</div>}
      </dd>
    </div>
  )
}
