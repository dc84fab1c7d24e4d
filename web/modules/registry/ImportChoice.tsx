import { useQuery } from '@tanstack/react-query'
import { Segmented, Select, Upload } from 'antd'
import { useState } from 'react'
import { useScope } from '../../ui/session.ts'
import { t as ui } from '../../ui/ui-words.ts'
import { inLang } from '../../ui/words.ts'
import { type ImportKind, importKinds, type Partner, templateAddress } from './import-api.ts'
import { kindText } from './import-kind.ts'
import { kindsQuery } from './libraries/api.ts'
import type { Choice } from './use-import.ts'
import { t } from './words.ts'

type Props = {
  choice: Choice
  /** The file that was chosen; undefined while there is none. */
  fileName: string | undefined
  /** The sheets of a workbook that has been read. */
  sheets: readonly string[]
  isDisabled: boolean
  onCheck(part: Partial<Choice>): void
  onFile(file: File): void
}

/** What is imported, who the partner in it is, and the file. */
export function ImportChoice({ choice, fileName, sheets, isDisabled, onCheck, onFile }: Props) {
  const { dataset } = useScope()
  return (
    <>
      <div className="ls-line">
        <span className="ls-soft">{t('chooseKind')}</span>
        <Segmented<ImportKind>
          style={{ maxWidth: '100%', overflowX: 'auto' }}
          value={choice.kind}
          disabled={isDisabled}
          onChange={(kind) => onCheck({ kind, mapping: null })}
          options={importKinds.map((value) => ({ value, label: kindText(value) }))}
        />
        <span className="ls-soft">{t('intoDataset', { dataset: ui(dataset) })}</span>
        {fileName && <b className="ls-import-file">{fileName}</b>}
        {sheets.length > 1 && (
          <Select
            size="small"
            aria-label={t('chooseSheet')}
            value={choice.sheet ?? ''}
            disabled={isDisabled}
            onChange={(sheet) => onCheck({ sheet: sheet || null, mapping: null })}
            options={[
              { value: '', label: t('firstSheet') },
              ...sheets.map((name) => ({ value: name, label: name })),
            ]}
            popupMatchSelectWidth={false}
          />
        )}
      </div>
      {choice.kind === 'relations' && (
        <div className="ls-line">
          <span className="ls-soft">{t('partnerQuestion')}</span>
          <Segmented<Partner | 'auto'>
            value={choice.partner ?? 'auto'}
            disabled={isDisabled}
            onChange={(value) => onCheck({ partner: value === 'auto' ? null : value })}
            options={[
              { value: 'auto', label: t('partnerAuto') },
              { value: 'supplier', label: t('partnerSupplier') },
              { value: 'customer', label: t('partnerCustomer') },
            ]}
          />
        </div>
      )}
      {!fileName && (
        <Upload.Dragger
          accept=".csv,.xlsx,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            onFile(file)
            return false // sent by our own request, which tells how much has gone
          }}
        >
          <p className="ls-upload">{t('chooseFile')}</p>
          <p className="ls-soft">{t('fileTypes')}</p>
        </Upload.Dragger>
      )}
      {!fileName && <Template kind={choice.kind} />}
    </>
  )
}

/** Where the template is downloaded; of libraries, all of them or the one that is chosen. */
function Template({ kind }: { kind: ImportKind }) {
  const { city, dataset } = useScope()
  const [of, choose] = useState<string>()
  const isLibrary = kind === 'library'
  const { data: kinds } = useQuery({ ...kindsQuery({ city: city.code, dataset }), enabled: isLibrary })
  return (
    <div className="ls-line ls-soft">
      {t('template')}
      {isLibrary && (
        <Select
          aria-label={t('templateOf')}
          style={{ minWidth: 200 }}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('templateOfAll')}
          value={of}
          onChange={choose}
          options={(kinds ?? []).map(({ title }) => ({ value: title.zh, label: inLang(title) }))}
          popupMatchSelectWidth={false}
        />
      )}
      {(['csv', 'xlsx'] as const).map((format) => (
        <a key={format} href={templateAddress(kind, format, isLibrary ? of : undefined)} download>
          {format.toUpperCase()}
        </a>
      ))}
    </div>
  )
}
