import { expect, test } from 'vitest'
import { changesSince, countStates, type Standing } from './task-state.ts'

const at = (day: string) => new Date(`${day}T10:00:00+08:00`)
const task = (id: string, more: Partial<Standing>): Standing => ({
  id,
  kind: 'item',
  dueDate: null,
  completedOn: null,
  isOpen: true,
  light: 'none',
  createdAt: at('2025-01-01'),
  progressedAt: null,
  ...more,
})

test('reached and dropped tasks have no light; an open one without a last day counts under none', () => {
  const tasks = [
    task('a', { light: 'red' }),
    task('b', {}),
    task('c', { completedOn: '2026-01-01', isOpen: false }),
    task('d', { isOpen: false }),
  ]
  expect(countStates(tasks)).toEqual({
    none: 1,
    green: 0,
    yellow: 0,
    red: 1,
    open: 2,
    reached: 1,
    dropped: 1,
  })
})

test('a week’s changes: late the day after the last day, both ends with the day itself', () => {
  const tasks = [
    task('late', { light: 'red', dueDate: '2026-03-08' }),
    task('late before', { light: 'red', dueDate: '2026-03-07' }),
    task('due today', { light: 'yellow', dueDate: '2026-03-15' }),
    task('reached', { completedOn: '2026-03-09' }),
    task('reached before', { completedOn: '2026-03-08' }),
    task('told', { progressedAt: at('2026-03-15') }),
    task('new', { createdAt: at('2026-03-10') }),
  ]
  expect(changesSince(tasks, '2026-03-09', '2026-03-15')).toEqual({
    begun: ['new'],
    reported: ['told'],
    reached: ['reached'],
    turnedLate: ['late'],
  })
})
