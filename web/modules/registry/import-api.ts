import { queryOptions } from '@tanstack/react-query'
import type { ImportPreview, ImportReport, ImportSummary } from '../../../src/modules/registry/model.ts'
import { getJson, type Sent, sendForm } from '../../ui/request.ts'
import type { Dataset } from '../../ui/session.ts'

export type { ImportPreview, ImportReport, ImportSummary }

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
