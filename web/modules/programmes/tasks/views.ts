import type { Plan, TaskSummary } from './api.ts'

export const filters = ['all', 'red', 'month', 'noOwner', 'stale', 'done'] as const
export type Filter = (typeof filters)[number]
export const layouts = ['list', 'board', 'calendar', 'unit', 'leader', 'plan', 'tag'] as const
export type Layout = (typeof layouts)[number]

const isReached = (task: TaskSummary) => task.completedOn !== null

/** The tasks of a saved view; `today` is the server's day in China. */
export function tasksOf(tasks: readonly TaskSummary[], filter: Filter, today: string): TaskSummary[] {
  switch (filter) {
    case 'all':
      return [...tasks]
    case 'red':
      return tasks.filter(({ light }) => light === 'red')
    case 'month':
      return tasks.filter(
        (task) => task.isOpen && !isReached(task) && task.dueDate?.slice(0, 7) === today.slice(0, 7),
      )
    case 'noOwner':
      return tasks.filter(({ hasNoOwner }) => hasNoOwner)
    case 'stale':
      return tasks.filter(({ isStale }) => isStale)
    case 'done':
      return tasks.filter(isReached)
  }
}

export type Group = { id: string; title: string; tasks: TaskSummary[] }
type Naming = { nobody: string; undated: string; untagged: string }

/** Tasks put together by unit, leader, month, plan or tag; one task stands in every group that it belongs to. */
export function groupsOf(
  tasks: readonly TaskSummary[],
  layout: Exclude<Layout, 'list' | 'board'>,
  plans: readonly Plan[],
  naming: Naming,
  titleOf: (pair: { zh: string; en: string }) => string,
): Group[] {
  const groups = new Map<string, Group>()
  const put = (id: string, title: string, task: TaskSummary) => {
    const group = groups.get(id) ?? { id, title, tasks: [] }
    group.tasks.push(task)
    groups.set(id, group)
  }
  const tagTitles = new Map(
    plans.flatMap(({ dimensions }) =>
      dimensions.flatMap((dimension) =>
        dimension.values.map((value) => [
          `${dimension.id} ${value.id}`,
          `${titleOf(dimension.title)} · ${titleOf(value.title)}`,
        ]),
      ),
    ),
  )
  for (const task of tasks) {
    const owners = [...new Set(task.units.filter(({ part }) => part !== 'support').map(({ name }) => name))]
    if (layout === 'calendar')
      put(task.dueDate?.slice(0, 7) ?? '￿', task.dueDate?.slice(0, 7) ?? naming.undated, task)
    if (layout === 'unit')
      for (const name of owners.length > 0 ? owners : ['']) put(name, name || naming.nobody, task)
    if (layout === 'leader')
      for (const name of task.leadPersons.length > 0 ? task.leadPersons : [''])
        put(name, name || naming.nobody, task)
    if (layout === 'plan')
      put(task.planId ?? '', plans.find(({ id }) => id === task.planId)?.title ?? naming.nobody, task)
    if (layout === 'tag') {
      if (task.tags.length === 0) put('', naming.untagged, task)
      for (const { dimension, value } of task.tags) {
        const key = `${dimension} ${value}`
        put(key, tagTitles.get(key) ?? key, task)
      }
    }
  }
  const late = (group: Group) => group.tasks.filter(({ light }) => light === 'red').length
  const all = [...groups.values()]
  if (layout === 'calendar') return all.sort((a, b) => (a.id < b.id ? -1 : 1))
  return all.sort(
    (a, b) => late(b) - late(a) || b.tasks.length - a.tasks.length || (a.title < b.title ? -1 : 1),
  )
}
