import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { Problem } from '../../../ui/states.tsx'
import { actOnTask, type TaskDetail } from './api.ts'
import { Field } from './NewTask.tsx'
import { t } from './words.ts'

type Action = TaskDetail['life']['offers']['actions'][number]

/** The steps that this person may take now; what still stands in the way is said in words. */
export function TaskActs({ task }: { task: TaskDetail }) {
  const [chosen, setChosen] = useState<Action | null>(null)
  const { actions } = task.life.offers
  if (actions.length === 0) return null
  return (
    <section className="ls-panel">
      <h2>{t('next')}</h2>
      <div className="ls-panel-body ls-stack">
        <Space wrap>
          {actions.map((action) => (
            <Button
              key={action.name}
              disabled={action.blockedBy.length > 0}
              onClick={() => setChosen(action)}
            >
              {action.title}
            </Button>
          ))}
        </Space>
        {actions
          .filter((action) => action.blockedBy.length > 0)
          .map((action) => (
            <p key={action.name} className="ls-soft">
              <b>{action.title}</b> {t('blocked', { reasons: action.blockedBy.join(' ') })}
            </p>
          ))}
      </div>
      {chosen && <ActDialog task={task} action={chosen} onClose={() => setChosen(null)} />}
    </section>
  )
}

function ActDialog({ task, action, onClose }: { task: TaskDetail; action: Action; onClose(): void }) {
  const queries = useQueryClient()
  const [comment, setComment] = useState('')
  const act = useMutation({
    mutationFn: () =>
      actOnTask(task.id, {
        seen: task.life.seen,
        action: action.name,
        ...(comment.trim() ? { comment: comment.trim() } : {}),
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={action.title}
      okText={t('send')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: action.needsComment && comment.trim() === '', loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={onClose}
    >
      <div className="ls-stack">
        {act.error && <Problem error={act.error} />}
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
