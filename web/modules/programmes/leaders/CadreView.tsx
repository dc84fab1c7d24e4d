import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Modal, Space } from 'antd'
import { useState } from 'react'
import { useMay, useScope } from '../../../ui/session.ts'
import { Loading, Problem } from '../../../ui/states.tsx'
import { FormDialog, type FormField, type FormValues, orNull } from '../FormDialog.tsx'
import { Text } from '../tasks/EditTask.tsx'
import { dueOf, linesOf } from '../tasks/fields.ts'
import { t as task } from '../tasks/words.ts'
import { addContact, assignLines, type CadreDetail, cadreQuery, endCadre } from './api.ts'
import { readCadreLines } from './cadre-lines.ts'
import { t } from './words.ts'

const ways = ['visit', 'call', 'online'] as const

/** One assignment: the log, and what may be added. */
export function CadreView({ id }: { id: string }) {
  const { data, error } = useQuery(cadreQuery(id))
  if (error) return <Problem error={error} />
  if (!data) return <Loading rows={4} />
  return (
    <div className="ls-stack">
      <p>
        {data.personName} <span className="ls-soft">{[data.unit, data.post].filter(Boolean).join(' ')}</span>{' '}
        →{' '}
        <Link to="/firms/$firmId" params={{ firmId: data.organisationId }}>
          {data.organisationName}
        </Link>
        <br />
        <span className="ls-soft">
          {data.validFrom} — {data.validTo ?? ''} · {data.source}
        </span>
      </p>
      {data.log.length === 0 && <p className="ls-soft">{t('logNone')}</p>}
      <ol className="ls-case-history">
        {data.log.map((line) => (
          <li key={line.id}>
            <b>
              {line.onDay} {t(`way_${line.way}`)}
            </b>
            {line.raised && (
              <p>
                {t('raised')}：{line.raised}{' '}
                {line.taskId && (
                  <Link to="/tasks/$taskId" params={{ taskId: line.taskId }}>
                    {t('openTask')}
                  </Link>
                )}
              </p>
            )}
            <p>{line.done}</p>
            <div className="ls-soft">{line.by}</div>
          </li>
        ))}
      </ol>
      <Acts cadre={data} />
    </div>
  )
}

function Acts({ cadre }: { cadre: CadreDetail }) {
  const queries = useQueryClient()
  const [open, setOpen] = useState<'contact' | 'end' | null>(null)
  const again = () => void queries.invalidateQueries({ queryKey: ['cadres'] })
  const close = () => setOpen(null)
  return (
    <Space wrap>
      {cadre.mayLog && <Button onClick={() => setOpen('contact')}>{t('addContact')}</Button>}
      {cadre.mayChange && <Button onClick={() => setOpen('end')}>{t('end')}</Button>}
      {open === 'contact' && (
        <FormDialog
          title={t('addContact')}
          fields={contactFields()}
          begin={{ way: 'visit' }}
          onSend={(values) => addContact(cadre.id, contactOf(values))}
          onDone={again}
          onClose={close}
        />
      )}
      {open === 'end' && (
        <FormDialog
          title={t('end')}
          fields={[
            { id: 'lastDay', label: t('lastDay'), kind: 'day', isNeeded: true },
            { id: 'why', label: t('why'), isNeeded: true },
          ]}
          onSend={({ lastDay, why }) => endCadre(cadre.id, { lastDay: lastDay!, why: why!.trim() })}
          onDone={again}
          onClose={close}
        />
      )}
    </Space>
  )
}

const contactFields = (): FormField[] => [
  { id: 'onDay', label: t('heldOn'), kind: 'day', isNeeded: true },
  {
    id: 'way',
    label: t('way'),
    kind: 'choice',
    options: ways.map((value) => ({ value, label: t(`way_${value}`) })),
  },
  { id: 'raised', label: t('raised'), kind: 'text' },
  { id: 'done', label: t('done'), kind: 'text', isNeeded: true },
  { id: 'title', label: t('taskTitle'), hint: t('taskHint') },
  { id: 'leads', label: t('leads'), kind: 'names', hint: t('oneALine') },
  { id: 'due', label: t('due'), hint: t('dueHint') },
]

function contactOf({ onDay, way, raised, done, title, leads, due }: FormValues) {
  const units = linesOf(leads ?? '')
  return {
    onDay: onDay!,
    way: ways.find((one) => one === way) ?? 'visit',
    raised: orNull(raised),
    done: done!.trim(),
    task: orNull(title) === null ? null : { title: title!.trim(), leads: units, ...dueOf(due ?? '') },
  }
}

/** Assigns many cadres at once from a pasted list; faults are told line by line and nothing is written then. */
export function AssignCadres() {
  const mayManage = useMay('programmes.manage')
  const [isOpen, setOpen] = useState(false)
  if (!mayManage) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('assign')}</Button>
      {isOpen && <AssignDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function AssignDialog({ onClose }: { onClose(): void }) {
  const { city, dataset } = useScope()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [list, setList] = useState('')
  const [validFrom, setFrom] = useState('')
  const [source, setSource] = useState('')
  const { lines, bad } = readCadreLines(list)
  const assign = useMutation({
    mutationFn: () => assignLines({ city: city.code, dataset, validFrom, source: source.trim(), lines }),
    onSuccess: async ({ assigned, held, faults }) => {
      if (faults.length > 0) return
      message.success(t('assigned', { assigned, held }))
      await queries.invalidateQueries({ queryKey: ['cadres'] })
      onClose()
    },
  })
  const isReady = lines.length > 0 && bad.length === 0 && /^\d{4}-\d\d-\d\d$/.test(validFrom) && source.trim()
  return (
    <Modal
      open
      width={640}
      title={t('assign')}
      okText={task('send')}
      cancelText={task('cancel')}
      okButtonProps={{ disabled: !isReady, loading: assign.isPending }}
      onOk={() => assign.mutate()}
      onCancel={onClose}
    >
      <div className="ls-stack">
        {assign.error && <Problem error={assign.error} />}
        <Text name={t('assignLines')} rows={6} value={list} onChange={setList}>
          {t('assignHint')}
        </Text>
        {bad.map((line) => (
          <p key={line} className="ls-late">
            {t('lineBad', { line })}
          </p>
        ))}
        {assign.data?.faults.map(({ line, text }) => (
          <p key={line} className="ls-late">
            {t('lineFault', { line, text })}
          </p>
        ))}
        <Text name={`${t('validFrom')} (2024-01-31)`} value={validFrom} onChange={setFrom} />
        <Text name={t('source')} value={source} onChange={setSource} />
      </div>
    </Modal>
  )
}
