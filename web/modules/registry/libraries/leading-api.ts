import { queryOptions } from '@tanstack/react-query'
import type {
  LeadingFirm,
  LeadingList,
  LeadingMeasure,
  LeadingTargetInput,
  NewLeadingFirm,
} from '../../../../src/modules/registry/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Dataset } from '../../../ui/session.ts'

export type { LeadingFirm, LeadingList, LeadingMeasure }

type Where = { city: string; dataset: Dataset }
const path = '/api/leading-firms'

export const leadingQuery = (query: Where & { year: string | undefined }) =>
  queryOptions({
    queryKey: ['leading-firms', query],
    queryFn: ({ signal }) => getJson<LeadingList>(path, query, signal),
  })
export const addLeading = (input: NewLeadingFirm) => send<LeadingList>('POST', path, input)
export const carryLeading = (input: Where & { from: number; to: number }) =>
  send<LeadingList>('POST', `${path}/carry`, input)
export const setTarget = (id: string, input: LeadingTargetInput) =>
  send<LeadingList>('PUT', `${path}/${id}/targets`, input)
export const endLeading = (id: string, reason: string) =>
  send<LeadingList>('POST', `${path}/${id}/end`, { reason })
