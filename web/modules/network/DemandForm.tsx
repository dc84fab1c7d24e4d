import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { Demand } from '../../../src/modules/network/model.ts'
import { getJson, ProblemError, send } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { t } from './demand-words.ts'
import { fenOf } from './fen.ts'

type Values = {
  projectId: string
  product: string
  nodeId?: string
  volume?: string
  volumeUnit?: string
  low?: string
  high?: string
  neededFrom?: string
  neededTo?: string
  tenderOn?: string
  source: string
}

/** One demand of a project of the register; kept as a draft until suppliers are told. */
export function DemandForm({ onSaved }: { onSaved(saved: Demand): void }) {
  const { city, dataset } = useScope()
  const [requestKey] = useState(() => crypto.randomUUID())
  const [form] = Form.useForm<Values>()
  const projects = useQuery({
    queryKey: ['network', 'projects', city.code, dataset],
    queryFn: () =>
      getJson<{ items: { id: string; name: string }[] }>('/api/projects', { city: city.code, dataset }),
  })
  const save = useMutation({
    mutationFn: ({ low, high, ...values }: Values) => {
      const told = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value || null]))
      const [amountLowFen, amountHighFen] = [fenOf(low, 6), fenOf(high, 6)]
      const isExact = amountLowFen !== null && amountLowFen === amountHighFen
      const amounts = isExact ? { amountFen: amountLowFen } : { amountLowFen, amountHighFen }
      return send<Demand>('POST', '/api/network/demands', {
        dataset,
        city: city.code,
        requestKey,
        ...told,
        ...amounts,
      })
    },
    onSuccess: onSaved,
    onError: (error) => {
      if (!(error instanceof ProblemError)) return
      const names: Record<string, keyof Values> = {
        amountLowFen: 'low',
        amountHighFen: 'high',
        amountFen: 'low',
      }
      form.setFields(
        error.fields.map(({ field, message }) => ({
          name: (names[field] ?? field) as keyof Values,
          errors: [message ?? error.message],
        })),
      )
    },
  })
  const required = [{ required: true, message: t('required') }]
  const decimal = [{ pattern: /^[\d,]{1,15}(\.\d{1,6})?$/, message: t('required') }]
  return (
    <Form<Values> form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form.Item name="projectId" label={t('project')} rules={required}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={projects.isPending}
          options={(projects.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="product" label={t('product')} extra={t('productHint')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="nodeId" label={t('node')}>
        <Input maxLength={100} />
      </Form.Item>
      <div className="ls-form-pair">
        <Form.Item
          name="volume"
          label={t('volume')}
          rules={[{ pattern: /^\d{1,12}(\.\d{1,3})?$/, message: t('required') }]}
        >
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="volumeUnit" label={t('unit')}>
          <Input maxLength={20} />
        </Form.Item>
      </div>
      <div className="ls-form-pair">
        <Form.Item name="low" label={t('low')} rules={decimal}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="high" label={t('high')} rules={decimal}>
          <Input inputMode="decimal" />
        </Form.Item>
      </div>
      <div className="ls-form-pair">
        <Form.Item name="neededFrom" label={t('from')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="neededTo" label={t('to')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="tenderOn" label={t('tender')}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="source" label={t('source')} rules={required}>
        <Input maxLength={300} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}
