import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { type Act, type Life, post, type Thing } from './api.ts'
import { t } from './words.ts'

type Props = {
  thing: Thing
  life: Life
  /** What an action asks besides a comment, by its name; gives what is sent, null while it is not complete. */
  extra?: Readonly<Record<string, Extra>>
}

/** The steps that this person may take now; what still stands in the way is said in words. */
export function CaseActs({ thing, life, extra = {} }: Props) {
  const [chosen, setChosen] = useState<Life['offers']['actions'][number] | null>(null)
  const { actions } = life.offers
  if (actions.length === 0) return null
  // The step that leads on stands out; one that needs a reason leads back or ends it, and never does.
  const forward = actions.find(({ blockedBy, needsComment }) => blockedBy.length === 0 && !needsComment)
  const blocked = actions.filter(({ blockedBy }) => blockedBy.length > 0)
  return (
    <section className="ls-panel">
      <h2>{t('act')}</h2>
      <div className="ls-panel-body ls-stack">
        <Space wrap>
          {actions.map((action) => (
            <Button
              key={action.name}
              type={action === forward ? 'primary' : 'default'}
              disabled={action.blockedBy.length > 0}
              onClick={() => setChosen(action)}
            >
              {action.title}
            </Button>
          ))}
        </Space>
        {blocked.map((action) => (
          <p key={action.name} className="ls-soft">
            <b>{action.title}</b> {t('blocked', { reasons: action.blockedBy.join(' ') })}
          </p>
        ))}
      </div>
      {chosen && (
        <ActDialog
          key={chosen.name}
          thing={thing}
          life={life}
          action={chosen}
          extra={extra[chosen.name]}
          onClose={() => setChosen(null)}
        />
      )}
    </section>
  )
}

type Extra = (set: (more: Partial<Act> | null) => void) => ReactNode
type DialogProps = {
  thing: Thing
  life: Life
  action: Life['offers']['actions'][number]
  extra?: Extra | undefined
  onClose(): void
}

function ActDialog({ thing, life, action, extra, onClose }: DialogProps) {
  const queries = useQueryClient()
  const [comment, setComment] = useState('')
  const [more, setMore] = useState<Partial<Act> | null>(extra ? null : {})
  const act = useMutation({
    mutationFn: () =>
      post(`/${thing}/${life.id}/acts`, {
        seen: life.seen,
        action: action.name,
        ...(comment.trim() ? { comment: comment.trim() } : {}),
        ...more,
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['policy-cases'] })
      onClose()
    },
  })
  const isIncomplete = more === null || (action.needsComment && comment.trim() === '')
  return (
    <Modal
      open
      title={action.title}
      okText={t('confirm')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: isIncomplete, loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <div className="ls-stack">
        {act.error && <Alert type="error" showIcon title={act.error.message} />}
        {extra?.(setMore)}
        <div className="ls-stack" style={{ gap: 4 }}>
          <span>
            {t('comment')} {action.needsComment && <span className="ls-soft">{t('commentNeeded')}</span>}
          </span>
          <Input.TextArea
            aria-label={t('comment')}
            value={comment}
            maxLength={2000}
            autoSize={{ minRows: 2 }}
            onChange={(event) => setComment(event.target.value)}
          />
        </div>
      </div>
    </Modal>
  )
}
