import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input, Modal } from 'antd'
import { useState } from 'react'
import { Problem } from '../../ui/states.tsx'
import { figureText } from './figure-text.ts'
import { proposeCorrection, type SourcedFact } from './profile-api.ts'
import { t } from './profile-words.ts'

/** The owner of a fact says what is right and why; an office decides. */
export function CorrectionForm({
  firmId,
  fact,
  onClose,
}: {
  firmId: string
  fact: SourcedFact
  onClose(): void
}) {
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const { message } = App.useApp()
  const queries = useQueryClient()
  const counting = fact.candidates.find(({ counts }) => counts)
  const { subject, field, period } = fact
  const sending = useMutation({
    mutationFn: () =>
      proposeCorrection(firmId, { subject, field, period, value: value.trim(), reason: reason.trim() }),
    onSuccess: () => {
      void message.success(t('correctSent'))
      onClose()
      return queries.invalidateQueries({ queryKey: ['corrections'] })
    },
  })
  return (
    <Modal
      open
      title={t('correctTitle', { field: [fact.label, period].filter(Boolean).join(' ') })}
      onCancel={onClose}
      onOk={() => sending.mutate()}
      okText={t('correctSend')}
      okButtonProps={{ disabled: value.trim() === '' || reason.trim() === '', loading: sending.isPending }}
    >
      <div className="ls-stack">
        {counting && (
          <span className="ls-soft">
            {t('heldValue')}：{figureText(fact, counting.value)}（{counting.source}）
          </span>
        )}
        <label htmlFor="correct-value">{t('correctValue')}</label>
        <Input
          id="correct-value"
          value={value}
          maxLength={1000}
          onChange={(event) => setValue(event.target.value)}
        />
        <label htmlFor="correct-reason">{t('correctReason')}</label>
        <Input.TextArea
          id="correct-reason"
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {sending.error && <Problem error={sending.error} />}
      </div>
    </Modal>
  )
}
