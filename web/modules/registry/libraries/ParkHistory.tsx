import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { instant } from '../../../ui/format.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { type ParkHistoryLine, parkHistoryQuery, undoParkLine } from './api.ts'
import { FormWindow, required } from './FormWindow.tsx'
import { partText } from './park-text.tsx'
import { parkWords, t } from './park-words.ts'

/** All that was told of a park, newest first; what counts and came by hand can be taken back with the reason. */
export function ParkHistory({ parkId }: { parkId: string }) {
  const { data: lines, error } = useQuery(parkHistoryQuery(parkId))
  const [taken, take] = useState<ParkHistoryLine | null>(null)
  return (
    <details className="ls-drawer-part ls-details">
      <summary>{t('history')}</summary>
      {error && <Problem error={error} />}
      {!lines && !error && <Loading rows={3} />}
      {lines?.length === 0 && <p className="ls-soft">{t('historyNone')}</p>}
      <ul className="ls-reasons">
        {(lines ?? []).map((line) => (
          <Line key={`${line.what}/${line.id}`} line={line} onUndo={() => take(line)} />
        ))}
      </ul>
      {taken && <UndoWindow parkId={parkId} line={taken} onClose={() => take(null)} />}
    </details>
  )
}

function Line({ line, onUndo }: { line: ParkHistoryLine; onUndo(): void }) {
  const { withdrawn } = line
  return (
    <li>
      <b>{t(line.state)}</b> <Told line={line} />{' '}
      {line.mayUndo && (
        <Button size="small" onClick={onUndo}>
          {t('undo')}
        </Button>
      )}
      <div>
        <small className="ls-soft">
          {t('told', { by: line.recordedBy, at: instant(line.recordedAt) ?? '' })} · {line.source}
          {line.asOf && ` · ${t('asOf', { day: line.asOf })}`}
        </small>
      </div>
      {line.importId && (
        <div>
          <small className="ls-soft">{t('byImport')} </small>
          <Link to="/import/$importId" params={{ importId: line.importId }} className="ls-link">
            {t('openImport')}
          </Link>
        </div>
      )}
      {withdrawn && (
        <div>
          <small className="ls-soft">
            {t('withdrawnBy', {
              by: withdrawn.by,
              at: instant(withdrawn.at) ?? '',
              reason: withdrawn.reason,
            })}
          </small>
        </div>
      )}
    </li>
  )
}

const isOwnColumn = (field: string): field is keyof typeof parkWords => Object.hasOwn(parkWords, field)

function Told({ line }: { line: ParkHistoryLine }) {
  if (line.part) return partText(line.part)
  return line.changes.map(({ field, before, after }) => (
    <span key={field}>
      {isOwnColumn(field) ? t(field) : field}：<del>{before ?? t('unknown')}</del> → {after ??
        t('unknown')}{' '}
    </span>
  ))
}

function UndoWindow({ parkId, line, onClose }: { parkId: string; line: ParkHistoryLine; onClose(): void }) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const undo = useMutation({
    mutationFn: ({ reason }: { reason: string }) => undoParkLine(parkId, line, reason.trim()),
    onSuccess: async () => {
      void message.success(t('undone'))
      onClose()
      for (const key of ['parks', 'park', 'park-history'])
        await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <FormWindow<{ reason: string }> name="park-undo" title={t('undoTitle')} save={undo} onClose={onClose}>
      <p>
        <Told line={line} />
      </p>
      <p className="ls-soft">{t('undoWhy')}</p>
      <Form.Item name="reason" label={t('reason')} rules={[{ ...required(), whitespace: true }]}>
        <Input maxLength={500} />
      </Form.Item>
    </FormWindow>
  )
}
