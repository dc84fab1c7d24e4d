import './atlas.css'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { day } from '../../ui/format.ts'
import { PathLink } from '../../ui/frame/PathLink.tsx'
import { LifeActs } from '../../ui/life-cycle/LifeActs.tsx'
import { LifeCycleView } from '../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../ui/Page.tsx'
import { useMay } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { type LeadDetail, leadQuery } from './api.ts'
import { ContactSection } from './ContactSection.tsx'
import { amount, StageMark } from './lead-columns.tsx'
import { t } from './lead-words.ts'
import { PlanForm } from './PlanForm.tsx'
import { StepForm } from './StepForm.tsx'

const route = getRouteApi('/leads/$leadId')

/** One lead: why this firm, who answers, what was said, what is next, and the steps to landing. */
export function LeadPage() {
  const { leadId } = route.useParams()
  const { data: lead, error, refetch } = useQuery(leadQuery(leadId))
  const mayHandle = useMay('leads.handle')
  if (error) return <Page title={t('leads')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!lead) return <Loading rows={10} />
  const isOpen = lead.state !== 'landed' && lead.state !== 'lost'
  return (
    <Page
      title={`${lead.firmName} · ${lead.title}`}
      sentence={
        <>
          <StageMark lead={lead} /> · {t('owner')}：{lead.owner ?? t('ownerNone')}
          {lead.nextOn && ` · ${t('next')}：${lead.nextStep ?? ''} ${lead.nextOn}`}
          {lead.isOverdue && ` · ${t('late')}`}
        </>
      }
    >
      <LifeCycleView picture={lead.picture} />
      <LifeActs
        actions={lead.actions.map((action) => ({ ...action, blockedBy: [] }))}
        ask={(action, close) => <StepForm key={action.name} lead={lead} action={action} onClose={close} />}
      />
      <div className="ls-columns">
        <Facts lead={lead} />
        <Reasons lead={lead} />
        {mayHandle && isOpen && <PlanForm key={lead.seen} lead={lead} />}
        <ContactSection lead={lead} mayWrite={mayHandle} />
        <Story lead={lead} />
      </div>
    </Page>
  )
}

function Facts({ lead }: { lead: LeadDetail }) {
  return (
    <section className="ls-panel">
      <h2>{t('owners')}</h2>
      <div className="ls-panel-body ls-stack">
        <dl className="ls-cells" data-testid="owners">
          {lead.owners.map(({ phase, owner }) => (
            <div key={phase}>
              <dt>{t(phase)}</dt>
              <dd>{owner ?? <span className="ls-soft">{t('ownerNone')}</span>}</dd>
            </div>
          ))}
        </dl>
        <dl className="ls-pairs">
          <dt>{t('firm')}</dt>
          <dd>
            {lead.organisationId ? (
              <PathLink path={`/firms/${lead.organisationId}`}>{lead.firmName}</PathLink>
            ) : (
              lead.firmName
            )}
          </dd>
          <dt>{t('node')}</dt>
          <dd>
            {[lead.chain?.name, lead.segment?.name, lead.node?.name].filter(Boolean).join(' › ') || '—'}{' '}
            {lead.chain && lead.node && (
              <PathLink path={`/gaps/${lead.chain.id}/${lead.node.id}`}>{t('openGap')}</PathLink>
            )}
          </dd>
          <dt>{t('kind')}</dt>
          <dd>
            {t(lead.kind)} · {lead.size ? t(lead.size) : t('sizeUnknown')}
          </dd>
          <dt>{t('investment')}</dt>
          <dd>{amount(lead.investmentFen)}</dd>
          <dt>{t('park')}</dt>
          <dd>
            {lead.park ? <PathLink path={`/parks?open=${lead.park.id}`}>{lead.park.name}</PathLink> : '—'}
          </dd>
          {lead.projectId && (
            <>
              <dt>{t('project')}</dt>
              <dd>
                <PathLink path={`/projects?open=${lead.projectId}`}>{t('openProject')}</PathLink>
              </dd>
            </>
          )}
          {lead.landedOn && (
            <>
              <dt>{t('landedOn')}</dt>
              <dd>{lead.landedOn}</dd>
            </>
          )}
        </dl>
        <p className="ls-soft">
          {t('madeBy', { name: lead.recordedBy, day: day(lead.createdAt) ?? '', source: lead.source })}
        </p>
      </div>
    </section>
  )
}

function Reasons({ lead }: { lead: LeadDetail }) {
  return (
    <section className="ls-panel">
      <h2>{t('reasons')}</h2>
      <div className="ls-panel-body">
        {lead.reasons.length === 0 ? (
          <p className="ls-soft">{t('reasonsNone')}</p>
        ) : (
          <>
            <ul className="ls-reasons">
              {lead.reasons.map(({ code, text }) => (
                <li key={code}>{text}</li>
              ))}
            </ul>
            <p className="ls-soft">{t('reasonsKept')}</p>
          </>
        )}
      </div>
    </section>
  )
}

function Story({ lead }: { lead: LeadDetail }) {
  return (
    <section className="ls-panel">
      <h2>{t('history')}</h2>
      <div className="ls-panel-body">
        <ol className="ls-timeline">
          {lead.history.map(({ at, happenedOn, by, title, comment }) => (
            <li key={`${at} ${title}`}>
              <b>{title}</b>
              <span className="ls-soft">
                {[happenedOn ?? t('dayUntold'), by, comment].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}
