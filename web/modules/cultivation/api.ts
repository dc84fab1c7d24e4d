import { queryOptions } from '@tanstack/react-query'
import type {
  Board,
  Candidates,
  FirmLadder,
  LadderInfo,
  ProgrammeInfo,
  TrackDetail,
  TrackInfo,
} from '../../../src/modules/cultivation/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type { Board, Candidates, FirmLadder, LadderInfo, ProgrammeInfo, TrackDetail, TrackInfo }
export type Rung = LadderInfo['rungs'][number]
export type Candidate = Candidates['items'][number]
export type FirmRung = FirmLadder['rungs'][number]
export type RuleSet = NonNullable<Rung['ruleSet']>

const base = '/api/cultivation'
const at = ({ city, dataset }: Scope) => ({ city: city.code, dataset })

export const ladderQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['cultivation', 'ladder', at(scope)],
    queryFn: ({ signal }) => getJson<LadderInfo>(`${base}/ladder`, at(scope), signal),
  })

export const candidatesQuery = (scope: Scope, rung: string) =>
  queryOptions({
    queryKey: ['cultivation', 'candidates', at(scope), rung],
    queryFn: ({ signal }) => getJson<Candidates>(`${base}/candidates`, { ...at(scope), rung }, signal),
  })

export const firmLadderQuery = (id: string) =>
  queryOptions({
    queryKey: ['cultivation', 'firm', id],
    queryFn: ({ signal }) => getJson<FirmLadder>(`${base}/firms/${encodeURIComponent(id)}`, {}, signal),
  })

export const firmTracksQuery = (id: string) =>
  queryOptions({
    queryKey: ['cultivation', 'firm-tracks', id],
    queryFn: ({ signal }) =>
      getJson<{ items: TrackInfo[] }>(`${base}/firms/${encodeURIComponent(id)}/tracks`, {}, signal).then(
        ({ items }) => items,
      ),
  })

export const programmesQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ['cultivation', 'programmes', at(scope)],
    queryFn: ({ signal }) =>
      getJson<{ items: ProgrammeInfo[] }>(`${base}/programmes`, at(scope), signal).then(({ items }) => items),
  })

export const boardQuery = (scope: Scope, programme: string) =>
  queryOptions({
    queryKey: ['cultivation', 'board', at(scope), programme],
    queryFn: ({ signal }) => getJson<Board>(`${base}/tracks`, { ...at(scope), programme }, signal),
  })

export const trackQuery = (id: string) =>
  queryOptions({
    queryKey: ['cultivation', 'track', id],
    queryFn: ({ signal }) => getJson<TrackDetail>(`${base}/tracks/${encodeURIComponent(id)}`, {}, signal),
  })

export const enterTrack = (body: object) => send<TrackDetail>('POST', `${base}/tracks`, body)
export const actOnTrack = (id: string, body: object) =>
  send<TrackDetail>('POST', `${base}/tracks/${id}/acts`, body)
export const addStep = (id: string, body: object) =>
  send<TrackDetail>('POST', `${base}/tracks/${id}/steps`, body)
export const finishStep = (id: string, step: string, result: string) =>
  send<TrackDetail>('POST', `${base}/tracks/${id}/steps/${step}/done`, { result })
export const nameCoach = (id: string, coach: string) =>
  send<TrackDetail>('PUT', `${base}/tracks/${id}/coach`, { coach })
export const addWindow = (body: object) => send<object>('POST', `${base}/windows`, body)
