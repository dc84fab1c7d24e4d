import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { instant } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Loading, Problem } from '../../ui/states.tsx'
import { inLang, lang } from '../../ui/words.ts'
import { actOnTrack, type TrackDetail, trackQuery } from './api.ts'
import { PlanPanel } from './PlanPanel.tsx'
import { t } from './words.ts'

const route = getRouteApi('/cultivation/tracks/$trackId')

/** One firm in one programme: stage, coach, plan with dates, what may be done, what has been. */
export function TrackPage() {
  const { trackId } = route.useParams()
  const { data, error, refetch } = useQuery(trackQuery(trackId))
  if (error) return <Page title={t('plan')}>{<Problem error={error} retry={() => void refetch()} />}</Page>
  if (!data) return <Loading />
  const stage = data.states.find(({ id }) => id === data.state)
  return (
    <Page
      title={`${data.organisationName}${data.product ? ` · ${data.product}` : ''}`}
      sentence={`${inLang(data.programmeName)} ${data.cohortYear} · ${inLang(stage?.name)} · ${t('coach')} ${data.coach ?? '—'} · ${t('planOf', { done: data.stepsDone, all: data.steps })}`}
      actions={
        <>
          <Link to="/firms/$firmId" params={{ firmId: data.organisationId }} className="ls-button">
            {t('firm')}
          </Link>
          <Link
            to="/cultivation/boards/$programme"
            params={{ programme: data.programme }}
            className="ls-button"
          >
            {t('board')}
          </Link>
        </>
      }
    >
      <Stages track={data} />
      <PlanPanel track={data} />
      {data.entry.length > 0 && (
        <section className="ls-panel">
          <h2>{t('criteria')}</h2>
          <ul className="ls-panel-body">
            {data.entry.map(({ name, reason }) => (
              <li key={name.zh}>
                {inLang(name)}：{reason}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Moves track={data} />
    </Page>
  )
}

function Stages({ track: { states, state } }: { track: TrackDetail }) {
  return (
    <p>
      {states
        .filter(({ kind, id }) => kind !== 'dropped' || id === state)
        .map(({ id, name }, i) => (
          <span key={id}>
            {i > 0 && ' → '}
            {id === state ? (
              <b aria-current="step">{inLang(name)}</b>
            ) : (
              <span className="ls-soft">{inLang(name)}</span>
            )}
          </span>
        ))}
    </p>
  )
}

function Moves({ track }: { track: TrackDetail }) {
  const queries = useQueryClient()
  const [comment, setComment] = useState('')
  const move = useMutation({
    mutationFn: (action: string) => actOnTrack(track.id, { action, ...(comment ? { comment } : {}) }),
    onSuccess: () => {
      setComment('')
      void queries.invalidateQueries({ queryKey: ['cultivation'] })
    },
  })
  return (
    <section className="ls-panel">
      <h2>{t('moves')}</h2>
      <div className="ls-panel-body ls-stack">
        {move.error && <Alert type="error" showIcon title={move.error.message} />}
        {track.actions.length > 0 && (
          <Form layout="vertical" className="ls-no-print">
            <Form.Item label={t('comment')}>
              <Input
                aria-label={t('comment')}
                value={comment}
                maxLength={500}
                onChange={(event) => setComment(event.target.value)}
              />
            </Form.Item>
            <Space wrap>
              {track.actions.map(({ name, zh, en, needsComment }) => (
                <Button
                  key={name}
                  disabled={needsComment && comment.trim() === ''}
                  loading={move.isPending && move.variables === name}
                  onClick={() => move.mutate(name)}
                >
                  {lang() === 'zh' ? zh : en}
                </Button>
              ))}
            </Space>
          </Form>
        )}
        <ul className="ls-timeline">
          {track.history.map(({ at, actor, text, comment: said }) => (
            <li key={`${at} ${text.zh}`}>
              {instant(at)} {inLang(text)} <span className="ls-soft">{actor}</span> {said}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
