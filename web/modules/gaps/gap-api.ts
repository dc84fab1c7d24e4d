import { queryOptions } from '@tanstack/react-query'
import type {
  Assigned,
  Assignments,
  Candidates,
  GapDetail,
  GapKind,
  GapStep,
  GapSummary,
  GapVocabulary,
  NodeHistory,
  OwnGap,
  Resilience,
  ResilienceDetail,
  ResilienceSeries,
} from '../../../src/modules/gaps/model.ts'
import { addressOf, getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type {
  Assigned,
  Candidates,
  GapDetail,
  GapKind,
  GapStep,
  GapSummary,
  GapVocabulary,
  NodeHistory,
  OwnGap,
  Resilience,
  ResilienceDetail,
  ResilienceSeries,
}

/** One node of one chain in the scope of the page. */
export type NodeRef = { chain: string; node: string }

const at = ({ city, dataset }: Scope, ref: NodeRef) => ({ city: city.code, dataset, ...ref })

export const vocabularyQuery = queryOptions({
  queryKey: ['gap-vocabulary'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => getJson<GapVocabulary>('/api/gaps/vocabulary', {}, signal),
})

export const candidatesQuery = (scope: Scope, ref: NodeRef) =>
  queryOptions({
    queryKey: ['gaps', 'candidates', scope.city.code, scope.dataset, ref],
    queryFn: ({ signal }) => getJson<Candidates>('/api/gaps/node/candidates', at(scope, ref), signal),
  })

export const historyQuery = (scope: Scope, ref: NodeRef) =>
  queryOptions({
    queryKey: ['gaps', 'history', scope.city.code, scope.dataset, ref],
    queryFn: ({ signal }) => getJson<NodeHistory>('/api/gaps/node/history', at(scope, ref), signal),
  })

export const registerQuery = ({ city, dataset }: Scope, isEnabled: boolean) =>
  queryOptions({
    queryKey: ['gaps', 'register', city.code, dataset],
    enabled: isEnabled,
    queryFn: ({ signal }) =>
      getJson<{ items: GapSummary[] }>(
        '/api/gaps/register',
        { city: city.code, dataset, state: 'all' },
        signal,
      ),
  })

export const gapQuery = (id: string) =>
  queryOptions({
    queryKey: ['gaps', 'one', id],
    queryFn: ({ signal }) => getJson<GapDetail>(`/api/gaps/register/${id}`, {}, signal),
  })

export const resilienceSeriesQuery = ({ city, dataset }: Scope, chain: string, months: number) =>
  queryOptions({
    queryKey: ['gaps', 'resilience', city.code, dataset, chain, months],
    queryFn: ({ signal }) =>
      getJson<ResilienceSeries>(
        '/api/gaps/resilience/series',
        { city: city.code, dataset, chain, months: String(months) },
        signal,
      ),
  })
export const resilienceQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['gaps', 'resilience', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<Resilience>('/api/gaps/resilience', { city: city.code, dataset }, signal),
  })

export const chainResilienceQuery = ({ city, dataset }: Scope, chain: string) =>
  queryOptions({
    queryKey: ['gaps', 'resilience', city.code, dataset, chain],
    queryFn: ({ signal }) =>
      getJson<ResilienceDetail>('/api/gaps/resilience/chain', { city: city.code, dataset, chain }, signal),
  })

/** Computes the indicators of the city now, this index among them; what changed is kept with its day. */
export const postRecompute = ({ city, dataset }: Scope) =>
  send('POST', '/api/indicators/recompute', { city: city.code, dataset })

/** The address of a gap's page as a document. */
export const nodeDocument = (scope: Scope, ref: NodeRef, format: 'docx' | 'pdf' | 'xlsx') =>
  addressOf('/api/gaps/node/document', { ...at(scope, ref), format })
export const listDocument = ({ city, dataset }: Scope, format: 'docx' | 'pdf' | 'xlsx') =>
  addressOf('/api/gaps/document', { city: city.code, dataset, format })

export type OverruleValues = { status: string; reason: string; source: string; from: string; until: string }

export function postOverrule(scope: Scope, ref: NodeRef, values: OverruleValues, document: File | undefined) {
  const form = new FormData()
  for (const [key, value] of Object.entries({ ...at(scope, ref), ...values })) form.append(key, value)
  if (document) form.append('document', document)
  return send<NodeHistory>('POST', '/api/gaps/overrules', form)
}

export const endOverrule = (id: string, reason: string) =>
  send<NodeHistory>('POST', `/api/gaps/overrules/${id}/end`, { reason })

export type GapValues = {
  kind: GapKind
  title: string
  description?: string
  source: string
  foundOn: string
  owner?: string
  dueOn?: string
  act?: string
}
export const postGap = (scope: Scope, ref: NodeRef, values: GapValues, requestKey: string) =>
  send<GapDetail>('POST', '/api/gaps/register', { ...at(scope, ref), ...values, requestKey })

export const postStep = (id: string, step: GapStep) =>
  send<GapDetail>('POST', `/api/gaps/register/${id}/steps`, step)

export function postEvidence(
  id: string,
  values: { source: string; shownOn: string },
  document: File | undefined,
) {
  const form = new FormData()
  form.append('source', values.source)
  form.append('shownOn', values.shownOn)
  if (document) form.append('document', document)
  return send<GapDetail>('POST', `/api/gaps/register/${id}/evidence`, form)
}

export const ownersQuery = (city: string) =>
  queryOptions({
    queryKey: ['gap-owners', city],
    queryFn: ({ signal }) =>
      getJson<{ items: { name: string; people: number }[] }>('/api/gaps/owners', { city }, signal),
  })

export type Assigning = Omit<Assignments, 'city' | 'dataset' | 'gaps' | 'nodes'> & {
  gaps: string[]
  nodes: { chain: string; node: string }[]
}
export const postAssignments = ({ city, dataset }: Scope, asked: Assigning) =>
  send<Assigned>('POST', '/api/gaps/register/assignments', { city: city.code, dataset, ...asked })

/** Where an item is to stand: a node, or a whole segment. */
export type GapPlace = { chain: string } & ({ node: string } | { segment: string })

export const postItem = (scope: Scope, place: GapPlace, values: GapValues, requestKey: string) =>
  send<GapDetail>('POST', '/api/gaps/register', {
    city: scope.city.code,
    dataset: scope.dataset,
    ...place,
    ...values,
    requestKey,
  })

export const raisedQuery = ({ dataset }: Scope) =>
  queryOptions({
    queryKey: ['gaps', 'raised', dataset],
    queryFn: ({ signal }) => getJson<{ items: OwnGap[] }>('/api/gaps/raised', { dataset }, signal),
  })
export const postRaised = (
  scope: Scope,
  place: GapPlace,
  values: Pick<GapValues, 'kind' | 'title' | 'foundOn'> & { description?: string },
  requestKey: string,
) =>
  send<OwnGap>('POST', '/api/gaps/raised', {
    city: scope.city.code,
    dataset: scope.dataset,
    ...place,
    ...values,
    requestKey,
  })
