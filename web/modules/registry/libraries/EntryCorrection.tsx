import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useMay, useSession } from '../../../ui/session.ts'
import { Problem } from '../../../ui/states.tsx'
import { inLang } from '../../../ui/words.ts'
import { proposeCorrection } from '../profile-api.ts'
import { t } from '../profile-words.ts'
import type { EntryDetail, KindAnswer } from './api.ts'
import { t as form } from './form-words.ts'
import { t as word } from './words.ts'

type Told = { field: string; value: string; reason: string }

/** For the organisation that an entry names: says what is wrong in it and what is right; an office decides. */
export function EntryCorrection({ entry, kind }: { entry: EntryDetail; kind: KindAnswer }) {
  const mayPropose = useMay('registry.propose')
  const [isOpen, open] = useState(false)
  const { organisationId: own } = useSession().actor
  if (!mayPropose || !own || own !== entry.organisationId || kind.fields.length === 0) return null
  return (
    <>
      <Button onClick={() => open(true)}>{word('correctEntry')}</Button>
      {isOpen && <CorrectionForm entry={entry} kind={kind} firmId={own} onClose={() => open(false)} />}
    </>
  )
}

type FormProps = { entry: EntryDetail; kind: KindAnswer; firmId: string; onClose(): void }

function CorrectionForm({ entry, kind, firmId, onClose }: FormProps) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [fields] = Form.useForm<Told>()
  const wanted = Form.useWatch('field', fields)
  const chosen = kind.fields.find(({ name }) => name === wanted)
  const sending = useMutation({
    mutationFn: ({ field, value, reason }: Told) =>
      proposeCorrection(firmId, {
        ...{ subject: 'entry', entryId: entry.id, field, period: null },
        ...{ value: value.trim(), reason: reason.trim() },
      }),
    onSuccess: () => {
      void message.success(t('correctSent'))
      onClose()
      return queries.invalidateQueries({ queryKey: ['corrections'] })
    },
  })
  const needed = [{ required: true, whitespace: true, message: form('required') }]
  return (
    <Modal
      open
      title={t('correctTitle', { field: entry.name })}
      okText={t('correctSend')}
      okButtonProps={{ loading: sending.isPending }}
      onCancel={onClose}
      onOk={() => fields.submit()}
    >
      <Form<Told> form={fields} layout="vertical" onFinish={(told) => sending.mutate(told)}>
        <Form.Item name="field" label={t('field')} rules={[{ required: true, message: form('required') }]}>
          <Select options={kind.fields.map(({ name, title }) => ({ value: name, label: inLang(title) }))} />
        </Form.Item>
        <Form.Item
          name="value"
          label={t('correctValue')}
          rules={needed}
          extra={chosen?.type === 'money' ? word('moneyInWan') : undefined}
        >
          {chosen?.options ? (
            <Select options={chosen.options.map(({ id, title }) => ({ value: id, label: inLang(title) }))} />
          ) : (
            <Input maxLength={1000} />
          )}
        </Form.Item>
        <Form.Item name="reason" label={t('correctReason')} rules={needed}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
      {sending.error && <Problem error={sending.error} />}
    </Modal>
  )
}
