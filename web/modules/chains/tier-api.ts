import { queryOptions } from '@tanstack/react-query'
import type { ChainTiers, EndFirmRole, FirmRole, TierMember } from '../../../src/modules/chains/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Dataset } from '../../ui/session.ts'

export type { ChainTiers, EndFirmRole, FirmRole, TierMember }

const of = (id: string) => `/api/organisations/${encodeURIComponent(id)}/chain-roles`

export const firmRolesQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['chain-roles', organisationId],
    queryFn: ({ signal }) =>
      getJson<{ items: FirmRole[] }>(of(organisationId), {}, signal).then(({ items }) => items),
  })
export const endRole = (organisationId: string, roleId: string, end: EndFirmRole) =>
  send('POST', `${of(organisationId)}/${encodeURIComponent(roleId)}/end`, end)
export const tiersQuery = (chainId: string, dataset: Dataset, on: string | undefined) =>
  queryOptions({
    queryKey: ['chain-tiers', chainId, dataset, on],
    queryFn: ({ signal }) =>
      getJson<ChainTiers>(`/api/chains/${encodeURIComponent(chainId)}/tiers`, { dataset, on }, signal),
  })
