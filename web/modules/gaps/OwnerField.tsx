import { useQuery } from '@tanstack/react-query'
import { AutoComplete } from 'antd'
import { useScope } from '../../ui/session.ts'
import { ownersQuery } from './gap-api.ts'
import { t } from './register-words.ts'

type Props = { id?: string; value?: string; onChange?(value: string): void; label: string }

/** The office that answers for a gap: one with people here gets a notice, another may be written down too. */
export function OwnerField({ id, value = '', onChange, label }: Props) {
  const { city } = useScope()
  const { data } = useQuery(ownersQuery(city.code))
  const isUntold = value !== '' && data !== undefined && !data.items.some(({ name }) => name === value)
  return (
    <>
      <AutoComplete
        {...(id ? { id } : {})}
        aria-label={label}
        value={value}
        onChange={(next: string) => onChange?.(next)}
        maxLength={100}
        style={{ width: '100%' }}
        showSearch={{ filterOption: (typed, option) => String(option?.value ?? '').includes(typed) }}
        options={(data?.items ?? []).map(({ name, people }) => ({
          value: name,
          label: t('ownerPeople', { name, people }),
        }))}
      />
      <small className="ls-soft">{isUntold ? t('ownerUntold', { name: value }) : t('ownerHint')}</small>
    </>
  )
}
