/** Pages of public services: requests from firms. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type TicketView, ticketViews } from '../modules/services/views.ts'
import { root } from './root.tsx'
import { text } from './search.ts'

const tickets = createRoute({
  getParentRoute: () => root,
  path: '/tickets',
  validateSearch: (
    search: Record<string, unknown>,
  ): { view?: TicketView | undefined; hide?: string | undefined } => ({
    view: ticketViews.find((view) => view === search.view),
    hide: text(search.hide),
  }),
  component: lazyRouteComponent(() => import('../modules/services/TicketListPage.tsx'), 'TicketListPage'),
})

const newTicket = createRoute({
  getParentRoute: () => root,
  path: '/tickets/new',
  component: lazyRouteComponent(() => import('../modules/services/RaisePage.tsx'), 'RaisePage'),
})

const ticketStatistics = createRoute({
  getParentRoute: () => root,
  path: '/tickets/statistics',
  component: lazyRouteComponent(
    () => import('../modules/services/TicketStatisticsPage.tsx'),
    'TicketStatisticsPage',
  ),
})

const ticket = createRoute({
  getParentRoute: () => root,
  path: '/tickets/$ticketId',
  component: lazyRouteComponent(() => import('../modules/services/TicketPage.tsx'), 'TicketPage'),
})

export const servicePages = [tickets, newTicket, ticketStatistics, ticket] as const
