import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { money } from '../../../ui/format.ts'
import { LifeCycleView } from '../../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../../ui/Page.tsx'
import { useMay } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { type Application, newKey, post } from '../applications/api.ts'
import { CaseActs } from '../applications/CaseActs.tsx'
import { CaseHistory } from '../applications/CaseHistory.tsx'
import { type Call, callQuery } from './api.ts'
import { CallApplications } from './CallApplications.tsx'
import { ReviewersSection } from './ReviewersSection.tsx'
import { SelectionFields } from './SelectionFields.tsx'
import { t } from './words.ts'

const route = getRouteApi('/policies/calls/$callId')

/** One call: what is called for, who applied, points and places, the public list, and the agreements that follow. */
export function CallPage() {
  const { callId } = route.useParams()
  const { data, error, refetch } = useQuery(callQuery(callId))
  if (error) return <Page title={t('calls')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return <Shown call={data} />
}

function Shown({ call }: { call: Call }) {
  const mayManage = useMay('calls.manage')
  const { stateTitle: state, opensOn, closesOn } = call
  return (
    <Page title={call.title} sentence={t('oneSentence', { state, opensOn, closesOn })}>
      <section className="ls-panel">
        <h2>{t('cycle')}</h2>
        <div className="ls-panel-body">
          <LifeCycleView picture={call.life.picture} />
        </div>
      </section>
      {call.mayApply && <Apply call={call} />}
      <CaseActs
        thing="calls"
        life={call.life}
        extra={{ publicise: (set) => <SelectionFields call={call} set={set} /> }}
      />
      {call.publicList.length > 0 && <PublicList list={call.publicList} />}
      <CallApplications call={call} />
      {mayManage && <ReviewersSection call={call} />}
      <div className="ls-columns">
        <About call={call} />
        <CaseHistory life={call.life} />
      </div>
    </Page>
  )
}

const text = (fen: string | null): string => {
  const shown = money(fen)
  return shown ? `${shown.text} ${shown.unit}` : t('noLimit')
}

function About({ call }: { call: Call }) {
  return (
    <section className="ls-panel">
      <h2>{t('about')}</h2>
      <div className="ls-panel-body ls-stack" style={{ gap: 8 }}>
        <p>
          {call.programme} {call.cohortYear} · {t('places')} {call.places ?? t('noLimit')}
        </p>
        <p>
          {t('clause')}{' '}
          <Link to="/policies/$policyId" params={{ policyId: call.policyId }} className="ls-link">
            {call.policyTitle}
          </Link>
        </p>
        <p>
          {t('support')} {t('supportRange', { from: text(call.supportFromFen), to: text(call.supportToFen) })}
        </p>
        <p>
          {t('judging')} {call.reviewers === 1 ? t('oneSheet') : t('panel', { count: call.reviewers })}
        </p>
        <p>
          {t('criteria')} {call.criteria.map(({ label, max }) => t('criterion', { label, max })).join('、')}
        </p>
        <p className="ls-soft">
          {t('source')} {call.source}
        </p>
      </div>
    </section>
  )
}

function PublicList({ list }: { list: Call['publicList'] }) {
  return (
    <section className="ls-panel">
      <h2>{t('publicList')}</h2>
      <div className="ls-panel-body">
        <ol>
          {list.map(({ organisation, subject }) => (
            <li key={`${organisation} ${subject}`}>
              {subject} · {organisation}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

/** Starts a draft for a person, team or project of the firm. */
function Apply({ call }: { call: Call }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [subject, setSubject] = useState('')
  const [requestKey] = useState(newKey)
  const begin = useMutation({
    mutationFn: () =>
      post<Application>('/applications', {
        city: call.city,
        dataset: call.dataset,
        policyId: call.policyId,
        clauseId: call.clauseId,
        requestKey,
        call: { id: call.id, subject: subject.trim() },
      }),
    onSuccess: ({ life }) => {
      void queries.invalidateQueries({ queryKey: ['policy-cases'] })
      void navigate({ to: '/policies/applications/$caseId', params: { caseId: life.id } })
    },
  })
  return (
    <section className="ls-panel">
      <h2>{t('apply')}</h2>
      <div className="ls-panel-body ls-stack">
        {begin.error && <Alert type="error" showIcon title={begin.error.message} />}
        <Space wrap>
          <Input
            aria-label={t('subject')}
            placeholder={t('subject')}
            maxLength={100}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
          <Button
            type="primary"
            disabled={subject.trim() === ''}
            loading={begin.isPending}
            onClick={() => begin.mutate()}
          >
            {t('apply')}
          </Button>
          <span className="ls-soft">{t('applyHint')}</span>
        </Space>
      </div>
    </section>
  )
}
