import { expect, test } from 'vitest'
import type { ServiceLevels } from '../model.ts'
import { lastDayOf, stepsDue } from './service-level.ts'

// Monday to Friday; 2026-11-16 is a Monday.
const calendar = { isWorkingDay: (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) }
const title = { zh: '步', en: 'step' }
const levels: ServiceLevels = {
  id: 'tickets',
  version: 1,
  source: '假设',
  kinds: [{ id: 'land', name: title, workingDays: 5, urgentWorkingDays: 2 }],
  reopenWorkingDays: 3,
  closeAfterWorkingDays: 10,
  steps: [
    { days: -2, to: 'unit', title },
    { days: 1, to: 'office', title },
    { days: 3, to: 'leader', title },
  ],
}
const due = (today: string) =>
  stepsDue(levels.steps, { dueOn: '2026-11-20', today }, calendar).map(({ index }) => index)

test('J08: the last day counts working days from the day after receipt; an urgent one has fewer', () => {
  const of = { kind: 'land', receivedOn: '2026-11-13' } as const // a Friday
  expect(lastDayOf(levels, { ...of, urgency: 'normal' }, calendar)).toBe('2026-11-20')
  expect(lastDayOf(levels, { ...of, urgency: 'urgent' }, calendar)).toBe('2026-11-17')
  expect(lastDayOf(levels, { ...of, kind: 'moon', urgency: 'normal' }, calendar)).toBeUndefined()
})

test('J08: the unit is reminded two working days ahead, the office told one working day late, the leader three', () => {
  expect(due('2026-11-17')).toEqual([]) // three working days left
  expect(due('2026-11-18')).toEqual([0])
  expect(due('2026-11-20')).toEqual([0]) // the last day itself is not late
  expect(due('2026-11-21')).toEqual([]) // a Saturday: no working day has passed
  expect(due('2026-11-23')).toEqual([1])
  expect(due('2026-11-25')).toEqual([1, 2])
})
