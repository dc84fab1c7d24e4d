import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { hasWords, translate } from '../../../platform/words.ts'
import type { Context } from '../context.ts'
import { holds, requirePermission } from '../domain/permissions.ts'
import { type Confided, type Consent, type ConsentTerms, consentReaders, type Dataset } from '../model.ts'
import * as queries from '../queries/consents.ts'
import { audit } from './audit.ts'
import type { TodoSource } from './todo.ts'

const mostListed = 500
const mostReadings = 200
const subjectOf = (id: bigint | string) => `access.consent/${id}`

/** What was said with an upload, and the name of the organisation whose facts they are. */
export type StatedTerms = ConsentTerms & { readonly organisationName: string | null }

type Closed = { readonly kind: string; readonly uploadId: string; readonly dataset: Dataset }
type ClosedListener = (ctx: Context, upload: Closed) => Promise<void>
const closedListeners: ClosedListener[] = []

/** What a later room does, in the same transaction, when the terms of an upload changed or it was withdrawn. */
export function afterConsentChanged(listener: ClosedListener): void {
  closedListeners.push(listener)
}

async function tellChanged(ctx: Context, { kind, uploadId, dataset }: queries.FoundConsent): Promise<void> {
  for (const listener of closedListeners) await listener(ctx, { kind, uploadId: String(uploadId), dataset })
}

/**
 * Opens the consent that goes with a confidential upload, in the upload's transaction, with what was said of purpose,
 * readers and end. Without, they are stated on its page; until then it stands in 待我处理 of the offices.
 */
export async function openConsent(
  ctx: Context,
  upload: {
    readonly kind: string
    readonly id: string
    readonly name: string
    readonly dataset: Dataset
    /** Whose facts they are, where the terms do not say. */
    readonly own?: { readonly organisationId: string | null; readonly organisationName: string | null }
  },
  terms?: StatedTerms | null,
): Promise<void> {
  const whose = terms?.organisationId ? terms : upload.own
  const organisationId = whose?.organisationId ?? null
  await queries.insertConsent(ctx.db, {
    ...(terms ? { purpose: terms.purpose, validUntil: terms.validUntil, statedAt: ctx.now } : {}),
    organisationId: organisationId === null ? null : BigInt(organisationId),
    organisationName: whose?.organisationName ?? null,
    kind: upload.kind,
    uploadId: BigInt(upload.id),
    name: upload.name,
    dataset: upload.dataset,
    readers: [...(terms?.readers ?? consentReaders)],
    givenBy: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    givenAt: ctx.now,
  })
}

function shown(ctx: Context, row: queries.FoundConsent): Consent {
  const isEnded = row.validUntil !== null && row.validUntil < chinaDay(ctx.now)
  const state = row.withdrawnAt ? 'withdrawn' : isEnded ? 'ended' : row.statedAt ? 'open' : 'unstated'
  const { kind, name, dataset, organisationName, purpose, readers, validUntil, withdrawnReason } = row
  return {
    ...{ kind, name, dataset, organisationName, purpose, readers, validUntil, withdrawnReason, state },
    id: String(row.id),
    uploadId: String(row.uploadId),
    organisationId: row.organisationId === null ? null : String(row.organisationId),
    givenAt: row.givenAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  }
}

/** All consents of a data set, newest first, for who answers for them. */
export async function listConsents(ctx: Context, dataset: Dataset): Promise<Consent[]> {
  requirePermission(ctx.actor, 'consents.read')
  const rows = await queries.listConsents(ctx.db, { dataset, limit: mostListed })
  return rows.map((row) => shown(ctx, row))
}

/** How many uploads each organisation's facts came in, and how many of them with stated terms. A plain count. */
export function countConsents(
  ctx: Context,
  dataset: Dataset,
): Promise<{ organisationId: string; uploads: number; stated: number }[]> {
  requirePermission(ctx.actor, 'consents.read')
  return queries.countConsents(ctx.db, dataset)
}

