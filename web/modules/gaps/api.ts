import { queryOptions } from '@tanstack/react-query'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'
import type { NodeStatus } from '../../ui/theme.ts'
import { inLang } from '../../ui/words.ts'

export type Pair = string | { zh: string; en: string }
export type Source = string | { document: string; place?: string | null; sentence?: string | null }

export type Reason = { code: string; text: string; figures: Record<string, string | number | null> }
export type BuyerRatio = {
  buyerId: string
  buyerName?: string
  name?: string
  year: string | number | null
  ratio: number | null
  coverageRatio: number | null
}
export type LocalSourcing = {
  ratio: number | null
  coverageRatio: number | null
  definition: Pair
  version: string | number
  byBuyer: BuyerRatio[] | null
  suppressed?: { reason: string } | null
}
export type GapNode = {
  id: string
  name: Pair
  segment: string
  status: NodeStatus
  here: number
  within200Km: number
  elsewhere: number
  positionUnknown: number
  unconfirmed: number
  groups: number
  groupUnknown: number
  localRatio: number | null
  coverageRatio: number | null
  leadingFirm?: { id: string; name: string } | string | null
  reasons: Reason[]
}
export type ChainGaps = {
  city: string
  chain: string
  dataset: string
  mapVersion: number
  asOf: string | null
  localSourcing: LocalSourcing
  nodes: GapNode[]
}

/** The drawn map of a chain, as the server's chains answer gives it. */
export type ChainMapAnswer = {
  chainId: string
  mapVersion: number
  name: Pair
  asOf: string
  segments: { id: string; name: Pair }[]
  nodes: { id: string; name: Pair; segment: string; products: string[]; classes: string[]; source: Source }[]
  needs: { node: string; needs: string; essential: boolean; source: Source }[]
}

export type GapRow = {
  gapId?: string | null
  chain: { id: string; name: Pair } | string
  chainName?: Pair
  node: { id: string; name: Pair } | string
  nodeName?: Pair
  segment?: string
  status: NodeStatus
  dependents: number
  here: number
  within200Km: number
  elsewhere?: number
  reasons: Reason[]
}

export type NodeFirm = {
  id: string
  name: string
  cityName: string | null
  ring: 'here' | 'within200Km' | 'elsewhere' | 'unknown'
  evidence: 'stated' | 'words' | 'confirmed'
  distanceKm: number | null
}
export type NodeAnswer = { node: GapNode; firms: NodeFirm[]; firmsTotal?: number }

export type Overview = {
  city: string
  asOf: string | null
  chains: { id: string; name: Pair; map: 'drawn' | 'not_yet'; counts: Record<NodeStatus, number> | null }[]
  figures: {
    organisations: number | null
    relations: number | null
    placed: number | null
    unplaced: number | null
  }
  localSourcing: { ratio: number | null; coverageRatio: number | null } | null
  sentences: { text: string }[]
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

export const chainGapsQuery = ({ city, dataset }: Scope, chain: string) =>
  queryOptions({
    queryKey: ['gaps', 'chain', city.code, dataset, chain],
    queryFn: ({ signal }) =>
      getJson<ChainGaps>('/api/gaps/chain', { city: city.code, dataset, chain }, signal),
  })

export const gapListQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['gaps', 'list', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<GapRow[] | { items: GapRow[] }>('/api/gaps', { city: city.code, dataset }, signal).then(
        (answer) => (Array.isArray(answer) ? answer : answer.items),
      ),
  })

export const nodeQuery = ({ city, dataset }: Scope, chain: string, node: string | null) =>
  queryOptions({
    queryKey: ['gaps', 'node', city.code, dataset, chain, node],
    queryFn: ({ signal }) =>
      getJson<NodeAnswer>('/api/gaps/node', { city: city.code, dataset, chain, node }, signal),
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

export type NewStatement = {
  city: string
  chain: string
  node: string
  dataset: string
  statement: 'register_complete' | 'confirmed_missing'
  source: string
  date: string
}
export const addStatement = (input: NewStatement) => send('POST', '/api/gaps/confirmations', input)
