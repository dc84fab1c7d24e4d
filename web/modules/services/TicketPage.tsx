import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef } from 'react'
import { instant } from '../../ui/format.ts'
import { LifeCycleView } from '../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { ThingActs } from '../../ui/thing-acts.tsx'
import { Unknown } from '../../ui/Unknown.tsx'
import { attachToTicket, documentHref, type TicketDetail, ticketQuery } from './api.ts'
import { LightWord } from './LightWord.tsx'
import { TicketActs } from './TicketActs.tsx'
import { t } from './words.ts'

const route = getRouteApi('/tickets/$ticketId')

/** One request: what it says, where it stands, what was answered, and what may be done. */
export function TicketPage() {
  const { ticketId } = route.useParams()
  const { data, error, refetch } = useQuery(ticketQuery(ticketId))
  if (error) return <Page title={t('tickets')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading rows={8} />
  return (
    <Page
      title={data.title}
      sentence={
        <>
          {data.stateName} · {t('due')} {data.dueOn} {data.light !== 'none' && <LightWord ticket={data} />}
        </>
      }
      actions={<Link to="/tickets">{t('back')}</Link>}
    >
      <TicketActs ticket={data} />
      {/* A confidential request stays between its firm and its unit: a task is read by many. */}
      {!data.isConfidential && (
        <ThingActs
          room="services"
          path={`/tickets/${ticketId}`}
          title={data.title}
          content={data.words}
          isClosed={!data.isOpen}
        />
      )}
      <div className="ls-columns">
        <div className="ls-stack">
          <Facts ticket={data} />
          <Documents ticket={data} />
        </div>
        <div className="ls-stack">
          <Answer ticket={data} />
          <WayUp ticket={data} />
          <History ticket={data} />
        </div>
      </div>
      <section className="ls-panel">
        <h2>{t('cycle')}</h2>
        <div className="ls-panel-body">
          <LifeCycleView picture={data.life.picture} />
        </div>
      </section>
    </Page>
  )
}

function Facts({ ticket }: { ticket: TicketDetail }) {
  // Whom to call is not told to who only reads the request: nothing stands there that could be unknown.
  const mayAct = useMay('tickets.act')
  return (
    <section className="ls-panel">
      <h2>{t('facts')}</h2>
      <dl className="ls-pairs ls-panel-body">
        <dt>{t('firm')}</dt>
        <dd>{ticket.organisationName}</dd>
        <dt>{t('kind')}</dt>
        <dd>
          {ticket.kindName} · {t(ticket.urgency)} {ticket.isConfidential && `· ${t('confidential')}`}
        </dd>
        <dt>{t('words')}</dt>
        <dd style={{ whiteSpace: 'pre-wrap' }}>{ticket.words}</dd>
        {mayAct && (
          <>
            <dt>{t('contact')}</dt>
            <dd>{ticket.contact ?? <Unknown />}</dd>
          </>
        )}
        <dt>{t('unit')}</dt>
        <dd>{ticket.unitName ?? t('unitNone')}</dd>
        <dt>{t('received')}</dt>
        <dd>{ticket.receivedOn}</dd>
      </dl>
    </section>
  )
}

function Answer({ ticket }: { ticket: TicketDetail }) {
  return (
    <section className="ls-panel">
      <h2>{t('answer')}</h2>
      <div className="ls-panel-body ls-stack">
        {ticket.answer === null ? (
          <p className="ls-soft">{t('answerNone')}</p>
        ) : (
          <>
            <p style={{ whiteSpace: 'pre-wrap' }}>{ticket.answer}</p>
            <small className="ls-soft">
              {[ticket.unitName, ticket.answeredOn && t('answeredOn', { day: ticket.answeredOn })]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </>
        )}
        {ticket.satisfaction !== null && (
          <p>
            {t('satisfaction')} {t('satisfactionOf', { value: ticket.satisfaction })}{' '}
            {ticket.satisfactionWords}
          </p>
        )}
      </div>
    </section>
  )
}

function WayUp({ ticket }: { ticket: TicketDetail }) {
  if (ticket.path.length === 0 && ticket.reminders.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('reminders')}</h2>
      <div className="ls-panel-body ls-stack">
        <ul className="ls-lines">
          {ticket.reminders.map(({ told, dueOn, at }) => (
            <li key={`${told} ${dueOn}`}>
              {told} <small className="ls-soft">{instant(at)}</small>
            </li>
          ))}
        </ul>
        {ticket.path.length > 0 && (
          <p className="ls-soft">
            {t('path')}
            {[
              ...ticket.path.map(({ name, head }) => (head ? `${name} ${head}` : name)),
              ...(ticket.leader ? [`${t('leader')} ${ticket.leader}`] : []),
            ].join(' → ')}
          </p>
        )}
      </div>
    </section>
  )
}

function History({ ticket }: { ticket: TicketDetail }) {
  return (
    <section className="ls-panel">
      <h2>{t('history')}</h2>
      <div className="ls-panel-body">
        <ol className="ls-timeline">
          {ticket.life.history.map(({ ordinal, text, by, at, comment }) => (
            <li key={ordinal}>
              {text} <small className="ls-soft">{[by, instant(at)].join(' · ')}</small>
              {comment && <p>{comment}</p>}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

function Documents({ ticket }: { ticket: TicketDetail }) {
  const input = useRef<HTMLInputElement>(null)
  const queries = useQueryClient()
  const sent = useMutation({
    mutationFn: (file: File) => attachToTicket(ticket.id, file),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tickets'] }),
  })
  return (
    <section className="ls-panel">
      <h2>{t('documents')}</h2>
      <div className="ls-panel-body ls-stack">
        {ticket.documents.length === 0 && <p className="ls-soft">{t('documentsNone')}</p>}
        <ul className="ls-lines">
          {ticket.documents.map(({ id, fileName, uploadedAt }) => (
            <li key={id}>
              <a href={documentHref(ticket.id, id)}>{fileName}</a>
              <small className="ls-soft">{instant(uploadedAt)}</small>
            </li>
          ))}
        </ul>
        {sent.error && <Problem error={sent.error} />}
        {ticket.mayAttach && (
          <div>
            <Button loading={sent.isPending} onClick={() => input.current?.click()}>
              {t('addDocument')}
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              aria-label={t('addDocument')}
              onChange={({ target }) => target.files?.[0] && sent.mutate(target.files[0])}
            />
          </div>
        )}
      </div>
    </section>
  )
}
