import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { count, day } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import type { Column } from '../../../ui/table/column.ts'
import { DataTable } from '../../../ui/table/DataTable.tsx'
import { inLang } from '../../../ui/words.ts'
import { type Plan, plansQuery, type TaskList, type TaskSummary, tasksQuery } from './api.ts'
import { LightMark } from './LightMark.tsx'
import { NewTask } from './NewTask.tsx'
import { PlanRates } from './PlanRates.tsx'
import { BoardColumn, TaskBoard } from './TaskBoard.tsx'
import { type Filter, filters, groupsOf, type Layout, layouts, tasksOf } from './views.ts'
import { t } from './words.ts'

const route = getRouteApi('/tasks')

/** The tasks of the city: saved views, list, board, calendar, by unit, leader, plan and tag. */
export function TaskListPage() {
  const scope = useScope()
  const tasks = useQuery(tasksQuery(scope))
  const plans = useQuery(plansQuery(scope))
  const error = tasks.error ?? plans.error
  if (error)
    return <Page title={t('tasks')}>{<Problem error={error} retry={() => void tasks.refetch()} />}</Page>
  if (!tasks.data || !plans.data) return <Loading />
  if (tasks.data.items.length === 0) return <NoTasks />
  return <Tasks list={tasks.data} plans={plans.data.items} />
}

function NoTasks() {
  const action = (
    <Link to="/documents" className="ls-button">
      {t('toDocuments')}
    </Link>
  )
  return (
    <Page title={t('tasks')}>
      <Empty title={t('tasksNone')} why={t('tasksNoneWhy')} action={action} />
    </Page>
  )
}

function sentenceOf(tasks: readonly TaskSummary[]): string {
  const open = tasks.filter((task) => task.isOpen && task.completedOn === null)
  const lit = (light: string) => count(open.filter((task) => task.light === light).length)
  return t('sentence', {
    open: count(open.length),
    red: lit('red'),
    yellow: lit('yellow'),
    none: count(open.filter(({ hasNoOwner }) => hasNoOwner).length),
    done: count(tasks.filter(({ completedOn }) => completedOn !== null).length),
  })
}

function Tasks({ list, plans }: { list: TaskList; plans: readonly Plan[] }) {
  const { view = 'all', as = 'list', plan } = route.useSearch()
  const navigate = useNavigate({ from: '/tasks' })
  const mayManage = useMay('programmes.manage')
  const [isNew, setNew] = useState(false)
  const go = (change: object) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const own = useMemo(
    () => (plan === undefined ? list.items : list.items.filter(({ planId }) => planId === plan)),
    [list.items, plan],
  )
  const shown = useMemo(() => tasksOf(own, view, list.today), [own, view, list.today])
  const chosen = plans.filter(({ id }) => plan === undefined || id === plan)
  return (
    <Page
      title={t('tasks')}
      sentence={sentenceOf(own)}
      actions={mayManage && <Button onClick={() => setNew(true)}>{t('newTask')}</Button>}
    >
      <PlanRates plans={chosen} />
      <div className="ls-tags">
        <Select
          aria-label={t('plan')}
          style={{ width: 'min(100%, 360px)' }}
          value={plan ?? ''}
          onChange={(value) => go({ plan: value || undefined })}
          options={[
            { value: '', label: t('viewAll') },
            ...plans.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <ViewChoice view={view} own={own} list={list} onChoose={(value) => go({ view: value })} />
        <Select
          aria-label={t('list')}
          style={{ width: 120 }}
          value={as}
          onChange={(value: Layout) => go({ as: value })}
          options={layouts.map((value) => ({ value, label: layoutName(value) }))}
        />
      </div>
      <Shown tasks={shown} plans={plans} layout={as} />
      {isNew && <NewTask onClose={() => setNew(false)} />}
    </Page>
  )
}

const layoutName = (layout: Layout) =>
  ({
    list: t('list'),
    board: t('board'),
    calendar: t('calendar'),
    unit: t('byUnit'),
    leader: t('byLeader'),
    plan: t('byPlan'),
    tag: t('byTag'),
  })[layout]

type ChoiceProps = { view: Filter; own: readonly TaskSummary[]; list: TaskList; onChoose(view: Filter): void }

function ViewChoice({ view, own, list, onChoose }: ChoiceProps) {
  const names = {
    all: t('viewAll'),
    red: t('viewRed'),
    month: t('viewMonth'),
    noOwner: t('viewNoOwner'),
    stale: t('viewStale', { days: list.staleDays }),
    done: t('viewDone'),
  }
  return (
    <div style={{ maxWidth: '100%', overflowX: 'auto' }}>
      <Segmented<Filter>
        value={view}
        onChange={onChoose}
        options={filters.map((value) => ({
          value,
          label: `${names[value]} ${count(tasksOf(own, value, list.today).length)}`,
        }))}
      />
    </div>
  )
}

function Shown({
  tasks,
  plans,
  layout,
}: {
  tasks: readonly TaskSummary[]
  plans: readonly Plan[]
  layout: Layout
}) {
  if (layout === 'list') return <TaskTable tasks={tasks} plans={plans} />
  if (layout === 'board') return <TaskBoard tasks={tasks} />
  const naming = { nobody: t('nobody'), undated: t('dueNone'), untagged: t('untagged') }
  return (
    <div className="ls-board ls-board-groups">
      {groupsOf(tasks, layout, plans, naming, inLang).map((group) => (
        <BoardColumn key={group.id} title={group.title} tasks={group.tasks} />
      ))}
    </div>
  )
}

function TaskTable({ tasks, plans }: { tasks: readonly TaskSummary[]; plans: readonly Plan[] }) {
  const navigate = useNavigate()
  const columns = useMemo(() => taskColumns(plans), [plans])
  return (
    <DataTable
      name={t('tasks')}
      rows={tasks}
      columns={columns}
      rowId={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: '/tasks/$taskId', params: { taskId: id } })}
    />
  )
}

function taskColumns(plans: readonly Plan[]): Column<TaskSummary>[] {
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
      id: 'plan',
      title: t('plan'),
      value: ({ planId }) => titles.get(planId ?? '') ?? null,
      width: 200,
      isHidden: true,
    },
  ]
}
