import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Upload } from 'antd'
import { useState } from 'react'
import type { DeliveryFile } from '../../../src/modules/network/model.ts'
import { send } from '../../ui/request.ts'
import { t } from './agreement-words.ts'

/** A spreadsheet of deliveries: checked as soon as it is chosen, taken when the person says so. */
export function DeliveryFileForm({ path, onTaken }: { path: string; onTaken(): void }) {
  const [file, setFile] = useState<File | null>(null)
  const take = useMutation({
    mutationFn: ({ chosen, mode }: { chosen: File; mode: 'check' | 'run' }) => {
      const form = new FormData()
      form.set('mode', mode)
      form.set('file', chosen)
      return send<DeliveryFile>('POST', path, form)
    },
    onSuccess: ({ isRun }) => isRun && onTaken(),
  })
  const told = take.data
  return (
    <div className="ls-stack">
      <p className="ls-soft">{t('fileHint')}</p>
      <Upload
        accept=".csv,.xlsx,.txt"
        maxCount={1}
        showUploadList={file !== null}
        beforeUpload={(chosen) => {
          setFile(chosen)
          take.mutate({ chosen, mode: 'check' })
          return false
        }}
      >
        <Button loading={take.isPending}>{t('fromFile')}</Button>
      </Upload>
      {take.error && <Alert type="error" showIcon title={take.error.message} />}
      {told && (
        <Alert
          type={told.refused > 0 ? 'warning' : 'success'}
          showIcon
          title={
            told.isRun
              ? t('fileTaken', { created: told.created })
              : t('fileChecked', { created: told.created, unchanged: told.unchanged, refused: told.refused })
          }
          description={told.problems.slice(0, 20).map(({ line, column, message }) => (
            <div key={`${line} ${column} ${message}`}>
              {line !== null && t('line', { line })} {column} {message}
            </div>
          ))}
        />
      )}
      {told && !told.isRun && told.created > 0 && file && (
        <Button type="primary" onClick={() => take.mutate({ chosen: file, mode: 'run' })}>
          {t('fileRun')}
        </Button>
      )}
    </div>
  )
}
