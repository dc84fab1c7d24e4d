import { useMutation } from '@tanstack/react-query'
import { Button, Input, Alert as Message, Select } from 'antd'
import { useState } from 'react'
import type { Alert } from '../../../src/modules/risk/model.ts'
import { instant } from '../../ui/format.ts'
import { send } from '../../ui/request.ts'
import { ThingActs } from '../../ui/thing-acts.tsx'
import { t } from './monitoring-words.ts'

const impacts = ['possible', 'confirmed', 'no_impact', 'restored'] as const

type Sent = { path: string; body: object }

/** One alert: cause, owner, who is affected, what was done and what may be done now. */
export function AlertView({ alert, onChanged }: { alert: Alert; onChanged(): void }) {
  const post = useMutation({
    mutationFn: ({ path, body }: Sent) => send('POST', `/api/monitoring/alerts/${alert.id}/${path}`, body),
    onSuccess: onChanged,
  })
  return (
    <div className="ls-stack">
      <p>
        {alert.organisationName} · {alert.stateText} · {t('dueOn')} {alert.dueOn ?? '—'}
      </p>
      {post.error && <Message type="error" showIcon title={post.error.message} />}
      <NextStep alert={alert} onStep={(body) => post.mutateAsync({ path: 'acts', body })} />
      <ThingActs
        room="risk"
        path={`/monitoring?alert=${alert.id}`}
        title={`${alert.title}：${alert.organisationName}`}
        content={alert.cause}
      />
      <Affected alert={alert} onMark={(body) => post.mutate({ path: 'impacts', body })} />
      <h3>{t('history')}</h3>
      <ol className="ls-risk-paths">
        {alert.history.map(({ at, actor, text, comment: said }) => (
          <li key={at}>
            {instant(at)} {actor} {text} {said && `「${said}」`}
          </li>
        ))}
      </ol>
    </div>
  )
}

/** Cause, owner and what is said of the step, with the steps that may be taken. */
function NextStep({ alert, onStep }: { alert: Alert; onStep(body: object): Promise<unknown> }) {
  const [comment, setComment] = useState('')
  const [cause, setCause] = useState(alert.cause ?? '')
  const [owner, setOwner] = useState(alert.owner ?? '')
  const step = (action: string) =>
    onStep({ action, comment, ...(cause && { cause }), ...(owner && { owner }) }).then(
      () => setComment(''),
      // The message stands above; what was written stays.
      () => {},
    )
  return (
    <>
      <Line label={t('cause')} value={cause} maxLength={500} onChange={setCause} />
      <Line label={t('owner')} value={owner} maxLength={120} onChange={setOwner} />
      <Line label={t('comment')} value={comment} maxLength={2000} onChange={setComment} />
      <div className="ls-risk-buttons">
        {alert.actions.map(({ name, text, blocked }) => (
          <Button key={name} disabled={blocked || comment.trim() === ''} onClick={() => step(name)}>
            {text}
          </Button>
        ))}
      </div>
    </>
  )
}

type LineProps = { label: string; value: string; maxLength: number; onChange(value: string): void }

function Line({ label, value, maxLength, onChange }: LineProps) {
  return (
    <Input
      {...{ value, maxLength }}
      onChange={(event) => onChange(event.target.value)}
      prefix={label}
      aria-label={label}
    />
  )
}

/** Each affected firm with how far it is known to be. */
function Affected({ alert, onMark }: { alert: Alert; onMark(body: object): void }) {
  return (
    <>
      <h3>{t('affected')}</h3>
      <ul className="ls-risk-dependents">
        {alert.affected.map((firm) => (
          <li key={firm.id}>
            <span>{firm.name}</span>
            <Select
              size="small"
              value={firm.impact}
              style={{ width: 110 }}
              aria-label={firm.name}
              options={impacts.map((value) => ({ value, label: t(value) }))}
              onChange={(impact) => onMark({ organisationId: firm.id, impact })}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
