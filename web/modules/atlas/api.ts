import { queryOptions } from '@tanstack/react-query'
import type {
  Attracted,
  FirmPoints,
  Funnel,
  Investment,
  Layout,
  LeadChange,
  LeadDetail,
  LeadStep,
  LeadSummary,
  MapBase,
  NewContact,
  NewLead,
  NewRelease,
  ParkPlaceInput,
  ParkProfile,
  PublicView,
  Release,
  Rings,
  TalentLayer,
  Targets,
  ThemeInput,
  ThemeList,
} from '../../../src/modules/atlas/model.ts'
import { getJson, type Query, send } from '../../ui/request.ts'
import type { Dataset, Scope } from '../../ui/session.ts'

export type {
  Attracted,
  FirmPoints,
  Funnel,
  Investment,
  Layout,
  LeadDetail,
  LeadStep,
  LeadSummary,
  MapBase,
  ParkProfile,
  PublicView,
  Release,
  Rings,
  TalentLayer,
  Targets,
  ThemeList,
}
export type Theme = ThemeList['items'][number]

const read = <T>(path: string, query: Query, isEnabled = true) =>
  queryOptions({
    queryKey: ['atlas', path, query],
    enabled: isEnabled,
    queryFn: ({ signal }) => getJson<T>(`/api/atlas/${path}`, query, signal),
  })
const of = ({ city, dataset }: Scope) => ({ city: city.code, dataset })

/** The ground of a city's maps; outlines do not change while somebody looks. */
export const baseQuery = ({ city }: Scope) => ({
  ...read<MapBase>('base', { city: city.code }),
  staleTime: Number.POSITIVE_INFINITY,
})
export type Filter = { chain?: string | undefined; segment?: string | undefined; node?: string | undefined }
export const layoutQuery = (scope: Scope) => read<Layout>('layout', of(scope))
export const firmsQuery = (scope: Scope, filter: Filter) =>
  read<FirmPoints>('firms', { ...of(scope), ...filter })
export const parksQuery = (scope: Scope) => read<{ items: ParkProfile[] }>('parks', of(scope))
export const talentQuery = (scope: Scope) => read<TalentLayer>('talent', of(scope))
export const investmentQuery = (scope: Scope) => read<Investment>('investment', of(scope))
export const targetsQuery = (scope: Scope, at: { chain: string; node: string } | null) =>
  read<Targets>('targets', { ...of(scope), ...at }, at !== null)
export const themesQuery = (scope: Scope) => read<ThemeList>('themes', of(scope))
export const ringsQuery = (scope: Scope, chosen: { centre?: string; radiusKm: number; chain?: string }) =>
  read<Rings>('rings', { ...of(scope), ...chosen })
export const releasesQuery = (scope: Scope, isEnabled = true) =>
  read<{ items: Release[] }>('releases', of(scope), isEnabled)
export const leadsQuery = (scope: Scope, filter: Query = {}, isEnabled = true) =>
  read<{ items: LeadSummary[] }>('leads', { ...of(scope), ...filter }, isEnabled)
export const leadQuery = (id: string) => read<LeadDetail>(`leads/${encodeURIComponent(id)}`, {})
export const funnelQuery = (scope: Scope, period: Query) =>
  read<Funnel>('leads/funnel', { ...of(scope), ...period })
export const attractedQuery = (scope: Scope, period: { from: string; to: string }) =>
  read<Attracted>('leads/attracted', { ...of(scope), ...period })
/** `lang` is in the key only: the answer carries words of the language it was asked in. */
export const publicQuery = (query: { city: string | undefined; dataset: Dataset }, lang: string) =>
  queryOptions({
    queryKey: ['invest', query, lang],
    queryFn: ({ signal }) => getJson<PublicView>('/api/invest', query, signal),
  })

const lead = (id: string, rest = '') => `/api/atlas/leads/${encodeURIComponent(id)}${rest}`
export const makeLead = (input: NewLead) => send<LeadDetail>('POST', '/api/atlas/leads', input)
export const stepLead = (id: string, step: LeadStep) => send<LeadDetail>('POST', lead(id, '/steps'), step)
export const changeLead = (id: string, change: LeadChange) => send<LeadDetail>('PATCH', lead(id), change)
export const addContact = (id: string, input: NewContact) =>
  send<LeadDetail>('POST', lead(id, '/contacts'), input)
export const placePark = (id: string, input: ParkPlaceInput) =>
  send<ParkProfile>('PUT', `/api/atlas/parks/${encodeURIComponent(id)}/place`, input)
export const settleTheme = (theme: string, input: ThemeInput) =>
  send<ThemeList>('PUT', `/api/atlas/themes/${theme}`, input)
export const postRelease = (input: NewRelease) => send<Release>('POST', '/api/atlas/releases', input)
export const withdrawRelease = (id: string, reason: string) =>
  send<Release>('POST', `/api/atlas/releases/${encodeURIComponent(id)}/withdraw`, { reason })
