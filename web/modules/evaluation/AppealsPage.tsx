import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { Page } from '../../ui/Page.tsx'
import { useScope } from '../../ui/session.ts'
import { Empty, Loading, Problem } from '../../ui/states.tsx'
import { lang } from '../../ui/words.ts'
import { AppealDocuments } from './AppealDocuments.tsx'
import { type Appeal, actOnAppeal, appealsQuery } from './api.ts'
import { t } from './words.ts'

/** Objections to results: a firm sees its own, an office answers. */
export function AppealsPage() {
  const { data, error, refetch } = useQuery(appealsQuery(useScope()))
  if (error) return <Page title={t('appeals')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  if (data.length === 0)
    return <Page title={t('appeals')}>{<Empty title={t('appealsNone')} why={t('appealsNoneWhy')} />}</Page>
  const open = data.filter(({ state }) => state === 'submitted').length
  return (
    <Page title={t('appeals')} sentence={t('appealsSentence', { open, count: data.length })}>
      <div className="ls-stack">
        {data.map((appeal) => (
          <AppealCard key={appeal.id} appeal={appeal} />
        ))}
      </div>
    </Page>
  )
}

function AppealCard({ appeal }: { appeal: Appeal }) {
  const { run } = appeal
  const state = appeal.state as 'submitted' | 'accepted' | 'rejected' | 'withdrawn'
  return (
    <section className="ls-panel">
      <h2>
        <Link to="/firms/$firmId" params={{ firmId: appeal.organisationId }}>
          {appeal.organisationName}
        </Link>{' '}
        <span className="ls-tag">{t(state)}</span>
      </h2>
      <div className="ls-panel-body ls-stack">
        <p>
          <Link to="/evaluation/runs/$runId" params={{ runId: run.id }}>
            {lang() === 'zh' ? run.title : run.titleEn} {run.year}
          </Link>
          {appeal.dueOn && <span className="ls-soft"> {t('dueOn', { date: appeal.dueOn })}</span>}
        </p>
        {appeal.factLabel && (
          <p>
            {t('claimedLine', {
              fact: appeal.factLabel,
              frozen: appeal.frozen ?? '?',
              claimed: appeal.claimed ?? '?',
            })}
          </p>
        )}
        <p>{appeal.reason}</p>
        {appeal.reply && (
          <p>
            <b>{t('reply')}</b>：{appeal.reply}
          </p>
        )}
        <AppealDocuments appeal={appeal} />
        {appeal.actions.length > 0 && <AppealSteps appeal={appeal} />}
      </div>
    </section>
  )
}

function AppealSteps({ appeal }: { appeal: Appeal }) {
  const queries = useQueryClient()
  const [reply, setReply] = useState('')
  const [value, setValue] = useState(appeal.claimed ?? '')
  const act = useMutation({
    mutationFn: (action: string) =>
      actOnAppeal(appeal.id, {
        action,
        ...(reply ? { reply } : {}),
        ...(action === 'accept' && appeal.fact && value ? { value } : {}),
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['evaluation'] }),
  })
  const isOffice = appeal.actions.some(({ name }) => name === 'accept')
  return (
    <>
      {act.error && <Alert type="error" showIcon title={act.error.message} />}
      {isOffice && (
        <Input.TextArea
          aria-label={t('reply')}
          placeholder={t('reply')}
          value={reply}
          maxLength={2000}
          autoSize
          onChange={(event) => setReply(event.target.value)}
        />
      )}
      {isOffice && appeal.fact && (
        <Input
          addonBefore={t('rightValue')}
          value={value}
          maxLength={80}
          onChange={(event) => setValue(event.target.value)}
        />
      )}
      <Space wrap>
        {appeal.actions.map(({ name, zh, en }) => (
          <Button
            key={name}
            type={name === 'accept' ? 'primary' : 'default'}
            loading={act.isPending && act.variables === name}
            onClick={() => act.mutate(name)}
          >
            {lang() === 'zh' ? zh : en}
          </Button>
        ))}
      </Space>
    </>
  )
}
