import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select } from 'antd'
import { ProblemError } from '../../../ui/request.ts'
import { useScope } from '../../../ui/session.ts'
import { fenOf } from '../applications/amounts.ts'
import { type NewRelief, reportRelief } from './api.ts'
import { t } from './words.ts'

const kinds = ['rd_deduction', 'vat_refund', 'high_tech_rate', 'resource_use', 'other'] as const
type Values = {
  kind: NewRelief['kind']
  title?: string
  year: string
  amount?: string
  basis?: string
  source: string
}

const amountRule = {
  validator: (_: unknown, value?: string) =>
    !value?.trim() || fenOf(value) !== null ? Promise.resolve() : Promise.reject(new Error(t('amountRule'))),
}
const fen = (value: string | undefined): string | null => (value?.trim() ? fenOf(value) : null)

/** One relief as a return or ledger tells it; an empty amount is unknown. */
export function ReliefForm({ firmId }: { firmId: string }) {
  const { dataset } = useScope()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const kind = Form.useWatch('kind', form)
  const report = useMutation({
    mutationFn: (values: Values) =>
      reportRelief(firmId, {
        dataset,
        kind: values.kind,
        title: values.kind === 'other' ? (values.title?.trim() ?? null) : null,
        year: Number(values.year),
        amountFen: fen(values.amount),
        basisFen: values.kind === 'rd_deduction' ? fen(values.basis) : null,
        source: values.source.trim(),
      }),
    onSuccess: () => {
      form.resetFields()
      void queries.invalidateQueries({ queryKey: ['policy-cases', 'statement'] })
    },
  })
  const { error } = report
  const fields = error instanceof ProblemError ? error.fields.map(({ message }) => message) : []
  const required = { required: true, message: t('required') }
  return (
    <details className="ls-panel ls-details" style={{ padding: 16 }}>
      <summary>{t('report')}</summary>
      {error && (
        <Alert className="ls-form-alert" type="error" showIcon title={fields.join('；') || error.message} />
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'rd_deduction', year: String(new Date().getFullYear() - 1) }}
        onFinish={(values) => report.mutate(values)}
        style={{ maxWidth: 480, paddingTop: 12 }}
      >
        <Form.Item name="kind" label={t('kind')} rules={[required]}>
          <Select options={kinds.map((value) => ({ value, label: t(`kind_${value}`) }))} />
        </Form.Item>
        {kind === 'other' && (
          <Form.Item name="title" label={t('title')} rules={[required]}>
            <Input maxLength={100} />
          </Form.Item>
        )}
        <Form.Item
          name="year"
          label={t('year')}
          rules={[{ pattern: /^(19|20)\d\d$/, message: t('yearRule') }, required]}
        >
          <Input maxLength={4} inputMode="numeric" />
        </Form.Item>
        <Form.Item
          name="amount"
          label={`${t('amount')}（${t('unit')}）`}
          extra={t('amountHint')}
          rules={[amountRule]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
        {kind === 'rd_deduction' && (
          <Form.Item
            name="basis"
            label={`${t('basis')}（${t('unit')}）`}
            extra={t('basisHint')}
            rules={[amountRule]}
          >
            <Input inputMode="decimal" />
          </Form.Item>
        )}
        <Form.Item name="source" label={t('source')} extra={t('sourceHint')} rules={[required]}>
          <Input maxLength={300} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={report.isPending}>
          {t('send')}
        </Button>
      </Form>
    </details>
  )
}
