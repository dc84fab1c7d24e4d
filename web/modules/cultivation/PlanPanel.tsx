import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { addStep, finishStep, nameCoach, type TrackDetail } from './api.ts'
import { t } from './words.ts'

type Step = TrackDetail['plan'][number]

/** The coaching plan: steps with their days, done with a result, and a new one. */
export function PlanPanel({ track }: { track: TrackDetail }) {
  const isOpen = track.states.find(({ id }) => id === track.state)?.kind === 'open'
  return (
    <section className="ls-panel">
      <h2>{t('plan')}</h2>
      <div className="ls-panel-body ls-stack">
        {track.plan.length === 0 && <p className="ls-soft">{t('planNone')}</p>}
        <ul>
          {track.plan.map((step) => (
            <StepLine key={step.id} trackId={track.id} step={step} mayFinish={isOpen} />
          ))}
        </ul>
        {isOpen && track.mayPlan && <NewStep track={track} />}
      </div>
    </section>
  )
}

function StepLine({ trackId, step, mayFinish }: { trackId: string; step: Step; mayFinish: boolean }) {
  const queries = useQueryClient()
  const [result, setResult] = useState('')
  const finish = useMutation({
    mutationFn: () => finishStep(trackId, step.id, result),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['cultivation'] }),
  })
  return (
    <li>
      {step.doneOn ? '●' : step.isLate ? '▲' : '○'} {step.title}{' '}
      <span className="ls-soft">
        {step.dueOn}
        {step.doneOn && ` · ${t('done')} ${step.doneOn} · ${step.result ?? ''}`}
      </span>
      {step.isLate && <b> {t('late', { count: 1 })}</b>}
      {finish.error && <Alert type="error" showIcon title={finish.error.message} />}
      {!step.doneOn && mayFinish && (
        <Form layout="inline" className="ls-no-print" onFinish={() => finish.mutate()}>
          <Form.Item label={t('result')}>
            <Input
              aria-label={t('result')}
              value={result}
              maxLength={500}
              onChange={(event) => setResult(event.target.value)}
            />
          </Form.Item>
          <Button htmlType="submit" disabled={result.trim() === ''} loading={finish.isPending}>
            {t('done')}
          </Button>
        </Form>
      )}
    </li>
  )
}

function NewStep({ track }: { track: TrackDetail }) {
  const queries = useQueryClient()
  const refresh = () => void queries.invalidateQueries({ queryKey: ['cultivation'] })
  const add = useMutation({
    mutationFn: (step: { title: string; dueOn: string }) => addStep(track.id, step),
    onSuccess: refresh,
  })
  const coach = useMutation({
    mutationFn: ({ coach: name }: { coach: string }) => nameCoach(track.id, name),
    onSuccess: refresh,
  })
  const rules = [{ required: true, message: t('required') }]
  const error = add.error ?? coach.error
  return (
    <div className="ls-stack ls-no-print">
      {error && <Alert type="error" showIcon title={error.message} />}
      <Form layout="inline" onFinish={(step) => add.mutate(step)}>
        <Form.Item name="title" label={t('step')} rules={rules}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="dueOn" label={t('dueOn')} rules={rules}>
          <Input type="date" />
        </Form.Item>
        <Button htmlType="submit" loading={add.isPending}>
          {t('addStep')}
        </Button>
      </Form>
      <Form
        layout="inline"
        initialValues={{ coach: track.coach ?? '' }}
        onFinish={(name) => coach.mutate(name)}
      >
        <Form.Item name="coach" label={t('coach')} rules={rules}>
          <Input maxLength={80} />
        </Form.Item>
        <Button htmlType="submit" loading={coach.isPending}>
          {t('save')}
        </Button>
      </Form>
    </div>
  )
}
