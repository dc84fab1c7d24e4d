// Fields that the forms for recording share: where it was said, days, a firm of the register.
import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { lang } from '../../../ui/words.ts'
import { firmHits } from '../api.ts'
import { vocabularyQuery } from '../profile-api.ts'
import { t } from './record-words.ts'

export const required = () => ({ required: true, message: t('required') })
export const writtenDate = () => ({
  pattern: /^(19|20)\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
  message: t('periodRule'),
})
export const inLanguage = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) =>
  lang() === 'en' ? nameEn : nameZh

/** Where it was said, and what kind of source that is; kinds in the order in which they count. */
export function SourceFields({ withKind = true }: { withKind?: boolean }) {
  const { data } = useQuery(vocabularyQuery())
  return (
    <>
      <Form.Item name="source" label={t('source')} rules={[required()]}>
        <Input maxLength={300} />
      </Form.Item>
      {withKind && (
        <Form.Item name="sourceKind" label={t('sourceKind')} rules={[required()]}>
          <Select
            options={(data?.sourceKinds ?? []).map((kind) => ({ value: kind.code, label: inLanguage(kind) }))}
          />
        </Form.Item>
      )}
    </>
  )
}

/** A calendar day, or nothing. */
export function DayField({ name, label }: { name: string; label: string }) {
  return (
    <Form.Item name={name} label={label}>
      <Input type="date" />
    </Form.Item>
  )
}

/** From and to; the end may not come first. */
export function DaysFields() {
  return (
    <div className="ls-form-pair">
      <DayField name="validFrom" label={t('from')} />
      <Form.Item
        name="validTo"
        label={t('to')}
        dependencies={['validFrom']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_rule, to?: string) =>
              to && getFieldValue('validFrom') > to
                ? Promise.reject(new Error(t('endsBefore')))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input type="date" />
      </Form.Item>
    </div>
  )
}

type FirmFieldProps = {
  value?: string | null
  onChange?(id: string | null): void
  /** Told beside the id, so that a form can fill in the name. */
  onName?(name: string): void
  id?: string
}

/** One organisation of the register, searched as one types. */
export function FirmField({ value, onChange, onName, id }: FirmFieldProps) {
  const scope = useScope()
  const [text, setText] = useState('')
  const { data: hits } = useQuery({
    queryKey: ['firm-field', text, scope.dataset],
    queryFn: ({ signal }) => firmHits(text, scope, signal),
    enabled: text.trim() !== '',
  })
  return (
    <Select<string>
      {...(id ? { id } : {})}
      allowClear
      showSearch={{ filterOption: false, onSearch: setText }}
      value={value ?? null}
      placeholder={t('findFirm')}
      onChange={(chosen?: string) => {
        onChange?.(chosen ?? null)
        const hit = hits?.find((one) => one.id === chosen)
        if (hit) onName?.(hit.name)
      }}
      options={(hits ?? []).map((hit) => ({
        value: hit.id,
        label: [hit.name, hit.note].filter(Boolean).join(' · '),
      }))}
    />
  )
}
