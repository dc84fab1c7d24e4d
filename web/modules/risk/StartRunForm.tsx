import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber } from 'antd'
import { useRef } from 'react'
import { useScope } from '../../ui/session.ts'
import { type EssentialFrom, latestRunQuery, startRun } from './api.ts'
import { EssentialChoice } from './EssentialChoice.tsx'
import { lastDayOfYear } from './facts-day.ts'
import { t } from './words.ts'

type Values = { on: string; draws: number; essentialFrom: EssentialFrom }

/** Which day's facts, how many redraws. */
export function StartRunForm({ onDone }: { onDone(): void }) {
  const scope = useScope()
  const { city, dataset, asOf } = scope
  const latest = useQuery(latestRunQuery(scope))
  const queries = useQueryClient()
  // One key a form, so that sending it twice makes one run.
  const key = useRef(crypto.randomUUID())
  const run = useMutation({
    mutationFn: (values: Values) => startRun({ ...values, city: city.code, dataset, key: key.current }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['risk'] })
      onDone()
    },
  })
  if (latest.isPending) return null
  return (
    <Form
      layout="vertical"
      initialValues={{
        on: latest.data?.lastDay ?? lastDayOfYear(asOf),
        draws: 20,
        essentialFrom: 'chain-maps',
      }}
      onFinish={(values: Values) => run.mutate(values)}
    >
      {run.error && <Alert className="ls-form-alert" type="error" showIcon title={run.error.message} />}
      <Form.Item name="on" label={t('onDay')} rules={[{ required: true, message: t('required') }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="draws" label={t('draws')} extra={t('drawsHint')}>
        <InputNumber min={0} max={100} />
      </Form.Item>
      <Form.Item name="essentialFrom" label={t('essentialFrom')} extra={t('essentialHint')}>
        <EssentialChoice />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={run.isPending}>
        {t('start')}
      </Button>
    </Form>
  )
}
