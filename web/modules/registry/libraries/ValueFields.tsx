/** The fields that a kind of entry, or a part of it, defines: as inputs of a form, and as a reader sees them. */
import { Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { count, money } from '../../../ui/format.ts'
import { Unknown } from '../../../ui/Unknown.tsx'
import { inLang } from '../../../ui/words.ts'
import type { EntryField } from './api.ts'
import { t } from './entry-words.ts'
import { fenOfWan, moneyPattern, textOf, wanOfFen } from './form-values.ts'

export type Values = Record<string, string | number>
const writtenDate = { pattern: /^\d{4}(-\d{2}(-\d{2})?)?$/, message: t('dayRule') }

const labelOf = ({ title, unit, type }: EntryField) =>
  type === 'money'
    ? t('tenThousand', { title: inLang(title) })
    : [inLang(title), unit && `（${unit}）`].filter(Boolean).join('')

/** One input for each field; money is written in 万元. */
export function ValueFields({ fields }: { fields: readonly EntryField[] }) {
  return fields.map((field) => (
    <Form.Item
      key={field.name}
      name={['fields', field.name]}
      label={labelOf(field)}
      rules={[
        ...(field.required ? [{ required: true, message: t('required') }] : []),
        ...(field.type === 'date' ? [writtenDate] : []),
        ...(field.type === 'money' ? [{ pattern: moneyPattern, message: t('moneyRule') }] : []),
      ]}
    >
      {inputOf(field)}
    </Form.Item>
  ))
}

function inputOf({ type, options, name }: EntryField) {
  if (type === 'number') return <InputNumber<number> className="ls-wide" />
  if (type === 'choice')
    return (
      <Select allowClear options={options!.map(({ id, title }) => ({ value: id, label: inLang(title) }))} />
    )
  if (type === 'text' && name === 'text') return <Input.TextArea rows={3} maxLength={4000} />
  return <Input maxLength={type === 'text' ? 1000 : 24} inputMode={type === 'money' ? 'decimal' : 'text'} />
}

/** What was typed, as the server wants it; what is left empty is left out. */
export const typedValues = (
  fields: readonly EntryField[],
  typed: Record<string, unknown> | undefined,
): Values =>
  Object.fromEntries(
    fields.flatMap(({ name, type }) => {
      const value = typed?.[name]
      const told = typeof value === 'number' ? value : type === 'money' ? fenOfWan(value) : textOf(value)
      return told === null ? [] : [[name, told] as const]
    }),
  )

/** What is held, as the inputs show it. */
export const heldValues = (fields: readonly EntryField[], values: Values): Values =>
  Object.fromEntries(
    fields.flatMap(({ name, type }) => {
      const value = values[name]
      if (value === undefined) return []
      return [[name, type === 'money' ? wanOfFen(String(value)) : value] as const]
    }),
  )

/** A value in words; null where nobody has told it. */
export function valueText(
  { type, options, unit }: EntryField,
  value: string | number | undefined,
): string | null {
  if (value === undefined) return null
  if (type === 'choice') return inLang(options!.find(({ id }) => id === value)?.title ?? String(value))
  if (type === 'number') return `${count(Number(value))} ${unit ?? ''}`.trim()
  if (type !== 'money') return String(value)
  const { text, unit: of } = money(String(value))!
  return `${text} ${of}`
}

/** Terms and values of an entry or a part; unknown is said. */
export function ValuePairs({
  fields,
  values,
  children,
}: {
  fields: readonly EntryField[]
  values: Values
  children?: ReactNode
}) {
  return (
    <dl className="ls-pairs">
      {fields.map((field) => (
        <Pair key={field.name} term={inLang(field.title)}>
          {valueText(field, values[field.name])}
        </Pair>
      ))}
      {children}
    </dl>
  )
}

/** One term with its value; nothing known stands as unknown. */
export function Pair({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children ?? <Unknown />}</dd>
    </>
  )
}
