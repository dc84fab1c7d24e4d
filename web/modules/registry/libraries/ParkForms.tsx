import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { useChainNames } from '../use-chain-names.ts'
import { addPark, changePark, type Park, type ParkPart, putParkPart } from './api.ts'
import { fenOfYuan, textOf } from './form-values.ts'
import { t } from './form-words.ts'
import { t as word } from './park-words.ts'

type Values = Record<string, unknown>
const required = () => ({ required: true, message: t('required') })
const writtenDate = () => ({
  pattern: /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
  message: t('dateRule'),
})

/** A new park of the chosen city. */
export function ParkForm({ onClose, onSaved }: { onClose(): void; onSaved(id: string): void }) {
  const { city, dataset } = useScope()
  return (
    <SavingForm
      title={t('addPark')}
      onClose={onClose}
      save={async (values) => {
        const park = await addPark({
          city: city.code,
          dataset,
          name: String(values.name).trim(),
          partnerCountry: textOf(values.partnerCountry),
          note: textOf(values.note),
          source: String(values.source).trim(),
        })
        onSaved(park.id)
      }}
    >
      {line('name', t('name'), true, 100)}
      {line('partnerCountry', t('partner'), false, 60)}
      {line('note', t('note'), false, 2000)}
      {line('source', t('source'), true)}
    </SavingForm>
  )
}

/** A park's own columns; what is emptied becomes unknown. Before and after stand in its history. */
export function ParkEditForm({ park, onClose }: { park: Park; onClose(): void }) {
  const { name, shortName, partnerCountry, address, note } = park
  return (
    <SavingForm
      title={word('editTitle', { name })}
      begin={{ name, shortName, partnerCountry, address, note }}
      onClose={onClose}
      save={async (values) => {
        await changePark(park.id, {
          name: String(values.name).trim(),
          shortName: textOf(values.shortName),
          partnerCountry: textOf(values.partnerCountry),
          address: textOf(values.address),
          note: textOf(values.note),
          source: String(values.source).trim(),
        })
        onClose()
      }}
    >
      {line('name', word('name'), true, 100)}
      {line('shortName', word('shortName'), false, 60)}
      {line('partnerCountry', word('partnerCountry'), false, 60)}
      {line('address', word('address'), false, 300)}
      {line('note', word('note'), false, 2000)}
      {line('source', t('source'), true)}
    </SavingForm>
  )
}

/** A title, parcel, factory, ranking, condition or strength of a park; the same thing told again takes the place of what held. */
export function ParkPartForm({ parkId, onClose }: { parkId: string; onClose(): void }) {
  const [kind, choose] = useState<ParkPart['kind']>('parcel')
  return (
    <SavingForm
      key={kind}
      title={t('addPart')}
      onClose={onClose}
      save={async (values) => {
        await putParkPart(parkId, {
          part: partOf(kind, values),
          source: String(values.source).trim(),
          asOf: textOf(values.asOf),
        })
        onClose()
      }}
    >
      <Form.Item label={t('partKind')} htmlFor="part-kind">
        <Select<ParkPart['kind']>
          id="part-kind"
          value={kind}
          onChange={choose}
          options={partKinds.map((value) => ({ value, label: t(value) }))}
        />
      </Form.Item>
      <PartFields kind={kind} />
      <Form.Item name="asOf" label={t('asOf')}>
        <Input type="date" />
      </Form.Item>
      {line('source', t('source'), true)}
    </SavingForm>
  )
}
const partKinds = ['title', 'land', 'parcel', 'factory', 'ranking', 'check', 'strength'] as const

type SavingProps = {
  title: string
  begin?: Values
  onClose(): void
  save(values: Values): Promise<void>
  children: React.ReactNode
}

function SavingForm({ title, begin = {}, onClose, save, children }: SavingProps) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [form] = Form.useForm<Values>()
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      void message.success(t('saved'))
      for (const key of ['parks', 'park', 'park-history'])
        await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <Modal
      open
      title={title}
      okText={t('save')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: saving.isPending }}
    >
      {saving.error && <Alert className="ls-form-alert" type="error" showIcon title={saving.error.message} />}
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={begin}
        onFinish={(values) => saving.mutate(values)}
      >
        {children}
      </Form>
    </Modal>
  )
}

