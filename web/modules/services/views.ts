import type { TicketSummary } from './api.ts'

export const ticketViews = ['open', 'late', 'new', 'rate', 'closed', 'all'] as const
export type TicketView = (typeof ticketViews)[number]

const isIn: Record<TicketView, (ticket: TicketSummary) => boolean> = {
  open: ({ isOpen }) => isOpen,
  late: ({ light }) => light === 'red',
  new: ({ state }) => state === 'submitted',
  rate: ({ state }) => state === 'answered' || state === 'answered_again',
  closed: ({ isOpen }) => !isOpen,
  all: () => true,
}

/** The tickets of a view. */
export const ticketsOf = (tickets: readonly TicketSummary[], view: TicketView): TicketSummary[] =>
  tickets.filter(isIn[view])
