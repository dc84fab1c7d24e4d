import { queryOptions } from '@tanstack/react-query'
import type { NewRelief, Relief, Statement } from '../../../../src/modules/policy/model.ts'
import { getJson, send } from '../../../ui/request.ts'
import type { Scope } from '../../../ui/session.ts'

export type { NewRelief, Relief, Statement }
export type Span = { from: string; to: string }
const root = '/api/policy'

const asked = ({ dataset }: Scope, { from, to }: Span): Record<string, string> => ({
  dataset,
  ...(from === '' ? {} : { from }),
  ...(to === '' ? {} : { to }),
})

export const statementQuery = (scope: Scope, firmId: string, span: Span = { from: '', to: '' }) =>
  queryOptions({
    queryKey: ['policy-cases', 'statement', firmId, scope.dataset, span.from, span.to],
    queryFn: ({ signal }) => getJson<Statement>(`${root}/statement/${firmId}`, asked(scope, span), signal),
  })

export const statementFile = (scope: Scope, firmId: string, span: Span, format: 'pdf' | 'xlsx') =>
  `${root}/statement/${firmId}/file?${new URLSearchParams({ ...asked(scope, span), format })}`

export const reportRelief = (firmId: string, body: NewRelief) =>
  send<Statement>('POST', `${root}/statement/${firmId}/reliefs`, body)
export const withdrawRelief = (id: string, reason: string) =>
  send<Statement>('POST', `${root}/reliefs/${id}/withdrawal`, { reason })
