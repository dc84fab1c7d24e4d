import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal } from 'antd'
import { Problem } from '../../ui/states.tsx'
import { t } from './page-words.ts'

type Props = {
  title: string
  note: string
  okText: string
  onSend(reason: string): Promise<unknown>
  onClose(): void
}

/** Asks for the reason of a step; says before what the step does. */
export function ReasonDialog({ title, note, okText, onSend, onClose }: Props) {
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<{ reason: string }>()
  const save = useMutation({
    mutationFn: ({ reason }: { reason: string }) => onSend(reason),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: t('saved') })
      onClose()
    },
  })
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      <p className="ls-soft">{note}</p>
      {save.error && <Problem error={save.error} />}
      <Form form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
