import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { day } from '../../../ui/format.ts'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import type { Plan, TaskSummary } from './api.ts'
import { LightMark } from './LightMark.tsx'
import { t } from './words.ts'

type Props = {
  tasks: readonly TaskSummary[]
  plans: readonly Plan[]
  chainName(id: string): string
  hidden: readonly string[]
  onHidden(ids: string[]): void
}

/** Tasks as rows. */
export function TaskTable({ tasks, plans, chainName, hidden, onHidden }: Props) {
  const navigate = useNavigate()
  const columns = useMemo(() => taskColumns(plans, chainName), [plans, chainName])
  return (
    <DataTable
      name={t('tasks')}
      rows={tasks}
      columns={columns}
      rowId={({ id }) => id}
      hidden={hidden}
      onHidden={onHidden}
      onOpen={({ id }) => void navigate({ to: '/tasks/$taskId', params: { taskId: id } })}
    />
  )
}

function taskColumns(plans: readonly Plan[], chainName: Props['chainName']): Column<TaskSummary>[] {
  const titles = new Map(plans.map(({ id, title }) => [id, title]))
  const names = (task: TaskSummary, part: string) =>
    task.units
      .filter((unit) => unit.part === part)
      .map(({ name }) => name)
      .join('、') || null
  return [
    { id: 'title', title: t('title'), value: ({ title }) => title, width: 260, grow: 2, phone: 'title' },
    {
      id: 'light',
      title: t('light'),
      value: ({ light }) => light,
      cell: (task) => <LightMark task={task} />,
      width: 150,
    },
    { id: 'leads', title: t('leads'), value: (task) => names(task, 'lead'), width: 150 },
    { id: 'responsibles', title: t('responsibles'), value: (task) => names(task, 'responsible'), width: 180 },
    {
      id: 'due',
      title: t('due'),
      value: (task) => task.dueDate,
      cell: (task) => task.dueWritten ?? task.dueDate ?? t('dueNone'),
      width: 112,
    },
    { id: 'state', title: t('state'), value: ({ stateTitle }) => stateTitle, width: 110 },
    {
      id: 'percent',
      title: t('progress'),
      unit: '%',
      value: ({ donePercent }) => donePercent,
      width: 90,
      align: 'right',
    },
    {
      id: 'last',
      title: t('lastReport'),
      value: ({ progressedAt }) => day(progressedAt),
      cell: ({ progressedAt }) => day(progressedAt) ?? t('noReport'),
      width: 112,
    },
    { id: 'kind', title: t('kind'), value: ({ kind }) => t(kind), width: 110 },
    {
      id: 'chain',
      title: t('chain'),
      value: ({ chainId }) => (chainId === null ? null : chainName(chainId)),
      width: 140,
      isHidden: true,
    },
    {
      id: 'plan',
      title: t('plan'),
      value: ({ planId }) => titles.get(planId ?? '') ?? null,
      width: 200,
      isHidden: true,
    },
  ]
}
