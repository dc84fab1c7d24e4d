import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { Problem } from '../../../ui/states.tsx'
import { inLang } from '../../../ui/words.ts'
import { chainsQuery } from '../api.ts'
import { changeTask, type TaskDetail } from './api.ts'
import { dueOf, linesOf } from './fields.ts'
import { Field } from './NewTask.tsx'
import { t } from './words.ts'

const parts = ['lead', 'responsible', 'support'] as const
const partNames = { lead: 'leads', responsible: 'responsibles', support: 'supports' } as const

const draftOf = (task: TaskDetail) => {
  const of = (part: string) =>
    task.units
      .filter((unit) => unit.part === part)
      .map(({ name }) => name)
      .join('\n')
  return {
    title: task.title,
    content: task.content ?? '',
    lead: of('lead'),
    responsible: of('responsible'),
    support: of('support'),
    leaders: task.leadPersons.join('、'),
    due: task.dueWritten ?? task.dueDate ?? '',
    chain: task.chainId ?? '',
    parent: task.parentId ?? '',
    tags: task.tags.map(({ dimension, value }) => `${dimension} ${value}`),
    reason: '',
  }
}
type Draft = ReturnType<typeof draftOf>

function changeOf(task: TaskDetail, draft: Draft) {
  const isSameDue = draft.due === (task.dueWritten ?? task.dueDate ?? '')
  return {
    seen: task.life.seen,
    reason: draft.reason.trim(),
    title: draft.title.trim(),
    content: draft.content.trim() || null,
    units: parts.flatMap((part) => linesOf(draft[part]).map((name) => ({ part, name }))),
    leadPersons: linesOf(draft.leaders),
    ...(isSameDue ? { dueWritten: task.dueWritten, dueDate: task.dueDate } : dueOf(draft.due)),
    chainId: draft.chain || null,
    parentId: draft.parent.trim() || null,
    tags: draft.tags.map((tag) => {
      const [dimension = '', value = ''] = tag.split(' ')
      return { dimension, value }
    }),
  }
}

/** Changes what a task says, whose it is and until when; asks why. */
export function EditButton({ task }: { task: TaskDetail }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('edit')}</Button>
      {isOpen && <EditDialog task={task} onClose={() => setOpen(false)} />}
    </>
  )
}

function EditDialog({ task, onClose }: { task: TaskDetail; onClose(): void }) {
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(task))
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const save = useMutation({
    mutationFn: () => changeTask(task.id, changeOf(task, draft)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      onClose()
    },
  })
  return (
    <Modal
      open
      width={640}
      title={t('edit')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{
        disabled: draft.title.trim() === '' || draft.reason.trim() === '',
        loading: save.isPending,
      }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="ls-stack">
        <Words draft={draft} set={set} />
        <Places draft={draft} set={set} />
        <Tags task={task} draft={draft} set={set} />
        <Text name={t('reason')} value={draft.reason} onChange={(reason) => set({ reason })}>
          {t('reasonHint')}
        </Text>
        {save.error && <Problem error={save.error} />}
      </div>
    </Modal>
  )
}

type PartProps = { draft: Draft; set(change: Partial<Draft>): void }

function Words({ draft, set }: PartProps) {
  return (
    <>
      <Text name={t('title')} value={draft.title} onChange={(title) => set({ title })} />
      <Text name={t('content')} rows={3} value={draft.content} onChange={(content) => set({ content })} />
      {parts.map((part) => (
        <Text
          key={part}
          name={t(partNames[part])}
          rows={2}
          value={draft[part]}
          onChange={(value) => set({ [part]: value })}
        >
          {t('oneALine')}
        </Text>
      ))}
      <Text name={t('leaders')} value={draft.leaders} onChange={(leaders) => set({ leaders })} />
      <Text name={t('due')} value={draft.due} onChange={(due) => set({ due })}>
        {t('dueHint')}
      </Text>
    </>
  )
}

function Places({ draft, set }: PartProps) {
  const { data } = useQuery(chainsQuery(useScope()))
  const chains = data?.chains ?? []
  return (
    <>
      <Field label={t('chain')}>
        <Select
          aria-label={t('chain')}
          value={draft.chain}
          onChange={(chain) => set({ chain })}
          options={[
            { value: '', label: t('chainNone') },
            ...chains.map(({ id, name }) => ({ value: id, label: inLang(name) })),
            ...(draft.chain && !chains.some(({ id }) => id === draft.chain)
              ? [{ value: draft.chain, label: draft.chain }]
              : []),
          ]}
        />
      </Field>
      <Text name={t('wholeId')} value={draft.parent} onChange={(parent) => set({ parent })} />
    </>
  )
}

function Tags({ task, draft, set }: PartProps & { task: TaskDetail }) {
  return task.dimensions.map(({ id, title, values }) => (
    <Field key={id} label={inLang(title)}>
      <Checkbox.Group
        value={draft.tags.filter((tag) => tag.startsWith(`${id} `))}
        onChange={(chosen) =>
          set({ tags: [...draft.tags.filter((tag) => !tag.startsWith(`${id} `)), ...chosen.map(String)] })
        }
        options={values.map((value) => ({ value: `${id} ${value.id}`, label: inLang(value.title) }))}
      />
    </Field>
  ))
}

type TextProps = {
  name: string
  value: string
  rows?: number
  children?: ReactNode
  onChange(value: string): void
}

/** One field of text under its name. */
export function Text({ name, value, rows, children, onChange }: TextProps) {
  const props = { 'aria-label': name, value }
  return (
    <Field label={name}>
      {rows ? (
        <Input.TextArea
          {...props}
          autoSize={{ minRows: rows }}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <Input {...props} onChange={({ target }) => onChange(target.value)} />
      )}
      {children && <span className="ls-soft">{children}</span>}
    </Field>
  )
}
