import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Problem } from '../../../ui/states.tsx'
import { issueOrder, type TaskDetail } from './api.ts'
import { Field } from './NewTask.tsx'
import { t } from './words.ts'

/** Issues a 督办单: what is asked and until when. */
export function OrderButton({ task }: { task: TaskDetail }) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [isOpen, setOpen] = useState(false)
  const [demand, setDemand] = useState('')
  const [replyBy, setReplyBy] = useState('')
  const issue = useMutation({
    mutationFn: () => issueOrder(task.id, { demand: demand.trim(), replyBy }),
    onSuccess: async ({ number }) => {
      message.success(t('issued', { number }))
      setOpen(false)
      await queries.invalidateQueries({ queryKey: ['tasks'] })
    },
  })
  return (
    <>
      <Button type={task.light === 'red' ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t('order')}
      </Button>
      <Modal
        open={isOpen}
        title={t('order')}
        okText={t('send')}
        cancelText={t('cancel')}
        okButtonProps={{ disabled: demand.trim() === '' || replyBy === '', loading: issue.isPending }}
        onOk={() => issue.mutate()}
        onCancel={() => setOpen(false)}
      >
        <div className="ls-stack">
          {issue.error && <Problem error={issue.error} />}
          <Field label={t('demand')}>
            <Input.TextArea
              aria-label={t('demand')}
              value={demand}
              onChange={({ target }) => setDemand(target.value)}
            />
          </Field>
          <Field label={t('replyBy')}>
            <Input
              type="date"
              aria-label={t('replyBy')}
              value={replyBy}
              onChange={({ target }) => setReplyBy(target.value)}
            />
          </Field>
        </div>
      </Modal>
    </>
  )
}
