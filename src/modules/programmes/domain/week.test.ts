import { expect, test } from 'vitest'
import { mondayOf, weekOf } from './week.ts'

const lead = (name: string) => [{ part: 'lead' as const, name, organisationId: null }]
const task = (id: string, more: object) => ({
  id,
  dueDate: null as string | null,
  completedOn: null as string | null,
  isOpen: true,
  light: 'none' as const,
  units: lead('甲局'),
  ...more,
})

test('a week goes from Monday to Sunday', () => {
  // 2026-03-02 is a Monday.
  expect(['2026-03-02', '2026-03-08', '2026-03-09'].map(mondayOf)).toEqual([
    '2026-03-02',
    '2026-03-02',
    '2026-03-09',
  ])
})

test('due this week, late, and done in the week before; counted for each unit in charge', () => {
  const week = weekOf(
    [
      task('due', { dueDate: '2026-03-08' }),
      task('next week', { dueDate: '2026-03-09' }),
      task('late', { dueDate: '2026-02-01', light: 'red', units: [...lead('甲局'), ...lead('乙局')] }),
      task('done', { completedOn: '2026-03-01', isOpen: false }),
      task('done today', { completedOn: '2026-03-02', isOpen: false }),
    ],
    '2026-03-02',
  )
  const ids = (tasks: readonly { id: string }[]) => tasks.map(({ id }) => id)
  expect([ids(week.due), ids(week.late), ids(week.done)]).toEqual([['due'], ['late'], ['done']])
  expect(week.byUnit).toEqual([
    { name: '甲局', due: 1, late: 1, done: 1 },
    { name: '乙局', due: 0, late: 1, done: 0 },
  ])
})
