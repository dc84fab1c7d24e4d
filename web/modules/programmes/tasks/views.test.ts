import { expect, test } from 'vitest'
import type { TaskSummary } from './api.ts'
import { type Grouping, groupsOf, rollUp, tasksOf, uncoveredValues } from './views.ts'

const task = (id: string, more: Partial<TaskSummary>): TaskSummary => ({
  id,
  planId: null,
  kind: 'own',
  title: id,
  parentTitle: null,
  units: [],
  leadPersons: [],
  dueWritten: null,
  dueDate: null,
  state: 'open',
  stateTitle: '',
  isOpen: true,
  completedOn: null,
  light: 'none',
  overdueWorkingDays: 0,
  donePercent: null,
  progressedAt: null,
  chainId: null,
  parentId: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  tags: [],
  hasNoOwner: false,
  isStale: false,
  ...more,
})
const ids = (tasks: readonly TaskSummary[]) => tasks.map(({ id }) => id)
const naming = {
  nobody: '未明确',
  undated: '无时限',
  untagged: '未标注',
  noChain: '未归链',
  chainName: (id: string) => id,
}
const by = (layout: Grouping) => ({
  layout,
  plans: [],
  naming,
  titleOf: ({ zh }: { zh: string }) => zh,
})

test('due this month leaves out what is reached, dropped or due in another month', () => {
  const tasks = [
    task('a', { dueDate: '2026-11-30' }),
    task('b', { dueDate: '2026-11-30', completedOn: '2026-11-01' }),
    task('c', { dueDate: '2026-12-01' }),
    task('d', { dueDate: '2026-11-02', isOpen: false }),
  ]
  expect(ids(tasksOf(tasks, 'month', '2026-11-22'))).toEqual(['a'])
  expect(ids(tasksOf(tasks, 'done', '2026-11-22'))).toEqual(['b'])
})

test('a task with two leads stands under both, one with none under nobody; most late first', () => {
  const lead = (name: string) => ({ part: 'lead' as const, name, organisationId: null })
  const tasks = [
    task('a', { units: [lead('甲局'), lead('乙局')], light: 'red' }),
    task('b', { units: [lead('乙局')], light: 'red' }),
    task('c', { units: [{ ...lead('丙局'), part: 'support' }] }),
  ]
  const groups = groupsOf(tasks, by('unit'))
  expect(groups.map(({ title, tasks: own }) => `${title} ${ids(own)}`)).toEqual([
    '乙局 a,b',
    '甲局 a',
    '未明确 c',
  ])
})

test('the calendar goes by month, undated last', () => {
  const tasks = [task('a', {}), task('b', { dueDate: '2024-12-31' }), task('c', { dueDate: '2023-04-30' })]
  const groups = groupsOf(tasks, by('calendar'))
  expect(groups.map(({ title }) => title)).toEqual(['2023-04', '2024-12', '无时限'])
})

test('a group counts what is open by light, what is reached and what is dropped', () => {
  const tasks = [
    task('a', { light: 'red' }),
    task('b', {}),
    task('c', { completedOn: '2026-01-01', isOpen: false }),
    task('d', { isOpen: false }),
  ]
  expect(rollUp({ id: 'x', title: 'x', tasks })).toEqual({
    ...{ id: 'x', title: 'x', total: 4, open: 2, red: 1, yellow: 0, green: 0, reached: 1, dropped: 1 },
    rate: 0.25,
  })
  expect(rollUp({ id: 'x', title: 'x', tasks: [task('a', {})] }).rate).toBeNull()
})

test('A23: a principle that no task answers is named; a dropped task answers nothing', () => {
  const pair = (zh: string) => ({ zh, en: zh })
  const values = ['high-end', 'safe', 'open'].map((id) => ({ id, title: pair(id) }))
  const dimension = { id: 'principles', title: pair('五项原则'), values }
  const tag = (value: string) => [{ dimension: 'principles', value }]
  const tasks = [
    task('a', { tags: tag('high-end') }),
    task('b', { tags: tag('safe'), isOpen: false }),
    task('c', { tags: tag('open'), isOpen: false, completedOn: '2026-01-01' }),
  ]
  expect(uncoveredValues(tasks, dimension).map(({ id }) => id)).toEqual(['safe'])
})
