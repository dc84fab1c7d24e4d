import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { LifeActs } from '../../../ui/life-cycle/LifeActs.tsx'
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
  return (
    <LifeActs
      actions={life.offers.actions}
      ask={(action, close) => (
        <ActDialog
          key={action.name}
          thing={thing}
          life={life}
          action={action}
          extra={extra[action.name]}
          onClose={close}
        />
      )}
    />
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
