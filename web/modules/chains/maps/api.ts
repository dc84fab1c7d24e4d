import { queryOptions } from '@tanstack/react-query'
import type {
  DraftCheck,
  DraftEditor,
  DraftMap,
  DraftNode,
  DraftPresence,
  ForkedMap,
  KeptMap,
  MapComment,
  MapComparisonAnswer,
  MapDraft,
  MapEdit,
  MapImport,
  MapVersion,
  NodeField,
  SavedEdits,
  WordUse,
} from '../../../../src/modules/chains/model.ts'
import { addressOf, getJson, send } from '../../../ui/request.ts'
import type { Dataset } from '../../../ui/session.ts'

export type {
  DraftCheck,
  DraftEditor,
  DraftMap,
  DraftNode,
  DraftPresence,
  KeptMap,
  MapComment,
  MapComparisonAnswer,
  MapDraft,
  MapEdit,
  MapImport,
  MapVersion,
  NodeField,
}
export type Source = DraftNode['source']

const at = (id: string) => `/api/map-drafts/${encodeURIComponent(id)}`
const ofChain = (chainId: string) => `/api/chains/${encodeURIComponent(chainId)}/map`

export const keptMapsQuery = (city: string) =>
  queryOptions({
    queryKey: ['kept-maps', city],
    queryFn: ({ signal }) =>
      getJson<{ items: KeptMap[] }>('/api/maps', { city }, signal).then(({ items }) => items),
  })
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['map-draft', id],
    queryFn: ({ signal }) => getJson<MapDraft>(at(id), {}, signal),
    // The page itself decides when it takes a newer draft: what is being typed must not be swept away.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
export const forkMap = (city: string, chain: string, reason: string) =>
  send<ForkedMap>('POST', `${ofChain(chain)}/fork`, { city, reason })
export const openDraft = (city: string, chain: string) =>
  send<{ id: string }>('POST', '/api/map-drafts', { city, chain })
export const saveEdits = (id: string, revision: number, edits: readonly MapEdit[]) =>
  send<SavedEdits>('POST', `${at(id)}/edits`, { revision, edits })
export const meet = (id: string) => send<DraftPresence>('POST', `${at(id)}/presence`)
export const comment = (id: string, body: { node: string | null; text: string; requestKey: string }) =>
  send<MapDraft>('POST', `${at(id)}/comments`, body)
export const resolve = (id: string, commentId: string, isResolved: boolean) =>
  send<MapDraft>('POST', `${at(id)}/comments/${commentId}/resolve`, { isResolved })
export const readNodes = (id: string, nodes: readonly string[], note: string) =>
  send<MapDraft>('POST', `${at(id)}/readings`, { nodes, note })
export const act = (
  id: string,
  body: { action: string; words: string; revision: number; publishedOn?: string },
) => send<MapDraft>('POST', `${at(id)}/acts`, body)
export const rebase = (id: string) => send<MapDraft>('POST', `${at(id)}/rebase`)
export const sheetAddress = (id: string) => `${at(id)}/sheet`
export const templateAddress = '/api/maps/template'
export function importSheet(id: string, file: File, revision: number, isApplied: boolean) {
  const form = new FormData()
  form.set('file', file)
  form.set('revision', String(revision))
  form.set('apply', isApplied ? 'yes' : 'no')
  return send<MapImport>('POST', `${at(id)}/import`, form)
}
export const wordsQuery = (id: string, node: string, words: readonly string[], dataset: Dataset) =>
  queryOptions({
    queryKey: ['map-words', id, node, dataset, words.join('、')],
    queryFn: ({ signal }) =>
      getJson<WordUse>(`${at(id)}/words`, { node, words: words.join('、'), dataset }, signal),
    enabled: words.length > 0,
    placeholderData: (held) => held,
  })
export const draftComparisonQuery = (id: string) =>
  queryOptions({
    queryKey: ['map-draft', id, 'comparison'],
    queryFn: ({ signal }) => getJson<MapComparisonAnswer>(`${at(id)}/comparison`, {}, signal),
    staleTime: 0,
  })
export const versionsQuery = (city: string, chainId: string) =>
  queryOptions({
    queryKey: ['map-versions', city, chainId],
    queryFn: ({ signal }) =>
      getJson<{ items: MapVersion[] }>(`${ofChain(chainId)}/versions`, { city }, signal).then(
        ({ items }) => items,
      ),
  })
export const comparisonQuery = (city: string, chainId: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['map-comparison', city, chainId, from, to],
    queryFn: ({ signal }) =>
      getJson<MapComparisonAnswer>(`${ofChain(chainId)}/comparison`, { city, from, to }, signal),
  })
export const drawingAddress = (city: string, chainId: string, version: number, format: 'svg' | 'png') =>
  addressOf(`${ofChain(chainId)}/drawing`, { city, version, format })
export const mapSheetAddress = (city: string, chainId: string, version: number) =>
  addressOf(`${ofChain(chainId)}/sheet`, { city, version })
export const settleConflict = (
  id: string,
  body: { city: string; chain: string; action: 'keep' | 'merge'; reason: string },
) => send<{ draft: string | null }>('POST', `/api/maps/conflicts/${id}`, body)
