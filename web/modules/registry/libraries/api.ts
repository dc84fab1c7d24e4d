import { queryOptions } from '@tanstack/react-query'
import type {
  EntryDetail,
  KindAnswer,
  LibraryEntry,
  LibraryEvent,
  LifeAct,
  LifeAction,
  Park,
  ParkItem,
  ParkPart,
  Project,
  ProjectItem,
  ProjectList,
  WindowMatch,
} from '../../../../src/modules/registry/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Dataset } from '../../../ui/session.ts'

export type {
  EntryDetail,
  KindAnswer,
  LibraryEntry,
  LibraryEvent,
  LifeAct,
  LifeAction,
  Park,
  ParkItem,
  ParkPart,
  Project,
  ProjectItem,
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

/** Records a step in the life of a project or an entry. */
export const takeStep = (of: 'projects' | 'library/entries', id: string, act: LifeAct) =>
  send<Project | EntryDetail>('POST', `/api/${of}/${encodeURIComponent(id)}/steps`, act)
