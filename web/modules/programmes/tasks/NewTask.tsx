import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { Problem } from '../../../ui/states.tsx'
import { createTask, type NewTaskBody } from './api.ts'
import { dueOf, linesOf } from './fields.ts'
import { t } from './words.ts'

type Props = {
  onClose(): void
  /** What is known already where it is pulled from another page or is a part of a whole. */
  begin?: Partial<Pick<NewTaskBody, 'title' | 'content' | 'chainId' | 'origin' | 'parentId' | 'planId'>>
}

/** A task: what, whose, until when. */
export function NewTask({ onClose, begin = {} }: Props) {
  const { city, dataset } = useScope()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [key] = useState(() => crypto.randomUUID())
  const [draft, setDraft] = useState({
    title: begin.title ?? '',
    content: begin.content ?? '',
    leads: '',
    responsibles: '',
    due: '',
  })
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const make = useMutation({
    mutationFn: () =>
      createTask({
        ...begin,
        city: city.code,
        dataset,
        requestKey: key,
        title: draft.title.trim(),
        content: draft.content.trim() || null,
        units: [
          ...linesOf(draft.leads).map((name) => ({ part: 'lead' as const, name })),
          ...linesOf(draft.responsibles).map((name) => ({ part: 'responsible' as const, name })),
        ],
        leadPersons: [],
        ...dueOf(draft.due),
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      await navigate({ to: '/tasks/$taskId', params: { taskId: id } })
    },
  })
  return (
    <Modal
      open
      title={t('newTask')}
      okText={t('send')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: draft.title.trim() === '', loading: make.isPending }}
      onOk={() => make.mutate()}
      onCancel={onClose}
    >
      <div className="ls-stack">
        {make.error && <Problem error={make.error} />}
        <Field label={t('title')}>
          <Input
            aria-label={t('title')}
            value={draft.title}
            onChange={(e) => set({ title: e.target.value })}
          />
        </Field>
        <Field label={t('content')}>
          <Input.TextArea
            aria-label={t('content')}
            value={draft.content}
            onChange={(e) => set({ content: e.target.value })}
          />
        </Field>
        <Field label={`${t('leads')}（${t('oneALine')}）`}>
          <Input.TextArea
            aria-label={t('leads')}
            value={draft.leads}
            onChange={(e) => set({ leads: e.target.value })}
          />
        </Field>
        <Field label={`${t('responsibles')}（${t('oneALine')}）`}>
          <Input.TextArea
            aria-label={t('responsibles')}
            value={draft.responsibles}
            onChange={(e) => set({ responsibles: e.target.value })}
          />
        </Field>
        <Field label={t('due')}>
          <Input
            aria-label={t('due')}
            placeholder="2024.12"
            value={draft.due}
            onChange={(e) => set({ due: e.target.value })}
          />
          <span className="ls-soft">{t('dueHint')}</span>
        </Field>
      </div>
    </Modal>
  )
}

/** A field under its name. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="ls-stack" style={{ gap: 4 }}>
      <span>{label}</span>
      {children}
    </div>
  )
}
