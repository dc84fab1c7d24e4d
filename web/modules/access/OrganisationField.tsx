import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { getJson } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { t } from './people-words.ts'

type Found = { items: { id: string; name: string; cityName: string | null; creditCode: string | null }[] }
type Props = {
  id?: string
  value?: string | null | undefined
  onChange?(id: string | undefined): void
}

/** One organisation of the register, found by name, pinyin or code as one types. */
export function OrganisationField({ id, value, onChange }: Props) {
  const { dataset } = useScope()
  const [text, setText] = useState('')
  const { data } = useQuery({
    queryKey: ['organisation-field', text, dataset],
    enabled: text.trim() !== '',
    queryFn: ({ signal }) =>
      getJson<Found>('/api/organisations', { q: text.trim(), dataset, limit: 8 }, signal),
  })
  const found = data?.items ?? []
  return (
    <Select<string>
      {...(id ? { id } : {})}
      allowClear
      aria-label={t('organisationFind')}
      className="ls-wide"
      showSearch={{ filterOption: false, onSearch: setText }}
      placeholder={t('organisationFind')}
      value={value ?? null}
      onChange={(chosen?: string) => onChange?.(chosen)}
      options={found.map((one) => ({
        value: one.id,
        label: [one.name, one.cityName, one.creditCode].filter(Boolean).join(' · '),
      }))}
    />
  )
}
