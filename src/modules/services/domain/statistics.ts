import { type Calendar, workingDaysBetween } from '../../../engines/workflow/index.ts'
import type { TicketStatistics } from '../model.ts'

/** A ticket as far as it is counted. Days are ISO days in China. */
export type CountedTicket = {
  readonly kind: string
  readonly organisationId: string
  readonly isOpen: boolean
  readonly receivedOn: string
  readonly dueOn: string
  readonly isWaitingForAnswer: boolean
  readonly answeredOn: string | null
  readonly satisfaction: number | null
}
export type Counts = TicketStatistics['total']

/** The middle of a list; the mean of the two middle ones where it is even; null for an empty one. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/**
 * Counts tickets: how many, open, late and not answered; the median of working days from receipt to the first answer;
 * the mean of the ratings with their number. Nothing answered or rated is null, never 0.
 */
export function countTickets(tickets: readonly CountedTicket[], today: string, calendar: Calendar): Counts {
  const rated = tickets.flatMap(({ satisfaction }) => (satisfaction === null ? [] : [satisfaction]))
  const days = tickets.flatMap(({ receivedOn, answeredOn }) =>
    answeredOn === null ? [] : [workingDaysBetween(receivedOn, answeredOn, calendar)],
  )
  return {
    raised: tickets.length,
    open: tickets.filter(({ isOpen }) => isOpen).length,
    overdue: tickets.filter(({ isWaitingForAnswer, dueOn }) => isWaitingForAnswer && dueOn < today).length,
    medianWorkingDays: median(days),
    satisfactionMean: rated.length === 0 ? null : rated.reduce((sum, one) => sum + one, 0) / rated.length,
    satisfactionCount: rated.length,
    isHidden: false,
  }
}

/** What stands where a count may not be shown. */
export const hiddenCounts: Counts = {
  raised: null,
  open: null,
  overdue: null,
  medianWorkingDays: null,
  satisfactionMean: null,
  satisfactionCount: null,
  isHidden: true,
}
