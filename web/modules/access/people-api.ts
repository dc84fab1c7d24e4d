import { queryOptions } from '@tanstack/react-query'
import type {
  ApiKey,
  Confided,
  Consent,
  ConsentTerms,
  Invitation,
  InvitationOffer,
  NewApiKey,
  OrgRight,
  OwnSession,
  Person,
  Reading,
  Role,
  SecondFactorState,
} from '../../../src/modules/access/model.ts'
import { getJson, send } from '../../ui/request.ts'

export type {
  ApiKey,
  Confided,
  Consent,
  ConsentTerms,
  Invitation,
  OrgRight,
  OwnSession,
  Person,
  Reading,
  Role,
}

type Opened = { mustChangePassword: boolean; needsCode: boolean }
export const giveCode = (code: string) => send<Opened>('POST', '/api/session/second-factor', { code })
export const lookAtInvitation = (token: string) =>
  send<InvitationOffer>('POST', '/api/invitations/look', { token })
export const useInvitation = (input: object) => send<Opened>('POST', '/api/invitations/use', input)
export const signUp = (input: object) => send<Opened>('POST', '/api/sign-up', input)

export const secondFactorQuery = () =>
  queryOptions({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => getJson<SecondFactorState>('/api/second-factor', {}, signal),
  })
export const beginSecondFactor = () => send<{ uri: string; secret: string }>('POST', '/api/second-factor')
export const confirmSecondFactor = (code: string) =>
  send<{ recoveryCodes: string[] }>('POST', '/api/second-factor/confirm', { code })
export const endSecondFactor = (code: string) => send('POST', '/api/second-factor/end', { code })

const items = <T>(path: string, query: Record<string, string | undefined> = {}) =>
  queryOptions({
    queryKey: [path, query],
    queryFn: ({ signal }) => getJson<{ items: T[] }>(path, query, signal).then((answer) => answer.items),
  })
export const sessionsQuery = () => items<OwnSession>('/api/sessions')
export const endSession = (id: string) => send('DELETE', `/api/sessions/${id}`)
export const endOtherSessions = () => send<{ ended: number }>('POST', '/api/sessions/end-others')

export const apiKeysQuery = () =>
  queryOptions({
    queryKey: ['/api/api-keys'],
    queryFn: ({ signal }) => getJson<{ items: ApiKey[]; grantable: string[] }>('/api/api-keys', {}, signal),
  })
export const makeApiKey = (input: NewApiKey) =>
  send<{ key: string; apiKey: ApiKey }>('POST', '/api/api-keys', input)
export const revokeApiKey = (id: string) => send('POST', `/api/api-keys/${id}/revoke`)

export const peopleQuery = (organisation?: string) =>
  items<Person>('/api/people', organisation ? { organisation } : {})
export const invitationsQuery = () => items<Invitation>('/api/invitations')
export const invite = (input: object) =>
  send<{ id: string; token: string; expiresAt: string }>('POST', '/api/invitations', input)
export const revokeInvitation = (id: string) => send('POST', `/api/invitations/${id}/revoke`)
export const changeRight = ({ userId, orgRight }: { userId: string; orgRight: OrgRight }) =>
  send('PUT', `/api/users/${userId}/right`, { orgRight })
export const resetSecondFactor = (userId: string) => send('POST', `/api/users/${userId}/second-factor/end`)
export const signInRulesQuery = () =>
  queryOptions({
    queryKey: ['/api/sign-in-rules'],
    queryFn: ({ signal }) => getJson<{ secondFactorRoles: Role[] }>('/api/sign-in-rules', {}, signal),
  })
export const setSignInRule = (rule: { role: Role; needsSecondFactor: boolean }) =>
  send('PUT', '/api/sign-in-rules', rule)

export const consentsQuery = (dataset: string) => items<Consent>('/api/consents', { dataset })
export const stateConsent = ({ id, ...terms }: ConsentTerms & { id: string }) =>
  send('PUT', `/api/consents/${id}`, terms)
export const withdrawConsent = ({ id, reason }: { id: string; reason: string }) =>
  send('POST', `/api/consents/${id}/withdraw`, { reason })
export const confidedQuery = () =>
  queryOptions({
    queryKey: ['/api/confided'],
    queryFn: ({ signal }) => getJson<Confided>('/api/confided', {}, signal),
  })
