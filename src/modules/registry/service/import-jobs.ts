import { AppError } from '../../../kernel/errors.ts'
import type { Spool, SpooledFile } from '../../../platform/files/index.ts'
import { translate } from '../../../platform/words.ts'
import {
  type Actor,
  type ConsentTerms,
  type Context,
  requirePermission,
  type StatedTerms,
} from '../../access/index.ts'
import { getImporter } from '../import/registry-of-importers.ts'
import type { ImportJob, ImportJobOptions, ImportPreview, ImportReport } from '../model.ts'
import * as queries from '../queries/import-jobs.ts'
import { findDatasetOf } from '../queries/imports.ts'
import { findOrganisationName } from '../queries/organisations.ts'
import { assertTerms } from './import-file.ts'

/** Who works on a job, outside the request that asked for it. */
export type ImportRunner = {
  start(order: ImportOrder): void
  /** Stops a job and waits until it has ended; nothing of it is kept unless it was just done. */
  cancel(jobId: string): Promise<void>
  close(): Promise<void>
}
export type ImportOrder = { readonly jobId: string; readonly actor: Actor; readonly lang: 'zh' | 'en' }

/** What the routes of imports work with: where files wait, and who works on them. */
export type ImportDoor = { readonly spool: Spool; readonly runner: ImportRunner }

// Which part of the whole a step is, as measured on 50,000 rows (bench/import.ts).
const stepBegins = { reading: 0, checking: 0.08, matching: 0.15, writing: 0.4, deriving: 0.92 }
const stepEnds = { reading: 0.08, checking: 0.15, matching: 0.4, writing: 0.92, deriving: 1 }

/** Takes a file that has arrived. It waits for a check or a run, and is cleared after a week. */
export async function receiveFile(ctx: Context, file: SpooledFile, fileName: string): Promise<ImportJob> {
  requirePermission(ctx.actor, 'registry.import')
  const held = await queries.insertJob(ctx.db, {
    userId: ctx.actor.userId,
    userName: ctx.actor.userName,
    fileName,
    fileKey: file.key,
    fileBytes: file.bytes,
    fileDigest: file.sha256,
    at: ctx.now,
  })
  return shown(ctx, held)
}

/**
 * Orders the work on a file; the caller starts it once the order is committed. Ordered twice while it runs, or after a run
 * that is done, nothing is started again (`isOrdered` false).
 */
export async function orderImport(
  ctx: Context,
  id: string,
  task: 'check' | 'run',
  input: ImportJobOptions,
): Promise<{ job: ImportJob; isOrdered: boolean }> {
  requirePermission(ctx.actor, 'registry.import')
  getImporter(input.kind).requirePermission(ctx)
  const held = await heldJob(ctx, id, true)
  const isBusy = held.state === 'queued' || held.state === 'working'
  if (isBusy && held.task === task) return { job: shown(ctx, held), isOrdered: false }
  if (isBusy) throw new AppError('conflict', 'registry.job_busy', { file: held.fileName })
  if (held.task === 'run' && held.state === 'done') return { job: shown(ctx, held), isOrdered: false }
  if (input.consent) await statedTerms(ctx, input.dataset, input.consent)
  else if (task === 'run' && isConfiding(input, held)) throw consentMissing()
  await queries.updateJobTask(ctx.db, id, { task, input, at: ctx.now })
  return { job: shown(ctx, await heldJob(ctx, id)), isOrdered: true }
}

/** Relations always; other kinds where the last check found columns of confidential figures. */
function isConfiding({ kind }: ImportJobOptions, { task, state, result }: queries.HeldJob): boolean {
  if (getImporter(kind).confides?.(new Set())) return true
  return task === 'check' && state === 'done' && (result as ImportPreview | null)?.confides === true
}

const consentMissing = () =>
  new AppError('invalid', 'registry.consent_missing', {}, [
    { field: 'consent', code: 'registry.consent_missing', params: {} },
  ])

/** The terms with the name of whose facts they are: an organisation of the data set, or a refusal. */
export async function statedTerms(
  ctx: Context,
  dataset: 'held' | 'demo',
  terms: ConsentTerms,
): Promise<StatedTerms> {
  assertTerms(ctx, terms)
  const { organisationId } = terms
  if (!organisationId) return { ...terms, organisationName: null }
  const name = await findOrganisationName(ctx.db, organisationId)
  const isHere = name !== undefined && (await findDatasetOf(ctx.db, organisationId)) === dataset
  if (isHere) return { ...terms, organisationName: name }
  const params = { id: organisationId }
  throw new AppError('invalid', 'registry.no_organisation', params, [
    { field: 'consent.organisationId', code: 'registry.no_organisation', params },
  ])
}

export async function getJob(ctx: Context, id: string): Promise<ImportJob> {
  requirePermission(ctx.actor, 'registry.import')
  return shown(ctx, await heldJob(ctx, id))
}

/** The newest files of the reader and where they stand; results are read one by one. */
export async function listJobs(ctx: Context): Promise<ImportJob[]> {
  requirePermission(ctx.actor, 'registry.import')
  return (await queries.listJobs(ctx.db, ctx.actor.userId, 20)).map((held) => shown(ctx, held))
}

/** Stops the work on a file and waits until it has ended; what was not yet whole is not kept. The file stays. */
export async function cancelJob(ctx: Context, id: string, { runner }: ImportDoor): Promise<ImportJob> {
  requirePermission(ctx.actor, 'registry.import')
  await heldJob(ctx, id)
  await runner.cancel(id)
  return shown(ctx, await heldJob(ctx, id))
}

/** Forgets a file; gives the key of what is to be removed. */
export async function forgetFile(ctx: Context, id: string): Promise<string> {
  requirePermission(ctx.actor, 'registry.import')
  const held = await heldJob(ctx, id, true)
  if (held.state === 'queued' || held.state === 'working')
    throw new AppError('conflict', 'registry.job_busy', { file: held.fileName })
  await queries.deleteJob(ctx.db, id)
  return held.fileKey
}

async function heldJob(ctx: Context, id: string, locks = false): Promise<queries.HeldJob> {
  const held = await queries.findJob(ctx.db, id, locks)
  if (!held) throw new AppError('not_found', 'files.no_upload')
  return held
}

function ratioOf({ state, step, rowsDone, rowsTotal }: queries.HeldJob): number | null {
  if (state === 'done') return 1
  if (step === null) return state === 'queued' ? 0 : null
  const part = rowsTotal ? (rowsDone ?? 0) / rowsTotal : 0
  return stepBegins[step] + (stepEnds[step] - stepBegins[step]) * Math.min(part, 1)
}

function shown(ctx: Context, held: queries.HeldJob): ImportJob {
  const { task, state, problem } = held
  const isDone = state === 'done'
  return {
    id: held.id,
    fileName: held.fileName,
    fileBytes: Number(held.fileBytes),
    task,
    state,
    step: held.step,
    rowsDone: held.rowsDone,
    rowsTotal: held.rowsTotal,
    ratio: ratioOf(held),
    options: 'kind' in held.input ? (held.input as ImportJobOptions) : null,
    preview: isDone && task === 'check' ? (held.result as ImportPreview | null) : null,
    report: isDone && task === 'run' ? (held.result as ImportReport | null) : null,
    importId: held.importId,
    problem: problem
      ? { code: problem.code, message: translate(ctx.lang, problem.code, problem.params) }
      : null,
    createdAt: held.createdAt.toISOString(),
    updatedAt: held.updatedAt.toISOString(),
  }
}
