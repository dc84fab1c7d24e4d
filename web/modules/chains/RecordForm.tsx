import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { ProblemError } from '../../ui/request.ts'
import { t } from './about-words.ts'

/** One field of a form of this room; a text that is left out is sent as null. */
export type RecordField = {
  name: string
  label: string
  kind: 'text' | 'area' | 'date' | 'choice' | 'tick'
  isRequired?: boolean
  options?: readonly { value: string; label: string }[]
  help?: string
  max?: number
  /** What stands there before anybody writes. */
  start?: string | boolean
}
export type Told = Record<string, string | boolean | null>

type Props = {
  /** The button that opens it. */
  title: string
  fields: readonly RecordField[]
  save(told: Told): Promise<unknown>
  isQuiet?: boolean
}

/** A button with a form in one column; what the server says about a field stands beside it, and nothing typed is lost. */
export function RecordForm({ title, fields, save, isQuiet = false }: Props) {
  const [isOpen, open] = useState(false)
  return (
    <>
      <span className="ls-line">
        <Button size="small" type={isQuiet ? 'text' : 'default'} onClick={() => open(true)}>
          {title}
        </Button>
      </span>
      {isOpen && <Sheet title={title} fields={fields} save={save} onClose={() => open(false)} />}
    </>
  )
}

function Sheet({ title, fields, save, onClose }: Omit<Props, 'isQuiet'> & { onClose(): void }) {
  const queries = useQueryClient()
  const [form] = Form.useForm<Told>()
  const saved = useMutation({
    mutationFn: (told: Told) => save(told),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: ['chains'] })
    },
    onError: (error) => {
      if (error instanceof ProblemError)
        form.setFields(
          error.fields
            .filter(({ field }) => fields.some(({ name }) => name === field))
            .map(({ field, message, code }) => ({ name: field, errors: [message ?? code] })),
        )
    },
  })
  const told = (values: Told): Told =>
    Object.fromEntries(fields.map(({ name }) => [name, values[name] === '' ? null : (values[name] ?? null)]))
  return (
    <Modal
      open
      title={title}
      okText={t('save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: saved.isPending }}
    >
      {saved.error && <Alert className="ls-form-alert" type="error" showIcon title={saved.error.message} />}
      <Form<Told> form={form} layout="vertical" onFinish={(values) => saved.mutate(told(values))}>
        {fields.map((field) => (
          <FieldOf key={field.name} field={field} />
        ))}
      </Form>
    </Modal>
  )
}

function FieldOf({ field }: { field: RecordField }) {
  const { name, label, kind, isRequired = false, help, start } = field
  const rules = isRequired ? [{ required: true, message: t('required') }] : []
  if (kind === 'tick')
    return (
      <Form.Item name={name} valuePropName="checked" initialValue={start ?? false} extra={help}>
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    )
  return (
    <Form.Item name={name} label={label} rules={rules} extra={help} initialValue={start}>
      {inputOf(field)}
    </Form.Item>
  )
}

function inputOf({ kind, options, max = 300 }: RecordField) {
  if (kind === 'choice')
    return <Select showSearch={{ optionFilterProp: 'label' }} options={[...(options ?? [])]} allowClear />
  if (kind === 'date') return <Input type="date" />
  if (kind === 'area') return <Input.TextArea rows={3} maxLength={max} />
  return <Input maxLength={max} />
}
