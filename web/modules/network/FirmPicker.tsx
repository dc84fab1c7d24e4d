import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { getJson } from '../../ui/request.ts'
import { useScope } from '../../ui/session.ts'
import { t } from './words.ts'

type Props = {
  label: string
  value?: string | undefined
  onChange?(id: string | undefined): void
  id?: string
}

/** Chooses a firm of the data set by name, pinyin, initials or credit code; gives its id. */
export function FirmPicker({ label, value, onChange, id }: Props) {
  const { dataset } = useScope()
  const [typed, setTyped] = useState('')
  const q = typed.trim()
  const { data, isFetching } = useQuery({
    queryKey: ['network', 'firms', dataset, q],
    queryFn: ({ signal }) =>
      getJson<{ items: { id: string; name: string }[] }>(
        '/api/organisations',
        { dataset, q, limit: 20 },
        signal,
      ),
    enabled: q !== '',
  })
  return (
    <Select
      {...(id ? { id } : {})}
      showSearch
      allowClear
      aria-label={label}
      placeholder={t('findFirm')}
      className="ls-wide"
      value={value ?? null}
      filterOption={false}
      loading={isFetching}
      onSearch={setTyped}
      onChange={(chosen: string | null) => onChange?.(chosen ?? undefined)}
      notFoundContent={q === '' ? t('findFirm') : t('noFirm')}
      options={(data?.items ?? []).map((firm) => ({ value: firm.id, label: firm.name }))}
    />
  )
}
