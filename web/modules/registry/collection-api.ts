import { queryOptions } from '@tanstack/react-query'
import type {
  AskedForm,
  Collection,
  CollectionAnswer,
  CollectionDetail,
  CollectionRequest,
  NewCollection,
  Taken,
} from '../../../src/modules/registry/model.ts'
import { addressOf, getJson, send } from '../../ui/request.ts'
import type { Dataset } from '../../ui/session.ts'

export type { AskedForm, Collection, CollectionDetail, CollectionRequest, NewCollection, Taken }

const at = (id: string) => `/api/collections/${encodeURIComponent(id)}`

export const collectionsQuery = (dataset: Dataset) =>
  queryOptions({
    queryKey: ['collections', dataset],
    queryFn: ({ signal }) =>
      getJson<{ items: Collection[] }>('/api/collections', { dataset }, signal).then(({ items }) => items),
  })
export const collectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['collections', 'one', id],
    queryFn: ({ signal }) => getJson<CollectionDetail>(at(id), {}, signal),
  })
export const sendCollection = (collection: NewCollection) =>
  send<CollectionDetail>('POST', '/api/collections', collection)
export const remindCollection = (id: string) => send<{ reminded: number }>('POST', `${at(id)}/remind`)
export const takeAnswers = (id: string) => send<Taken>('POST', `${at(id)}/take`)
export const closeCollection = (id: string) => send<CollectionDetail>('POST', `${at(id)}/close`)
export const returnAnswer = (requestId: string, reason: string) =>
  send<CollectionRequest>('POST', `/api/collections/requests/${encodeURIComponent(requestId)}/return`, {
    reason,
  })
export const exportAddress = (id: string, format: 'csv' | 'xlsx') => addressOf(`${at(id)}/export`, { format })

export type AskedItem = CollectionRequest & { title: string; dueDate: string; isClosed: boolean }
export const askedAllQuery = () =>
  queryOptions({
    queryKey: ['asked'],
    queryFn: ({ signal }) =>
      getJson<{ items: AskedItem[] }>('/api/asked', {}, signal).then(({ items }) => items),
  })
export const askedQuery = (id: string) =>
  queryOptions({
    queryKey: ['asked', id],
    queryFn: ({ signal }) => getJson<AskedForm>(`/api/asked/${encodeURIComponent(id)}`, {}, signal),
  })
export const answer = (id: string, body: CollectionAnswer) =>
  send<AskedForm>('PUT', `/api/asked/${encodeURIComponent(id)}`, body)
