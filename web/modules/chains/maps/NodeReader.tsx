import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Problem } from '../../../ui/states.tsx'
import { type MapDraft, readNodes } from './api.ts'
import { t } from './words.ts'

/** The notes of second readers about one node; whoever changed nothing in the draft may add one. */
export function NodeReader({
  draft,
  nodeId,
  onTake,
}: {
  draft: MapDraft
  nodeId: string
  onTake(draft: MapDraft): void
}) {
  const readings = draft.readings.filter(({ node }) => node === nodeId)
  return (
    <div className="ls-map-form" data-testid="node-reader">
      {readings.length === 0 && <p className="ls-soft">{t('noReader')}</p>}
      {readings.map(({ by, on, note, isCurrent }) => (
        <p key={`${by} ${on} ${note} ${isCurrent}`} className={isCurrent ? undefined : 'ls-soft'}>
          {t('readerLine', { by, on, note })} {!isCurrent && <small>（{t('readerStale')}）</small>}
        </p>
      ))}
      {draft.mayRead && draft.state === 'review' && (
        <ReadForm draft={draft} nodes={[nodeId]} label={t('readThis')} onTake={onTake} />
      )}
    </div>
  )
}

type FormProps = { draft: MapDraft; nodes: readonly string[]; label: string; onTake(draft: MapDraft): void }

/** A second reader's note, about one node or several at once. */
export function ReadForm({ draft, nodes, label, onTake }: FormProps) {
  const [note, setNote] = useState('')
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => readNodes(draft.id, nodes, note.trim()),
    onSuccess: (next) => {
      setNote('')
      onTake(next)
    },
  })
  return (
    <div className="ls-map-form">
      <div className="ls-map-row">
        <Input
          aria-label={`${label}：${t('note')}`}
          placeholder={t('note')}
          value={note}
          maxLength={500}
          onChange={({ target }) => setNote(target.value)}
        />
        <Button
          disabled={note.trim() === '' || nodes.length === 0}
          loading={isPending}
          onClick={() => mutate()}
        >
          {label}
        </Button>
      </div>
      {error && <Problem error={error} />}
    </div>
  )
}
