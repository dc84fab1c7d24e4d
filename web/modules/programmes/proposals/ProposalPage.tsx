import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Input, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { LifeActs } from '../../../ui/life-cycle/LifeActs.tsx'
import { LifeCycleView } from '../../../ui/life-cycle/LifeCycleView.tsx'
import { Page } from '../../../ui/Page.tsx'
import { Loading, Problem } from '../../../ui/states.tsx'
import { Unknown } from '../../../ui/Unknown.tsx'
import { Field } from '../tasks/NewTask.tsx'
import { actOnProposal, type ProposalDetail, proposalQuery, replyHref } from './api.ts'
import { ReplyForm } from './ReplyForm.tsx'
import { t } from './words.ts'

const route = getRouteApi('/proposals/$proposalId')

/** One proposal: what is asked, the reply as it stands, its life and what can be done. */
export function ProposalPage() {
  const { proposalId } = route.useParams()
  const { data, error, refetch } = useQuery(proposalQuery(proposalId))
  if (error)
    return <Page title={t('proposals')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  return (
    <Page
      title={data.subject}
      sentence={data.isCase ? t('caseNote') : `${data.stateTitle} · ${t('dueDate')} ${data.dueDate}`}
    >
      {data.life && (
        <section className="ls-panel">
          <h2>{t('cycle')}</h2>
          <div className="ls-panel-body">
            <LifeCycleView picture={data.life.picture} />
          </div>
        </section>
      )}
      {data.life && <Acts proposal={data} life={data.life} />}
      <div className="ls-columns">
        <Facts proposal={data} />
        {data.mayDraft ? <ReplyForm key={data.life?.seen} proposal={data} /> : <ShownReply proposal={data} />}
      </div>
    </Page>
  )
}

function Facts({ proposal }: { proposal: ProposalDetail }) {
  const pairs = [
    [t('kind'), t(proposal.kind)],
    [t('number'), proposal.number],
    [t('session'), proposal.session],
    [t('proposers'), proposal.proposers.join('、')],
    [t('content'), proposal.content],
    [t('receivedOn'), proposal.receivedOn],
    [t('dueDate'), proposal.dueDate],
    [t('leadUnit'), proposal.leadUnit],
    [t('satisfaction'), proposal.satisfaction && t(proposal.satisfaction)],
  ] as const
  return (
    <section className="ls-panel">
      <h2>{t('subject')}</h2>
      <dl className="ls-pairs ls-panel-body">
        {pairs.map(([term, value]) => [
          <dt key={`${term} t`}>{term}</dt>,
          <dd key={`${term} d`}>{value ?? <Unknown />}</dd>,
        ])}
      </dl>
    </section>
  )
}

function ShownReply({ proposal }: { proposal: ProposalDetail }) {
  const { reply, id, planId } = proposal
  if (reply === null) return null
  return (
    <section className="ls-panel">
      <h2>{t('reply')}</h2>
      <div className="ls-panel-body ls-stack">
        <div>
          <b>{reply.title}</b>
          <div className="ls-soft">
            {[reply.number, reply.issuer, proposal.replyOn].filter(Boolean).join(' · ')}
          </div>
          <div className="ls-soft">
            {t('signer')} {proposal.signedBy ?? reply.signer ?? t('none')} · {t('handler')}{' '}
            {reply.handler ?? t('none')} · {t('phone')} {reply.phone ?? t('none')} · {t('copies')}{' '}
            {reply.copies.join('、') || t('none')}
          </div>
        </div>
        {reply.paragraphs.map(({ text, source }) => (
          <p key={text}>
            {text} {source && <span className="ls-soft">[{source}]</span>}
          </p>
        ))}
        <Space wrap>
          {reply.paragraphs.length > 0 && <a href={replyHref(id, 'docx')}>Word</a>}
          {reply.paragraphs.length > 0 && <a href={replyHref(id, 'pdf')}>PDF</a>}
          {planId && (
            <Link to="/tasks" search={{ plan: planId }}>
              {t('tasks')}
            </Link>
          )}
        </Space>
      </div>
    </section>
  )
}

type Life = NonNullable<ProposalDetail['life']>
type Action = Life['offers']['actions'][number]

function Acts({ proposal, life }: { proposal: ProposalDetail; life: Life }) {
  return (
    <LifeActs
      actions={life.offers.actions}
      ask={(action, close) => (
        <ActDialog key={action.name} proposal={proposal} life={life} action={action} onClose={close} />
      )}
    />
  )
}

type DialogProps = { proposal: ProposalDetail; life: Life; action: Action; onClose(): void }

function ActDialog({ proposal, life, action, onClose }: DialogProps) {
  const queries = useQueryClient()
  const [comment, setComment] = useState('')
  const [leadUnit, setLeadUnit] = useState(proposal.leadUnit ?? '')
  const [satisfaction, setSatisfaction] = useState('satisfied')
  const act = useMutation({
    mutationFn: () =>
      actOnProposal(proposal.id, {
        seen: life.seen,
        action: action.name,
        ...(comment.trim() ? { comment: comment.trim() } : {}),
        ...(action.name === 'assign' && leadUnit.trim() ? { leadUnit: leadUnit.trim() } : {}),
        ...(action.name === 'rate' ? { satisfaction } : {}),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['proposals'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={action.title}
      okText={t('send')}
      cancelText={t('cancel')}
      okButtonProps={{ loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <div className="ls-stack">
        {act.error && <Problem error={act.error} />}
        {action.name === 'assign' && (
          <Field label={t('leadUnit')}>
            <Input
              aria-label={t('leadUnit')}
              value={leadUnit}
              onChange={({ target }) => setLeadUnit(target.value)}
            />
          </Field>
        )}
        {action.name === 'rate' && (
          <Field label={t('satisfaction')}>
            <Select
              aria-label={t('satisfaction')}
              value={satisfaction}
              onChange={setSatisfaction}
              options={(['satisfied', 'basically_satisfied', 'not_satisfied'] as const).map((value) => ({
                value,
                label: t(value),
              }))}
            />
          </Field>
        )}
        <Field label={t('comment')}>
          <Input.TextArea
            aria-label={t('comment')}
            value={comment}
            onChange={({ target }) => setComment(target.value)}
          />
        </Field>
      </div>
    </Modal>
  )
}
