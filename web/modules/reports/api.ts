import { queryOptions } from '@tanstack/react-query'
import type {
  ArtefactBoard,
  ArtefactPart,
  ArtefactState,
  BundleInfo,
  Cockpit,
  Issue,
  IssueInfo,
  IssueInput,
  JobState,
  TemplateInfo,
} from '../../../src/modules/reports/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type {
  ArtefactBoard,
  ArtefactPart,
  ArtefactState,
  BundleInfo,
  Cockpit,
  Issue,
  IssueInfo,
  JobState,
  TemplateInfo,
}

type Items<T> = { items: T[] }

/** Whether files are still being written. */
export const isWriting = (job: JobState | null | undefined): boolean =>
  job?.status === 'waiting' || job?.status === 'running'

export const cockpitQuery = ({ city, dataset }: Scope, everyMs: number | false) =>
  queryOptions({
    queryKey: ['reports', 'cockpit', city.code, dataset],
    queryFn: ({ signal }) => getJson<Cockpit>('/api/cockpit', { city: city.code, dataset }, signal),
    refetchInterval: everyMs,
    // A wall screen is looked at, not touched: it goes on reading while no window has the focus.
    refetchIntervalInBackground: everyMs !== false,
  })

export const templatesQuery = ({ city }: Scope) =>
  queryOptions({
    queryKey: ['reports', 'templates', city.code],
    queryFn: ({ signal }) =>
      getJson<Items<TemplateInfo>>('/api/reports/templates', { city: city.code }, signal).then(
        ({ items }) => items,
      ),
  })

export const issuesQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['reports', 'issues', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<Items<IssueInfo>>('/api/reports/issues', { city: city.code, dataset }, signal).then(
        ({ items }) => items,
      ),
  })

export const issueQuery = (id: string) =>
  queryOptions({
    queryKey: ['reports', 'issue', id],
    queryFn: ({ signal }) => getJson<Issue>(`/api/reports/issues/${id}`, {}, signal),
    refetchInterval: ({ state }) => (isWriting(state.data?.job) ? 700 : false),
  })

export const artefactsQuery = ({ city, dataset }: Scope, chain: string | undefined) =>
  queryOptions({
    queryKey: ['reports', 'artefacts', city.code, dataset, chain],
    queryFn: ({ signal }) =>
      getJson<ArtefactBoard>('/api/reports/artefacts', { city: city.code, dataset, chain }, signal),
    enabled: chain !== undefined,
  })

export const bundleQuery = (id: string) =>
  queryOptions({
    queryKey: ['reports', 'bundle', id],
    queryFn: ({ signal }) => getJson<BundleInfo>(`/api/reports/bundles/${id}`, {}, signal),
    refetchInterval: ({ state }) => (isWriting(state.data?.job) ? 700 : false),
  })

type ChainChoice = { id: string; name: { zh: string; en: string } }
/** The chains of today's catalogue of a city. */
export const chainChoicesQuery = ({ city }: Scope) =>
  queryOptions({
    queryKey: ['chains', 'choices', city.code],
    queryFn: ({ signal }) =>
      getJson<{ chains: ChainChoice[] }>('/api/chains', { city: city.code }, signal).then(
        ({ chains }) => chains,
      ),
  })

export const makeIssue = (input: IssueInput) => send<Issue>('POST', '/api/reports/issues', input)
export const cancelIssue = (id: string) => send<Issue>('POST', `/api/reports/issues/${id}/cancel`)
export const makeBundle = (input: { city: string; dataset: 'held' | 'demo'; chain: string }) =>
  send<BundleInfo>('POST', '/api/reports/bundles', input)
export const cancelBundle = (id: string) => send<BundleInfo>('POST', `/api/reports/bundles/${id}/cancel`)
export const fileAddress = (id: string) => `/api/reports/files/${id}`
export const zipAddress = (id: string) => `/api/reports/bundles/${id}/zip`
