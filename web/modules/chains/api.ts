import { queryOptions } from '@tanstack/react-query'
import type {
  ChainList,
  ChainSummary,
  HistoryAnswer,
  MissingRoles,
  Placement,
} from '../../../src/modules/chains/model.ts'
import { getJson } from '../../ui/request.ts'
import type { Dataset } from '../../ui/session.ts'

export type { ChainList, ChainSummary, HistoryAnswer, MissingRoles, Placement }

export const chainListQuery = (city: string, dataset: Dataset) =>
  queryOptions({
    queryKey: ['chains', city, dataset],
    queryFn: ({ signal }) => getJson<ChainList>('/api/chains', { city, dataset }, signal),
  })

/** The chains of a city alone, for the search. */
export const chainsQuery = (city: string) =>
  queryOptions({
    queryKey: ['chains', city, 'names'],
    queryFn: ({ signal }) => getJson<ChainList>('/api/chains', { city }, signal).then(({ chains }) => chains),
  })

export const missingRolesQuery = (city: string, dataset: Dataset) =>
  queryOptions({
    queryKey: ['chains', city, dataset, 'missing-roles'],
    queryFn: ({ signal }) => getJson<MissingRoles>('/api/chains/roles/missing', { city, dataset }, signal),
  })

export const historyQuery = (city: string, chainId: string | null) =>
  queryOptions({
    queryKey: ['chains', city, 'history', chainId],
    queryFn: ({ signal }) =>
      getJson<HistoryAnswer>(`/api/chains/${encodeURIComponent(chainId ?? '')}/history`, { city }, signal),
    enabled: chainId !== null,
  })

export const placementsQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['placements', organisationId],
    queryFn: ({ signal }) =>
      getJson<{ items: Placement[] }>(
        `/api/organisations/${encodeURIComponent(organisationId)}/nodes`,
        {},
        signal,
      ).then(({ items }) => items),
  })
