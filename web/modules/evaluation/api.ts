import { queryOptions } from '@tanstack/react-query'
import type {
  Appeal,
  BackTest,
  Comparison,
  FirmScores,
  Results,
  RunDetail,
  RunInfo,
  Scorecard,
} from '../../../src/modules/evaluation/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type { Appeal, BackTest, Comparison, FirmScores, RunDetail, RunInfo, Scorecard }
export type FirmScore = FirmScores['items'][number]
export type ResultRow = Results['items'][number]
export type Mover = Comparison['movers'][number]
export type Matrix = Comparison['matrix']

export const scorecardsQuery = () =>
  queryOptions({
    queryKey: ['evaluation', 'scorecards'],
    queryFn: ({ signal }) =>
      getJson<{ items: Scorecard[] }>('/api/evaluation/scorecards', {}, signal).then(({ items }) => items),
  })

export const runsQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['evaluation', 'runs', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: RunInfo[] }>('/api/evaluation/runs', { city: city.code, dataset }, signal).then(
        ({ items }) => items,
      ),
  })

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['evaluation', 'run', id],
    queryFn: ({ signal }) => getJson<RunDetail>(`/api/evaluation/runs/${encodeURIComponent(id)}`, {}, signal),
  })

export const resultsQuery = (id: string) =>
  queryOptions({
    queryKey: ['evaluation', 'results', id],
    queryFn: ({ signal }) =>
      getJson<Results>(`/api/evaluation/runs/${encodeURIComponent(id)}/results`, {}, signal),
  })

export const comparisonQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['evaluation', 'comparison', from, to],
    queryFn: ({ signal }) => getJson<Comparison>('/api/evaluation/comparison', { from, to }, signal),
  })

export const firmScoresQuery = (id: string) =>
  queryOptions({
    queryKey: ['evaluation', 'firm', id],
    queryFn: ({ signal }) =>
      getJson<FirmScores>(`/api/evaluation/firms/${encodeURIComponent(id)}`, {}, signal),
  })

export const appealsQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['evaluation', 'appeals', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: Appeal[] }>('/api/evaluation/appeals', { city: city.code, dataset }, signal).then(
        ({ items }) => items,
      ),
  })

export const startRun = (input: object) => send<RunDetail>('POST', '/api/evaluation/runs', input)
export const actOnRun = (id: string, body: { action: string; comment?: string }) =>
  send<RunDetail>('POST', `/api/evaluation/runs/${id}/acts`, body)
export const tryChanges = (id: string, changes: { path: string; value: string | number }[]) =>
  send<BackTest>('POST', `/api/evaluation/runs/${id}/back-tests`, { changes })
export const submitAppeal = (body: object) => send<Appeal>('POST', '/api/evaluation/appeals', body)
export const documentAddress = (appeal: string, document: string) =>
  `/api/evaluation/appeals/${appeal}/documents/${document}`
export const addDocument = (appeal: string, file: File) => {
  const form = new FormData()
  form.set('file', file)
  return send('POST', `/api/evaluation/appeals/${appeal}/documents`, form)
}
export const actOnAppeal = (id: string, body: object) =>
  send<Appeal>('POST', `/api/evaluation/appeals/${id}/acts`, body)
