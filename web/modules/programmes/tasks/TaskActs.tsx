import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { LifeActs } from '../../../ui/life-cycle/LifeActs.tsx'
import { Problem } from '../../../ui/states.tsx'
import { actOnTask, type TaskDetail } from './api.ts'
import { Field } from './NewTask.tsx'
import { t } from './words.ts'

type Action = TaskDetail['life']['offers']['actions'][number]

/** The steps that this person may take on a task now. */
export function TaskActs({ task }: { task: TaskDetail }) {
  return (
    <LifeActs
      actions={task.life.offers.actions}
      ask={(action, close) => <ActDialog key={action.name} task={task} action={action} onClose={close} />}
    />
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
