import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Segmented, Select } from 'antd'
import { useRef, useState } from 'react'
import { send } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { t } from './monitoring-words.ts'
import { FirmChoice } from './ShockFields.tsx'

const events = ['accident', 'insolvency', 'flood', 'sanction', 'other'] as const

/** An accident, an insolvency, a flood: it starts an alert with the firms that it hits and their buyers. */
export function EventForm({ onDone }: { onDone(alertId: string): void }) {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const onceKey = useRef(crypto.randomUUID())
  const [firms, setFirms] = useState<string[]>([])
  const tell = useMutation({
    mutationFn: (values: { title: string; event: string }) =>
      send<{ id: string }>('POST', '/api/monitoring/events', {
        ...{ ...values, city: city.code, dataset, organisationIds: firms, onceKey: onceKey.current },
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['monitoring'] })
      onDone(id)
    },
  })
  return (
    <Form layout="vertical" initialValues={{ event: 'accident' }} onFinish={tell.mutate}>
      {tell.error && <Alert className="ls-form-alert" type="error" showIcon title={tell.error.message} />}
      <Form.Item name="title" label={t('eventTitle')} rules={[{ required: true, message: t('required') }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="event" label={t('eventKind')}>
        <Select options={events.map((value) => ({ value, label: t(`event_${value}`) }))} />
      </Form.Item>
      <Form.Item label={t('eventFirms')} extra={t('eventHint')}>
        <FirmChoice value={firms} onChange={setFirms} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={tell.isPending} disabled={firms.length === 0}>
        {t('tellEvent')}
      </Button>
    </Form>
  )
}

/** Asks firms to report every month or week from now on. */
export function AskForm({ onDone }: { onDone(): void }) {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  const [firms, setFirms] = useState<string[]>([])
  const [cadence, setCadence] = useState<'month' | 'week'>('month')
  const ask = useMutation({
    mutationFn: async () => {
      for (const organisationId of firms)
        await send('POST', '/api/monitoring/reporters', { city: city.code, dataset, organisationId, cadence })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['monitoring'] })
      onDone()
    },
  })
  return (
    <div className="ls-stack">
      {ask.error && <Alert type="error" showIcon title={ask.error.message} />}
      <FirmChoice value={firms} onChange={setFirms} />
      <Segmented<'month' | 'week'>
        value={cadence}
        onChange={setCadence}
        options={[
          { value: 'month', label: t('monthly') },
          { value: 'week', label: t('weekly') },
        ]}
      />
      <Button
        type="primary"
        loading={ask.isPending}
        disabled={firms.length === 0}
        onClick={() => ask.mutate()}
      >
        {t('ask')}
      </Button>
    </div>
  )
}
