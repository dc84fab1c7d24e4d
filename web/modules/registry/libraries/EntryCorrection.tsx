import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useMay, useSession } from '../../../ui/session.ts'
import { Problem } from '../../../ui/states.tsx'
import { inLang } from '../../../ui/words.ts'
import { proposeCorrection } from '../profile-api.ts'
import { t } from '../profile-words.ts'
import type { EntryDetail, EntryField, KindAnswer } from './api.ts'
import { t as form } from './form-words.ts'
import { t as word } from './words.ts'

type Told = { field: string; value: string; reason: string }

/** For the organisation that an entry names: says what is wrong in it and what is right; an office decides. */
export function EntryCorrection({ entry, kind }: { entry: EntryDetail; kind: KindAnswer }) {
  const mayPropose = useMay('registry.propose')
  const [isOpen, open] = useState(false)
  const { organisationId: own } = useSession().actor
  const mine = own ? correctable(entry, kind, own) : []
  if (!mayPropose || !own || mine.length === 0) return null
  return (
    <>
      <Button onClick={() => open(true)}>{word('correctEntry')}</Button>
      {isOpen && <CorrectionForm entry={entry} groups={mine} firmId={own} onClose={() => open(false)} />}
    </>
  )
}

type Choice = {
  value: string
  label: string
  type?: EntryField['type']
  options?: readonly { value: string; label: string }[]
}
type Group = { label: string; options: Choice[] }

const choicesOf = (fields: readonly EntryField[], name: (field: string) => string): Choice[] =>
  fields.map((field) => ({
    value: name(field.name),
    label: inLang(field.title),
    type: field.type,
    ...(field.options && {
      options: field.options.map(({ id, title }) => ({ value: id, label: inLang(title) })),
    }),
  }))

/** What this organisation may say is wrong: all of an entry that names it, and lines of others that name it. */
function correctable(entry: EntryDetail, kind: KindAnswer, own: string): Group[] {
  const isMine = entry.organisationId === own
  const levels = kind.levels.map((value) => ({ value, label: word(value) }))
  const ownColumns: Choice[] = [
    { value: 'entry:name', label: word('name') },
    ...(levels.length > 0 ? [{ value: 'entry:level', label: word('level'), options: levels }] : []),
    { value: 'entry:host', label: word('host') },
  ]
  const days: Choice[] = entry.events
    .filter(({ kind: of, state, happened }) => of === 'life' && (happened !== null || state === entry.state))
    .map(({ id, title, happened }) => ({
      value: `day:${id}`,
      label: `${inLang(title)} ${happened ?? ''}`.trim(),
      type: 'date' as const,
    }))
  const lines = entry.parts
    .filter((line) => line.endedAt === null && (isMine || line.organisationId === own))
    .flatMap((line): Group[] => {
      const part = kind.parts.find(({ name }) => name === line.part)
      if (!part) return []
      const firm = part.withFirm ? [{ value: `part:${line.id}:firm`, label: word('correctFirm') }] : []
      const options = [...firm, ...choicesOf(part.fields, (name) => `part:${line.id}:${name}`)]
      return [{ label: [inLang(part.title), line.organisationName].filter(Boolean).join(' · '), options }]
    })
  const whole: Group[] = [
    { label: word('correctOwn'), options: [...ownColumns, ...choicesOf(kind.fields, (name) => name)] },
    { label: word('correctDays'), options: days },
  ]
  return [...(isMine ? whole : []), ...lines].filter(({ options }) => options.length > 0)
}

type FormProps = { entry: EntryDetail; groups: readonly Group[]; firmId: string; onClose(): void }

function CorrectionForm({ entry, groups, firmId, onClose }: FormProps) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [fields] = Form.useForm<Told>()
  const wanted = Form.useWatch('field', fields)
  const chosen = groups.flatMap(({ options }) => options).find(({ value }) => value === wanted)
  const hint =
    chosen?.type === 'money' ? word('moneyInWan') : chosen?.type === 'date' ? word('dateRule') : null
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
          <Select
            options={groups.map(({ label, options }) => ({
              label,
              options: options.map(({ value, label: name }) => ({ value, label: name })),
            }))}
            onChange={() => fields.resetFields(['value'])}
          />
        </Form.Item>
        <Form.Item name="value" label={t('correctValue')} rules={needed} extra={hint ?? undefined}>
          {chosen?.options ? <Select options={[...chosen.options]} /> : <Input maxLength={1000} />}
        </Form.Item>
        <Form.Item name="reason" label={t('correctReason')} rules={needed}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
      {sending.error && <Problem error={sending.error} />}
    </Modal>
  )
}
