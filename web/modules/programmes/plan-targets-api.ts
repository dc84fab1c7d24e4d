import { queryOptions } from '@tanstack/react-query'
import type {
  DocumentDetail,
  PlanTarget,
  PlanTargets as PlanTargetsAnswer,
  TakeUp,
} from '../../../src/modules/programmes/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type { PlanTarget, PlanTargetsAnswer, TakeUp }

export type IndicatorName = { id: string; name: { zh: string; en: string }; unit: string }

/** The indicators of the city by name and unit, for choosing one; the answer holds more, which is not read here. */
export const indicatorNamesQuery = ({ city }: Scope) =>
  queryOptions({
    queryKey: ['programmes', 'indicators', city.code],
    queryFn: ({ signal }) =>
      getJson<{ items: IndicatorName[] }>('/api/indicators', { city: city.code }, signal),
  })

const path = (id: string) => `/api/programmes/documents/${id}`

export const planTargetsQuery = (id: string) =>
  queryOptions({
    queryKey: ['programme-document', id, 'targets'],
    queryFn: ({ signal }) => getJson<PlanTargetsAnswer>(`${path(id)}/targets`, {}, signal),
  })
export const takeUpTargets = (id: string, targets: readonly TakeUp[]) =>
  send<PlanTargetsAnswer>('POST', `${path(id)}/targets`, { targets })
export const leaveOutTarget = (id: string, ordinal: number, isLeftOut: boolean) =>
  send<PlanTargetsAnswer>('PUT', `${path(id)}/targets/${ordinal}`, { isLeftOut })
/** Undoes a withdrawal with the reason; the targets that went with it count again. */
export const reinstateDocument = (id: string, version: number, reason: string) =>
  send<DocumentDetail>('POST', `${path(id)}/reinstate`, { version, reason })
/** Withdraws a published document with the reason; its targets count no more. */
export const withdrawDocument = (id: string, version: number, reason: string) =>
  send<DocumentDetail>('POST', `${path(id)}/withdraw`, { version, reason })
