import { expect, test } from 'vitest'
import { type SupervisionRule, Watch } from './lights.ts'

// 2026-03-02 is a Monday; this calendar knows weekends only, so that every figure can be counted on the fingers.
const calendar = { isWorkingDay: (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) }
const pair = (text: string) => ({ zh: text, en: text })
const rule: SupervisionRule = {
  soonWorkingDays: 3,
  staleDays: 30,
  goals: {},
  steps: [
    { afterWorkingDays: 0, to: 'unit', title: pair('unit') },
    { afterWorkingDays: 5, to: 'office', title: pair('office') },
    { afterWorkingDays: 10, to: 'leader', title: pair('leader') },
  ],
}
const task = (dueDate: string | null, more = {}) => ({ dueDate, completedOn: null, isOpen: true, ...more })

test('a task is yellow within three working days of its last day, red the day after it', () => {
  const watch = new Watch(rule, '2026-03-05', calendar)
  const on = (day: string) => watch.lightOf(task(day))
  // Thursday 5 March and three working days: Friday 6, Monday 9, Tuesday 10.
  expect([on('2026-03-10'), on('2026-03-11'), on('2026-03-05'), on('2026-03-04')]).toEqual([
    'yellow',
    'green',
    'yellow',
    'red',
  ])
})

test('what is finished or has no last day has no light; unknown is not green', () => {
  const watch = new Watch(rule, '2026-03-05', calendar)
  expect(watch.lightOf(task(null))).toBe('none')
  expect(watch.lightOf(task('2026-01-01', { completedOn: '2026-03-01' }))).toBe('none')
  expect(watch.lightOf(task('2026-01-01', { isOpen: false }))).toBe('none')
})

test('working days late are the same in whatever order tasks are looked at', () => {
  const watch = new Watch(rule, '2026-03-16', calendar)
  // After Monday 2 March: 3–6 are four, 9–13 five, 16 one.
  expect([watch.lateBy('2026-03-02'), watch.lateBy('2026-03-13'), watch.lateBy('2026-03-02')]).toEqual([
    10, 1, 10,
  ])
  expect(watch.lateBy('2026-03-16')).toBe(0)
})

test('the path goes to the unit on the first day late, to the office after five working days, then to the leader', () => {
  const steps = (today: string) =>
    new Watch(rule, today, calendar).stepsDue(task('2026-03-02')).map(({ step }) => step)
  expect([steps('2026-03-02'), steps('2026-03-03'), steps('2026-03-09'), steps('2026-03-10')]).toEqual([
    [],
    [1],
    [1],
    [1, 2],
  ])
  expect(steps('2026-03-17')).toEqual([1, 2, 3])
})

test('stale is counted from the last report, or from the beginning where none came', () => {
  const watch = new Watch(rule, '2026-03-31', calendar)
  const at = (day: string) => new Date(`${day}T08:00:00+08:00`)
  expect(watch.isStale(task(null), null, at('2026-02-20'))).toBe(true)
  expect(watch.isStale(task(null), at('2026-03-20'), at('2026-01-01'))).toBe(false)
  expect(watch.isStale(task(null, { completedOn: '2026-03-01' }), null, at('2026-01-01'))).toBe(false)
})
