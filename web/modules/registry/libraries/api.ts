import { queryOptions } from '@tanstack/react-query'
import type {
  Campaign,
  EntryChange,
  EntryDetail,
  EntryField,
  EntryPart,
  FieldChange,
  FollowUp,
  KeyFirm,
  KeyFirmComparison,
  KeyFirmSnapshot,
  KeyRule,
  KindAnswer,
  LibraryEntry,
  LibraryEvent,
  LifeAct,
  LifeAction,
  NewEntry,
  NewPark,
  NewParkPart,
  NewPart,
  NewProject,
  Park,
  ParkChange,
  ParkHistoryLine,
  ParkItem,
  ParkPart,
  PartChange,
  PartLine,
  Project,
  ProjectChange,
  ProjectCounter,
  ProjectItem,
  ProjectList,
  WindowMatch,
} from '../../../../src/modules/registry/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Dataset } from '../../../ui/session.ts'

export type {
  Campaign,
  EntryDetail,
  EntryField,
  EntryPart,
  FieldChange,
  KeyFirm,
  KeyFirmComparison,
  KeyFirmSnapshot,
  KeyRule,
  KindAnswer,
  LibraryEntry,
  LibraryEvent,
  LifeAct,
  LifeAction,
  Park,
  ParkHistoryLine,
  ParkItem,
  ParkPart,
  PartLine,
  Project,
  ProjectItem,
  ProjectList,
}

type Where = { city: string; dataset: Dataset }
const listOf = <T>(key: string, path: string, query: Record<string, string | undefined>) =>
  queryOptions({
    queryKey: [key, query],
    queryFn: ({ signal }) => getJson<{ items: T[] }>(path, query, signal).then(({ items }) => items),
  })
const oneOf = <T>(key: string, path: string, id: string) =>
  queryOptions({
    queryKey: [key, id],
    queryFn: ({ signal }) => getJson<T>(`${path}/${encodeURIComponent(id)}`, {}, signal),
  })

export const projectsQuery = (where: Where) =>
  queryOptions({
    queryKey: ['projects', where],
    queryFn: ({ signal }) => getJson<ProjectList>('/api/projects', where, signal),
  })
export const projectQuery = (id: string) => oneOf<Project>('project', '/api/projects', id)
export const windowsQuery = (id: string) =>
  listOf<WindowMatch>(`windows ${id}`, `/api/projects/${encodeURIComponent(id)}/windows`, {})
export const kindsQuery = (where: Where) => listOf<KindAnswer>('library-kinds', '/api/library/kinds', where)
export const entriesQuery = (query: {
  dataset: Dataset
  city?: string
  kind?: string
  organisation?: string
}) => listOf<LibraryEntry>('library-entries', '/api/library/entries', query)
export const entryQuery = (id: string) => oneOf<EntryDetail>('library-entry', '/api/library/entries', id)
export const parksQuery = (where: Where) => listOf<ParkItem>('parks', '/api/parks', where)
export const parkQuery = (id: string) => oneOf<Park>('park', '/api/parks', id)

/** Adds a dated line to the history. */
export const logOn = (
  of: 'projects' | 'library/entries',
  id: string,
  line: { kind: 'service' | 'review' | 'event'; happened: string; note: string; source: string },
) => send<Project | EntryDetail>('POST', `/api/${of}/${encodeURIComponent(id)}/log`, line)

/** Records a step in the life of a project or an entry. */
export const takeStep = (of: 'projects' | 'library/entries', id: string, act: LifeAct) =>
  send<Project | EntryDetail>('POST', `/api/${of}/${encodeURIComponent(id)}/steps`, act)

export const campaignsQuery = (where: Where) => listOf<Campaign>('campaigns', '/api/campaigns', where)
export const counterQuery = (query: Where & { from: string; to: string }) =>
  queryOptions({
    queryKey: ['projects', 'completed', query],
    queryFn: ({ signal }) => getJson<ProjectCounter>('/api/projects/completed', query, signal),
  })
