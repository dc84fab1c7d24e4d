import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Upload } from 'antd'
import { type Appeal, addDocument, documentAddress } from './api.ts'
import { t } from './words.ts'

/** The documents of an objection: downloads only; the firm adds some while the objection is open. */
export function AppealDocuments({ appeal }: { appeal: Appeal }) {
  const queries = useQueryClient()
  const upload = useMutation({
    mutationFn: (file: File) => addDocument(appeal.id, file),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['evaluation', 'appeals'] }),
  })
  if (appeal.documents.length === 0 && !appeal.mayAddDocument) return null
  return (
    <div className="ls-part">
      <h3>{t('documents')}</h3>
      {appeal.documents.map(({ id, fileName, byteCount }) => (
        <p key={id}>
          <a href={documentAddress(appeal.id, id)}>{fileName}</a>{' '}
          <span className="ls-soft">{Math.ceil(byteCount / 1024)} KB</span>
        </p>
      ))}
      {upload.error && <Alert type="error" showIcon title={upload.error.message} />}
      {appeal.mayAddDocument && (
        <>
          <Upload
            showUploadList={false}
            beforeUpload={(file) => {
              upload.mutate(file)
              return false
            }}
          >
            <Button size="small" loading={upload.isPending}>
              {t('addDocument')}
            </Button>
          </Upload>{' '}
          <span className="ls-soft">{t('documentHint')}</span>
        </>
      )}
    </div>
  )
}
