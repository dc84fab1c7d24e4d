import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Space } from 'antd'
import { useState } from 'react'
import { FileButton } from '../../../ui/FileButton.tsx'
import { Problem } from '../../../ui/states.tsx'
import { addEvidence, reportProgress, type TaskDetail } from './api.ts'
import { Field } from './NewTask.tsx'
import { t } from './words.ts'

/** A report on a task: what was done, how far, with documents as evidence. */
export function ReportForm({ task }: { task: TaskDetail }) {
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [percent, setPercent] = useState<number | null>(task.donePercent)
  const [files, setFiles] = useState<{ id: string; fileName: string }[]>([])
  const upload = useMutation({
    mutationFn: (file: File) => addEvidence(task.id, file),
    onSuccess: (file) => setFiles((before) => [...before, file]),
  })
  const report = useMutation({
    mutationFn: () =>
      reportProgress(task.id, {
        donePercent: percent,
        text: text.trim(),
        evidence: files.map(({ id }) => id),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  })
  const error = upload.error ?? report.error
  return (
    <section className="ls-panel">
      <h2>{t('report')}</h2>
      <div className="ls-panel-body ls-stack">
        {error && <Problem error={error} />}
        <Field label={t('reportText')}>
          <Input.TextArea
            aria-label={t('reportText')}
            value={text}
            maxLength={4000}
            autoSize={{ minRows: 3 }}
            onChange={({ target }) => setText(target.value)}
          />
        </Field>
        <Field label={t('percent')}>
          <InputNumber
            aria-label={t('percent')}
            min={0}
            max={100}
            precision={0}
            value={percent}
            onChange={setPercent}
          />
        </Field>
        <Field label={`${t('evidence')}（${t('evidenceKinds')}）`}>
          <Space wrap>
            <FileButton
              name={t('evidence')}
              words={t('addEvidence')}
              isSending={upload.isPending}
              onFile={(file) => upload.mutate(file)}
            />
            {files.map(({ id, fileName }) => (
              <span key={id} className="ls-tag">
                {fileName}
              </span>
            ))}
          </Space>
        </Field>
        <div>
          <Button
            type="primary"
            disabled={text.trim() === ''}
            loading={report.isPending}
            onClick={() => report.mutate()}
          >
            {t('send')}
          </Button>
        </div>
      </div>
    </section>
  )
}
