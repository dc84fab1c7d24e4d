import { queryOptions } from '@tanstack/react-query'
import type { Organisation, OrganisationItem, OrganisationPage } from '../../../src/modules/registry/model.ts'
import { getJson } from '../../ui/request.ts'
import type { Dataset, Scope } from '../../ui/session.ts'
import type { MoreFilter } from './MoreFilters.tsx'

export * from './import-api.ts'
export type { Organisation, OrganisationItem, OrganisationPage }

export type FirmFilter = MoreFilter & {
  dataset: Dataset
  city: string | undefined
  q: string | undefined
  precision: string | undefined
  sort: string
}

/** One page of the register. */
export const readFirms = (filter: FirmFilter, cursor: string | null, signal: AbortSignal) =>
  getJson<OrganisationPage>('/api/organisations', { ...filter, cursor, limit: 500 }, signal)

/** The first firms that a text finds, with what tells them apart. */
export async function firmHits(q: string, { dataset }: Scope, signal: AbortSignal) {
  const { items } = await getJson<OrganisationPage>('/api/organisations', { q, dataset, limit: 8 }, signal)
  return items.map(({ id, name, cityName, creditCode, stockCode }) => ({
    id,
    name,
    note: [cityName, stockCode ?? creditCode].filter(Boolean).join(' · '),
  }))
}

/** Where an organisation stands today, for the old address of one that was merged. */
export const firmNowQuery = (id: string) =>
  queryOptions({
    queryKey: ['firm-now', id],
    queryFn: ({ signal }) =>
      getJson<{ id: string; name: string }>(`/api/organisations/${encodeURIComponent(id)}/now`, {}, signal),
  })

export const firmQuery = (id: string, dataset: Dataset) =>
  queryOptions({
    queryKey: ['firm', id, dataset],
    queryFn: ({ signal }) =>
      getJson<Organisation>(`/api/organisations/${encodeURIComponent(id)}`, { dataset }, signal),
  })
