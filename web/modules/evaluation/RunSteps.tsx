import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { instant } from '../../ui/format.ts'
import { lang } from '../../ui/words.ts'
import { actOnRun, type RunDetail } from './api.ts'
import { t } from './words.ts'

/** What may be done with a run now, and what has been. */
export function RunSteps({ run }: { run: RunDetail }) {
  const queries = useQueryClient()
  const [comment, setComment] = useState('')
  const act = useMutation({
    mutationFn: (action: string) => actOnRun(run.id, { action, ...(comment ? { comment } : {}) }),
    onSuccess: () => {
      setComment('')
      void queries.invalidateQueries({ queryKey: ['evaluation'] })
    },
  })
  return (
    <section className="ls-panel ls-no-print">
      <h2>{t('steps')}</h2>
      <div className="ls-panel-body ls-stack">
        {act.error && <Alert type="error" showIcon title={act.error.message} />}
        <Input
          aria-label={t('comment')}
          placeholder={t('comment')}
          value={comment}
          maxLength={500}
          onChange={(event) => setComment(event.target.value)}
        />
        <Space wrap>
          {run.actions.map(({ name, zh, en, blocked }) => (
            <span key={name} title={blocked ?? undefined}>
              <Button
                type={name === 'notice' || name === 'publish' ? 'primary' : 'default'}
                disabled={blocked !== null}
                loading={act.isPending && act.variables === name}
                onClick={() => act.mutate(name)}
              >
                {lang() === 'zh' ? zh : en}
              </Button>
            </span>
          ))}
        </Space>
        {run.actions.flatMap(({ name, blocked }) =>
          blocked === null
            ? []
            : [
                <p key={name} className="ls-soft">
                  {blocked}
                </p>,
              ],
        )}
        <ul className="ls-timeline">
          {run.history.map(({ at, actor, text, comment: said }) => (
            <li key={`${at} ${text}`}>
              {instant(at)} {text} <span className="ls-soft">{actor}</span> {said}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
