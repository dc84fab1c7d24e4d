import { FilterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Popover, Select } from 'antd'
import type { ReactNode } from 'react'
import { lang } from '../../ui/words.ts'
import { t } from './list-words.ts'
import { kindName, organisationKinds } from './names.ts'
import { vocabularyQuery } from './profile-api.ts'
import { useChainNames } from './use-chain-names.ts'

/** The filters of the register that stand behind the button, as they stand in the address. */
export const moreFilterKeys = [
  'kind',
  'size',
  'title',
  'tag',
  'hasCode',
  'industryCode',
  'chain',
  'role',
  'figure',
  'figureMin',
  'figureMax',
] as const
export type MoreFilter = { [K in (typeof moreFilterKeys)[number]]?: string | undefined }

type Props = { held: MoreFilter; change(part: MoreFilter): void }
type Option = { value: string; label: string }

/** All further filters of the register in one place; how many are set stands on the button. */
export function MoreFilters(props: Props) {
  const { held } = props
  const set = moreFilterKeys.filter((key) => held[key] !== undefined && !key.startsWith('figureM')).length
  return (
    <Popover trigger="click" placement="bottomLeft" content={<Filters {...props} />}>
      <Button icon={<FilterOutlined />} type={set > 0 ? 'primary' : 'default'} ghost={set > 0}>
        {set > 0 ? t('moreSet', { count: set }) : t('more')}
      </Button>
    </Popover>
  )
}

const none = (): MoreFilter => Object.fromEntries(moreFilterKeys.map((key) => [key, undefined]))

function Filters({ held, change }: Props) {
  const { data: words } = useQuery(vocabularyQuery())
  const chains = useChainNames()
  const name = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) => (lang() === 'en' ? nameEn : nameZh)
  const of = (codes: readonly string[], label: (code: never) => string): Option[] =>
    codes.map((value) => ({ value, label: label(value as never) }))
  const choose = (key: keyof MoreFilter, options: Option[]) => (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={held[key] ?? null}
      placeholder={t('any')}
      onChange={(value: string | null) => change({ [key]: value ?? undefined })}
      options={options}
    />
  )
  const codes = [
    { value: 'yes', label: t('withCode') },
    { value: 'no', label: t('withoutCode') },
  ]
  return (
    <div className="ls-more-filters">
      <Field label={t('kind')}>{choose('kind', of(organisationKinds, kindName))}</Field>
      <Field label={t('size')}>
        {choose('size', of(['large', 'medium', 'small', 'micro', 'unknown'], t))}
      </Field>
      <Field label={t('title')}>
        {choose('title', words?.titleKinds.map((kind) => ({ value: kind.code, label: name(kind) })) ?? [])}
      </Field>
      <Field label={t('tag')}>
        {choose('tag', words?.tagKinds.map((kind) => ({ value: kind.code, label: name(kind) })) ?? [])}
      </Field>
      <Field label={t('hasCode')}>{choose('hasCode', codes)}</Field>
      <Field label={t('industryCode')}>
        <Typed name="industryCode" hint={t('industryCodeHint')} held={held} change={change} />
      </Field>
      <Field label={t('chain')}>{choose('chain', chains)}</Field>
      <Field label={t('role')}>
        {choose('role', of(['master', 'backbone', 'high_growth', 'supporting'], t))}
      </Field>
      <FigureRange held={held} change={change} />
      <Button onClick={() => change(none())}>{t('clear')}</Button>
    </div>
  )
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label>
      <span>{label}</span>
      {children}
    </label>
  )
}

function Typed({ name, hint, held, change }: Props & { name: 'industryCode'; hint: string }) {
  return (
    <Input
      key={held[name] ?? ''}
      allowClear
      defaultValue={held[name]}
      placeholder={hint}
      onPressEnter={(event) => change({ [name]: event.currentTarget.value.trim() || undefined })}
      onBlur={(event) => change({ [name]: event.currentTarget.value.trim() || undefined })}
    />
  )
}

// What one of the unit that people read is in stored units: 万元 in fen, % in ppm.
const scale = { money: 1_000_000, rate: 10_000, count: 1, quantity: 10_000 } as const
type Scaled = keyof typeof scale

/** A figure by name, between two bounds in the unit that people read. */
function FigureRange({ held, change }: Props) {
  const { data: words } = useQuery(vocabularyQuery())
  const kinds = words?.figureKinds.filter(({ type, yearBeforeOf }) => type in scale && yearBeforeOf === null)
  const kind = kinds?.find(({ name }) => name === held.figure)
  const one = kind ? scale[kind.type as Scaled] : 1
  const unit = kind?.type === 'money' ? (lang() === 'en' ? 'CNY 10k' : '万元') : (kind?.unit ?? '')
  const bound = (key: 'figureMin' | 'figureMax', label: string) => (
    <InputNumber<number>
      disabled={!kind}
      value={held[key] === undefined ? null : Number(held[key]) / one}
      placeholder={label}
      aria-label={label}
      onChange={(value) => change({ [key]: value === null ? undefined : String(Math.round(value * one)) })}
    />
  )
  return (
    <>
      <Field label={t('figure')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={held.figure ?? null}
          placeholder={t('any')}
          onChange={(value: string | null) =>
            change({ figure: value ?? undefined, figureMin: undefined, figureMax: undefined })
          }
          options={(kinds ?? []).map(({ name, labelZh, labelEn }) => ({
            value: name,
            label: lang() === 'en' ? labelEn : labelZh,
          }))}
        />
      </Field>
      <Field label={t('range')}>
        <span className="ls-range">
          {bound('figureMin', t('from'))} – {bound('figureMax', t('to'))} {unit}
        </span>
      </Field>
    </>
  )
}
