import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { roleName } from '../../ui/frame/role-words.ts'
import { useScope } from '../../ui/session.ts'
import { alikeQuery, type ImportTerms } from './import-api.ts'
import { useLater } from './use-later.ts'
import { t } from './words.ts'

type Props = { terms: ImportTerms; isDisabled: boolean; onChange(terms: ImportTerms): void }
const readers = ['administrator', 'chain_office'] as const

/** For what, for whom and until when the confidential rows of a file are kept, and whose they are. */
export function ImportConsent({ terms, isDisabled, onChange }: Props) {
  const set = (part: Partial<ImportTerms>) => onChange({ ...terms, ...part })
  return (
    <section className="ls-panel" aria-label={t('consentTitle')}>
      <h2>{t('consentTitle')}</h2>
      <fieldset
        className="ls-panel-body ls-stack ls-form"
        disabled={isDisabled}
        style={{ border: 0, margin: 0 }}
      >
        <p className="ls-soft">{t('consentWhy')}</p>
        <div className="ls-form-line">
          <label htmlFor="consent-purpose">{t('consentPurpose')} *</label>
          <Input
            id="consent-purpose"
            maxLength={300}
            value={terms.purpose}
            status={terms.purpose.trim() === '' ? 'error' : ''}
            onChange={({ target }) => set({ purpose: target.value })}
          />
        </div>
        <div className="ls-form-line">
          <span>{t('consentReaders')}</span>
          <Checkbox.Group
            value={[...terms.readers]}
            options={readers.map((value) => ({ value, label: roleName(value) }))}
            onChange={(chosen) => set({ readers: readers.filter((role) => chosen.includes(role)) })}
          />
        </div>
        <div className="ls-form-line">
          <label htmlFor="consent-until">{t('consentUntil')}</label>
          <Input
            id="consent-until"
            type="date"
            value={terms.validUntil ?? ''}
            onChange={({ target }) => set({ validUntil: target.value || null })}
          />
          <p className="ls-soft">{t('consentUntilNote')}</p>
        </div>
        <OnBehalf terms={terms} onChange={(organisationId) => set({ organisationId })} />
      </fieldset>
    </section>
  )
}

/** One firm whose facts they are, found by name; nobody: several firms', gathered by the office. */
function OnBehalf({
  terms,
  onChange,
}: {
  terms: ImportTerms
  onChange(organisationId: string | null): void
}) {
  const { dataset } = useScope()
  const [typed, setTyped] = useState('')
  const name = useLater(typed, 300)
  const { data } = useQuery({
    ...alikeQuery({ dataset, name, creditCode: '' }),
    enabled: name.trim().length >= 2,
  })
  return (
    <div className="ls-form-line">
      <label htmlFor="consent-whose">{t('consentWhose')}</label>
      <Select
        id="consent-whose"
        allowClear
        showSearch={{ filterOption: false, onSearch: setTyped }}
        value={terms.organisationId ?? null}
        placeholder={t('consentSeveral')}
        onChange={(id: string | null | undefined) => onChange(id ?? null)}
        options={(data ?? []).map((firm) => ({ value: firm.organisationId, label: firm.name }))}
      />
      <p className="ls-soft">{t('consentWhoseNote')}</p>
    </div>
  )
}
