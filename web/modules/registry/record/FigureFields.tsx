import { useQuery } from '@tanstack/react-query'
import { Checkbox, Form, Input, Select } from 'antd'
import { lang } from '../../../ui/words.ts'
import { vocabularyQuery } from '../profile-api.ts'
import { required, SourceFields, writtenDate } from './fields.tsx'
import type { Values } from './RecordMenu.tsx'
import type { NewFigure } from './record-api.ts'
import { t } from './record-words.ts'
import { sourced, textOf } from './values.ts'

/** A figure under the name by which rules ask for it, its period and its value as people write it. */
export function FigureFields() {
  const { data } = useQuery(vocabularyQuery())
  const kinds = (data?.figureKinds ?? []).filter(({ yearBeforeOf }) => yearBeforeOf === null)
  const chosen: unknown = Form.useWatch('name')
  const kind = kinds.find(({ name }) => name === chosen)
  return (
    <>
      <Form.Item name="name" label={t('figure')} rules={[required()]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={kinds.map(({ name, labelZh, labelEn }) => ({
            value: name,
            label: lang() === 'en' ? labelEn : labelZh,
          }))}
        />
      </Form.Item>
      <Form.Item name="period" label={t('period')} rules={[writtenDate()]}>
        <Input maxLength={10} />
      </Form.Item>
      <Form.Item name="value" label={valueLabel(kind)} rules={[required()]}>
        {kind?.type === 'bool' ? (
          <Select
            options={[
              { value: 'true', label: t('yes') },
              { value: 'false', label: t('no') },
            ]}
          />
        ) : (
          <Input maxLength={500} />
        )}
      </Form.Item>
      <Form.Item name="isConfidential" valuePropName="checked">
        <Checkbox>{t('confidential')}</Checkbox>
      </Form.Item>
      <SourceFields />
    </>
  )
}

function valueLabel(kind: { type: string; unit: string | null } | undefined): string {
  if (kind?.type === 'money') return t('valueMoney')
  if (kind?.type === 'rate') return t('valueRate')
  if (kind?.type === 'date') return t('valueDate')
  return kind?.unit ? t('valueUnit', { unit: kind.unit }) : t('value')
}

/** Left unticked, a figure is as confidential as its kind. */
export const figureOf = (values: Values): NewFigure & { source: string; sourceKind: string } => ({
  name: String(values.name),
  period: textOf(values.period),
  value: String(values.value).trim(),
  ...(values.isConfidential ? { isConfidential: true } : {}),
  ...sourced(values),
})
