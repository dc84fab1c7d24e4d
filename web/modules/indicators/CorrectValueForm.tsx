import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { Problem } from '../../ui/states.tsx'
import { correctValue, type IndicatorPageAnswer, type ValueInput } from './api.ts'
import { t } from './edit-words.ts'
import { showFaults } from './field-faults.ts'
import { t as p } from './page-words.ts'
import { ValueFields } from './ValueForm.tsx'

type Values = Pick<ValueInput, 'period' | 'comparator' | 'sourceTitle' | 'sourceDate'> & {
  value: string
  sourceSentence?: string
  reason: string
}
type Props = { entry: IndicatorPageAnswer['entered'][number]; unit: string; onClose(): void }

/** Puts an entered figure right: the old one is taken back with the reason, the new one stands in its place. */
export function CorrectValueForm({ entry, unit, onClose }: Props) {
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [isTold, setIsTold] = useState(false)
  const save = useMutation({
    mutationFn: (values: Values) => correctValue(entry.id, values),
    onError: (error) => setIsTold(showFaults(form, error)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['indicators'] })
      notification.success({ title: p('saved') })
      onClose()
    },
  })
  const { period, comparator, sourceTitle, sourceDate, sourceSentence } = entry
  // Typed anew where the figure was written in an earlier unit: the field is in the unit of now.
  const value = entry.unit === unit ? entry.value : undefined
  return (
    <Modal
      open
      title={t('correctValue')}
      okText={p('save')}
      cancelText={p('cancel')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      <p className="ls-soft">{t('correctValueNote')}</p>
      {save.error && !isTold && <Problem error={save.error} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ period, comparator, value, sourceTitle, sourceDate, sourceSentence }}
        onFinish={(values) => save.mutate(values)}
      >
        <ValueFields unit={unit} />
        <Form.Item
          name="reason"
          label={p('reason')}
          rules={[{ required: true, whitespace: true, message: p('required') }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
