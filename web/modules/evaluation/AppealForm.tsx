import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Select, Upload } from 'antd'
import { useState } from 'react'
import { addDocument, type FirmScore, submitAppeal } from './api.ts'
import { t } from './words.ts'

type Values = { fact?: string; claimed?: string; reason: string }

/** A firm's objection to its own result: about one fact with the right value, or about the result as a whole. */
export function AppealForm({ item, onDone }: { item: FirmScore; onDone: () => void }) {
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const fact = Form.useWatch('fact', form)
  const [files, setFiles] = useState<File[]>([])
  const send = useMutation({
    mutationFn: async ({ fact: about, claimed, reason }: Values) => {
      const appeal = await submitAppeal({
        run: item.run.id,
        reason,
        ...(about ? { fact: about, claimed } : {}),
      })
      const kept = await Promise.allSettled(files.map((file) => addDocument(appeal.id, file)))
      return kept.filter(({ status }) => status === 'rejected').length
    },
    onSuccess: (refused) => {
      if (refused > 0) notification.warning({ title: t('documentsRefused', { count: refused }) })
      else notification.success({ title: t('appealSent') })
      void queries.invalidateQueries({ queryKey: ['evaluation'] })
      onDone()
    },
  })
  const rule = { required: true, message: t('required') }
  const options = [
    { value: '', label: t('appealWhole') },
    ...item.facts.map(({ name, label, value }) => ({ value: name, label: `${label}（${value ?? '?'}）` })),
  ]
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ fact: '' }}
      onFinish={(values) => send.mutate(values)}
    >
      {send.error && <Alert className="ls-form-alert" type="error" showIcon title={send.error.message} />}
      <Form.Item name="fact" label={t('appealAbout')}>
        <Select options={options} />
      </Form.Item>
      {fact && (
        <Form.Item name="claimed" label={t('appealClaimed')} rules={[rule]}>
          <Input maxLength={80} />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t('appealReason')} rules={[rule]}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item label={t('attach')} extra={t('documentHint')}>
        <Upload
          multiple
          maxCount={10}
          beforeUpload={(file) => {
            setFiles((before) => [...before, file])
            return false
          }}
          onRemove={({ name }) => setFiles((before) => before.filter((file) => file.name !== name))}
        >
          <Button size="small">{t('addDocument')}</Button>
        </Upload>
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t('submit')}
      </Button>
    </Form>
  )
}
