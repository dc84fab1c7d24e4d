import { expect, test } from 'vitest'
import { type CountedTicket, countTickets, median } from './statistics.ts'

const calendar = { isWorkingDay: (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) }
const ticket = (over: Partial<CountedTicket>): CountedTicket => ({
  kind: 'land',
  organisationId: '1',
  isOpen: true,
  receivedOn: '2026-11-16',
  dueOn: '2026-11-20',
  isWaitingForAnswer: true,
  answeredOn: null,
  satisfaction: null,
  ...over,
})

test('J08: open, late, median of working days to the answer and mean satisfaction with its number', () => {
  const answered = { isOpen: false, isWaitingForAnswer: false }
  const tickets = [
    ticket({}), // last day was yesterday: late
    ticket({ dueOn: '2026-11-23' }),
    ticket({ ...answered, answeredOn: '2026-11-17', satisfaction: 5 }), // 1 working day
    ticket({ ...answered, answeredOn: '2026-11-20', satisfaction: 2 }), // 4
    ticket({ ...answered, answeredOn: '2026-11-23' }), // 5: the weekend does not count
  ]
  expect(countTickets(tickets, '2026-11-21', calendar)).toEqual({
    raised: 5,
    open: 2,
    overdue: 1,
    medianWorkingDays: 4,
    satisfactionMean: 3.5,
    satisfactionCount: 2,
    isHidden: false,
  })
})

test('where nothing is answered or rated the figures are unknown, not 0', () => {
  const counts = countTickets([ticket({})], '2026-11-18', calendar)
  expect([counts.medianWorkingDays, counts.satisfactionMean, counts.satisfactionCount]).toEqual([
    null,
    null,
    0,
  ])
  expect([median([3, 1]), median([])]).toEqual([2, null])
})
