import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useScope } from '../../../ui/session.ts'
import { libraryQuery } from '../api.ts'
import { type FundDetail, post } from './api.ts'
import { t } from './words.ts'

const rules = ['refuse', 'proRata', 'firstCome'] as const
type Values = {
  name: string
  department: string
  purpose?: string
  policies?: string[]
  overBudget: (typeof rules)[number]
  overBudgetSource: string
  source: string
}

/** The form in which the office makes a special fund that no pack brings. */
export function NewFund() {
  const scope = useScope()
  const queries = useQueryClient()
  const { data } = useQuery(libraryQuery(scope))
  const [form] = Form.useForm<Values>()
  const make = useMutation({
    mutationFn: ({ purpose, policies, ...values }: Values) =>
      post<FundDetail>('/funds', {
        ...values,
        city: scope.city.code,
        purpose: purpose?.trim() || null,
        policies: policies ?? [],
      }),
    onSuccess: () => {
      form.resetFields()
      void queries.invalidateQueries({ queryKey: ['policy-cases', 'funds'] })
    },
  })
  const required = [{ required: true, message: t('required') }]
  return (
    <details className="ls-panel ls-details" style={{ padding: 16 }}>
      <summary>{t('newFund')}</summary>
      {make.error && <Alert className="ls-form-alert" type="error" showIcon title={make.error.message} />}
      <Form<Values>
        form={form}
        layout="vertical"
        style={{ maxWidth: 640, paddingTop: 12 }}
        onFinish={(values) => make.mutate(values)}
      >
        <Form.Item name="name" label={t('fundName')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="department" label={t('fundDepartment')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="purpose" label={t('fundPurpose')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Form.Item name="policies" label={t('fundPolicies')}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={(data?.documents ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Form.Item>
        <Form.Item name="overBudget" label={t('overBudget')} rules={required}>
          <Select options={rules.map((rule) => ({ value: rule, label: t(`rule_${rule}`) }))} />
        </Form.Item>
        <Form.Item name="overBudgetSource" label={t('overBudgetSource')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="source" label={t('source')} rules={required}>
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={make.isPending}>
          {t('newFund')}
        </Button>
      </Form>
    </details>
  )
}
