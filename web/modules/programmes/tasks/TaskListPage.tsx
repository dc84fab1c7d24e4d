import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { count } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { useMay, useScope } from '../../../ui/session.ts'
import { Empty, Loading, Problem } from '../../../ui/states.tsx'
import { SavedViews, type ViewSettings } from '../../../ui/table/SavedViews.tsx'
import { inLang } from '../../../ui/words.ts'
import { chainsQuery } from '../api.ts'
import { type Plan, plansQuery, type TaskList, type TaskSummary, tasksQuery } from './api.ts'
import { NewTask } from './NewTask.tsx'
import { PlanRates } from './PlanRates.tsx'
import { RollUpTable } from './RollUpTable.tsx'
import { StagesButton } from './StagesButton.tsx'
import { BoardColumn, TaskBoard } from './TaskBoard.tsx'
import { TaskTable } from './TaskTable.tsx'
import { Timeline } from './Timeline.tsx'
import { type Filter, filters, groupsOf, type Layout, layouts, type Naming, tasksOf } from './views.ts'
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
  const { view = 'all', as = 'list', plan, by = 'plan', chain, hide } = route.useSearch()
  const navigate = useNavigate({ from: '/tasks' })
  const mayManage = useMay('programmes.manage')
  const [isNew, setNew] = useState(false)
  const go = (change: object) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const own = useMemo(
    () =>
      list.items.filter(
        (task) =>
          (plan === undefined || task.planId === plan) && (chain === undefined || task.chainId === chain),
      ),
    [list.items, plan, chain],
  )
  const shown = useMemo(() => tasksOf(own, view, list.today), [own, view, list.today])
  const naming = useNaming()
  const chosen = plans.filter(({ id }) => plan === undefined || id === plan)
  return (
    <Page
      title={t('tasks')}
      sentence={sentenceOf(own)}
      actions={
        mayManage && (
          <>
            <Button onClick={() => setNew(true)}>{t('newTask')}</Button>
            <StagesButton />
          </>
        )
      }
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
          aria-label={t('layout')}
          style={{ width: 120 }}
          value={as}
          onChange={(value: Layout) => go({ as: value })}
          options={layouts.map((value) => ({ value, label: layoutName(value) }))}
        />
        <SavedViews
          list="tasks"
          current={{ search: searchOf({ view, as, plan, by, chain }), hidden: hiddenOf(hide) }}
          onShow={(settings) => go(shownOf(settings))}
        />
      </div>
      <Shown
        tasks={shown}
        plans={plans}
        today={list.today}
        naming={naming}
        {...{ layout: as, by, hidden: hiddenOf(hide) }}
        onBy={(value) => go({ by: value })}
        onHidden={(ids) => go({ hide: ids.join(',') || 'none' })}
      />
      {isNew && <NewTask onClose={() => setNew(false)} />}
    </Page>
  )
}

/** Columns that are hidden: those that the address names; chain, plan and kind where it names none. */
const hiddenOf = (hide = 'chain,plan,kind') => hide.split(',').filter((id) => id !== 'none')

/** What the address says, without what is left out. */
function searchOf(search: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

/** A saved view as it goes into the address; null is the list as it comes. */
const shownOf = (settings: ViewSettings | null) => ({
  ...{ view: undefined, as: undefined, plan: undefined, by: undefined, chain: undefined },
  ...settings?.search,
  hide: settings ? settings.hidden.join(',') || 'none' : undefined,
})

function useNaming(): Naming {
  const { data } = useQuery(chainsQuery(useScope()))
  return useMemo(() => {
    const names = new Map(data?.chains.map(({ id, name }) => [id, inLang(name)]))
    return {
      nobody: t('nobody'),
      undated: t('dueNone'),
      untagged: t('untagged'),
      noChain: t('noChain'),
      chainName: (id) => names.get(id) ?? id,
    }
  }, [data])
}

const layoutName = (layout: Layout) =>
  ({
    list: t('list'),
    board: t('board'),
    calendar: t('calendar'),
    timeline: t('timeline'),
    rollup: t('rollup'),
    chain: t('byChain'),
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

type ShownProps = {
  tasks: readonly TaskSummary[]
  plans: readonly Plan[]
  layout: Layout
  today: string
  naming: Naming
  by: string
  hidden: readonly string[]
  onBy(by: string): void
  onHidden(ids: string[]): void
}

function Shown({ tasks, plans, layout, today, naming, by, hidden, onBy, onHidden }: ShownProps) {
  switch (layout) {
    case 'list':
      return <TaskTable {...{ tasks, plans, hidden, onHidden }} chainName={naming.chainName} />
    case 'board':
      return <TaskBoard tasks={tasks} />
    case 'timeline':
      return <Timeline tasks={tasks} today={today} />
    case 'rollup':
      return <RollUpTable {...{ tasks, plans, naming, by, onBy }} />
    default:
      return (
        <div className="ls-board ls-board-groups">
          {groupsOf(tasks, { layout, plans, naming, titleOf: inLang }).map((group) => (
            <BoardColumn key={group.id} title={group.title} tasks={group.tasks} />
          ))}
        </div>
      )
  }
}
