import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Alert, Button, Input, Select, Space } from 'antd'
import { useState } from 'react'
import { percent } from '../../../ui/format.ts'
import { LifeCycleView } from '../../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useMay } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { yuan } from './amounts.ts'
import { type Agreement, agreementQuery, post, put } from './api.ts'
import { CaseActs } from './CaseActs.tsx'
import { CaseHistory, DueDay } from './CaseHistory.tsx'
import { Documents } from './Documents.tsx'
import { PartAnswer } from './PartAnswer.tsx'
import { Payouts } from './Payouts.tsx'
import { t } from './words.ts'

const route = getRouteApi('/policies/agreements/$agreementId')

/** One agreement: parties, articles, milestones with what shows them, payments, and what the firm contributes. */
export function AgreementPage() {
  const { agreementId } = route.useParams()
  const { data, error, refetch } = useQuery(agreementQuery(agreementId))
  if (error)
    return <Page title={t('agreements')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return <Shown agreement={data} />
}

function Shown({ agreement }: { agreement: Agreement }) {
  const { life } = agreement
  const mayManage = useMay('agreements.manage')
  return (
    <Page
      title={life.title}
      sentence={
        <>
          {life.stateTitle} · <DueDay life={life} /> · {agreement.programme} {agreement.cohortYear}
        </>
      }
    >
      <section className="ls-panel">
        <h2>{t('cycle')}</h2>
        <div className="ls-panel-body">
          <LifeCycleView picture={life.picture} />
        </div>
      </section>
      {life.offers.parts.map((part) => (
        <PartAnswer key={part.id} thing="agreements" life={life} part={part} items={[]} />
      ))}
      <CaseActs thing="agreements" life={life} />
      <div className="ls-columns">
        <div className="ls-stack">
          <Milestones agreement={agreement} />
          <Payouts payouts={agreement.payouts} />
          <Documents
            thing="agreements"
            id={life.id}
            documents={agreement.documents}
            kinds={['evidence', 'minutes', 'agreement_text']}
            mayAdd={mayManage && life.stateKind === 'open'}
          />
        </div>
        <div className="ls-stack">
          <section className="ls-panel">
            <h2>{t('parties')}</h2>
            <div className="ls-panel-body">
              {agreement.parties.map(({ role, name }) => (
                <p key={`${role} ${name}`}>
                  <b>{role}</b> {name}
                </p>
              ))}
              {agreement.articles.map(({ number, text }) => (
                <p key={`${number} ${text}`}>
                  {number}、{text}
                </p>
              ))}
            </div>
          </section>
          {agreement.contributions.map((one) => (
            <ContributionView key={one.card} agreement={agreement} contribution={one} mayState={mayManage} />
          ))}
          <CaseHistory life={life} />
        </div>
      </div>
    </Page>
  )
}

function Milestones({ agreement }: { agreement: Agreement }) {
  const mayMeet = useMay('agreements.manage') && agreement.life.state === 'performing'
  return (
    <section className="ls-panel">
      <h2>
        {t('milestones')}{' '}
        {agreement.supportFen !== null && (
          <span className="ls-soft">
            {t('support')} {yuan(agreement.supportFen)} {t('yuan')}
          </span>
        )}
      </h2>
      <div className="ls-panel-body ls-stack">
        {agreement.milestones.map((one) => (
          <div key={one.ordinal} className="ls-stack" style={{ gap: 4 }}>
            <div>
              {one.metOn ? '● ' : one.isLate ? '◇ ' : '○ '}
              <b>{one.title}</b> <span className={one.isLate ? 'ls-late' : 'ls-soft'}>{one.dueOn}</span>{' '}
              {yuan(one.amountFen)} {t('yuan')}{' '}
              {one.metOn && (
                <span className="ls-soft">
                  {t('met')} {one.metOn} {one.acceptedBy}
                </span>
              )}
            </div>
            {mayMeet && !one.metOn && <MeetForm agreement={agreement} ordinal={one.ordinal} />}
          </div>
        ))}
      </div>
    </section>
  )
}

function MeetForm({ agreement, ordinal }: { agreement: Agreement; ordinal: number }) {
  const queries = useQueryClient()
  const [metOn, setMetOn] = useState('')
  const [evidence, setEvidence] = useState<string | null>(null)
  const meet = useMutation({
    mutationFn: () =>
      post(`/agreements/${agreement.life.id}/milestones/${ordinal}`, {
        seen: agreement.life.seen,
        metOn,
        evidence,
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['policy-cases'] }),
  })
  return (
    <Space wrap>
      {meet.error && <Alert type="error" showIcon title={meet.error.message} />}
      <Input
        type="date"
        aria-label={t('metOn')}
        value={metOn}
        onChange={(event) => setMetOn(event.target.value)}
      />
      <Select
        aria-label={t('evidence')}
        placeholder={t('evidence')}
        style={{ minWidth: 180 }}
        value={evidence}
        options={agreement.documents.map(({ id, fileName }) => ({ value: id, label: fileName }))}
        onChange={setEvidence}
      />
      <Button
        disabled={metOn === '' || evidence === null}
        loading={meet.isPending}
        onClick={() => meet.mutate()}
      >
        {t('meet')}
      </Button>
    </Space>
  )
}

type ContributionProps = {
  agreement: Agreement
  contribution: Agreement['contributions'][number]
  mayState: boolean
}

/** The score of a card with its indicators; what nobody holds may be stated, and is marked as stated. */
function ContributionView({ agreement, contribution, mayState }: ContributionProps) {
  const queries = useQueryClient()
  const { score, scoreAtMost, coverageRatio } = contribution
  const [facts, setFacts] = useState<Record<string, string>>(
    Object.fromEntries(contribution.facts.map(({ key, statedValue }) => [key, statedValue ?? ''])),
  )
  const state = useMutation({
    mutationFn: () =>
      put(`/agreements/${agreement.life.id}/contribution`, {
        seen: agreement.life.seen,
        facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, value.trim() || null])),
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['policy-cases'] }),
  })
  return (
    <section className="ls-panel">
      <h2>
        {t('contribution')} <span className="ls-soft">{contribution.label}</span>
      </h2>
      <div className="ls-panel-body ls-stack">
        <p>
          {score === null ? (
            <Unknown />
          ) : (
            t('scoreOf', {
              score,
              most: scoreAtMost ?? '?',
              coverage: `${percent(coverageRatio)?.text ?? '?'} %`,
            })
          )}{' '}
          {contribution.level && <span className="ls-tag">{contribution.level}</span>}
        </p>
        {contribution.indicators.map(({ label, points, max }) => (
          <div key={label}>
            {label}：{points === null ? <Unknown /> : points} / {max}
          </div>
        ))}
        {state.error && <Alert type="error" showIcon title={state.error.message} />}
        {contribution.facts.map((fact) => (
          <div key={fact.key}>
            {fact.label} {fact.unit}{' '}
            {fact.heldValue !== null ? (
              <b>{fact.heldValue}</b>
            ) : mayState ? (
              <Input
                aria-label={fact.label}
                style={{ width: 160 }}
                value={facts[fact.key] ?? ''}
                onChange={(event) => setFacts({ ...facts, [fact.key]: event.target.value })}
              />
            ) : (
              (fact.statedValue ?? <Unknown />)
            )}{' '}
            <span className="ls-soft">{fact.supplier}</span>
          </div>
        ))}
        {mayState && (
          <Button loading={state.isPending} onClick={() => state.mutate()}>
            {t('save')}
          </Button>
        )}
      </div>
    </section>
  )
}
