import { queryOptions } from '@tanstack/react-query'
import type {
  CaseDetail,
  CaseFile,
  CaseSummary,
  NewCase,
  NewShowcase,
  PublicShowcase,
  Showcase,
  ShowcaseChange,
  ShowcaseDetail,
} from '../../../../src/modules/programmes/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Scope } from '../../../ui/session.ts'

export type { CaseDetail, CaseSummary, PublicShowcase, Showcase, ShowcaseDetail }

const cases = '/api/programmes/cases'
const shows = '/api/programmes/showcases'
const of = ({ city, dataset }: Scope) => ({ city: city.code, dataset })
type Step = { seen: number; action: string; comment?: string }
type Pair = { zh: string; en: string }
export type Pilot = {
  id: string
  name: Pair
  level: 'nation' | 'province'
  chainId: string | null
  firstYear: number | null
  lastYear: number | null
  positioning: Pair | null
  siblings: string[]
  source: string
}

export const casesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['cases', scope.city.code, scope.dataset],
    queryFn: ({ signal }) => getJson<{ pilots: Pilot[]; items: CaseSummary[] }>(cases, of(scope), signal),
  })
export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', 'one', id],
    queryFn: ({ signal }) => getJson<CaseDetail>(`${cases}/${id}`, {}, signal),
  })
export const createCase = (body: NewCase) => send<{ id: string }>('POST', cases, body)
type CaseWords = Pick<NewCase, 'title' | 'unit' | 'problem' | 'practice' | 'result' | 'lesson'>
export const changeCase = (id: string, body: CaseWords & { seen: number }) =>
  send<CaseDetail>('PUT', `${cases}/${id}`, body)
export const actOnCase = (id: string, body: Step) => send<CaseDetail>('POST', `${cases}/${id}/acts`, body)
export const exportHref = (id: string) => `${cases}/${id}/export`
export const receiveCase = (scope: Scope, source: string, file: CaseFile) =>
  send<{ id: string }>('POST', `${cases}/received`, { ...of(scope), source, file })

export const showcasesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['showcases', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: Showcase[] }>(shows, of(scope), signal).then(({ items }) => items),
  })
export const showcaseQuery = (id: string) =>
  queryOptions({
    queryKey: ['showcases', 'one', id],
    queryFn: ({ signal }) => getJson<ShowcaseDetail>(`${shows}/${id}`, {}, signal),
  })
export const createShowcase = (body: NewShowcase) => send<{ id: string }>('POST', shows, body)
export const changeShowcase = (id: string, body: ShowcaseChange) =>
  send<ShowcaseDetail>('PUT', `${shows}/${id}`, body)
export const actOnShowcase = (id: string, body: Step) =>
  send<ShowcaseDetail>('POST', `${shows}/${id}/acts`, body)
export const publicShowcasesQuery = (city: string, dataset: string) =>
  queryOptions({
    queryKey: ['showcases', 'public', city, dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: PublicShowcase[] }>('/api/public/showcases', { city, dataset }, signal).then(
        ({ items }) => items,
      ),
  })
