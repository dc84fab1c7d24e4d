import { Alert, Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { t } from './form-words.ts'

/** A rule of a field: it must not stay empty. */
export const required = () => ({ required: true, message: t('required') })

type Props<Values> = {
  /** Names the fields of this window in the page. */
  name: string
  title: string
  begin?: Values
  children: ReactNode
  save: { isPending: boolean; error: Error | null; mutate(values: Values): void }
  onClose(): void
}

/** A window with one form; what the server refuses stands above the fields. */
export function FormWindow<Values extends Record<string, unknown>>(props: Props<Values>) {
  const { name, title, begin, children, save, onClose } = props
  const [form] = Form.useForm<Values>()
  return (
    <Modal
      open
      title={title}
      okText={t('save')}
      cancelText={t('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Values>
        name={name}
        form={form}
        layout="vertical"
        {...(begin ? { initialValues: begin } : {})}
        onFinish={(values) => save.mutate(values)}
      >
        {children}
      </Form>
    </Modal>
  )
}

/** From which document or list it is. */
export const Source = () => (
  <Form.Item name="source" label={t('source')} rules={[required()]}>
    <Input maxLength={300} />
  </Form.Item>
)
