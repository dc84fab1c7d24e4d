import { Segmented, Upload } from 'antd'
import { useScope } from '../../ui/session.ts'
import { t as ui } from '../../ui/ui-words.ts'
import type { ImportKind, Partner } from './api.ts'
import type { Choice } from './use-import.ts'
import { t } from './words.ts'

type Props = { choice: Choice; isDisabled: boolean; onCheck(part: Partial<Choice>): void }

/** What is imported, who the partner in it is, and the file. */
export function ImportChoice({ choice, isDisabled, onCheck }: Props) {
  const { dataset } = useScope()
  return (
    <>
      <div className="ls-line">
        <span className="ls-soft">{t('chooseKind')}</span>
        <Segmented<ImportKind>
          value={choice.kind}
          disabled={isDisabled}
          onChange={(kind) => onCheck({ kind, mapping: null })}
          options={[
            { value: 'firms', label: t('kindFirms') },
            { value: 'relations', label: t('kindRelations') },
          ]}
        />
        <span className="ls-soft">{t('intoDataset', { dataset: ui(dataset) })}</span>
        {choice.file && <b className="ls-import-file">{choice.file.name}</b>}
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
      {!choice.file && (
        <Upload.Dragger
          accept=".csv,.xlsx,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            onCheck({ file, mapping: null })
            return false // the file goes with the check, not by itself
          }}
        >
          <p className="ls-upload">{t('chooseFile')}</p>
          <p className="ls-soft">{t('fileTypes')}</p>
        </Upload.Dragger>
      )}
    </>
  )
}
