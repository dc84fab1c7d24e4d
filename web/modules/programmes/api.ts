import { queryOptions } from '@tanstack/react-query'
import type {
  DocumentDetail,
  DocumentItem,
  DocumentSummary,
  ItemChange,
  ItemDecision,
  ItemKind,
  NewItem,
} from '../../../src/modules/programmes/model.ts'
import { getJson, send } from '../../ui/request.ts'
import type { Scope } from '../../ui/session.ts'

export type { DocumentDetail, DocumentItem, DocumentSummary, ItemDecision, ItemKind, NewItem }

const path = '/api/programmes/documents'

export const documentsQuery = ({ city, dataset }: Scope) =>
  queryOptions({
    queryKey: ['programme-documents', city.code, dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: DocumentSummary[] }>(path, { city: city.code, dataset }, signal),
  })

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['programme-document', id],
    queryFn: ({ signal }) => getJson<DocumentDetail>(`${path}/${id}`, {}, signal),
  })

/** Hands in a file; the same file gives the document that stands. */
export function uploadDocument(
  file: File,
  { city, dataset }: Scope,
): Promise<{ id: string; isNew: boolean }> {
  const form = new FormData()
  form.set('file', file)
  form.set('city', city.code)
  form.set('dataset', dataset)
  return send('POST', path, form)
}

export const changeItem = (id: string, ordinal: number, change: ItemChange) =>
  send<DocumentDetail>('PUT', `${path}/${id}/items/${ordinal}`, change)
export const addItem = (id: string, item: NewItem) =>
  send<DocumentDetail>('POST', `${path}/${id}/items`, item)
export const decideItems = (
  id: string,
  decision: { version: number; ordinals: number[]; decision: ItemDecision },
) => send<DocumentDetail>('POST', `${path}/${id}/decide`, decision)
export const publishDocument = (id: string, version: number) =>
  send<DocumentDetail>('POST', `${path}/${id}/publish`, { version })
export const dropDocument = (id: string, version: number) =>
  send<void>('POST', `${path}/${id}/drop`, { version })

/** The chains of the city by name, for choosing one; the answer holds more, which is not read here. */
export const chainsQuery = ({ city }: Scope) =>
  queryOptions({
    queryKey: ['programmes', 'chains', city.code],
    queryFn: ({ signal }) =>
      getJson<{ chains: { id: string; name: { zh: string; en: string } }[] }>(
        '/api/chains',
        { city: city.code },
        signal,
      ),
  })

/** The names of a chain's nodes, for saying which one a task is about. */
export const nodeNamesQuery = ({ city }: Scope, chain: string) =>
  queryOptions({
    queryKey: ['programmes', 'nodes', city.code, chain],
    queryFn: ({ signal }) =>
      getJson<{ nodes: { id: string; name: { zh: string; en: string } }[] }>(
        `/api/chains/${encodeURIComponent(chain)}/map`,
        { city: city.code },
        signal,
      ),
  })
