/** The first page: for a leader the cockpit, for a person of an organisation its home, else the city's overview. */
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { ReadingList } from '../modules/access/ConfidedPage.tsx'
import { todoQuery } from '../modules/access/inbox-api.ts'
import { confidedQuery } from '../modules/access/people-api.ts'
import { OverviewPage } from '../modules/gaps/OverviewPage.tsx'
import { PolicySection } from '../modules/policy/PolicySection.tsx'
import { firmQuery, type Organisation } from '../modules/registry/api.ts'
import { PathLink } from '../ui/frame/PathLink.tsx'
import { Page } from '../ui/Page.tsx'
import { useMay, useScope, useSession } from '../ui/session.ts'
import { Empty, Loading, Problem } from '../ui/states.tsx'
import { t } from './home-words.ts'

export function HomePage() {
  const { actor } = useSession()
  if (actor.role === 'chain_leader') return <Navigate to="/cockpit" replace />
  return actor.organisationId === null ? (
    <OverviewPage />
  ) : (
    <FirmHome organisationId={actor.organisationId} name={actor.organisationName ?? ''} />
  )
}

/** To do, entitled to and nearly, what is held of us, who read it. */
function FirmHome({ organisationId, name }: { organisationId: string; name: string }) {
  const scope = useScope()
  const firm = useQuery(firmQuery(organisationId, scope.dataset))
  const todo = useQuery(todoQuery(scope))
  const facts = firm.data && basicsOf(firm.data)
  const known = facts?.filter(({ isKnown }) => isKnown).length
  const mayConfide = useMay('consents.own')
  const mayRaise = useMay('tickets.raise')
  return (
    <Page
      title={name}
      sentence={
        facts && todo.data
          ? t('sentence', { waiting: todo.data.items.length, known: known ?? 0, total: facts.length })
          : t('sentenceUnknown')
      }
      actions={
        <>
          {mayRaise && (
            <Link to="/tickets/new" className="ls-button">
              {t('raise')}
            </Link>
          )}
          <Link to={'/overview' as never} className="ls-button">
            {t('city')}
          </Link>
        </>
      }
    >
      <div className="ls-columns">
        <div className="ls-stack">
          <Waiting />
          {mayConfide && <Readings />}
        </div>
        <div className="ls-stack">
          {firm.error ? <NotHere error={firm.error} /> : <Basics firm={firm.data} id={organisationId} />}
          {!firm.error && <PolicySection organisationId={organisationId} />}
        </div>
      </div>
    </Page>
  )
}

const mostShown = 8

function Waiting() {
  const { data, error } = useQuery(todoQuery(useScope()))
  return (
    <section className="ls-panel" aria-label={t('waiting')}>
      <header className="ls-panel-head">
        <h2>{t('waiting')}</h2>
        <Link to={'/todo' as never} className="ls-link">
          {t('waitingAll')}
        </Link>
      </header>
      {error && <Problem error={error} />}
      {!data && !error && <Loading rows={3} />}
      {data?.items.length === 0 && <p className="ls-panel-body ls-soft">{t('waitingNone')}</p>}
      <ul className="ls-notices">
        {data?.items.slice(0, mostShown).map(({ room, id, text, path, dueDate, isOverdue }) => (
          <li key={`${room}/${id}`}>
            <PathLink path={path}>{text}</PathLink>
            {dueDate && (
              <small className={isOverdue ? 'ls-overdue' : 'ls-soft'}>
                {t('due', { day: dueDate })}
                {isOverdue && ` ◇ ${t('overdue')}`}
              </small>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The basic facts that other parts of the house build on, and whether each is held. */
function basicsOf(firm: Organisation) {
  const { creditCode, cityName, address, position, industryCode, sizeClass, group, productFacts } = firm
  return [
    { name: t('creditCode'), isKnown: creditCode !== null },
    { name: t('place'), isKnown: cityName !== null },
    { name: t('address'), isKnown: address !== null },
    { name: t('position'), isKnown: position !== null },
    { name: t('industry'), isKnown: industryCode !== null },
    { name: t('products'), isKnown: productFacts.length > 0 },
    { name: t('sizeClass'), isKnown: sizeClass !== null },
    { name: t('group'), isKnown: group !== null },
  ]
}

function Basics({ firm, id }: { firm: Organisation | undefined; id: string }) {
  const missing = firm ? basicsOf(firm).filter(({ isKnown }) => !isKnown) : []
  return (
    <section className="ls-panel" aria-label={t('data')}>
      <header className="ls-panel-head">
        <h2>{t('data')}</h2>
        <Link to="/firms/$firmId" params={{ firmId: id }} className="ls-link">
          {t('dataAll')}
        </Link>
      </header>
      {firm ? (
        <p className="ls-panel-body">
          {missing.length === 0
            ? t('dataWhole')
            : t('dataMissing', { fields: missing.map(({ name }) => name).join('、') })}
        </p>
      ) : (
        <Loading rows={2} />
      )}
    </section>
  )
}

/** An organisation stands in one data set; in the other there is nothing to show of it. */
function NotHere({ error }: { error: Error }) {
  const { dataset } = useScope()
  if (dataset === 'held') return <Problem error={error} />
  return (
    <Empty
      title={t('otherDataset')}
      action={
        <Link to="." search={(held: object) => ({ ...held, dataset: undefined })} className="ls-button">
          {t('toHeld')}
        </Link>
      }
    />
  )
}

function Readings() {
  const { data, error } = useQuery(confidedQuery())
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={3} />
  return (
    <div className="ls-stack" style={{ gap: 8 }}>
      <ReadingList readings={data.readings} atMost={5} />
      <Link to={'/confided' as never} className="ls-link">
        {t('confidedAll')}
      </Link>
    </div>
  )
}
