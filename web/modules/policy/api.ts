import { queryOptions } from '@tanstack/react-query'
import type * as model from '../../../src/modules/policy/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type {
  AskedFact,
  CityValueInput,
  ClauseAssessment,
  DocumentDetail,
  DraftAct,
  FactCatalogue,
  FirmAssessment,
  Forecast,
  ForecastLine,
  Lever,
  LibraryDocument,
  NewDraft,
  RuleCheck,
  RunSummary,
  Sandbox,
  TryInput,
  TryResult,
  Verdict,
  VersionComparison,
  VersionDetail,
  WindowInput,
} from '../../../src/modules/policy/model.ts'

const base = '/api/policy'
const at = (id: string) => encodeURIComponent(id)
const query = ({ city, dataset }: Scope) => ({ city: city.code, dataset })

export const libraryQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy', 'library', scope.city.code, scope.dataset],
    queryFn: ({ signal }) => getJson<model.PolicyLibrary>(`${base}/documents`, query(scope), signal),
  })

export const documentQuery = (scope: Scope, id: string) =>
  queryOptions({
    queryKey: ['policy', 'document', id, scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<model.DocumentDetail>(`${base}/documents/${at(id)}`, query(scope), signal),
  })

export const assessmentQuery = (firmId: string, dataset: string) =>
  queryOptions({
    queryKey: ['policy', 'firm', firmId, dataset],
    queryFn: ({ signal }) =>
      getJson<model.FirmAssessment>(`${base}/firms/${at(firmId)}`, { dataset }, signal),
  })

export const whatIf = (firmId: string, input: model.WhatIfInput) =>
  send<model.FirmAssessment>('POST', `${base}/firms/${at(firmId)}/what-if`, input)

export const forecastQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy', 'forecast', scope.city.code, scope.dataset],
    queryFn: ({ signal }) => getJson<model.Forecast>(`${base}/forecast`, query(scope), signal),
  })
export const runsQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy', 'runs', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<{ runs: model.RunSummary[] }>(`${base}/runs`, query(scope), signal).then(({ runs }) => runs),
  })
export const keepRun = (scope: Scope) => send<model.RunSummary>('POST', `${base}/runs`, query(scope))
export const leversQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy', 'levers', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<{ levers: model.Lever[] }>(`${base}/levers`, query(scope), signal).then(({ levers }) => levers),
  })
export type Tried = Omit<model.TryInput, 'city' | 'dataset' | 'on'>
export const tryReform = (scope: Scope, input: Tried) =>
  send<model.TryResult>('POST', `${base}/try`, { ...query(scope), ...input })
export const keepSandbox = (scope: Scope, input: Tried & { title: string }) =>
  send<model.Sandbox>('POST', `${base}/sandboxes`, { ...query(scope), ...input })
export const sandboxesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy', 'sandboxes', scope.city.code, scope.dataset],
    queryFn: ({ signal }) =>
      getJson<{ sandboxes: model.Sandbox[] }>(`${base}/sandboxes`, query(scope), signal).then(
        (told) => told.sandboxes,
      ),
  })
export const cityValuesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['policy', 'city-values', scope.city.code, scope.dataset],
    queryFn: ({ signal }) => getJson<model.CityValueList>(`${base}/city-values`, query(scope), signal),
  })
export const setCityValue = (scope: Scope, input: Omit<model.CityValueInput, 'city' | 'dataset'>) =>
  send<model.CityValueList>('POST', `${base}/city-values`, { ...query(scope), ...input })

export const versionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ['policy', 'version', id, number],
    queryFn: ({ signal }) =>
      getJson<model.VersionDetail>(`${base}/documents/${at(id)}/versions/${number}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
export const openDraft = (input: model.NewDraft) => send<model.VersionDetail>('POST', `${base}/drafts`, input)
export const saveDraft = (
  id: string,
  number: number,
  body: { written: Record<string, unknown>; sha256: string },
) => send<model.VersionDetail>('PUT', `${base}/documents/${at(id)}/versions/${number}`, body)
export const actOnVersion = (id: string, number: number, body: model.DraftAct) =>
  send<model.VersionDetail>('POST', `${base}/documents/${at(id)}/versions/${number}/act`, body)
export const checkWritten = (written: Record<string, unknown>) =>
  send<model.RuleCheck>('POST', `${base}/check`, { written })
export const factsQuery = () =>
  queryOptions({
    queryKey: ['policy', 'facts'],
    queryFn: ({ signal }) => getJson<model.FactCatalogue>(`${base}/facts`, {}, signal),
  })
export const comparisonQuery = (id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['policy', 'comparison', id, from, to],
    queryFn: ({ signal }) =>
      getJson<model.VersionComparison>(`${base}/documents/${at(id)}/comparison`, { from, to }, signal),
  })
export const yamlAddress = (id: string, number: number) =>
  `${base}/documents/${at(id)}/versions/${number}/yaml`
export const addWindow = (scope: Scope, id: string, input: Omit<model.WindowInput, 'city' | 'dataset'>) =>
  send<{ id: string }>('POST', `${base}/documents/${at(id)}/windows`, { ...query(scope), ...input })
export const removeWindow = (id: string) => send<null>('DELETE', `${base}/windows/${at(id)}`)

/** A correction of the register by its owner; an office accepts or refuses it. */
export const proposeFact = (
  firmId: string,
  { field, value, period, reason }: { field: string; value: string; period: string; reason: string },
) =>
  send<unknown>('POST', `/api/organisations/${at(firmId)}/corrections`, {
    subject: 'figure',
    field,
    value,
    period,
    reason,
  })
