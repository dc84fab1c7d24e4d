import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Select, Space, Upload } from 'antd'
import { useState } from 'react'
import { send } from '../../../ui/request.ts'
import { type Application, documentAddress, type Thing } from './api.ts'
import { caseWords, t } from './words.ts'

type Props = {
  thing: Thing
  id: string
  documents: Application['documents']
  kinds: readonly string[]
  mayAdd: boolean
}
const kindName = (kind: string) => (kind in caseWords ? t(kind as keyof typeof caseWords) : kind)

/** The documents of a case: downloads only; a new one is typed by its content on the server. */
export function Documents({ thing, id, documents, kinds, mayAdd }: Props) {
  const queries = useQueryClient()
  const [kind, setKind] = useState(kinds[0] ?? 'evidence')
  const upload = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.set('kind', kind)
      form.set('file', file)
      return send('POST', `/api/policy/${thing}/${id}/documents`, form)
    },
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['policy-cases'] }),
  })
  return (
    <section className="ls-panel">
      <h2>{t('documents')}</h2>
      <div className="ls-panel-body ls-stack">
        {documents.length === 0 && <p className="ls-soft">{t('noDocuments')}</p>}
        {documents.map((document) => (
          <div key={document.id}>
            <a href={documentAddress(thing, id, document.id)}>{document.fileName}</a>{' '}
            <span className="ls-soft">
              {kindName(document.kind)} · {Math.ceil(document.byteCount / 1024)} KB
            </span>
          </div>
        ))}
        {upload.error && <Alert type="error" showIcon title={upload.error.message} />}
        {mayAdd && (
          <Space wrap>
            <Select
              aria-label={t('kind')}
              value={kind}
              style={{ minWidth: 140 }}
              options={kinds.map((value) => ({ value, label: kindName(value) }))}
              onChange={setKind}
            />
            <Upload
              showUploadList={false}
              beforeUpload={(file) => {
                upload.mutate(file)
                return false
              }}
            >
              <Button loading={upload.isPending}>{t('upload')}</Button>
            </Upload>
            <span className="ls-soft">{t('uploadHint')}</span>
          </Space>
        )}
      </div>
    </section>
  )
}
