import { queryOptions } from '@tanstack/react-query'
import type {
  ComputedTest,
  EssentialFrom,
  FirmExplanation,
  FirmRisk,
  GroupRisk,
  HitFirm,
  HitGroup,
  MapUse,
  MatrixUse,
  Measured,
  MeasuredSet,
  Remedy,
  RiskRun,
  ShockInput,
  ShockPath,
  StressInfo,
  StressResult,
  StressTest,
  Substitute,
  WorkState,
} from '../../../src/modules/risk/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type {
  ComputedTest,
  EssentialFrom,
  FirmExplanation,
  FirmRisk,
  GroupRisk,
  HitFirm,
  HitGroup,
  MapUse,
  MatrixUse,
  Measured,
  MeasuredSet,
  Remedy,
  RiskRun,
  ShockInput,
  ShockPath,
  StressInfo,
  StressResult,
  StressTest,
  Substitute,
  WorkState,
}
export type GroupKind = GroupRisk['kind']
type Items<T> = { items: T[] }

/** Whether the workers may still bring something. */
export const isGoingOn = (work: WorkState | null | undefined) =>
  work?.status === 'running' || work?.status === 'waiting' || work?.status === 'paused'
const isUnderWay = (run: RiskRun | undefined) => run?.status === 'running' || run?.status === 'waiting'

export const riskRunsQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['risk', 'runs', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<Items<RiskRun>>('/api/risk/runs', { city: city.code, dataset }, signal).then(
        ({ items }) => items,
      ),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 1_000 : false),
  })

export const latestRunQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['risk', 'latest', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<{
        run: { id: string; asOf: string; estimatedRatio: number | null; draws: number } | null
        lastDay: string | null
      }>('/api/risk/latest', { city: city.code, dataset }, signal),
  })

export const firmRisksQuery = (runId: string | null, chain: string | null) =>
  queryOptions({
    queryKey: ['risk', 'firms', runId, chain],
    queryFn: ({ signal }) =>
      getJson<Items<FirmRisk>>(`/api/risk/runs/${runId}/firms`, { limit: 2_000, chain }, signal).then(
        ({ items }) => items,
      ),
    enabled: runId !== null,
  })

export const groupRisksQuery = (runId: string | null, kind: GroupKind) =>
  queryOptions({
    queryKey: ['risk', 'groups', runId, kind],
    queryFn: ({ signal }) =>
      getJson<Items<GroupRisk>>(`/api/risk/runs/${runId}/groups`, { kind }, signal).then(
        ({ items }) => items,
      ),
    enabled: runId !== null,
  })

export const explanationQuery = (runId: string, firmId: string) =>
  queryOptions({
    queryKey: ['risk', 'explanation', runId, firmId],
    queryFn: ({ signal }) => getJson<FirmExplanation>(`/api/risk/runs/${runId}/firms/${firmId}`, {}, signal),
  })

export const stressListQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['risk', 'stress', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<Items<StressInfo>>('/api/risk/stress-tests', { city: city.code, dataset }, signal).then(
        ({ items }) => items,
      ),
    refetchInterval: ({ state }) => (state.data?.some(({ work }) => isGoingOn(work)) ? 1_000 : false),
  })

export const stressQuery = (id: string) =>
  queryOptions({
    queryKey: ['risk', 'stress-test', id],
    queryFn: ({ signal }) =>
      getJson<StressTest>(`/api/risk/stress-tests/${encodeURIComponent(id)}`, {}, signal),
    refetchInterval: ({ state }) =>
      isGoingOn(state.data?.work) || isGoingOn(state.data?.measuring) ? 1_000 : false,
  })

export const suggestionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['risk', 'suggestions', id],
    queryFn: ({ signal }) =>
      getJson<Items<Remedy>>(`/api/risk/stress-tests/${id}/suggestions`, {}, signal).then(
        ({ items }) => items,
      ),
  })

type Pair = { zh: string; en: string }
export type DrawnMap = {
  chainId: string
  name: Pair
  segments: { id: string; name: Pair }[]
  nodes: { id: string; name: Pair; segment: string }[]
  needs: { node: string; needs: string; essential: boolean }[]
}
export type ChainName = { id: string; name: Pair; map: 'drawn' | string }

export const drawnMapQuery = (city: string, chainId: string | null) =>
  queryOptions({
    queryKey: ['risk', 'map', city, chainId],
    queryFn: ({ signal }) =>
      getJson<DrawnMap>(`/api/chains/${encodeURIComponent(chainId ?? '')}/map`, { city }, signal),
    enabled: chainId !== null,
    retry: false,
  })

export const chainNamesQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['risk', 'chains', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<{ chains: ChainName[] }>('/api/overview', { city: city.code, dataset }, signal).then(
        ({ chains }) => chains.filter(({ map }) => map === 'drawn'),
      ),
  })

export type FirmChoice = { id: string; name: string }
export const searchFirms = ({ city, dataset }: Scope, q: string) =>
  getJson<Items<FirmChoice>>('/api/organisations', { dataset, city: city.code, q, limit: 20 }).then(
    ({ items }) => items,
  )

export const startRun = (body: object) => send<RiskRun>('POST', '/api/risk/runs', body)
export const changeRun = (id: string, change: 'pause' | 'resume' | 'cancel') =>
  send<RiskRun>('POST', `/api/risk/runs/${id}/changes`, { change })
export const runStress = (body: object) => send<StressTest>('POST', '/api/risk/stress-tests', body)
export const measureRemedies = (id: string, body: object) =>
  send<StressTest>('POST', `/api/risk/stress-tests/${id}/remedies`, body)

export const cancelStress = (id: string) =>
  send<{ isKept: boolean }>('POST', `/api/risk/stress-tests/${id}/cancel`, {})

type ListedPlace = { id: string; name: string; lng: number; lat: number }

/** Names and places of firms from the register. */
export const placesQuery = {
  nameOf: (id: string) => getJson<{ name: string }>(`/api/organisations/${id}`).then(({ name }) => name),
  ofCity: ({ city, dataset }: Scope) =>
    queryOptions({
      queryKey: ['risk', 'places', city.code, dataset],
      staleTime: 300_000,
      queryFn: ({ signal }) =>
        getJson<Items<ListedPlace>>('/api/risk/places', { city: city.code, dataset }, signal).then(
          ({ items }) => items,
        ),
    }),
}
