import { queryOptions } from '@tanstack/react-query'
import type {
  Cadre,
  CadreDetail,
  CadreLines,
  NewContact,
  NewOccasion,
  NewPoint,
  OccasionChange,
  OccasionDetail,
  OccasionSummary,
  SettlePoint,
} from '../../../../src/modules/programmes/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Scope } from '../../../ui/session.ts'

export type { Cadre, CadreDetail, OccasionDetail, OccasionSummary }

const path = '/api/programmes'
const of = ({ city, dataset }: Scope) => ({ city: city.code, dataset })

export const occasionsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['occasions', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: OccasionSummary[] }>(`${path}/occasions`, of(scope), signal).then(
        ({ items }) => items,
      ),
  })
export const occasionQuery = (id: string) =>
  queryOptions({
    queryKey: ['occasions', 'one', id],
    queryFn: ({ signal }) => getJson<OccasionDetail>(`${path}/occasions/${id}`, {}, signal),
  })
export const createOccasion = (body: NewOccasion) => send<{ id: string }>('POST', `${path}/occasions`, body)
export const changeOccasion = (id: string, body: OccasionChange) =>
  send<OccasionDetail>('PUT', `${path}/occasions/${id}`, body)
export const cancelOccasion = (id: string, body: { seen: number; why: string }) =>
  send<OccasionDetail>('POST', `${path}/occasions/${id}/cancel`, body)
export const addPoint = (id: string, body: NewPoint) =>
  send<OccasionDetail>('POST', `${path}/occasions/${id}/points`, body)
export const settlePoint = (id: string, pointId: string, body: SettlePoint) =>
  send<OccasionDetail>('POST', `${path}/occasions/${id}/points/${pointId}/settle`, body)
export function addOccasionFile(id: string, file: File) {
  const form = new FormData()
  form.set('file', file)
  return send<OccasionDetail>('POST', `${path}/occasions/${id}/files`, form)
}

type CadreList = { items: Cadre[]; holding: number; persons: number; firms: number }
export const cadresQuery = (scope: Scope, organisation?: string) =>
  queryOptions({
    queryKey: ['cadres', scope.city.code, scope.dataset, organisation ?? ''],
    queryFn: ({ signal }) =>
      getJson<CadreList>(
        `${path}/cadres`,
        { ...of(scope), ...(organisation !== undefined && { organisation }) },
        signal,
      ),
  })
export const cadreQuery = (id: string) =>
  queryOptions({
    queryKey: ['cadres', 'one', id],
    queryFn: ({ signal }) => getJson<CadreDetail>(`${path}/cadres/${id}`, {}, signal),
  })
export const assignLines = (body: CadreLines) =>
  send<{ assigned: number; held: number; faults: { line: number; text: string }[] }>(
    'POST',
    `${path}/cadres/lines`,
    body,
  )
export const endCadre = (id: string, body: { lastDay: string; why: string }) =>
  send<CadreDetail>('POST', `${path}/cadres/${id}/end`, body)
export const addContact = (id: string, body: NewContact) =>
  send<CadreDetail>('POST', `${path}/cadres/${id}/contacts`, body)

type Pair = { zh: string; en: string }
type Holder = { holder: string | null }
/** What this page reads of the room of chains; its answers hold more. */
export type ChainRow = { id: string; name: Pair; leader: Holder | null; leadDepartment: Holder | null }
export type BodyRow = {
  id: string
  kind: string
  name: string
  head: { person: string; post: string | null } | null
  memberCount: number
  chains: { chainId: string; part: string | null }[]
  isStanding: boolean
}
export const chainRowsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['programmes', 'chain-rows', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<{ chains: ChainRow[] }>('/api/chains', of(scope), signal).then(({ chains }) => chains),
  })
export const bodiesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['programmes', 'bodies', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: BodyRow[] }>('/api/chain-bodies', of(scope), signal).then(({ items }) => items),
  })
