import { expect, test } from 'vitest'
import { dueInCall } from './call-calendar.ts'

// Every day but Saturday and Sunday is worked. 2026-03-02 is a Monday.
const days = { isWorkingDay: (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) }
const call = { state: 'announced', closesOn: '2026-03-31', dueOn: null, reviewDays: 30 }
const waiting = (state: string, ownDueOn: string | null = '2026-03-09', ownDays = 5) => ({
  state,
  ownDueOn,
  ownDays,
})

test('an application sent early in a window of a month is not late five days later', () => {
  // Five working days after Tuesday 2026-03-31: 1, 2, 3, 6, 7 April.
  expect(dueInCall(waiting('submitted'), call, days)).toBe('2026-04-07')
  expect(dueInCall(waiting('checking', '2026-03-16', 10), call, days)).toBe('2026-04-14')
})

test('after the window its own days count again', () => {
  expect(dueInCall(waiting('checking', '2026-04-20', 10), call, days)).toBe('2026-04-20')
})

test('what waits to be decided is due with the review of the call', () => {
  // Thirty working days after 2026-03-31 are six weeks: 2026-05-12.
  expect(dueInCall(waiting('deciding'), call, days)).toBe('2026-05-12')
  const reviewing = { ...call, state: 'reviewing', dueOn: '2026-05-14' }
  expect(dueInCall(waiting('deciding'), reviewing, days)).toBe('2026-05-14')
  expect(dueInCall(waiting('deciding', '2026-05-20'), reviewing, days)).toBe('2026-05-20')
})

test('what comes back after the list is out keeps its own days, and so do mending and appeals', () => {
  const agreeing = { ...call, state: 'agreeing', dueOn: '2026-08-10' }
  expect(dueInCall(waiting('deciding'), agreeing, days)).toBe('2026-03-09')
  for (const state of ['returned', 'declined', 'appealed'])
    expect(dueInCall(waiting(state), { ...call, state: 'reviewing', dueOn: '2026-05-14' }, days)).toBe(
      '2026-03-09',
    )
})

test('a selected application is due with the agreements of the call', () => {
  const agreeing = { ...call, state: 'agreeing', dueOn: '2026-08-10' }
  expect(dueInCall(waiting('public_notice', '2026-05-20'), agreeing, days)).toBe('2026-08-10')
  expect(dueInCall(waiting('draft', null), agreeing, days)).toBeNull()
})
