import { queryOptions } from '@tanstack/react-query'
import type { ProposalDetail, ProposalSummary, Reply } from '../../../../src/modules/programmes/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Scope } from '../../../ui/session.ts'

export type { ProposalDetail, ProposalSummary, Reply }

const path = '/api/programmes/proposals'

export const proposalsQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['proposals', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: ProposalSummary[] }>(path, { city: city.code, dataset }, signal),
  })
export const proposalQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposals', 'one', id],
    queryFn: ({ signal }) => getJson<ProposalDetail>(`${path}/${id}`, {}, signal),
  })
export const factsQuery = (id: string) =>
  queryOptions({
    queryKey: ['proposals', 'facts', id],
    queryFn: ({ signal }) =>
      getJson<{ items: { text: string; source: string }[] }>(`${path}/${id}/facts`, {}, signal),
  })
export const receiveProposal = (body: object) => send<{ id: string; isNew: boolean }>('POST', path, body)
export const draftReply = (id: string, body: { seen: number; reply: Reply }) =>
  send<ProposalDetail>('PUT', `${path}/${id}/reply`, body)
export const actOnProposal = (id: string, body: object) =>
  send<ProposalDetail>('POST', `${path}/${id}/acts`, body)
export const replyHref = (id: string, format: 'docx' | 'pdf') => `${path}/${id}/reply/${format}`
