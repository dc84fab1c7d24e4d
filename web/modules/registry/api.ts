import { queryOptions } from '@tanstack/react-query'
import type {
  ImportPreview,
  ImportReport,
  ImportSummary,
  Organisation,
  OrganisationItem,
  OrganisationPage,
} from '../../../src/modules/registry/model.ts'
import { getJson, type Sent, sendForm } from '../../ui/request.ts'
import type { Dataset, Scope } from '../../ui/session.ts'

export type { ImportPreview, ImportReport, ImportSummary, Organisation, OrganisationItem, OrganisationPage }

export type FirmFilter = {
  dataset: Dataset
  city: string | undefined
  q: string | undefined
  precision: string | undefined
  sort: string
}

/** One page of the register. */
export const readFirms = (filter: FirmFilter, cursor: string | null, signal: AbortSignal) =>
  getJson<OrganisationPage>('/api/organisations', { ...filter, cursor, limit: 500 }, signal)

/** The first firms that a text finds, with what tells them apart. */
export async function firmHits(q: string, { dataset }: Scope, signal: AbortSignal) {
  const { items } = await getJson<OrganisationPage>('/api/organisations', { q, dataset, limit: 8 }, signal)
  return items.map(({ id, name, cityName, creditCode, stockCode }) => ({
    id,
    name,
    note: [cityName, stockCode ?? creditCode].filter(Boolean).join(' · '),
  }))
}

export const firmQuery = (id: string, dataset: Dataset) =>
  queryOptions({
    queryKey: ['firm', id, dataset],
    queryFn: ({ signal }) =>
      getJson<Organisation>(`/api/organisations/${encodeURIComponent(id)}`, { dataset }, signal),
  })

export type ImportKind = 'firms' | 'relations'
export type Partner = 'supplier' | 'customer'
export type Mapping = Readonly<Record<string, string>>
export type ImportInput = {
  file: File
  kind: ImportKind
  dataset: Dataset
  partner: Partner | null
  /** Header to field name; an empty name leaves the column out. */
  mapping: Mapping | null
}

function formOf({ file, kind, dataset, partner, mapping }: ImportInput): FormData {
  const form = new FormData()
  form.set('file', file)
  form.set('kind', kind)
  form.set('dataset', dataset)
  if (partner) form.set('partner', partner)
  if (mapping) form.set('mapping', JSON.stringify(mapping))
  return form
}

export type SentTo = { onSent(sent: Sent): void; signal: AbortSignal }

/** Reads the file on the server and says what an import would do; writes nothing. */
export const previewImport = (input: ImportInput, { onSent, signal }: SentTo) =>
  sendForm<ImportPreview>('/api/imports/check', formOf(input), onSent, signal)
/** Imports the file, whole or not at all. */
export const runImport = (input: ImportInput, { onSent, signal }: SentTo) =>
  sendForm<ImportReport>('/api/imports/run', formOf(input), onSent, signal)

export const importsQuery = () =>
  queryOptions({
    queryKey: ['imports'],
    queryFn: ({ signal }) =>
      getJson<{ items: ImportSummary[] }>('/api/imports', {}, signal).then(({ items }) => items),
  })
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => getJson<ImportReport>(`/api/imports/${encodeURIComponent(id)}`, {}, signal),
  })
