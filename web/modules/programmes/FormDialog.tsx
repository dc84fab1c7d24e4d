import { useMutation } from '@tanstack/react-query'
import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { Problem } from '../../ui/states.tsx'
import { Field } from './tasks/NewTask.tsx'
import { t } from './tasks/words.ts'

export type FormField = {
  id: string
  label: string
  /** A line, a text, a day, a choice, or names one a line. */
  kind?: 'line' | 'text' | 'day' | 'choice' | 'names'
  options?: readonly { value: string; label: string }[]
  /** The form cannot be sent without it. */
  isNeeded?: boolean
  hint?: string
}
export type FormValues = Record<string, string>

type Props = {
  title: string
  fields: readonly FormField[]
  begin?: FormValues
  okText?: string
  onSend(values: FormValues): Promise<unknown>
  onDone?(answer: unknown): void
  onClose(): void
}

/** One column of fields in a window; what the server refuses stands above them and what was typed stays. */
export function FormDialog({ title, fields, begin = {}, okText, onSend, onDone, onClose }: Props) {
  const [values, setValues] = useState<FormValues>(() =>
    Object.fromEntries(fields.map(({ id }) => [id, begin[id] ?? ''])),
  )
  const send = useMutation({
    mutationFn: () => onSend(values),
    onSuccess: (answer) => {
      onDone?.(answer)
      onClose()
    },
  })
  const isMissing = fields.some(({ id, isNeeded }) => isNeeded && (values[id] ?? '').trim() === '')
  return (
    <Modal
      open
      width={600}
      title={title}
      okText={okText ?? t('send')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: isMissing, loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <div className="ls-stack">
        {send.error && <Problem error={send.error} />}
        {fields.map((field) => (
          <Field key={field.id} label={`${field.label}${field.isNeeded ? t('needed') : ''}`}>
            <FormInput
              field={field}
              value={values[field.id] ?? ''}
              onChange={(value) => setValues({ ...values, [field.id]: value })}
            />
            {field.hint && <span className="ls-soft">{field.hint}</span>}
          </Field>
        ))}
      </div>
    </Modal>
  )
}

type InputProps = { field: FormField; value: string; onChange(value: string): void }

function FormInput({ field, value, onChange }: InputProps) {
  const { label, kind = 'line', options = [] } = field
  if (kind === 'choice')
    return (
      <Select
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        value={value}
        onChange={onChange}
        options={[...options]}
      />
    )
  if (kind === 'text' || kind === 'names')
    return (
      <Input.TextArea
        aria-label={label}
        value={value}
        autoSize={{ minRows: kind === 'text' ? 4 : 2, maxRows: 16 }}
        onChange={({ target }) => onChange(target.value)}
      />
    )
  return (
    <Input
      aria-label={label}
      type={kind === 'day' ? 'date' : 'text'}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}

/** A field's text, or null where nothing was typed. */
export const orNull = (text: string | undefined): string | null => text?.trim() || null
