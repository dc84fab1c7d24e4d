import { Button, Select } from 'antd'
import { useState } from 'react'
import { ScrollX } from '../../ui/ScrollX.tsx'
import { lang } from '../../ui/words.ts'
import type { ImportPreview, Mapping } from './api.ts'
import { t } from './words.ts'

type Props = {
  preview: ImportPreview
  /** What was asked for last; a check that failed has not shown it yet. */
  given: Mapping | null
  isDisabled: boolean
  onCheck(mapping: Mapping): void
}

/** Which column means what: what was recognised, what was guessed, and the chance to say otherwise. */
export function MappingTable({ preview, given, isDisabled, onCheck }: Props) {
  const [changes, setChanges] = useState<Mapping>({})
  const found: Mapping = Object.fromEntries(preview.mapping.map(({ header, field }) => [header, field ?? '']))
  const wanted: Mapping = { ...found, ...given, ...changes }
  const isNew = Object.keys(found).some((header) => found[header] !== wanted[header])
  const options = [
    { value: '', label: t('leaveOut') },
    ...preview.fields.map(({ name, zh, en, isRequired }) => ({
      value: name,
      label: `${lang() === 'zh' ? zh : en}${isRequired ? ' *' : ''}`,
    })),
  ]
  return (
    <section className="ls-panel">
      <h2>{t('mapping')}</h2>
      <ScrollX className="ls-panel-body">
        <table className="ls-plain">
          <thead>
            <tr>
              <th>{t('column')}</th>
              <th>{t('field')}</th>
              <th>{t('how')}</th>
              <th>{t('firstRows')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.mapping.map((line, at) => (
              <MappingRow
                key={line.column}
                line={line}
                wanted={wanted[line.header] ?? ''}
                options={options}
                isDisabled={isDisabled}
                sample={preview.sample.slice(0, 3).map((row) => row[at] ?? '')}
                onChange={(name) => setChanges({ ...changes, [line.header]: name })}
              />
            ))}
          </tbody>
        </table>
        {isNew && (
          <Button disabled={isDisabled} onClick={() => onCheck(wanted)}>
            {t('checkAgain')}
          </Button>
        )}
      </ScrollX>
    </section>
  )
}

type RowProps = {
  line: ImportPreview['mapping'][number]
  wanted: string
  options: { value: string; label: string }[]
  isDisabled: boolean
  sample: string[]
  onChange(name: string): void
}

function MappingRow({ line, wanted, options, isDisabled, sample, onChange }: RowProps) {
  const how = {
    known: t('howKnown'),
    guessed: t('howGuessed'),
    given: t('howGiven'),
    remembered: t('howRemembered'),
  }
  const isChanged = wanted !== (line.field ?? '')
  return (
    <tr>
      <td>{line.header}</td>
      <td>
        <Select
          size="small"
          className="ls-mapping-select"
          aria-label={line.header}
          value={wanted}
          disabled={isDisabled}
          onChange={onChange}
          options={options}
          popupMatchSelectWidth={false}
        />
      </td>
      <td className="ls-soft" data-guessed={line.how === 'guessed' || undefined}>
        {isChanged ? how.given : line.how ? how[line.how] : t('howNone')}
      </td>
      <td className="ls-soft ls-cut">{sample.filter(Boolean).join(' ｜ ')}</td>
    </tr>
  )
}
