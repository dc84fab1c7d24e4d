import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useScope } from '../../../ui/session.ts'
import { FormDialog, type FormField, type FormValues } from '../FormDialog.tsx'
import { startStages } from './api.ts'
import { dueOf, linesOf, pathOf } from './fields.ts'
import { t } from './words.ts'

const stages = ['attract', 'advance', 'serve'] as const

const fields = (): FormField[] => [
  { id: 'title', label: t('project'), isNeeded: true, hint: t('stagesWhy') },
  { id: 'path', label: t('projectPath') },
  ...stages.flatMap((stage): FormField[] => [
    { id: stage, label: t(`stage_${stage}`), kind: 'names', hint: t('oneALine') },
    { id: `${stage}Due`, label: `${t(`stage_${stage}`)} · ${t('stageDue')}` },
  ]),
]

/** Sets a major project on its way through 招引, 推进 and 服务. */
export function StagesButton() {
  const { city, dataset } = useScope()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [requestKey] = useState(() => crypto.randomUUID())
  const send = async (values: FormValues) => {
    const { id } = await startStages({
      ...{ city: city.code, dataset, requestKey },
      project: {
        title: values.title!.trim(),
        path: pathOf(values.path ?? '', window.location.origin) || null,
      },
      stages: stages.flatMap((stage) => {
        const leads = linesOf(values[stage] ?? '')
        return leads.length === 0 ? [] : [{ stage, leads, ...dueOf(values[`${stage}Due`] ?? '') }]
      }),
    })
    await queries.invalidateQueries({ queryKey: ['tasks'] })
    await navigate({ to: '/tasks/$taskId', params: { taskId: id } })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('stages')}</Button>
      {isOpen && (
        <FormDialog title={t('stages')} fields={fields()} onSend={send} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
