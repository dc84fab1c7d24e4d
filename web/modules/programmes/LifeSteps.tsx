import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { LifeActs, type OfferedAction } from '../../ui/life-cycle/LifeActs.tsx'
import { Problem } from '../../ui/states.tsx'
import { Field } from './tasks/NewTask.tsx'
import { t } from './tasks/words.ts'

type Props = {
  actions: readonly OfferedAction[]
  seen: number
  /** Which queries a step makes stale. */
  queryKey: readonly string[]
  act(body: { seen: number; action: string; comment?: string }): Promise<unknown>
}

/** The steps of a life cycle that this person may take now, each with a comment. */
export function LifeSteps({ actions, seen, queryKey, act }: Props) {
  return (
    <LifeActs
      actions={actions}
      ask={(action, close) => (
        <StepDialog key={action.name} {...{ action, seen, queryKey, act }} onClose={close} />
      )}
    />
  )
}

type DialogProps = Omit<Props, 'actions'> & { action: OfferedAction; onClose(): void }

function StepDialog({ action, seen, queryKey, act, onClose }: DialogProps) {
  const queries = useQueryClient()
  const [comment, setComment] = useState('')
  const step = useMutation({
    mutationFn: () =>
      act({ seen, action: action.name, ...(comment.trim() ? { comment: comment.trim() } : {}) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [...queryKey] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={action.title}
      okText={t('send')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: action.needsComment && comment.trim() === '', loading: step.isPending }}
      onOk={() => step.mutate()}
      onCancel={onClose}
    >
      <div className="ls-stack">
        {step.error && <Problem error={step.error} />}
        <Field label={`${t('comment')}${action.needsComment ? t('needed') : ''}`}>
          <Input.TextArea
            aria-label={t('comment')}
            value={comment}
            maxLength={2000}
            onChange={({ target }) => setComment(target.value)}
          />
        </Field>
      </div>
    </Modal>
  )
}
