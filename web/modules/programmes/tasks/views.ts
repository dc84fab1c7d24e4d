import type { Plan, TaskSummary } from './api.ts'

export const filters = ['all', 'red', 'month', 'noOwner', 'stale', 'done'] as const
export type Filter = (typeof filters)[number]
export const layouts = [
  'list',
  'board',
  'calendar',
  'timeline',
  'rollup',
  'unit',
  'leader',
  'plan',
  'chain',
  'tag',
] as const
export type Layout = (typeof layouts)[number]
/** Layouts that put tasks into groups. */
export type Grouping = Exclude<Layout, 'list' | 'board' | 'timeline' | 'rollup'>

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
export type Naming = {
  nobody: string
  undated: string
  untagged: string
  noChain: string
  chainName(id: string): string
}

type Key = { id: string; title: string }

function tagTitles(plans: readonly Plan[], titleOf: TitleOf): Map<string, string> {
  return new Map(
    plans.flatMap(({ dimensions }) =>
      dimensions.flatMap((dimension) =>
        dimension.values.map((value) => [
          `${dimension.id} ${value.id}`,
          `${titleOf(dimension.title)} · ${titleOf(value.title)}`,
        ]),
      ),
    ),
  )
}

export type TitleOf = (pair: { zh: string; en: string }) => string
export type GroupBy = {
  layout: Grouping
  /** Only the tags of this dimension; of all where left out. */
  dimension?: string | undefined
  plans: readonly Plan[]
  naming: Naming
  titleOf: TitleOf
}

/** The groups that one task stands in: one for each of its units, leaders or tags, and one that says there is none. */
function keysOf(
  task: TaskSummary,
  { layout, dimension, plans, naming }: GroupBy,
  titles: ReadonlyMap<string, string>,
): Key[] {
  const named = (names: readonly string[]) =>
    (names.length > 0 ? names : ['']).map((name) => ({ id: name, title: name || naming.nobody }))
  switch (layout) {
    case 'calendar': {
      const month = task.dueDate?.slice(0, 7)
      return [{ id: month ?? '\uffff', title: month ?? naming.undated }]
    }
    case 'unit':
      return named([...new Set(task.units.filter(({ part }) => part !== 'support').map(({ name }) => name))])
    case 'leader':
      return named(task.leadPersons)
    case 'plan':
      return [
        {
          id: task.planId ?? '',
          title: plans.find(({ id }) => id === task.planId)?.title ?? naming.nobody,
        },
      ]
    case 'chain':
      return [
        {
          id: task.chainId ?? '',
          title: task.chainId === null ? naming.noChain : naming.chainName(task.chainId),
        },
      ]
    case 'tag': {
      const own = task.tags.filter((tag) => dimension === undefined || tag.dimension === dimension)
      const ids = own.map((tag) => `${tag.dimension} ${tag.value}`)
      return (ids.length > 0 ? ids : ['']).map((id) => ({
        id,
        title: id === '' ? naming.untagged : (titles.get(id) ?? id),
      }))
    }
  }
}

/** Tasks put together by unit, leader, month, plan, chain or tag; one task stands in every group that it belongs to. */
export function groupsOf(tasks: readonly TaskSummary[], by: GroupBy): Group[] {
  const titles = tagTitles(by.plans, by.titleOf)
  const groups = new Map<string, Group>()
  for (const task of tasks)
    for (const { id, title } of keysOf(task, by, titles)) {
      const group = groups.get(id) ?? { id, title, tasks: [] }
      group.tasks.push(task)
      groups.set(id, group)
    }
  const late = (group: Group) => group.tasks.filter(({ light }) => light === 'red').length
  const all = [...groups.values()]
  if (by.layout === 'calendar') return all.sort((a, b) => (a.id < b.id ? -1 : 1))
  return all.sort(
    (a, b) => late(b) - late(a) || b.tasks.length - a.tasks.length || (a.title < b.title ? -1 : 1),
  )
}

type Counted = 'total' | 'open' | 'red' | 'yellow' | 'green' | 'reached' | 'dropped'
export type RollUp = Record<Counted, number> & {
  id: string
  title: string
  /** Reached of all, 0 to 1; null while nothing is held of what became of any: silence is not failure. */
  rate: number | null
}

/** A group counted: what is reached or dropped has no light. */
export function rollUp({ id, title, tasks }: Group): RollUp {
  const row: RollUp = {
    id,
    title,
    total: tasks.length,
    open: 0,
    red: 0,
    yellow: 0,
    green: 0,
    reached: 0,
    dropped: 0,
    rate: null,
  }
  for (const task of tasks) {
    if (isReached(task)) row.reached++
    else if (!task.isOpen) row.dropped++
    else {
      row.open++
      if (task.light !== 'none') row[task.light]++
    }
  }
  const isTold = tasks.some((task) => task.progressedAt !== null || isReached(task) || !task.isOpen)
  return { ...row, rate: isTold ? row.reached / row.total : null }
}

/** Values of a plan's tag dimension that no task bears: what no action answers. Dropped tasks answer nothing. */
export function uncoveredValues(
  tasks: readonly TaskSummary[],
  dimension: Plan['dimensions'][number],
): Plan['dimensions'][number]['values'] {
  const borne = new Set(
    tasks
      .filter((task) => task.isOpen || isReached(task))
      .flatMap(({ tags }) => tags.filter((tag) => tag.dimension === dimension.id).map(({ value }) => value)),
  )
  return dimension.values.filter(({ id }) => !borne.has(id))
}