const line = (name: string, label: string, isRequired = false, maxLength = 300) => (
  <Form.Item name={name} label={label} rules={isRequired ? [required()] : []}>
    <Input maxLength={maxLength} />
  </Form.Item>
)
const dated = (name: string, label: string) => (
  <Form.Item name={name} label={label} rules={[writtenDate()]}>
    <Input maxLength={10} />
  </Form.Item>
)
const numbered = (name: string, label: string, min = 0, isRequired = false) => (
  <Form.Item name={name} label={label} rules={isRequired ? [required()] : []}>
    <InputNumber<number> className="ls-wide" min={min} />
  </Form.Item>
)
const choice = (name: string, label: string, values: readonly Parameters<typeof t>[0][], first?: string) => (
  <Form.Item name={name} label={label} initialValue={first}>
    <Select allowClear={!first} options={values.map((value) => ({ value, label: t(value) }))} />
  </Form.Item>
)

function PartFields({ kind }: { kind: ParkPart['kind'] }) {
  const chains = useChainNames()
  if (kind === 'title')
    return (
      <>
        {line('title', t('title'), true, 100)}
        {choice('level', t('level'), ['national', 'provincial', 'municipal'])}
        {dated('granted', t('granted'))}
        {dated('ended', t('ended'))}
      </>
    )
  if (kind === 'land')
    return (
      <>
        {numbered('totalM2', t('landTotal'))}
        {numbered('freeM2', t('landFree'))}
      </>
    )
  if (kind === 'parcel')
    return (
      <>
        {line('code', t('parcelCode'), true, 80)}
        {numbered('areaM2', t('area'), 0.01)}
        {line('use', t('use'), false, 80)}
        {choice('status', t('status'), ['available', 'reserved', 'used'], 'available')}
        {dated('availableFrom', t('availableFrom'))}
      </>
    )
  if (kind === 'factory')
    return (
      <>
        {line('name', t('name'), true, 100)}
        {numbered('floorAreaM2', t('floorArea'), 0.01)}
        {numbered('freeM2', t('free'))}
        {numbered('rent', t('rent'))}
      </>
    )
  if (kind === 'ranking')
    return (
      <>
        {line('list', t('rankList'), true, 100)}
        {numbered('year', t('year'), 1990, true)}
        {numbered('place', t('place'), 1, true)}
        {numbered('of', t('of'), 1)}
      </>
    )
  if (kind === 'check')
    return (
      <>
        {line('goal', t('goal'), true, 100)}
        {line('item', t('item'), true, 200)}
        {choice('isMet', t('isMet'), ['yes', 'no'])}
      </>
    )
  return (
    <>
      {line('industry', t('industry'), true, 80)}
      <Form.Item name="chainId" label={t('chain')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={chains} />
      </Form.Item>
      {line('statement', t('statement'), true, 500)}
    </>
  )
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : null)
const said = (value: unknown) => String(value).trim()
type LevelOf = Extract<ParkPart, { kind: 'title' }>['level']
type StatusOf = Extract<ParkPart, { kind: 'parcel' }>['status']

function partOf(kind: ParkPart['kind'], v: Values): ParkPart {
  switch (kind) {
    case 'title':
      return {
        kind,
        title: said(v.title),
        level: textOf(v.level) as LevelOf,
        granted: textOf(v.granted),
        ended: textOf(v.ended),
      }
    case 'land':
      return { kind, totalM2: numberOf(v.totalM2), freeM2: numberOf(v.freeM2) }
    case 'parcel':
      return {
        kind,
        code: said(v.code),
        areaM2: numberOf(v.areaM2),
        use: textOf(v.use),
        status: v.status as StatusOf,
        availableFrom: textOf(v.availableFrom),
      }
    case 'factory':
      return {
        kind,
        name: said(v.name),
        floorAreaM2: numberOf(v.floorAreaM2),
        freeM2: numberOf(v.freeM2),
        rentFenPerM2Month: fenOfYuan(v.rent),
      }
    case 'ranking':
      return { kind, list: said(v.list), year: Number(v.year), place: Number(v.place), of: numberOf(v.of) }
    case 'check':
      return {
        kind,
        goal: said(v.goal),
        item: said(v.item),
        isMet: v.isMet === 'yes' ? true : v.isMet === 'no' ? false : null,
      }
    case 'strength':
      return { kind, industry: said(v.industry), chainId: textOf(v.chainId), statement: said(v.statement) }
  }
}
