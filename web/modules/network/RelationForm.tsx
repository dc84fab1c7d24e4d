import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Radio, Upload } from 'antd'
import { useState } from 'react'
import { ProblemError, send } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import type { Relation } from './api.ts'
import { FirmPicker } from './FirmPicker.tsx'
import { fenOf } from './fen.ts'
import { t } from './words.ts'

type Values = {
  side: 'buyer' | 'supplier'
  partnerId: string
  year: number
  product?: string
  share?: number | null
  low?: string
  high?: string
  confidentiality: 'office' | 'parties'
  source: string
}

const amountsOf = ({ low, high }: Pick<Values, 'low' | 'high'>) => {
  const [least, most] = [fenOf(low, 6), fenOf(high || low, 6)]
  return least !== null && least === most
    ? { amountFen: least }
    : { amountLowFen: least, amountHighFen: most }
}
const ppmOf = (share: number | null | undefined) => (share == null ? null : Math.round(share * 10_000))
const decimal = () => [{ pattern: /^[\d,]{1,15}(\.\d{1,6})?$/, message: t('required') }]

function useChange(organisationId: string, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body: unknown }) =>
      send('POST', `/api/network/relations${path}`, body),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['relations', organisationId] })
      onDone()
    },
  })
}

const faultsOf = (error: unknown) =>
  error instanceof ProblemError && error.fields.length > 0
    ? error.fields.map(({ message, code }) => message ?? code).join(' ')
    : error instanceof Error
      ? error.message
      : null

/** One relation of a firm by hand: an amount, a band, or a share. */
export function RelationForm({
  organisationId,
  isOwn,
  onDone,
}: {
  organisationId: string
  isOwn: boolean
  onDone(): void
}) {
  const { dataset } = useScope()
  const [requestKey] = useState(() => crypto.randomUUID())
  const save = useChange(organisationId, onDone)
  const submit = ({ side, partnerId, share, low, high, product, ...rest }: Values) =>
    save.mutate({
      path: '',
      body: {
        ...{
          dataset,
          requestKey,
          ...rest,
          product: product || null,
          sharePpm: ppmOf(share),
          ...amountsOf({ low, high } as Values),
        },
        buyerId: side === 'buyer' ? organisationId : partnerId,
        supplierId: side === 'buyer' ? partnerId : organisationId,
      },
    })
  const required = [{ required: true, message: t('required') }]
  const fault = faultsOf(save.error)
  return (
    <Form<Values>
      layout="vertical"
      style={{ maxWidth: 520 }}
      initialValues={{ side: 'buyer', year: new Date().getFullYear() - 1, confidentiality: 'office' }}
      onFinish={submit}
    >
      {fault && <Alert className="ls-form-alert" type="error" showIcon title={fault} />}
      <Form.Item name="side" label={t('sideLabel')}>
        <Radio.Group
          options={(['buyer', 'supplier'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Form.Item>
      <Form.Item name="partnerId" label={t('partner')} rules={required}>
        <FirmPicker label={t('partner')} />
      </Form.Item>
      <div className="ls-form-pair">
        <Form.Item name="year" label={t('year')} rules={required}>
          <InputNumber min={1990} max={2100} />
        </Form.Item>
        <Form.Item name="product" label={t('product')}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <Form.Item name="share" label={t('shareOfBuyer')}>
        <InputNumber min={0} max={100} />
      </Form.Item>
      <div className="ls-form-pair">
        <Form.Item name="low" label={t('low')} extra={t('bandHint')} rules={decimal()}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="high" label={t('high')} rules={decimal()}>
          <Input inputMode="decimal" />
        </Form.Item>
      </div>
      {isOwn && (
        <Form.Item name="confidentiality" label={t('whoSees')} extra={t('partiesHint')}>
          <Radio.Group
            options={(['office', 'parties'] as const).map((value) => ({ value, label: t(value) }))}
          />
        </Form.Item>
      )}
      <Form.Item name="source" label={t('source')} rules={required}>
        <Input maxLength={300} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}

/** Correct, end, or prove one relation that one's side wrote. */
export function RelationActs({
  organisationId,
  end,
  onDone,
}: {
  organisationId: string
  end: Relation
  onDone(): void
}) {
  const [requestKey] = useState(() => crypto.randomUUID())
  const change = useChange(organisationId, onDone)
  const path = `/${end.id}`
  const fault = faultsOf(change.error)
  const correct = ({
    low,
    high,
    share,
    reason,
  }: {
    low?: string
    high?: string
    share?: number | null
    reason: string
  }) =>
    change.mutate({
      path: `${path}/corrections`,
      body: { requestKey, reason, sharePpm: ppmOf(share), ...amountsOf({ low, high } as Values) },
    })
  const required = [{ required: true, message: t('required') }]
  return (
    <div className="ls-stack">
      {fault && <Alert type="error" showIcon title={fault} />}
      <Form
        layout="vertical"
        onFinish={correct}
        initialValues={{ share: end.sharePpm === null ? null : end.sharePpm / 10_000 }}
      >
        <h3>{t('correct')}</h3>
        <Form.Item name="share" label={t('shareOfBuyer')}>
          <InputNumber min={0} max={100} />
        </Form.Item>
        <div className="ls-form-pair">
          <Form.Item name="low" label={t('low')} extra={t('bandHint')} rules={decimal()}>
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="high" label={t('high')} rules={decimal()}>
            <Input inputMode="decimal" />
          </Form.Item>
        </div>
        <Form.Item name="reason" label={t('reason')} rules={required}>
          <Input maxLength={300} />
        </Form.Item>
        <Button htmlType="submit" loading={change.isPending}>
          {t('correct')}
        </Button>
      </Form>
      <Form layout="vertical" onFinish={(body) => change.mutate({ path: `${path}/end`, body })}>
        <h3>{t('endRelation')}</h3>
        <div className="ls-form-pair">
          <Form.Item name="endedOn" label={t('endedOn')} rules={required}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="reason" label={t('reason')} rules={required}>
            <Input maxLength={300} />
          </Form.Item>
        </div>
        <Button htmlType="submit">{t('endRelation')}</Button>
      </Form>
      <Upload
        maxCount={1}
        fileList={[]}
        beforeUpload={(file) => {
          const body = new FormData()
          body.set('file', file)
          change.mutate({ path: `${path}/evidence`, body })
          return false
        }}
      >
        <Button>{t('addEvidence')}</Button>
      </Upload>
    </div>
  )
}
