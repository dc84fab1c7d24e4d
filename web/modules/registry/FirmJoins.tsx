import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { day } from '../../ui/format.ts'
import { useMay, useScope } from '../../ui/session.ts'
import { Loading, Problem } from '../../ui/states.tsx'
import { firmHits } from './api.ts'
import { type JoinRecord, joinsQuery, mergeFirms, partsQuery, splitFirm, undoJoin } from './profile-api.ts'
import { t } from './profile-words.ts'

/** Merging another organisation in, taking a part out, and the history of both with undo: for offices. */
export function FirmJoins({ firmId }: { firmId: string }) {
  return useMay('registry.edit') ? <Joins firmId={firmId} /> : null
}

function Joins({ firmId }: { firmId: string }) {
  const { data: joins, error } = useQuery(joinsQuery(firmId))
  const [doing, setDoing] = useState<'merge' | 'split' | null>(null)
  const [undoing, undo] = useState<JoinRecord | null>(null)
  return (
    <section className="ls-panel">
      <h2>{t('joins')}</h2>
      <div className="ls-panel-body ls-stack">
        {error && <Problem error={error} />}
        {joins?.length === 0 && <span className="ls-soft">{t('joinsNone')}</span>}
        {joins?.map((join) => (
          <JoinLine key={join.id} join={join} onUndo={() => undo(join)} />
        ))}
        <div className="ls-tags">
          <Button onClick={() => setDoing('merge')}>{t('merge')}</Button>
          <Button onClick={() => setDoing('split')}>{t('split')}</Button>
        </div>
      </div>
      {doing === 'merge' && <MergeForm firmId={firmId} onClose={() => setDoing(null)} />}
      {doing === 'split' && <SplitForm firmId={firmId} onClose={() => setDoing(null)} />}
      {undoing && <UndoForm firmId={firmId} join={undoing} onClose={() => undo(null)} />}
    </section>
  )
}

function JoinLine({ join, onUndo }: { join: JoinRecord; onUndo(): void }) {
  const said = { day: day(join.doneAt) ?? '', by: join.doneBy, name: join.otherName, reason: join.reason }
  return (
    <div>
      {t(join.kind === 'merge' ? 'mergedLine' : 'splitLine', said)}{' '}
      <small className="ls-soft">{t('movedLine', { moved: join.movedCount, aside: join.asideCount })}</small>{' '}
      {join.undoneAt ? (
        <small className="ls-soft">
          {t('undone', { by: join.undoneBy ?? '', day: day(join.undoneAt) ?? '' })}
        </small>
      ) : (
        <Button size="small" onClick={onUndo}>
          {t('undo')}
        </Button>
      )}
    </div>
  )
}

type FormProps = { firmId: string; onClose(): void }

/** Runs a change and reads everything anew; the form closes when it went well. */
function useChange(onClose: () => void, change: () => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries()
    },
  })
}

function Reason({ value, onChange }: { value: string; onChange(text: string): void }) {
  return (
    <Input.TextArea
      rows={2}
      maxLength={500}
      value={value}
      aria-label={t('reasonAsk')}
      placeholder={t('reasonAsk')}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

function MergeForm({ firmId, onClose }: FormProps) {
  const scope = useScope()
  const [text, setText] = useState('')
  const [otherId, choose] = useState<string>()
  const [reason, setReason] = useState('')
  const { data: hits } = useQuery({
    queryKey: ['merge', text, scope.dataset],
    queryFn: ({ signal }) => firmHits(text, scope, signal),
    enabled: text.trim() !== '',
  })
  const merge = useChange(onClose, () => mergeFirms(firmId, otherId!, reason.trim()))
  return (
    <Modal
      open
      title={t('merge')}
      okText={t('mergeDo')}
      onCancel={onClose}
      onOk={() => merge.mutate()}
      okButtonProps={{ disabled: !otherId || reason.trim() === '', loading: merge.isPending }}
    >
      <div className="ls-stack">
        <p className="ls-soft">{t('mergeNote')}</p>
        <Select
          showSearch={{ filterOption: false, onSearch: setText }}
          value={otherId ?? null}
          placeholder={t('mergeWhich')}
          aria-label={t('mergeWhich')}
          onChange={(id: string) => choose(id)}
          options={(hits ?? [])
            .filter(({ id }) => id !== firmId)
            .map(({ id, name, note }) => ({ value: id, label: [name, note].filter(Boolean).join(' · ') }))}
        />
        <Reason value={reason} onChange={setReason} />
        {merge.error && <Problem error={merge.error} />}
      </div>
    </Modal>
  )
}

function SplitForm({ firmId, onClose }: FormProps) {
  const { data: parts, error } = useQuery(partsQuery(firmId))
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const split = useChange(onClose, () =>
    splitFirm(firmId, {
      name: name.trim(),
      reason: reason.trim(),
      rows: chosen.map((at) => parts![at]!).map(({ table, key }) => ({ table, key })),
    }),
  )
  const isReady = chosen.length > 0 && name.trim() !== '' && reason.trim() !== ''
  const turn = (at: number) =>
    setChosen((held) => (held.includes(at) ? held.filter((one) => one !== at) : [...held, at]))
  return (
    <Modal
      open
      width={720}
      title={t('split')}
      okText={t('splitDo', { count: chosen.length })}
      onCancel={onClose}
      onOk={() => split.mutate()}
      okButtonProps={{ disabled: !isReady, loading: split.isPending }}
    >
      <div className="ls-stack">
        <Input
          value={name}
          maxLength={200}
          placeholder={t('splitName')}
          aria-label={t('splitName')}
          onChange={(event) => setName(event.target.value)}
        />
        <Reason value={reason} onChange={setReason} />
        {error && <Problem error={error} />}
        {!parts && !error && <Loading rows={4} />}
        <div className="ls-parts">
          {parts?.map((part, at) => (
            <Checkbox
              key={`${part.table} ${JSON.stringify(part.key)}`}
              checked={chosen.includes(at)}
              onChange={() => turn(at)}
            >
              <b>{part.what}</b> {part.text} {part.source && <small className="ls-soft">{part.source}</small>}
            </Checkbox>
          ))}
        </div>
        {split.error && <Problem error={split.error} />}
      </div>
    </Modal>
  )
}

function UndoForm({ join, onClose }: FormProps & { join: JoinRecord }) {
  const [reason, setReason] = useState('')
  const undo = useChange(onClose, () => undoJoin(join.id, reason.trim()))
  return (
    <Modal
      open
      title={`${t('undo')} · ${join.otherName}`}
      okText={t('undo')}
      onCancel={onClose}
      onOk={() => undo.mutate()}
      okButtonProps={{ disabled: reason.trim() === '', loading: undo.isPending }}
    >
      <Reason value={reason} onChange={setReason} />
      {undo.error && <Problem error={undo.error} />}
    </Modal>
  )
}
