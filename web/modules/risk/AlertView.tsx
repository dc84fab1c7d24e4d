import { useMutation } from '@tanstack/react-query'
import { Button, Input, Alert as Message, Select } from 'antd'
import { useState } from 'react'
import type { Alert } from '../../../src/modules/risk/model.ts'
import { instant } from '../../ui/format.ts'
import { send } from '../../ui/request.ts'
import { ThingActs } from '../../ui/thing-acts.tsx'
import { t } from './monitoring-words.ts'

const impacts = ['possible', 'confirmed', 'no_impact', 'restored'] as const

/** One alert: cause, owner, who is affected, what was done and what may be done now. */
export function AlertView({ alert, onChanged }: { alert: Alert; onChanged(): void }) {
  const [comment, setComment] = useState('')
  const [cause, setCause] = useState(alert.cause ?? '')
  const [owner, setOwner] = useState(alert.owner ?? '')
  const post = useMutation({
    mutationFn: ({ path, body }: { path: string; body: object }) =>
      send('POST', `/api/monitoring/alerts/${alert.id}/${path}`, body),
    onSuccess: () => {
      setComment('')
      onChanged()
    },
  })
  const step = (action: string) =>
    post.mutate({
      path: 'acts',
      body: { action, comment, ...(cause && { cause }), ...(owner && { owner }) },
    })
  return (
    <div className="ls-stack">
      <p>
        {alert.organisationName} · {alert.stateText} · {t('dueOn')} {alert.dueOn ?? '—'}
      </p>
      {post.error && <Message type="error" showIcon title={post.error.message} />}
      <Input
        value={cause}
        maxLength={500}
        onChange={(e) => setCause(e.target.value)}
        prefix={t('cause')}
        aria-label={t('cause')}
      />
      <Input
        value={owner}
        maxLength={120}
        onChange={(e) => setOwner(e.target.value)}
        prefix={t('owner')}
        aria-label={t('owner')}
      />
      <Input
        value={comment}
        maxLength={2000}
        onChange={(e) => setComment(e.target.value)}
        prefix={t('comment')}
        aria-label={t('comment')}
      />
      <div className="ls-risk-buttons">
        {alert.actions.map(({ name, text, blocked }) => (
          <Button key={name} disabled={blocked || comment.trim() === ''} onClick={() => step(name)}>
            {text}
          </Button>
        ))}
      </div>
      <ThingActs
        room="risk"
        path={`/monitoring?alert=${alert.id}`}
        title={`${alert.title}：${alert.organisationName}`}
        content={alert.cause}
      />
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
              onChange={(impact) =>
                post.mutate({ path: 'impacts', body: { organisationId: firm.id, impact } })
              }
            />
          </li>
        ))}
      </ul>
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
