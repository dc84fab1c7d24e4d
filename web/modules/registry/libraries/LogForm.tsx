import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Select } from 'antd'
import { useMay } from '../../../ui/session.ts'
import { logOn } from './api.ts'
import { t } from './words.ts'

type Line = { kind: 'service' | 'review' | 'event'; happened: string; note: string; source: string }

/** What was done for a project or an entry: a service, the yearly self-evaluation, an event; each dated, with its source. */
export function LogForm({ of, id }: { of: 'projects' | 'library/entries'; id: string }) {
  const may = useMay('libraries.write')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Line>()
  const save = useMutation({
    mutationFn: (line: Line) => logOn(of, id, line),
    onSuccess: async () => {
      form.resetFields()
      void message.success(t('recorded'))
      for (const key of ['project', 'library-entry']) await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  if (!may) return null
  const required = { required: true, message: t('required') }
  const writtenDate = { pattern: /^\d{4}(-\d{2}(-\d{2})?)?$/, message: t('dateRule') }
  const kinds = (['service', 'review', 'event'] as const).map((value) => ({
    value,
    label: t(`log_${value}`),
  }))
  return (
    <details className="ls-drawer-part ls-details">
      <summary>{t('log')}</summary>
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Line>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'service' }}
        onFinish={(line) => save.mutate(line)}
      >
        <Form.Item name="kind" label={t('logKind')}>
          <Select options={kinds} />
        </Form.Item>
        <Form.Item name="happened" label={t('happened')} rules={[required, writtenDate]}>
          <Input maxLength={10} />
        </Form.Item>
        <Form.Item name="note" label={t('reason')} rules={[required]}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
        <Form.Item name="source" label={t('source')} rules={[required]}>
          <Input maxLength={300} />
        </Form.Item>
        <Button htmlType="submit" loading={save.isPending}>
          {t('record')}
        </Button>
      </Form>
    </details>
  )
}
