import { queryOptions } from '@tanstack/react-query'
import type {
  AuditEntry,
  AuditVerdict,
  NewUser,
  SessionAnswer,
  User,
} from '../../../src/modules/access/model.ts'
import { getJson, send } from '../../ui/request.ts'

export type { AuditEntry, AuditVerdict, NewUser, User }

/** Who is signed in; 401 when nobody is. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => getJson<SessionAnswer>('/api/session', {}, signal),
    staleTime: 60_000,
  })

export const signIn = (input: { userName: string; password: string }) => send('POST', '/api/session', input)
export const signOut = () => send('DELETE', '/api/session')
export const changePassword = (input: { current: string; next: string }) =>
  send('POST', '/api/session/password', input)

export const usersQuery = () =>
  queryOptions({
    queryKey: ['users'],
    queryFn: ({ signal }) => getJson<{ items: User[] }>('/api/users', {}, signal).then(({ items }) => items),
  })
export const addUser = (input: NewUser) =>
  send<{ user: User; oneTimePassword: string }>('POST', '/api/users', input)
/** Gives an account a new one-time password; the old one and its sessions end. */
export const renewPassword = (userId: string) =>
  send<{ userName: string; oneTimePassword: string }>(
    'POST',
    `/api/users/${encodeURIComponent(userId)}/password`,
  )
export const endUser = (userId: string) => send('POST', `/api/users/${encodeURIComponent(userId)}/end`)

export type AuditFilter = { action: string; user: string }
export type AuditPageAnswer = { entries: AuditEntry[]; nextBefore: number | null }

/** One page of the trail, newest first, before a sequence number. */
export const readAudit = (filter: AuditFilter, before: number | null, signal: AbortSignal) =>
  getJson<AuditPageAnswer>('/api/audit', { ...filter, before, limit: 200 }, signal)
export const verifyAudit = () => getJson<AuditVerdict>('/api/audit/verify')
