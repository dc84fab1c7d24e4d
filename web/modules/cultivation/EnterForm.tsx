import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'
import { enterTrack, type ProgrammeInfo } from './api.ts'
import { t } from './words.ts'

type Values = {
  organisationId: string
  cohortYear: string
  product?: string
  coach?: string
  reasons?: Record<string, string>
}

/** Enters a firm in a cohort: every criterion of the programme with a reason. */
export function EnterForm({ programme, onDone }: { programme: ProgrammeInfo; onDone: (id: string) => void }) {
  const { city, dataset } = useScope()
  const queries = useQueryClient()
  // The same form sent twice makes one track.
  const [onceKey] = useState(() => crypto.randomUUID())
  const enter = useMutation({
    mutationFn: ({ organisationId, cohortYear, product, coach, reasons = {} }: Values) =>
      enterTrack({
        city: city.code,
        dataset,
        programme: programme.key,
        organisationId: organisationId.trim(),
        cohortYear: Number(cohortYear),
        product: product || null,
        coach: coach || null,
        entry: Object.entries(reasons).map(([id, reason]) => ({ id, reason })),
        onceKey,
      }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['cultivation'] })
      onDone(id)
    },
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ cohortYear: String(new Date().getFullYear()) }}
      onFinish={(values) => enter.mutate(values)}
    >
      {enter.error && <Alert className="ls-form-alert" type="error" showIcon title={enter.error.message} />}
      <Form.Item name="organisationId" label={t('firmId')} extra={t('firmIdHint')} rules={rules}>
        <Input inputMode="numeric" maxLength={20} />
      </Form.Item>
      <Form.Item name="cohortYear" label={t('year')} rules={rules}>
        <Input inputMode="numeric" maxLength={4} />
      </Form.Item>
      {programme.subject === 'product' && (
        <Form.Item name="product" label={t('product')} rules={rules}>
          <Input maxLength={120} />
        </Form.Item>
      )}
      <Form.Item name="coach" label={t('coach')}>
        <Input maxLength={80} />
      </Form.Item>
      {programme.criteria.map(({ id, name }) => (
        <Form.Item
          key={id}
          name={['reasons', id]}
          label={t('reasonFor', { name: inLang(name) })}
          rules={rules}
        >
          <Input maxLength={500} />
        </Form.Item>
      ))}
      <Button type="primary" htmlType="submit" loading={enter.isPending}>
        {t('save')}
      </Button>
    </Form>
  )
}
