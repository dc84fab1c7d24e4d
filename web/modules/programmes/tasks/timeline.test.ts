import { expect, test } from 'vitest'
import type { TaskSummary } from './api.ts'
import { monthsBetween, spanOf, timelineOf } from './timeline.ts'

const task = (id: string, createdAt: string, dueDate: string | null) =>
  ({ id, createdAt: `${createdAt}T02:00:00.000Z`, dueDate }) as TaskSummary

test('dated tasks by last day; one that was held after its last day is a point; undated ones are counted', () => {
  const { rows, undated } = timelineOf([
    task('a', '2026-01-10', '2026-12-31'),
    task('b', '2026-01-10', '2023-04-30'),
    task('c', '2026-01-10', null),
  ])
  expect(undated).toBe(1)
  expect(rows.map(({ task: one, from, until }) => [one.id, from, until])).toEqual([
    ['b', '2023-04-30', '2023-04-30'],
    ['a', '2026-01-10', '2026-12-31'],
  ])
})

test('a day stands in percent of the span; today belongs to it; months are thinned to twelve at most', () => {
  const { rows } = timelineOf([task('a', '2026-01-01', '2026-01-11')])
  const span = spanOf(rows, '2026-01-06')
  expect([span.at('2026-01-01'), span.at('2026-01-06'), span.at('2026-01-11')]).toEqual([0, 50, 100])
  const long = spanOf(timelineOf([task('a', '2023-02-15', '2025-12-31')]).rows, '2024-01-01')
  expect(monthsBetween(long).map(({ title }) => title)).toEqual([
    ...['2023-04', '2023-07', '2023-10', '2024-01', '2024-04', '2024-07', '2024-10'],
    ...['2025-01', '2025-04', '2025-07', '2025-10'],
  ])
  expect(monthsBetween(spanOf([], '2026-01-01'))).toEqual([])
})
