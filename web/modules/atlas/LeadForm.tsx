import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Alert, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { layoutQuery, makeLead, type Targets } from './api.ts'
import { t } from './lead-words.ts'

type Named = { id: string; name: string }
type Props = {
  /** The firm proposed; null where somebody names one. */
  target: Targets['items'][number] | null
  chain: Named | null
  node: Named | null
  onClose(): void
}
type Values = {
  firmName?: string
  title: string
  kind: 'supplier' | 'project'
  size?: 'major' | 'small'
  chain?: string
  owner: string
  source: string
  investmentWan?: number
  nextStep?: string
  nextOn?: string
}

const fenOfWan = (wan: number | undefined) =>
  wan === undefined || wan === null ? null : String(Math.round(wan * 1_000_000))

/** A lead on a firm that was proposed, or on one that somebody names. */
export function LeadForm({ target, chain, node, onClose }: Props) {
  const { city, dataset } = useScope()
  const scope = useScope()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [form] = Form.useForm<Values>()
  const [requestKey] = useState(() => crypto.randomUUID())
  const { data: layout } = useQuery({ ...layoutQuery(scope), enabled: chain === null })
  const save = useMutation({
    mutationFn: ({ investmentWan, firmName, ...values }: Values) =>
      makeLead({
        ...{ city: city.code, dataset, requestKey, ...values },
        chain: chain?.id ?? values.chain ?? null,
        node: node?.id ?? null,
        ...(target ? { organisationId: target.id } : { firmName: firmName ?? null }),
        size: values.size ?? null,
        investmentFen: fenOfWan(investmentWan),
        nextStep: values.nextStep || null,
        nextOn: values.nextOn || null,
      }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: ['atlas'] })
      void navigate({ to: '/leads/$leadId', params: { leadId: id } })
    },
  })
  const rules = [{ required: true, message: t('required') }]
  return (
    <Modal
      open
      title={target ? `${t('make')} · ${target.name}` : t('makeOwn')}
      onCancel={onClose}
      okText={t('save')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      {target && (
        <ul className="ls-reasons">
          {target.reasons.map(({ code, text }) => (
            <li key={code}>{text}</li>
          ))}
        </ul>
      )}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'supplier', title: node?.name ?? '' }}
        onFinish={(values) => save.mutate(values)}
      >
        {!target && (
          <Form.Item name="firmName" label={t('firmName')} rules={rules}>
            <Input maxLength={200} />
          </Form.Item>
        )}
        <Form.Item name="title" label={t('title')} rules={rules}>
          <Input maxLength={200} />
        </Form.Item>
        {chain === null && (
          <Form.Item name="chain" label={t('chain')}>
            <Select
              allowClear
              options={(layout?.chains ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        )}
        <Form.Item name="kind" label={t('kind')} rules={rules}>
          <Select options={(['supplier', 'project'] as const).map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
        <Form.Item name="size" label={t('size')}>
          <Select
            allowClear
            options={(['major', 'small'] as const).map((value) => ({ value, label: t(value) }))}
          />
        </Form.Item>
        <Form.Item name="owner" label={t('ownerFor', { phase: t('attract') })} rules={rules}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="source" label={t('source')} rules={rules}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="investmentWan" label={t('investmentWan')}>
          <InputNumber min={0} style={{ width: 200 }} />
        </Form.Item>
        <Form.Item name="nextStep" label={t('next')}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="nextOn" label={t('nextOn')}>
          <Input type="date" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
