import { queryOptions } from '@tanstack/react-query'
import type {
  ChainGaps,
  GapList,
  GapNode,
  NodeDetail,
  Overview,
  StatementInput,
} from '../../../src/modules/gaps/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'
import { inLang } from '../../ui/words.ts'

export type { ChainGaps, GapNode, NodeDetail, Overview, StatementInput }
export type GapRow = GapList['items'][number]
export type LocalSourcing = ChainGaps['localSourcing']
type Pair = { zh: string; en: string }
export type Source = '假设' | { document: string; place: string | null; sentence: string | null }

/** The drawn map of a chain, as the server's chains answer gives it. */
export type ChainMapAnswer = {
  chainId: string
  mapVersion: number
  name: Pair
  asOf: string
  source: Source
  segments: { id: string; name: Pair }[]
  nodes: {
    id: string
    name: Pair
    segment: string
    products: string[]
    classes: string[]
    source: Source
    /** Null: no second reader yet. */
    secondReader: { by: string; on: string; note: string; isCurrent: boolean } | null
  }[]
  needs: { node: string; needs: string; essential: boolean; source: Source }[]
}

export const overviewQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['overview', city.code, dataset],
    queryFn: ({ signal }) => getJson<Overview>('/api/overview', { city: city.code, dataset }, signal),
  })

export const chainMapQuery = (city: string, chainId: string) =>
  queryOptions({
    queryKey: ['chain-map', city, chainId],
    queryFn: ({ signal }) =>
      getJson<ChainMapAnswer>(`/api/chains/${encodeURIComponent(chainId)}/map`, { city }, signal),
  })

/** Firms of the city by node, those that lead the chain first, as the server's chains answer gives them. */
export type ChainFirms = {
  on: string
  nodes: {
    node: string
    total: number
    leading: string[]
    shown: { id: string; name: string; isSure: boolean }[]
  }[]
}
export const chainFirmsQuery = ({ city, dataset }: Scope, chainId: string) =>
  queryOptions({
    queryKey: ['chain-firms', city.code, dataset, chainId],
    queryFn: ({ signal }) =>
      getJson<ChainFirms>(
        `/api/chains/${encodeURIComponent(chainId)}/map/firms`,
        { city: city.code, dataset },
        signal,
      ),
  })

export const chainGapsQuery = ({ city, dataset }: Scope, chain: string) =>
  queryOptions({
    queryKey: ['gaps', 'chain', city.code, dataset, chain],
    queryFn: ({ signal }) =>
      getJson<ChainGaps>('/api/gaps/chain', { city: city.code, dataset, chain }, signal),
  })

export const gapListQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['gaps', 'list', city.code, dataset],
    queryFn: ({ signal }) => getJson<GapList>('/api/gaps', { city: city.code, dataset }, signal),
  })

export const nodeQuery = ({ city, dataset }: Scope, chain: string, node: string | null) =>
  queryOptions({
    queryKey: ['gaps', 'node', city.code, dataset, chain, node],
    queryFn: ({ signal }) =>
      getJson<NodeDetail>('/api/gaps/node', { city: city.code, dataset, chain, node }, signal),
    enabled: node !== null,
  })

export type NodeName = { chainId: string; chainName: string; nodeId: string; name: string }

/** The names of all nodes of the city's drawn maps, for the search. */
export const nodeNamesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['node-names', scope.city.code],
    staleTime: 300_000,
    queryFn: async ({ client }) => {
      const { chains } = await client.fetchQuery(overviewQuery(scope))
      const maps = await Promise.all(
        chains
          .filter(({ map }) => map === 'drawn')
          .map(({ id }) => client.fetchQuery(chainMapQuery(scope.city.code, id))),
      )
      return maps.flatMap(({ chainId, name, nodes }): NodeName[] =>
        nodes.map((node) => ({ chainId, chainName: inLang(name), nodeId: node.id, name: inLang(node.name) })),
      )
    },
  })

export const addStatement = (input: StatementInput) => send('POST', '/api/gaps/confirmations', input)
