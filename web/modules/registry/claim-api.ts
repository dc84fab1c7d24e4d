import { queryOptions } from '@tanstack/react-query'
import type { Claim, ClaimDecision } from '../../../src/modules/registry/model.ts'
import { getJson, send } from '../../ui/request.ts'

export type { Claim, ClaimDecision }

const listed = (path: string) =>
  queryOptions({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<{ items: Claim[] }>(path, {}, signal).then(({ items }) => items),
  })
export const claimsQuery = () => listed('/api/claims')
export const ownClaimsQuery = () => listed('/api/claims/own')
export const sendClaim = (form: FormData) => send<Claim>('POST', '/api/claims', form)
export const withdrawClaim = (id: string) => send('POST', `/api/claims/${id}/withdraw`)
export const decideClaim = ({ id, ...decision }: { id: string } & ClaimDecision) =>
  send('POST', `/api/claims/${id}/decision`, decision)
