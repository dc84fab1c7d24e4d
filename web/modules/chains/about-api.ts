import { queryOptions } from '@tanstack/react-query'
import type {
  BodyDetail,
  BodySummary,
  CatalogueEntry,
  ChainAbout,
  ChainSeries,
  GroupingDetail,
  GroupingSummary,
  NodeAct,
  NodeLink,
  NodeWork,
  Statement,
} from '../../../src/modules/chains/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type {
  BodyDetail,
  BodySummary,
  CatalogueEntry,
  ChainAbout,
  ChainSeries,
  GroupingDetail,
  GroupingSummary,
  NodeAct,
  NodeLink,
  NodeWork,
  Statement,
}

type Of = Pick<Scope, 'city' | 'dataset'>
const of = ({ city, dataset }: Of) => ({ city: city.code, dataset })
const keyOf = ({ city, dataset }: Of) => [city.code, dataset]
const at = (id: string) => encodeURIComponent(id)

export const aboutQuery = (scope: Of, chainId: string, on?: string) =>
  queryOptions({
    queryKey: ['chains', ...keyOf(scope), 'about', chainId, on],
    queryFn: ({ signal }) =>
      getJson<ChainAbout>(`/api/chains/${at(chainId)}/about`, { ...of(scope), on }, signal),
  })
export const seriesQuery = (scope: Of, chainId: string) =>
  queryOptions({
    queryKey: ['chains', scope.city.code, 'series', chainId],
    queryFn: ({ signal }) =>
      getJson<ChainSeries>(`/api/chains/${at(chainId)}/series`, { city: scope.city.code }, signal),
  })
export const catalogueQuery = (scope: Of) =>
  queryOptions({
    queryKey: ['chains', scope.city.code, 'catalogue'],
    queryFn: ({ signal }) =>
      getJson<{ items: CatalogueEntry[] }>('/api/chain-catalogue', { city: scope.city.code }, signal).then(
        ({ items }) => items,
      ),
  })
export const bodiesQuery = (scope: Of) =>
  queryOptions({
    queryKey: ['chains', ...keyOf(scope), 'bodies'],
    queryFn: ({ signal }) =>
      getJson<{ items: BodySummary[] }>('/api/chain-bodies', of(scope), signal).then(({ items }) => items),
  })
export const bodyQuery = (scope: Of, id: string) =>
  queryOptions({
    queryKey: ['chains', ...keyOf(scope), 'body', id],
    queryFn: ({ signal }) =>
      getJson<BodyDetail>(`/api/chain-bodies/${at(id)}`, { dataset: scope.dataset }, signal),
  })
export const groupingsQuery = (scope: Of) =>
  queryOptions({
    queryKey: ['chains', ...keyOf(scope), 'groupings'],
    queryFn: ({ signal }) =>
      getJson<{ items: GroupingSummary[] }>('/api/chain-groupings', of(scope), signal).then(
        ({ items }) => items,
      ),
  })
export const groupingQuery = (scope: Of, id: string) =>
  queryOptions({
    queryKey: ['chains', ...keyOf(scope), 'grouping', id],
    queryFn: ({ signal }) => getJson<GroupingDetail>(`/api/chain-groupings/${at(id)}`, of(scope), signal),
  })
export const workQuery = (scope: Of, chain?: string, node?: string) =>
  queryOptions({
    queryKey: ['chains', ...keyOf(scope), 'work', chain, node],
    queryFn: ({ signal }) => getJson<NodeWork>('/api/chain-work', { ...of(scope), chain, node }, signal),
  })
export const projectNodesQuery = (scope: Of, projectId: string) =>
  queryOptions({
    queryKey: ['chains', ...keyOf(scope), 'project', projectId],
    queryFn: ({ signal }) =>
      getJson<{ items: NodeLink[] }>(
        `/api/chain-work/projects/${at(projectId)}`,
        { dataset: scope.dataset },
        signal,
      ).then(({ items }) => items),
  })

/** A change of this room; what it touched is read again by the caller. */
export const post = <T>(path: string, body: unknown) => send<T>('POST', path, body)

type Hit = { id: string; name: string }
/** Firms of the register by name, for a list of a programme. */
export const findFirms = (scope: Of, q: string) =>
  getJson<{ items: Hit[] }>('/api/organisations', { ...of(scope), q, limit: 20 }).then(({ items }) => items)
/** Projects of the register, for a list of a programme or a node. */
export const findProjects = (scope: Of) =>
  getJson<{ items: Hit[] }>('/api/projects', of(scope)).then(({ items }) => items)
