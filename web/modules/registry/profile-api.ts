import { queryOptions } from '@tanstack/react-query'
import type {
  Correction,
  JoinRecord,
  Part,
  Profile,
  Sources,
  Vocabulary,
} from '../../../src/modules/registry/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Dataset } from '../../ui/session.ts'

export type { Correction, JoinRecord, Part, Profile, Sources }
export type SourcedFact = Sources['facts'][number]

const at = (id: string, rest: string) => `/api/organisations/${encodeURIComponent(id)}/${rest}`

export const profileQuery = (id: string) =>
  queryOptions({
    queryKey: ['firm', id, 'profile'],
    queryFn: ({ signal }) => getJson<Profile>(at(id, 'profile'), {}, signal),
  })
export const sourcesQuery = (id: string) =>
  queryOptions({
    queryKey: ['firm', id, 'sources'],
    queryFn: ({ signal }) => getJson<Sources>(at(id, 'sources'), {}, signal),
  })
export const vocabularyQuery = () =>
  queryOptions({
    queryKey: ['vocabulary'],
    staleTime: 3_600_000,
    queryFn: ({ signal }) => getJson<Vocabulary>('/api/vocabulary', {}, signal),
  })
export const joinsQuery = (id: string) =>
  queryOptions({
    queryKey: ['firm', id, 'joins'],
    queryFn: ({ signal }) =>
      getJson<{ items: JoinRecord[] }>(at(id, 'joins'), {}, signal).then((a) => a.items),
  })
export const partsQuery = (id: string) =>
  queryOptions({
    queryKey: ['firm', id, 'parts'],
    queryFn: ({ signal }) => getJson<{ items: Part[] }>(at(id, 'parts'), {}, signal).then((a) => a.items),
  })
export const correctionsQuery = (dataset: Dataset) =>
  queryOptions({
    queryKey: ['corrections', dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: Correction[] }>('/api/corrections', { dataset }, signal).then((a) => a.items),
  })

type Chosen = { subject: 'figure' | 'fact'; chosenId: string; reason: string }
/** Lets one source count, or lets the rule decide again. */
export const pinSource = (id: string, chosen: Chosen, isRelease: boolean) =>
  send<Sources>('POST', at(id, isRelease ? 'pins/release' : 'pins'), chosen)
export const proposeCorrection = (
  id: string,
  told: {
    subject: 'figure' | 'fact' | 'entry'
    entryId?: string
    field: string
    period: string | null
    value: string
    reason: string
  },
) => send<Correction>('POST', at(id, 'corrections'), told)
export const decideCorrection = (
  id: string,
  told: { action: 'accept' | 'refuse'; words: string; pin: boolean },
) => send<Correction>('POST', `/api/corrections/${encodeURIComponent(id)}/decide`, told)
export const withdrawCorrection = (id: string) =>
  send<Correction>('POST', `/api/corrections/${encodeURIComponent(id)}/withdraw`, {})
export const mergeFirms = (keptId: string, otherId: string, reason: string) =>
  send<JoinRecord>('POST', '/api/organisations/merge', { keptId, otherId, reason })
export const splitFirm = (
  id: string,
  told: { name: string; reason: string; rows: Pick<Part, 'table' | 'key'>[] },
) => send<JoinRecord>('POST', at(id, 'split'), told)
export const undoJoin = (id: string, reason: string) =>
  send<JoinRecord>('POST', `/api/joins/${encodeURIComponent(id)}/undo`, { reason })
