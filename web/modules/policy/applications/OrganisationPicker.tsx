import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { organisationsQuery } from './api.ts'
import { t } from './words.ts'

type Props = { label: string; value?: string; onChange?(id: string | null): void }

/** Chooses an organisation of the data set by name, pinyin, initials or credit code; gives its id. */
export function OrganisationPicker({ label, value, onChange }: Props) {
  const scope = useScope()
  const [typed, setTyped] = useState('')
  const { data, isFetching } = useQuery(organisationsQuery(scope, typed.trim()))
  return (
    <Select
      showSearch
      allowClear
      aria-label={label}
      placeholder={t('findOrganisation')}
      style={{ width: 320, maxWidth: '80vw' }}
      value={value || null}
      filterOption={false}
      loading={isFetching}
      onSearch={setTyped}
      onChange={(id: string | null) => onChange?.(id ?? null)}
      notFoundContent={typed.trim() === '' ? t('findOrganisation') : t('noOrganisation')}
      options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}
