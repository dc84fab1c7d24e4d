import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Modal, Upload } from 'antd'
import { useState } from 'react'
import { Problem } from '../../../ui/states.tsx'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { importSheet, type MapDraft, type MapImport, templateAddress } from './api.ts'
import { t } from './words.ts'

type Props = { draft: MapDraft; onDone(): void; onClose(): void }
type Line = MapImport['lines'][number] & { at: number }

/** A map from a workbook: first what every line says and what would change, then, without faults, the next revision. */
export function ImportDialog({ draft, onDone, onClose }: Props) {
  const [file, setFile] = useState<File | null>(null)
  const preview = useMutation({
    mutationFn: (chosen: File) => importSheet(draft.id, chosen, draft.revision, false),
  })
  const apply = useMutation({
    mutationFn: () => importSheet(draft.id, file!, draft.revision, true),
    onSuccess: ({ isApplied }) => isApplied && onDone(),
  })
  const result = preview.data
  const faults = result?.lines.filter(({ level }) => level === 'fault').length ?? 0
  return (
    <Modal
      open
      width={860}
      title={t('importTitle')}
      okText={t('importApply')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !result || faults > 0, loading: apply.isPending }}
      onOk={() => apply.mutate()}
      onCancel={onClose}
    >
      <div className="ls-map-form">
        <p className="ls-soft">
          {t('importWhy')} <a href={templateAddress}>{t('template')}</a>
        </p>
        <Upload
          accept=".xlsx"
          maxCount={1}
          showUploadList={false}
          beforeUpload={(chosen) => {
            setFile(chosen)
            preview.mutate(chosen)
            return false
          }}
        >
          <Button loading={preview.isPending}>{t('importFile')}</Button> {file?.name}
        </Upload>
        {(preview.error ?? apply.error) && <Problem error={preview.error ?? apply.error} />}
        {result && <Result result={result} faults={faults} />}
      </div>
    </Modal>
  )
}

function Result({ result, faults }: { result: MapImport; faults: number }) {
  const lines = result.lines.map((line, at): Line => ({ ...line, at }))
  return (
    <>
      <Alert
        type={faults > 0 ? 'error' : 'success'}
        showIcon
        title={t('importResult', { ...counts(result) })}
        description={faults > 0 ? t('importFaults', { count: faults }) : undefined}
      />
      {lines.length > 0 && (
        <DataTable<Line>
          name={t('importTitle')}
          rows={lines}
          rowId={({ at }) => String(at)}
          maxRows={10}
          columns={[
            {
              id: 'level',
              title: t('kind'),
              width: 70,
              grow: 0,
              value: ({ level }) => t(level === 'fault' ? 'fault' : 'attention'),
            },
            { id: 'sheet', title: t('table'), width: 80, grow: 0, value: ({ sheet }) => t(`sheet_${sheet}`) },
            { id: 'line', title: t('line'), width: 70, grow: 0, align: 'right', value: ({ line }) => line },
            { id: 'column', title: t('column'), width: 130, value: ({ column }) => column },
            {
              id: 'message',
              title: t('message'),
              width: 320,
              grow: 3,
              phone: 'title',
              value: ({ message }) => message,
            },
          ]}
        />
      )}
    </>
  )
}

const counts = ({ segments, nodes, needs, added, changed, removed }: MapImport) => ({
  ...{ segments, nodes, needs, added, changed, removed },
})
