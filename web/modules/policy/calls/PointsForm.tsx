import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { ProblemError } from '../../../ui/request.ts'
import { type Call, type CallApplication, givePoints } from './api.ts'
import { t } from './words.ts'

type Props = { call: Call; application: CallApplication; onDone(): void }

/** The points of one reviewer for one application, every criterion at once. */
export function PointsForm({ call, application, onDone }: Props) {
  const queries = useQueryClient()
  const [points, setPoints] = useState<Record<string, string>>(
    Object.fromEntries(call.criteria.map(({ id }) => [id, String(application.own?.[id] ?? '')])),
  )
  const [comment, setComment] = useState('')
  const give = useMutation({
    mutationFn: () =>
      givePoints(application.id, { points, ...(comment.trim() ? { comment: comment.trim() } : {}) }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['policy-cases', 'calls'] })
      onDone()
    },
  })
  const isWhole = call.criteria.every(
    ({ id, max }) => /^\d{1,4}(\.\d{1,2})?$/.test(points[id] ?? '') && Number(points[id]) <= max,
  )
  const { error } = give
  const fields = error instanceof ProblemError ? error.fields.map(({ message }) => message).join('；') : ''
  return (
    <Modal
      open
      title={t('scoreOf', { subject: application.subject })}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !isWhole, loading: give.isPending }}
      onOk={() => give.mutate()}
      onCancel={onDone}
    >
      <div className="ls-stack">
        {error && <Alert type="error" showIcon title={fields || error.message} />}
        <p className="ls-soft">{t('scoreNote')}</p>
        {call.criteria.map(({ id, label, max }) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the control stands inside
          <label key={id} className="ls-stack" style={{ gap: 4 }}>
            <span>
              {label} <span className="ls-soft">{t('pointsRule', { max })}</span>
            </span>
            <Input
              inputMode="decimal"
              value={points[id]}
              onChange={(event) => setPoints({ ...points, [id]: event.target.value.trim() })}
            />
          </label>
        ))}
        <Input.TextArea
          aria-label={t('comment')}
          placeholder={t('comment')}
          maxLength={1000}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </div>
    </Modal>
  )
}
