import { queryOptions } from '@tanstack/react-query'
import type {
  Call,
  CallList,
  CallPanel,
  EndReviewer,
  NameReviewers,
  NewCall,
  ScoreInput,
} from '../../../../src/modules/policy/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Scope } from '../../../ui/session.ts'

export type { Call, CallList, CallPanel, NewCall }
export type CallApplication = Call['items'][number]
const root = '/api/policy'

export const callsQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['policy-cases', 'calls', city.code, dataset],
    queryFn: ({ signal }) => getJson<CallList>(`${root}/calls`, { city: city.code, dataset }, signal),
  })
export const callQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy-cases', 'calls', id],
    queryFn: ({ signal }) => getJson<Call>(`${root}/calls/${id}`, {}, signal),
  })
export const makeCall = (body: NewCall) => send<Call>('POST', `${root}/calls`, body)
export const givePoints = (applicationId: string, body: ScoreInput) =>
  send<Call>('PUT', `${root}/applications/${applicationId}/points`, body)
export const panelQuery = (id: string) =>
  queryOptions({
    queryKey: ['policy-cases', 'calls', id, 'reviewers'],
    queryFn: ({ signal }) => getJson<CallPanel>(`${root}/calls/${id}/reviewers`, {}, signal),
  })
export const nameReviewers = (id: string, body: NameReviewers) =>
  send<CallPanel>('POST', `${root}/calls/${id}/reviewers`, body)
export const endReviewer = (id: string, reviewer: string, body: EndReviewer) =>
  send<CallPanel>('POST', `${root}/calls/${id}/reviewers/${reviewer}/end`, body)
