import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Radio } from 'antd'
import { useScope } from '../../ui/session.ts'
import { addStatement, type StatementInput } from './api.ts'
import { t } from './words.ts'

type Values = Pick<StatementInput, 'statement' | 'source' | 'date'>

/** What an office knows about a node: that its register is complete, or that nobody here makes it. */
export function StatementForm({ chainId, nodeId }: { chainId: string; nodeId: string }) {
  const { city, dataset } = useScope()
  const { notification } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const add = useMutation({
    mutationFn: (values: Values) =>
      addStatement({ ...values, city: city.code, dataset, chain: chainId, node: nodeId }),
    onSuccess: () => {
      form.resetFields()
      notification.success({ title: t('saved') })
      void queries.invalidateQueries({ queryKey: ['gaps'] })
      void queries.invalidateQueries({ queryKey: ['overview'] })
    },
  })
  const required = { required: true, message: t('required') }
  return (
    <details className="ls-drawer-part ls-details">
      <summary>{t('state')}</summary>
      <p className="ls-soft">{t('stateNote')}</p>
      {add.error && <Alert className="ls-form-alert" type="error" showIcon title={add.error.message} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => add.mutate(values)}>
        <Form.Item name="statement" label={t('statementKind')} rules={[required]}>
          <Radio.Group
            vertical
            options={[
              { value: 'register_complete', label: t('registerComplete') },
              { value: 'confirmed_missing', label: t('confirmedMissing') },
              { value: 'withdrawn', label: t('withdrawn') },
            ]}
          />
        </Form.Item>
        <Form.Item name="source" label={t('statementSource')} rules={[required]}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item
          name="date"
          label={t('statementDate')}
          rules={[required, { pattern: /^\d{4}-\d{2}-\d{2}$/, message: t('dateRule') }]}
        >
          <Input type="date" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {t('save')}
        </Button>
      </Form>
    </details>
  )
}
