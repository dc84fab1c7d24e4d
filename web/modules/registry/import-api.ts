import { queryOptions } from '@tanstack/react-query'
import type {
  AlikeFirm,
  FormField,
  FormOutcome,
  HeldImportAnswer,
  ImportForm,
  ImportJob,
  ImportJobOptions,
  ImportPreview,
  ImportReport,
  ImportReview,
  ImportReviewPage,
  ImportSummary,
  ReviewDecision,
  ReviewOutcome,
  UndoReport,
} from '../../../src/modules/registry/model.ts'
import { addressOf, getJson, type Sent, send, sendForm } from '../../ui/request.ts'
import type { Dataset } from '../../ui/session.ts'

export type {
  AlikeFirm,
  FormField,
  FormOutcome,
  HeldImportAnswer,
  ImportJob,
  ImportJobOptions,
  ImportPreview,
  ImportReport,
  ImportReview,
  ImportSummary,
  ReviewDecision,
  UndoReport,
}

/** What can be imported, in the order in which it is offered; the importers of the rooms bear these names. */
export const importKinds = [
  'firms',
  'relations',
  'projects',
  'parks',
  'library',
  'indicator_values',
  'monitoring_reports',
  'leads',
] as const
export type ImportKind = (typeof importKinds)[number]
/** For what, for whom and until when confidential rows are kept, and whose they are. */
export type ImportTerms = NonNullable<ImportJobOptions['consent']>
export type Partner = 'supplier' | 'customer'
/** Header to field name; an empty name leaves the column out. */
export type Mapping = Readonly<Record<string, string>>
export type SentTo = { onSent(sent: Sent): void; signal: AbortSignal }

const fileAt = (id: string) => `/api/imports/files/${encodeURIComponent(id)}`

/** Sends a file; it waits on the server for a check or a run. */
export const sendFile = (file: File, { onSent, signal }: SentTo) =>
  sendForm<ImportJob>(addressOf('/api/imports/files', { name: file.name }), file, onSent, signal)
/** Orders a check (writes nothing) or a run (whole or not at all) in the background. */
export const orderImport = (id: string, task: 'check' | 'run', options: ImportJobOptions) =>
  send<ImportJob>('POST', `${fileAt(id)}/${task}`, options)
export const cancelImport = (id: string) => send<ImportJob>('POST', `${fileAt(id)}/cancel`)
export const forgetFile = (id: string) => send<null>('DELETE', fileAt(id))

export const isBusy = (job: Pick<ImportJob, 'state'> | undefined) =>
  job?.state === 'queued' || job?.state === 'working'

/** The work on one file; asked again and again while it runs. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['import-job', id],
    queryFn: ({ signal }) => getJson<ImportJob>(fileAt(id), {}, signal),
    refetchInterval: ({ state }) => (isBusy(state.data) ? 400 : false),
    staleTime: 0,
  })
/** My files that are being worked on or wait. */
export const jobsQuery = () =>
  queryOptions({
    queryKey: ['import-jobs'],
    queryFn: ({ signal }) =>
      getJson<{ items: ImportJob[] }>('/api/imports/files', {}, signal).then(({ items }) => items),
    refetchInterval: ({ state }) => (state.data?.some(isBusy) ? 2_000 : false),
    staleTime: 0,
  })
export const importsQuery = () =>
  queryOptions({
    queryKey: ['imports'],
    queryFn: ({ signal }) =>
      getJson<{ items: ImportSummary[] }>('/api/imports', {}, signal).then(({ items }) => items),
  })
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => getJson<HeldImportAnswer>(`/api/imports/${encodeURIComponent(id)}`, {}, signal),
  })
export const undoImport = (id: string) =>
  send<UndoReport>('POST', `/api/imports/${encodeURIComponent(id)}/undo`)

/** Rows that wait for a person, the surest first. */
export const reviewsQuery = (dataset: Dataset, importId: string | undefined) =>
  queryOptions({
    queryKey: ['import-reviews', dataset, importId ?? 'all'],
    queryFn: ({ signal }) =>
      getJson<ImportReviewPage>('/api/imports/reviews', { dataset, importId, limit: 100 }, signal),
    staleTime: 0,
  })
export const decideReviews = (decision: ReviewDecision) =>
  send<ReviewOutcome>('POST', '/api/imports/reviews', decision)

/** Where a template of a kind is downloaded, by format; of libraries also of one of them. */
export const templateAddress = (kind: ImportKind, format: 'csv' | 'xlsx', of?: string) =>
  addressOf('/api/imports/templates', { kind, format, of })

export const formFieldsQuery = (kind: ImportKind) =>
  queryOptions({
    queryKey: ['import-form', kind],
    queryFn: ({ signal }) =>
      getJson<{ fields: FormField[] }>('/api/imports/form', { kind }, signal).then(({ fields }) => fields),
  })
/** Held organisations that resemble what is being typed. */
export const alikeQuery = (asked: { dataset: Dataset; name: string; creditCode: string }) =>
  queryOptions({
    queryKey: ['import-alike', asked],
    queryFn: ({ signal }) =>
      getJson<{ items: AlikeFirm[] }>('/api/imports/alike', asked, signal).then(({ items }) => items),
  })
export const registerByForm = (form: ImportForm) => send<FormOutcome>('POST', '/api/imports/form', form)
