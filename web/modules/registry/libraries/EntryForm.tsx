import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { inLang } from '../../../ui/words.ts'
import { FirmField } from '../record/fields.tsx'
import { useChainNames } from '../use-chain-names.ts'
import { addEntry, type KindAnswer } from './api.ts'
import { newRequestKey, textOf } from './form-values.ts'
import { t } from './form-words.ts'

type Values = Record<string, unknown> & { fields?: Record<string, unknown> }

/** A new entry of one library, with the fields that its kind has. */
export function EntryForm({
  kind,
  onClose,
  onSaved,
}: {
  kind: KindAnswer
  onClose(): void
  onSaved(id: string): void
}) {
  const { city, dataset } = useScope()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const [requestKey] = useState(newRequestKey)
  const save = useMutation({
    mutationFn: (values: Values) =>
      addEntry({ ...entryOf(values), kind: kind.id, city: city.code, dataset, requestKey }),
    onSuccess: async ({ id }) => {
      void message.success(t('saved'))
      for (const key of ['library-kinds', 'library-entries'])
        await queries.invalidateQueries({ queryKey: [key] })
      onSaved(id)
    },
  })
  return (
    <Modal
      open
      title={`${t('addEntry')} · ${inLang(kind.title)}`}
      okText={t('save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: save.isPending }}
    >
      {save.error && <Alert className="ls-form-alert" type="error" showIcon title={save.error.message} />}
      <Form<Values> form={form} layout="vertical" onFinish={(values) => save.mutate(values)}>
        <Fields kind={kind} />
      </Form>
    </Modal>
  )
}

const entryOf = (values: Values) => ({
  name: String(values.name).trim(),
  level: (textOf(values.level) ?? null) as KindAnswer['levels'][number] | null,
  organisationId: textOf(values.organisationId),
  organisationName: textOf(values.organisationName),
  chainId: textOf(values.chainId),
  fields: Object.fromEntries(
    Object.entries(values.fields ?? {}).flatMap(([name, value]) => {
      const told = typeof value === 'number' ? value : textOf(value)
      return told === null ? [] : [[name, told] as const]
    }),
  ),
  source: String(values.source).trim(),
})

function Fields({ kind }: { kind: KindAnswer }) {
  const form = Form.useFormInstance()
  const chains = useChainNames()
  const required = { required: true, message: t('required') }
  return (
    <>
      <Form.Item name="name" label={t('name')} rules={[required]}>
        <Input maxLength={200} />
      </Form.Item>
      {kind.levels.length > 0 && (
        <Form.Item name="level" label={t('level')}>
          <Select allowClear options={kind.levels.map((value) => ({ value, label: t(value) }))} />
        </Form.Item>
      )}
      <Form.Item name="organisationId" label={t('hostHeld')}>
        <FirmField onName={(name) => form.setFieldValue('organisationName', name)} />
      </Form.Item>
      <Form.Item name="organisationName" label={t('host')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="chainId" label={t('chain')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={chains} />
      </Form.Item>
      {kind.fields.map((field) => (
        <Form.Item
          key={field.name}
          name={['fields', field.name]}
          label={[inLang(field.title), field.unit && `（${field.unit}）`].filter(Boolean).join('')}
        >
          {field.type === 'number' ? <InputNumber<number> className="ls-wide" /> : <Input maxLength={1000} />}
        </Form.Item>
      ))}
      <Form.Item name="source" label={t('source')} rules={[required]}>
        <Input maxLength={300} />
      </Form.Item>
    </>
  )
}
