import { Select } from 'antd'
import type { MapDraft, Source } from './api.ts'
import { CommitInput } from './CommitInput.tsx'
import { t } from './words.ts'

type Props = {
  source: Source
  documents: MapDraft['documents']
  isDisabled: boolean
  onChange(source: Source): void
}

/** A source: an assumption, or a document that is held with place and sentence. */
export function SourceField({ source, documents, isDisabled, onChange }: Props) {
  const cited = source === '假设' ? null : source
  const options = [
    { value: '', label: t('assumed') },
    ...documents.map(({ id, title, date }) => ({ value: id, label: `${title}（${date}）` })),
  ]
  return (
    <div className="ls-map-form">
      <Select
        aria-label={t('source')}
        disabled={isDisabled}
        value={cited?.document ?? ''}
        options={options}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(document) =>
          onChange(
            document === ''
              ? '假设'
              : { document, place: cited?.place ?? null, sentence: cited?.sentence ?? null },
          )
        }
      />
      {cited && (
        <div className="ls-map-row">
          <CommitInput
            label={t('place')}
            value={cited.place ?? ''}
            isDisabled={isDisabled}
            onCommit={(place) => onChange({ ...cited, place: place || null })}
          />
          <CommitInput
            label={t('sentence')}
            value={cited.sentence ?? ''}
            isDisabled={isDisabled}
            onCommit={(sentence) => onChange({ ...cited, sentence: sentence || null })}
          />
        </div>
      )}
    </div>
  )
}
