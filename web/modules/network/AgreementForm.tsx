import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import type { Agreement } from '../../../src/modules/network/model.ts'
import { ProblemError, send } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { t } from './agreement-words.ts'
import { FirmPicker } from './FirmPicker.tsx'
import { fenOf } from './fen.ts'

type Values = {
  side: 'buyer' | 'supplier'
  partnerId: string
  product: string
  startsOn: string
  endsOn: string
  volumeUnit?: string
  remindDays: number
  source: string
  years: { year: number; volume?: string; value?: string }[]
}

const nextDay = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** One agreement; a renewal begins where the former ends, with what is already known filled in. */
export function AgreementForm({
  renews,
  onSaved,
}: {
  renews: Agreement | undefined
  onSaved(saved: Agreement): void
}) {
  const { dataset } = useScope()
  const [requestKey] = useState(() => crypto.randomUUID())
  const [form] = Form.useForm<Values>()
  const partner = renews && (renews.side === 'buyer' ? renews.supplier : renews.buyer)
  const save = useMutation({
    mutationFn: ({ years, volumeUnit, ...values }: Values) =>
      send<Agreement>('POST', '/api/network/agreements', {
        ...{
          dataset,
          requestKey,
          ...values,
          partnerId: partner?.id ?? values.partnerId,
          side: renews?.side ?? values.side,
        },
        ...{ volumeUnit: volumeUnit || null, renewsId: renews?.id ?? null },
        years: years.map(({ year, volume, value }) => ({
          year,
          volume: volume || null,
          valueFen: fenOf(value, 6),
        })),
      }),
    onSuccess: onSaved,
    onError: (error) => {
      if (!(error instanceof ProblemError)) return
      form.setFields(
        error.fields.map(({ field, message }) => ({
          name: field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)) as never,
          errors: [message ?? error.message],
        })),
      )
    },
  })
  const required = [{ required: true, message: t('required') }]
  const first = renews ? nextDay(renews.endsOn) : undefined
  const initial = {
    ...{
      side: renews?.side ?? 'buyer',
      product: renews?.product,
      startsOn: first,
      remindDays: renews?.remindDays ?? 90,
    },
    volumeUnit: renews?.volumeUnit ?? undefined,
    years: [{ year: first ? Number(first.slice(0, 4)) : new Date().getFullYear() }],
  }
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={(values) => save.mutate(values)}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      {partner ? (
        <p>
          {t('partner')} <b>{partner.name}</b>
        </p>
      ) : (
        <>
          <Form.Item name="side" label={t('side')}>
            <Radio.Group
              options={(['buyer', 'supplier'] as const).map((value) => ({ value, label: t(value) }))}
            />
          </Form.Item>
          <Form.Item name="partnerId" label={t('partner')} rules={required}>
            <FirmPicker label={t('partner')} />
          </Form.Item>
        </>
      )}
      <Form.Item name="product" label={t('product')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="ls-form-pair">
        <Form.Item name="startsOn" label={t('starts')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="endsOn" label={t('ends')} rules={required}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="volumeUnit" label={t('unit')} extra={t('unitHint')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.List name="years">
        {(fields, { add }) => (
          <>
            {fields.map(({ key, name }) => (
              <div className="ls-form-pair" key={key}>
                <Form.Item name={[name, 'year']} label={t('year')} rules={required}>
                  <InputNumber min={1990} max={2100} />
                </Form.Item>
                <Form.Item
                  name={[name, 'volume']}
                  label={t('volume')}
                  rules={[{ pattern: /^\d{1,12}(\.\d{1,3})?$/, message: t('required') }]}
                >
                  <Input inputMode="decimal" />
                </Form.Item>
                <Form.Item
                  name={[name, 'value']}
                  label={t('value')}
                  rules={[{ pattern: /^[\d,]{1,15}(\.\d{1,6})?$/, message: t('required') }]}
                >
                  <Input inputMode="decimal" />
                </Form.Item>
              </div>
            ))}
            <Button onClick={() => add({ year: (form.getFieldValue('years')?.at(-1)?.year ?? 2025) + 1 })}>
              {t('addYear')}
            </Button>
          </>
        )}
      </Form.List>
      <Form.Item name="remindDays" label={t('remind')} style={{ marginTop: 16 }}>
        <InputNumber min={0} max={730} />
      </Form.Item>
      <Form.Item name="source" label={t('paper')} rules={required}>
        <Input maxLength={300} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}
