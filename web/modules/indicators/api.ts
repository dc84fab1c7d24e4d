import { queryOptions } from '@tanstack/react-query'
import type {
  BoardRow,
  BoardTarget,
  ConflictAnswer,
  CountedBeside,
  Definition,
  DefinitionInput,
  FiveChain,
  FormulaAnswer,
  Frequency,
  IndicatorAnswer,
  IndicatorPageAnswer,
  NewDefinition,
  OwnTarget,
  RecomputeAnswer,
  StatementAnswer,
  TargetChange,
  TargetInput,
  TargetLight,
  TargetStep,
  ValueCorrection,
  ValueInput,
} from '../../../src/modules/indicators/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Dataset } from '../../ui/session.ts'

export type {
  BoardRow,
  BoardTarget,
  ConflictAnswer,
  CountedBeside,
  Definition,
  DefinitionInput,
  FiveChain,
  Frequency,
  IndicatorAnswer,
  IndicatorPageAnswer,
  OwnTarget,
  StatementAnswer,
  TargetLight,
  ValueInput,
}

type Scope = { city: { code: string }; dataset: Dataset }
type Items<T> = { items: T[] }
const base = '/api/indicators'
const where = ({ city, dataset }: Scope) => ({ city: city.code, dataset })

export const fiveChains = [
  'industry',
  'supply',
  'innovation',
  'talent',
  'policy',
] as const satisfies readonly FiveChain[]
export const frequencies = [
  'day',
  'week',
  'month',
  'quarter',
  'half_year',
  'year',
  'once',
] as const satisfies readonly Frequency[]

export const boardQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['indicators', 'board', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<Items<BoardRow>>(`${base}/board`, where(scope), signal).then(({ items }) => items),
  })
export const indicatorQuery = (scope: Scope, id: string) =>
  queryOptions({
    queryKey: ['indicators', 'one', scope.city.code, scope.dataset, id],
    queryFn: ({ signal }) =>
      getJson<IndicatorPageAnswer>(`${base}/${encodeURIComponent(id)}`, where(scope), signal),
  })
export const conflictsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['indicators', 'conflicts', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<Items<ConflictAnswer>>(`${base}/conflicts`, where(scope), signal).then(({ items }) => items),
  })
export const besideQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['indicators', 'counted', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<Items<CountedBeside>>(`${base}/counted`, where(scope), signal).then(({ items }) => items),
  })

export const recompute = (scope: Scope) => send<RecomputeAnswer>('POST', `${base}/recompute`, where(scope))
export const decide = (scope: Scope, decision: { conflict: string; binding: string; reason: string }) =>
  send<ConflictAnswer>('POST', `${base}/decisions`, { ...where(scope), ...decision })
export const revoke = (id: string, reason: string) =>
  send<ConflictAnswer>('POST', `${base}/decisions/${id}/revoke`, { reason })
export const enterValue = (scope: Scope, value: Omit<ValueInput, 'city' | 'dataset'>) =>
  send<{ id: string }>('POST', `${base}/values`, { ...where(scope), ...value })
export const withdrawValue = (id: string, reason: string) =>
  send<{ id: string }>('POST', `${base}/values/${id}/withdraw`, { reason })
export const writeVersion = (scope: Scope, id: string, input: Omit<DefinitionInput, 'city'>) =>
  send<Definition>('POST', `${base}/${encodeURIComponent(id)}/versions`, { ...input, city: scope.city.code })

/** What a target says, with its source. */
export type TargetStatement = Omit<TargetInput, 'city' | 'dataset' | 'onceKey'>
export const enterTarget = (scope: Scope, target: Omit<TargetInput, 'city' | 'dataset'>) =>
  send<OwnTarget>('POST', `${base}/targets`, { ...where(scope), ...target })
export const correctTarget = (id: string, change: TargetChange) =>
  send<OwnTarget>('POST', `${base}/targets/${id}/versions`, change)
export const withdrawTarget = (id: string, step: TargetStep) =>
  send<OwnTarget>('POST', `${base}/targets/${id}/withdraw`, step)
export const restoreTarget = (id: string, step: TargetStep) =>
  send<OwnTarget>('POST', `${base}/targets/${id}/restore`, step)
export const correctValue = (id: string, correction: ValueCorrection) =>
  send<{ id: string }>('POST', `${base}/values/${id}/correct`, correction)
export const createIndicator = ({ city }: Scope, input: Omit<NewDefinition, 'city'>) =>
  send<Definition>('POST', `${base}/definitions`, { ...input, city: city.code })
export const withdrawIndicator = ({ city }: Scope, id: string, step: TargetStep) =>
  send<Definition>('POST', `${base}/${encodeURIComponent(id)}/withdraw`, { ...step, city: city.code })
export const restoreIndicator = ({ city }: Scope, id: string, step: TargetStep) =>
  send<Definition>('POST', `${base}/${encodeURIComponent(id)}/restore`, { ...step, city: city.code })
export const checkFormula = (
  { city }: Scope,
  asked: { indicator: string | null; unit: string; expression: string },
) => send<FormulaAnswer>('POST', `${base}/formula`, { ...asked, city: city.code })
