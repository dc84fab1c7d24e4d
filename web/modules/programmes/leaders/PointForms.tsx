import { useQueryClient } from '@tanstack/react-query'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { FormDialog, type FormField, type FormValues, orNull } from '../FormDialog.tsx'
import { dueOf, linesOf } from '../tasks/fields.ts'
import { addPoint, type OccasionDetail, settlePoint } from './api.ts'
import { t } from './words.ts'

function useAgain() {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['occasions'] })
    await queries.invalidateQueries({ queryKey: ['tasks'] })
  }
}

/** Notes one request or decision. */
export function NewPoint({ one }: { one: OccasionDetail }) {
  const again = useAgain()
  const [isOpen, setOpen] = useState(false)
  const fields: FormField[] = [
    {
      id: 'kind',
      label: t('kind'),
      kind: 'choice',
      options: (['ask', 'decision'] as const).map((value) => ({ value, label: t(value) })),
    },
    { id: 'text', label: t('text'), kind: 'text', isNeeded: true },
    { id: 'raisedBy', label: t('raisedBy') },
  ]
  const send = ({ kind, text, raisedBy }: FormValues) =>
    addPoint(one.id, {
      kind: kind === 'decision' ? 'decision' : 'ask',
      text: text!.trim(),
      raisedBy: orNull(raisedBy),
    })
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t('addPoint')}</Button>
      {isOpen && (
        <FormDialog
          title={t('addPoint')}
          fields={fields}
          begin={{ kind: one.kind === 'visit' ? 'ask' : 'decision' }}
          onSend={send}
          onDone={() => void again()}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}

/** The fields of a task that something becomes. */
export const taskFields = (): FormField[] => [
  { id: 'title', label: t('taskTitle'), isNeeded: true },
  { id: 'leads', label: t('leads'), kind: 'names', isNeeded: true, hint: t('oneALine') },
  { id: 'responsibles', label: t('responsibles'), kind: 'names', hint: t('oneALine') },
  { id: 'due', label: t('due'), hint: t('dueHint') },
]

type Props = { one: OccasionDetail; point: OccasionDetail['pointList'][number] }

/** Makes a point a task, or says why it becomes none. */
export function SettlePoint({ one, point }: Props) {
  const again = useAgain()
  const [open, setOpen] = useState<'task' | 'none' | null>(null)
  const close = () => setOpen(null)
  const make = ({ title, leads, responsibles, due }: FormValues) =>
    settlePoint(one.id, point.id, {
      task: {
        title: title!.trim(),
        leads: linesOf(leads ?? ''),
        responsibles: linesOf(responsibles ?? ''),
        ...dueOf(due ?? ''),
      },
    })
  return (
    <Space>
      <Button size="small" onClick={() => setOpen('task')}>
        {t('toTask')}
      </Button>
      <Button size="small" type="text" onClick={() => setOpen('none')}>
        {t('noTask')}
      </Button>
      {open === 'task' && (
        <FormDialog
          title={t('toTask')}
          fields={taskFields()}
          begin={{ title: point.text.slice(0, 120) }}
          onSend={make}
          onDone={() => void again()}
          onClose={close}
        />
      )}
      {open === 'none' && (
        <FormDialog
          title={t('noTask')}
          fields={[{ id: 'why', label: t('noTaskWhy'), isNeeded: true }]}
          onSend={({ why }) => settlePoint(one.id, point.id, { noTaskWhy: why!.trim() })}
          onDone={() => void again()}
          onClose={close}
        />
      )}
    </Space>
  )
}
