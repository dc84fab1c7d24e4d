import { queryOptions } from '@tanstack/react-query'
import type { Call, CallList, NewCall, ScoreInput } from '../../../../src/modules/policy/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Scope } from '../../../ui/session.ts'

export type { Call, CallList, NewCall }
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