async function getConsent(ctx: Context, id: string): Promise<queries.FoundConsent> {
  const row = await queries.findConsent(ctx.db, id)
  if (!row) throw new AppError('not_found', 'access.no_consent', { id })
  if (row.withdrawnAt) throw new AppError('conflict', 'access.consent_withdrawn', { name: row.name })
  return row
}

/** States for what, for whom and until when an upload is kept, and whose it is. */
export async function stateConsent(
  ctx: Context,
  { id, organisationName, ...terms }: ConsentTerms & { id: string; organisationName: string | null },
): Promise<void> {
  requirePermission(ctx.actor, 'consents.state')
  const { organisationId = null, purpose, readers, validUntil } = terms
  if (organisationId !== null && organisationName === null) {
    throw new AppError('invalid', 'access.no_organisation', { organisationId }, [
      { field: 'organisationId', code: 'access.no_organisation', params: { organisationId } },
    ])
  }
  const row = await getConsent(ctx, id)
  await queries.updateConsent(ctx.db, row.id, {
    organisationId: organisationId === null ? null : BigInt(organisationId),
    ...{ organisationName, purpose, readers, validUntil, statedAt: ctx.now },
  })
  await tellChanged(ctx, row)
  await audit(ctx, {
    action: 'access.consent_state',
    subject: subjectOf(id),
    detail: { upload: `${row.kind}/${row.uploadId}`, ...terms },
  })
}

/**
 * Withdraws an upload: from now on it is in no result. By the firm whose facts they are, unless its person may only
 * read, or by an office on its behalf. It cannot be taken back; the facts can be confided anew.
 */
export async function withdrawConsent(ctx: Context, id: string, reason: string): Promise<void> {
  requirePermission(ctx.actor, 'consents.withdraw')
  const row = await getConsent(ctx, id)
  const isOwn = row.organisationId !== null && String(row.organisationId) === ctx.actor.organisationId
  if (!isOwn && !holds(ctx.actor, 'consents.state'))
    throw new AppError('not_found', 'access.no_consent', { id })
  await queries.updateConsent(ctx.db, row.id, {
    withdrawnAt: ctx.now,
    withdrawnBy: ctx.actor.userId === null ? null : BigInt(ctx.actor.userId),
    withdrawnReason: reason,
  })
  await tellChanged(ctx, row)
  await audit(ctx, {
    action: 'access.consent_withdraw',
    subject: subjectOf(id),
    detail: { upload: `${row.kind}/${row.uploadId}`, reason },
  })
}

/** What my organisation confided, and who outside it read what of it: when, in which role, what. No names. */
export async function readConfided(ctx: Context): Promise<Confided> {
  requirePermission(ctx.actor, 'consents.own')
  const { organisationId } = ctx.actor
  if (organisationId === null) return { consents: [], documents: [], readings: [] }
  const consents = await queries.listConsents(ctx.db, { organisationId, limit: mostListed })
  const documents = await queries.listDocumentsOf(ctx.db, organisationId, mostListed)
  const readings = await ctx.asProgram(() => queries.listReadingsOf(ctx.db, organisationId, mostReadings))
  return {
    consents: consents.map((row) => shown(ctx, row)),
    documents: documents.map((row) => ({
      ...row,
      id: String(row.id),
      uploadedAt: row.uploadedAt.toISOString(),
    })),
    readings: readings.map(({ seq, at, role, action }) => {
      const words = `reading.${action}`
      return {
        id: String(seq),
        at: at.toISOString(),
        role,
        action,
        what: hasWords(words) ? translate(ctx.lang, words) : null,
      }
    }),
  }
}

/** Uploads whose purpose, readers and end nobody stated yet. */
export const consentTodo: TodoSource = {
  room: 'access',
  async list(ctx, { dataset }, atMost) {
    if (!holds(ctx.actor, 'consents.state')) return []
    const rows = await queries.listConsents(ctx.db, { dataset, isUnstated: true, limit: atMost })
    return rows.map((row) => ({
      id: `consent/${row.id}`,
      kind: 'access.todo_consent',
      params: { name: row.name },
      path: `/consents?consent=${row.id}`,
      dueDate: null,
      since: row.givenAt.toISOString(),
    }))
  },
}
