import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { comparators } from '../../../src/modules/programmes/model.ts'
import type { ProblemError } from '../../ui/request.ts'
import { Problem } from '../../ui/states.tsx'
import type { ItemKind } from './api.ts'
import { type Field, itemFields } from './item-fields.ts'
import { t } from './words.ts'

type Content = Record<string, unknown>
type Props = {
  kind: ItemKind
  content: Content
  isSaving: boolean
  error: Error | null
  onSave(content: Content): void
  onCancel(): void
}

/** One item as a form: what was read is filled in, one column, faults beside their fields. */
export function ItemEditor({ kind, content, isSaving, error, onSave, onCancel }: Props) {
  const fields = itemFields[kind]
  const faults = (error as ProblemError | null)?.fields ?? []
  const faultOf = (name: string) => faults.find(({ field }) => field.startsWith(`written.${name}`))
  return (
    <Form
      layout="vertical"
      className="ls-item-editor"
      initialValues={Object.fromEntries(
        fields.map((field) => [field.name, shown(field, content[field.name])]),
      )}
      onFinish={(values: Content) =>
        onSave(Object.fromEntries(fields.map((field) => [field.name, kept(field, values[field.name])])))
      }
    >
      {fields.map((field) => (
        <Form.Item
          key={field.name}
          name={field.name}
          label={field.form === 'lines' ? `${t(field.word)}（${t('oneALine')}）` : t(field.word)}
          {...(field.form === 'yesno' ? { valuePropName: 'checked' } : {})}
          {...(faultOf(field.name)
            ? { validateStatus: 'error' as const, help: faultOf(field.name)?.message }
            : {})}
        >
          {inputOf(field)}
        </Form.Item>
      ))}
      {error && faults.length === 0 && <Problem error={error} />}
      <div className="ls-line">
        <Button type="primary" htmlType="submit" loading={isSaving}>
          {t('save')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}

function inputOf({ form }: Field) {
  if (form === 'long') return <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} />
  if (form === 'lines') return <Input.TextArea autoSize={{ minRows: 1, maxRows: 10 }} />
  if (form === 'day') return <Input placeholder="2024-12-31" inputMode="numeric" />
  if (form === 'whole') return <InputNumber min={0} precision={0} style={{ width: '100%' }} />
  if (form === 'yesno') return <Checkbox />
  if (form === 'comparator') return <Select options={comparators.map((value) => ({ value, label: value }))} />
  return <Input />
}

function shown({ form }: Field, value: unknown): unknown {
  if (form === 'lines') return ((value as string[] | null) ?? []).join('\n')
  if (form === 'value') return Array.isArray(value) ? value.join(' – ') : String(value ?? '')
  return value ?? (form === 'yesno' ? false : undefined)
}

/** What is sent: an empty field is unknown, never an empty text; a range is written 2 – 3. */
function kept({ form, name }: Field, value: unknown): unknown {
  if (form === 'lines')
    return String(value ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  if (form === 'yesno') return value === true
  if (form === 'value') {
    const numbers = String(value ?? '')
      .split(/\s*[–~～-]\s*(?=\d)/)
      .map(Number)
    return numbers.length === 2 ? numbers : numbers[0]
  }
  if (form === 'whole') return value ?? null
  const text = String(value ?? '').trim()
  return name === 'unit' ? text : text === '' ? null : text
}
