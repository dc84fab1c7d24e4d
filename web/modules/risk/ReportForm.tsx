import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Alert as Message, Select } from 'antd'
import { send } from '../../ui/request.ts'
import { useScope, useSession } from '../../ui/session.ts'
import { t } from './monitoring-words.ts'

type Values = {
  period: string
  orders?: number | null
  capacity?: number | null
  delay?: number | null
  singles?: number | null
  logistics?: string
  input?: string
  days?: number | null
}

/** A firm's month: what is left empty is unknown. */
export function ReportForm() {
  const { dataset } = useScope()
  const { actor } = useSession()
  const report = useMutation({
    mutationFn: ({ period, orders, capacity, delay, singles, logistics, input, days }: Values) =>
      send('POST', '/api/monitoring/reports?via=form', {
        reports: [
          {
            ...{ dataset, organisationId: actor.organisationId, cadence: 'month', period },
            ordersFen: orders == null ? null : String(Math.round(orders * 1_000_000)),
            capacityUseRatio: capacity == null ? null : capacity / 100,
            ...{
              deliveryDelayDays: delay ?? null,
              singleSources: singles ?? null,
              logistics: logistics ?? null,
            },
            stock: input && days != null ? [{ input, days }] : [],
          },
        ],
      }),
  })
  const numbers = [
    ['orders', 1e9],
    ['capacity', 200],
    ['delay', 3650],
    ['singles', 10000],
  ] as const
  return (
    <Form<Values> layout="vertical" onFinish={(values) => report.mutate(values)} style={{ maxWidth: 480 }}>
      {report.error && (
        <Message className="ls-form-alert" type="error" showIcon title={report.error.message} />
      )}
      {report.isSuccess && <Message className="ls-form-alert" type="success" showIcon title={t('sent')} />}
      <p className="ls-soft">{t('leave')}</p>
      <Form.Item name="period" label={t('period')} rules={[{ required: true, message: t('required') }]}>
        <Input type="month" />
      </Form.Item>
      {numbers.map(([name, max]) => (
        <Form.Item key={name} name={name} label={t(name)}>
          <InputNumber min={0} max={max} style={{ width: 200 }} />
        </Form.Item>
      ))}
      <Form.Item name="logistics" label={t('logistics')}>
        <Select
          allowClear
          options={(['normal', 'slow', 'blocked'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Form.Item>
      <Form.Item name="input" label={t('input')}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="days" label={t('stock')}>
        <InputNumber min={0} max={3650} style={{ width: 200 }} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={report.isPending}>
        {t('report')}
      </Button>
    </Form>
  )
}
