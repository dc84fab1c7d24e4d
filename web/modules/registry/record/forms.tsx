import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Form, Input, InputNumber, Select } from 'antd'
import type { NewOwnership, NewSite, NewTag } from '../../../../src/modules/registry/model.ts'
import { vocabularyQuery } from '../profile-api.ts'
import { useChainNames } from '../use-chain-names.ts'
import {
  DayField,
  DaysFields,
  FirmField,
  inLanguage,
  required,
  SourceFields,
  writtenDate,
} from './fields.tsx'
import type { Values } from './RecordMenu.tsx'
import type { NewRole, NewTitle } from './record-api.ts'
import { t } from './record-words.ts'
import { days, sourced, textOf } from './values.ts'

const line = (name: string, label: string, isRequired = false, maxLength = 300) => (
  <Form.Item name={name} label={label} rules={isRequired ? [required()] : []}>
    <Input maxLength={maxLength} />
  </Form.Item>
)

export function TitleFields() {
  const { data } = useQuery(vocabularyQuery())
  return (
    <>
      <Form.Item name="title" label={t('title')} rules={[required()]} extra={t('titleHint')}>
        <AutoComplete
          maxLength={100}
          showSearch={{ filterOption: (text, option) => String(option?.value ?? '').includes(text) }}
          options={(data?.titleKinds ?? []).map(({ nameZh }) => ({ value: nameZh }))}
        />
      </Form.Item>
      <Form.Item name="granted" label={t('granted')} rules={[writtenDate()]}>
        <Input maxLength={10} />
      </Form.Item>
      <DayField name="expiresOn" label={t('expiresOn')} />
      <div className="ls-form-pair">
        {line('batch', t('batch'), false, 60)}
        {line('documentNo', t('documentNo'), false, 100)}
      </div>
      <SourceFields />
    </>
  )
}
export const titleOf = (values: Values): NewTitle & ReturnType<typeof sourced> => ({
  title: String(values.title).trim(),
  granted: textOf(values.granted),
  expiresOn: textOf(values.expiresOn),
  batch: textOf(values.batch),
  documentNo: textOf(values.documentNo),
  ...sourced(values),
})

export function TagFields() {
  const { data } = useQuery(vocabularyQuery())
  return (
    <>
      <Form.Item name="code" label={t('tag')} rules={[required()]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(data?.tagKinds ?? []).map((kind) => ({ value: kind.code, label: inLanguage(kind) }))}
        />
      </Form.Item>
      <DayField name="givenOn" label={t('givenOn')} />
      {line('evidence', t('evidence'), true, 500)}
      <SourceFields withKind={false} />
    </>
  )
}
export const tagOf = (values: Values): NewTag => ({
  code: String(values.code),
  givenOn: textOf(values.givenOn),
  evidence: String(values.evidence).trim(),
  source: String(values.source).trim(),
})

export function OwnerFields() {
  const form = Form.useFormInstance()
  return (
    <>
      <Form.Item name="kind" label={t('kind')} rules={[required()]}>
        <Select
          options={(['parent', 'control', 'group'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Form.Item>
      <Form.Item name="ownerId" label={t('ownerHeld')}>
        <FirmField onName={(name) => form.setFieldValue('ownerName', name)} />
      </Form.Item>
      {line('ownerName', t('ownerName'), true, 200)}
      <Form.Item name="share" label={t('share')}>
        <InputNumber min={0} max={100} precision={4} />
      </Form.Item>
      <DaysFields />
      <SourceFields />
    </>
  )
}
export const ownerOf = (values: Values): NewOwnership => ({
  kind: values.kind as NewOwnership['kind'],
  ownerId: textOf(values.ownerId),
  ownerName: String(values.ownerName).trim(),
  sharePpm: typeof values.share === 'number' ? Math.round(values.share * 10_000) : null,
  ...days(values),
  ...sourced(values),
})

const siteKinds = ['registered', 'office', 'plant', 'warehouse', 'laboratory', 'other'] as const
const coordinateSystems = [
  { value: 'WGS84', label: 'WGS84' },
  { value: 'CGCS2000', label: 'CGCS2000' },
  { value: 'GCJ02', label: 'GCJ-02' },
  { value: 'BD09', label: 'BD-09' },
]
export function SiteFields() {
  const both = ({ getFieldValue }: { getFieldValue(name: string): unknown }) => ({
    validator: () =>
      typeof getFieldValue('lng') === typeof getFieldValue('lat')
        ? Promise.resolve()
        : Promise.reject(new Error(t('bothOrNone'))),
  })
  return (
    <>
      <Form.Item name="kind" label={t('kind')} rules={[required()]}>
        <Select options={siteKinds.map((value) => ({ value, label: t(value) }))} />
      </Form.Item>
      {line('address', t('address'), true)}
      <div className="ls-form-pair">
        <Form.Item name="lng" label={t('lng')}>
          <InputNumber<number> min={-180} max={180} />
        </Form.Item>
        <Form.Item name="lat" label={t('lat')} dependencies={['lng']} rules={[both]}>
          <InputNumber<number> min={-90} max={90} />
        </Form.Item>
        <Form.Item name="system" label={t('system')} initialValue="WGS84">
          <Select options={coordinateSystems} />
        </Form.Item>
      </div>
      <DaysFields />
      <SourceFields />
    </>
  )
}
export const siteOf = ({ lng, lat, system, ...values }: Values): NewSite => ({
  kind: values.kind as NewSite['kind'],
  address: String(values.address).trim(),
  position:
    typeof lng === 'number' && typeof lat === 'number'
      ? { lng, lat, system: system as NonNullable<NewSite['position']>['system'] }
      : null,
  ...days(values),
  ...sourced(values),
})

const roles = ['master', 'backbone', 'high_growth', 'supporting'] as const
export function RoleFields() {
  const chains = useChainNames()
  return (
    <>
      <Form.Item name="chainId" label={t('chain')} rules={[required()]}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={chains} />
      </Form.Item>
      <Form.Item name="role" label={t('role')} rules={[required()]}>
        <Select options={roles.map((value) => ({ value, label: t(value) }))} />
      </Form.Item>
      <DaysFields />
      {line('evidence', t('evidence'), true, 500)}
      <SourceFields withKind={false} />
    </>
  )
}
export const roleOf = (values: Values): NewRole => ({
  chainId: String(values.chainId),
  role: String(values.role),
  ...days(values),
  evidence: String(values.evidence).trim(),
  source: String(values.source).trim(),
})