export const campaignProjectsQuery = (query: Where & { campaign: string }) =>
  queryOptions({
    queryKey: ['projects', query],
    queryFn: ({ signal }) => getJson<ProjectList>('/api/projects', query, signal),
  })
export const addCampaign = (input: Where & { year: number; title: string; source: string }) =>
  send<Campaign>('POST', '/api/campaigns', input)
export const addCampaignProjects = (id: string, projectIds: string[]) =>
  send<{ added: number }>('POST', `/api/campaigns/${encodeURIComponent(id)}/projects`, { projectIds })

export const addProject = (input: NewProject) => send<Project>('POST', '/api/projects', input)
export const changeProject = (id: string, change: ProjectChange) =>
  send<Project>('PATCH', `/api/projects/${encodeURIComponent(id)}`, change)
export const addEntry = (input: NewEntry) => send<EntryDetail>('POST', '/api/library/entries', input)
const entryPath = (id: string) => `/api/library/entries/${encodeURIComponent(id)}`
export const changeEntry = (id: string, change: EntryChange) =>
  send<EntryDetail>('PATCH', entryPath(id), change)
export const addPart = (id: string, part: NewPart) =>
  send<EntryDetail>('POST', `${entryPath(id)}/parts`, part)
export const changePart = (id: string, partId: string, change: PartChange) =>
  send<EntryDetail>('PATCH', `${entryPath(id)}/parts/${partId}`, change)
export const endPart = (id: string, partId: string, reason: string) =>
  send<EntryDetail>('POST', `${entryPath(id)}/parts/${partId}/end`, { reason })
export const followUp = (id: string, partId: string, told: FollowUp) =>
  send<EntryDetail>('POST', `${entryPath(id)}/parts/${partId}/follow-ups`, told)

/** Hands in a document that shows an entry. */
export function addEntryEvidence(id: string, file: File): Promise<{ id: string; fileName: string }> {
  const form = new FormData()
  form.set('file', file)
  return send('POST', `${entryPath(id)}/evidence`, form)
}
export const addPark = (input: NewPark) => send<Park>('POST', '/api/parks', input)
export const changePark = (id: string, input: ParkChange) => send<Park>('PATCH', parkPath(id), input)
/** All that was told of a park, newest first. */
export const parkHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: ['park-history', id],
    queryFn: ({ signal }) =>
      getJson<{ items: ParkHistoryLine[] }>(`${parkPath(id)}/history`, {}, signal).then(({ items }) => items),
  })
export const undoParkLine = (id: string, { what, id: line }: ParkHistoryLine, reason: string) =>
  send<Park>('POST', `${parkPath(id)}/${what === 'part' ? 'parts' : 'changes'}/${line}/undo`, { reason })
const parkPath = (id: string) => `/api/parks/${encodeURIComponent(id)}`
export const putParkPart = (id: string, input: NewParkPart) =>
  send<Park>('PUT', `/api/parks/${encodeURIComponent(id)}/parts`, input)

export const keyFirmsQuery = (where: Where) =>
  queryOptions({
    queryKey: ['key-firms', where],
    queryFn: ({ signal }) =>
      getJson<{ rules: KeyRule[]; snapshots: KeyFirmSnapshot[] }>('/api/key-firms', where, signal),
  })
export const keyFirmYearQuery = (query: Where & { rule: string; year: number }) =>
  queryOptions({
    queryKey: ['key-firms', 'year', query],
    queryFn: ({ signal }) =>
      getJson<{ snapshot: KeyFirmSnapshot; firms: KeyFirm[] }>('/api/key-firms/year', query, signal),
  })
export const keyFirmChangeQuery = (query: Where & { rule: string; from: number; to: number }) =>
  queryOptions({
    queryKey: ['key-firms', 'compare', query],
    queryFn: ({ signal }) => getJson<KeyFirmComparison>('/api/key-firms/compare', query, signal),
  })
export const takeKeyFirms = (input: Where & { rule: string; year: number }) =>
  send<KeyFirmSnapshot>('POST', '/api/key-firms', input)
