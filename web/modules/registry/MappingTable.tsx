import { Button, Select } from 'antd'
import { useState } from 'react'
import { lang } from '../../ui/words.ts'
import type { ImportPreview, Mapping } from './api.ts'
import { t } from './words.ts'

/** Which column means what: what was recognised, what was guessed, and the chance to say otherwise. */
export function MappingTable({
  preview,
  onCheck,
}: {
  preview: ImportPreview
  onCheck(mapping: Mapping): void
}) {
  const [changes, setChanges] = useState<Mapping>({})
  const how = { known: t('howKnown'), guessed: t('howGuessed'), given: t('howGiven') }
  const options = [
    { value: '', label: t('leaveOut') },
    ...preview.fields.map(({ name, zh, en, isRequired }) => ({
      value: name,
      label: `${lang() === 'zh' ? zh : en}${isRequired ? ' *' : ''}`,
    })),
  ]
  const whole = (): Mapping => ({
    ...Object.fromEntries(preview.mapping.map(({ header, field }) => [header, field ?? ''])),
    ...changes,
  })
  const hasChanges = Object.keys(changes).length > 0
  return (
    <section className="ls-panel">
      <h2>{t('mapping')}</h2>
      <div className="ls-panel-body ls-scroll-x">
        <table className="ls-plain">
          <thead>
            <tr>
              <th>{t('column')}</th>
              <th>{t('field')}</th>
              <th />
              <th>{t('firstRows')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.mapping.map(({ column, header, field, how: found }, at) => {
              const value = changes[header] ?? field
              return (
                <tr key={column}>
                  <td>{header}</td>
                  <td>
                    <Select
                      size="small"
                      className="ls-mapping-select"
                      aria-label={header}
                      value={value ?? ''}
                      onChange={(name: string) => setChanges({ ...changes, [header]: name })}
                      options={options}
                      popupMatchSelectWidth={false}
                    />
                  </td>
                  <td className="ls-soft" data-guessed={found === 'guessed' || undefined}>
                    {header in changes ? how.given : found ? how[found] : t('howNone')}
                  </td>
                  <td className="ls-soft ls-cut">
                    {preview.sample
                      .slice(0, 3)
                      .map((row) => row[at] ?? '')
                      .filter(Boolean)
                      .join(' ｜ ')}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        {hasChanges && (
          <Button
            onClick={() => {
              onCheck(whole())
              setChanges({})
            }}
          >
            {t('checkAgain')}
          </Button>
        )}
      </div>
    </section>
  )
}
