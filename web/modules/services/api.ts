import { queryOptions } from '@tanstack/react-query'
import type {
  TicketDetail,
  TicketList,
  TicketStatistics,
  TicketSummary,
} from '../../../src/modules/services/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type { TicketDetail, TicketList, TicketStatistics, TicketSummary }

const of = ({ city, dataset }: Scope) => ({ city: city.code, dataset })
const at = (id: string) => `/api/tickets/${encodeURIComponent(id)}`

export const ticketsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['tickets', scope.city.code, scope.dataset],
    queryFn: ({ signal }) => getJson<TicketList>('/api/tickets', of(scope), signal),
  })
export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ['tickets', 'one', id],
    queryFn: ({ signal }) => getJson<TicketDetail>(at(id), {}, signal),
  })
export const ticketStatisticsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['tickets', scope.city.code, scope.dataset, 'statistics'],
    queryFn: ({ signal }) => getJson<TicketStatistics>('/api/tickets/statistics', of(scope), signal),
  })
type Named = { id: string; name: string }
export const unitsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['tickets', scope.city.code, scope.dataset, 'units'],
    queryFn: ({ signal }) =>
      getJson<{ items: Named[] }>('/api/tickets/units', of(scope), signal).then(({ items }) => items),
  })
type NamedChain = { id: string; name: { zh: string; en: string } }
export const chainChoiceQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['tickets', scope.city.code, 'chains'],
    queryFn: ({ signal }) =>
      getJson<{ chains: NamedChain[] }>('/api/chains', { city: scope.city.code }, signal).then(
        ({ chains }) => chains,
      ),
  })
/** Firms by a part of their name, for a request that the office takes down. */
export const firmChoiceQuery = (scope: Scope, q: string) =>
  queryOptions({
    queryKey: ['tickets', scope.city.code, scope.dataset, 'firms', q],
    queryFn: ({ signal }) =>
      getJson<{ items: Named[] }>('/api/organisations', { ...of(scope), q, limit: 20 }, signal).then(
        ({ items }) => items,
      ),
    enabled: q.trim().length > 0,
  })

export type NewTicketBody = {
  city: string
  dataset: string
  organisationId: string | null
  chainId: string | null
  kind: string
  urgency: 'normal' | 'urgent'
  title: string
  words: string
  contact: string | null
  isConfidential: boolean
  requestKey: string
}
export const raiseTicket = (body: NewTicketBody) => send<{ id: string }>('POST', '/api/tickets', body)
export const actOnTicket = (id: string, body: object) => send<TicketDetail>('POST', `${at(id)}/acts`, body)
export const attachToTicket = (id: string, file: File) => {
  const form = new FormData()
  form.set('document', file)
  return send<TicketDetail>('POST', `${at(id)}/documents`, form)
}
export const documentHref = (id: string, documentId: string) => `${at(id)}/documents/${documentId}`
