import { chinaDay } from '../../../kernel/china-day.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, consentReaders, pushNotice, requirePermission } from '../../access/index.ts'
import { prepareImporter } from '../import/registry-of-importers.ts'
import type {
  AskedForm,
  Collection,
  CollectionAnswer,
  CollectionDetail,
  CollectionRequest,
  FormField,
  NewCollection,
} from '../model.ts'
import * as queries from '../queries/collections.ts'

/** Fields that say who somebody is: filled in by the house, never asked. */
const ownFields = new Set(['name', 'creditCode', 'stockCode'])

/**
 * Sends a form to chosen organisations. The same client key sends nothing a second time. Organisations that the data set
 * does not hold refuse the whole.
 */
export async function sendCollection(ctx: Context, asked: NewCollection): Promise<CollectionDetail> {
  requirePermission(ctx.actor, 'collections.manage')
  const importer = await prepareImporter(ctx, asked.kind, { headers: [], said: asked.fields })
  importer.requirePermission(ctx)
  const known = new Set(importer.fields.map(({ name }) => name))
  const unknown = asked.fields.filter((field) => !known.has(field) || ownFields.has(field))
  if (unknown.length > 0) throw new AppError('invalid', 'registry.collection_fields', { fields: unknown })
  if (asked.dueDate < chinaDay(ctx.now))
    throw new AppError('invalid', 'registry.collection_due', { day: asked.dueDate })
  const stamp = { by: ctx.actor.displayName, byId: ctx.actor.userId, at: ctx.now }
  const isConfidential = importer.confides?.(new Set(asked.fields)) ?? false
  const terms = asked.consent ?? { purpose: asked.title, readers: [...consentReaders], validUntil: null }
  const id = await queries.insertCollection(
    ctx.db,
    { ...asked, consent: isConfidential ? terms : null },
    stamp,
  )
  if (id === undefined)
    return getCollection(ctx, (await queries.findCollectionByKey(ctx.db, asked.clientKey))!)
  const ids = [...new Set(asked.organisationIds)]
  const sent = await queries.insertRequests(ctx.db, { id, dataset: asked.dataset, at: ctx.now }, ids)
  if (sent.length < ids.length)
    throw new AppError('invalid', 'registry.collection_unknown', { count: ids.length - sent.length })
  for (const { id: request, organisationId } of await queries.listRequests(ctx.db, id))
    await tellAsked(ctx, { id: request, organisationId }, asked, 'registry.collection_sent')
  const { title, dueDate, kind } = asked
  await audit(ctx, {
    action: 'registry.send_collection',
    subject: `registry.collection/${id}`,
    detail: { title, kind, dueDate, fields: asked.fields, asked: sent.length },
  })
  return getCollection(ctx, id)
}

/** Tells an organisation about a form; at most once a day of each kind. */
export function tellAsked(
  ctx: Context,
  request: { id: string; organisationId: string },
  { title, dueDate, dataset }: { title: string; dueDate: string; dataset: 'held' | 'demo' },
  kind: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<void> {
  return pushNotice(ctx, {
    to: { organisationId: request.organisationId },
    kind,
    params: { title, due: dueDate, ...extra },
    reference: { room: 'registry', path: `/asked/${request.id}` },
    dueDate,
    dataset,
    onceKey: `${kind}/${request.id}/${chinaDay(ctx.now)}`,
  })
}

export async function listCollections(ctx: Context, dataset: 'held' | 'demo'): Promise<Collection[]> {
  requirePermission(ctx.actor, 'collections.manage')
  return (await queries.listCollections(ctx.db, dataset)).map(shown)
}

function shown({
  fields: _,
  createdById: __,
  createdAt,
  closedAt,
  ...held
}: queries.HeldCollection): Collection {
  return { ...held, createdAt: createdAt.toISOString(), closedAt: closedAt?.toISOString() ?? null }
}

/** A collection with who was asked, who has not answered first. Reading answers about relations is audited. */
export async function getCollection(ctx: Context, id: string): Promise<CollectionDetail> {
  requirePermission(ctx.actor, 'collections.manage')
  const held = await heldCollection(ctx, id)
  const requests = await queries.listRequests(ctx.db, id)
  if (held.kind !== 'firms' && requests.some(({ rows }) => rows.length > 0))
    await audit(ctx, {
      action: 'registry.read_collection',
      subject: `registry.collection/${id}`,
      confidential: true,
    })
  return { ...shown(held), fields: await fieldsOf(ctx, held), requests: requests.map(shownRequest) }
}

export async function heldCollection(ctx: Context, id: string): Promise<queries.HeldCollection> {
  const held = await queries.findCollection(ctx.db, id)
  if (!held) throw new AppError('not_found', 'registry.no_collection', { id })
  return held
}

async function fieldsOf(ctx: Context, held: queries.HeldCollection): Promise<FormField[]> {
  const { fields } = held
  const importer = await importerOf(ctx, held)
  const known = new Map(importer.fields.map((field) => [field.name, field]))
  return fields.flatMap((name) => {
    const field = known.get(name)
    return field ? [{ name, ...field.words, isRequired: field.isRequired ?? false }] : []
  })
}

/** The importer with the fields that a collection asks. */
export const importerOf = (ctx: Context, { kind, fields }: queries.HeldCollection) =>
  prepareImporter(ctx, kind, { headers: [], said: fields })

function shownRequest({
  collectionId: _,
  sentAt,
  remindedAt,
  answeredAt,
  ...held
}: queries.HeldRequest): CollectionRequest {
  return {
    ...held,
    sentAt: sentAt.toISOString(),
    remindedAt: remindedAt?.toISOString() ?? null,
    answeredAt: answeredAt?.toISOString() ?? null,
  }
}

/** Sends an answer back with a reason; the organisation is told and fills in again. */
export async function returnAnswer(
  ctx: Context,
  requestId: string,
  reason: string,
): Promise<CollectionRequest> {
  requirePermission(ctx.actor, 'collections.manage')
  const request = await heldRequest(ctx, requestId)
  if (request.state !== 'answered') throw new AppError('conflict', 'registry.answer_not_there')
  const held = await heldCollection(ctx, request.collectionId)
  await queries.updateReturned(ctx.db, requestId, reason)
  await tellAsked(ctx, request, held, 'registry.collection_returned', { reason })
  const subject = `registry.collection_request/${requestId}`
  await audit(ctx, { action: 'registry.return_answer', subject, detail: { reason } })
  return shownRequest(await heldRequest(ctx, requestId))
}

export async function closeCollection(ctx: Context, id: string): Promise<CollectionDetail> {
  requirePermission(ctx.actor, 'collections.manage')
  await heldCollection(ctx, id)
  await queries.updateClosed(ctx.db, id, ctx.now)
  await audit(ctx, { action: 'registry.close_collection', subject: `registry.collection/${id}` })
  return getCollection(ctx, id)
}

async function heldRequest(ctx: Context, id: string): Promise<queries.HeldRequest> {
  const request = await queries.findRequest(ctx.db, id)
  if (!request) throw new AppError('not_found', 'registry.no_request', { id })
  return request
}

/** What the reader's own organisation is asked. */
export async function listAsked(ctx: Context) {
  requirePermission(ctx.actor, 'collections.answer')
  const { organisationId } = ctx.actor
  if (!organisationId) return []
  const held = await queries.listRequestsOf(ctx.db, organisationId)
  return held.map(({ title, dueDate, isClosed, ...request }) => ({
    ...shownRequest(request),
    title,
    dueDate,
    isClosed,
  }))
}

/** One form of the reader's own organisation, with what is held already and its source. */
export async function getAsked(ctx: Context, requestId: string): Promise<AskedForm> {
  requirePermission(ctx.actor, 'collections.answer')
  const request = await ownRequest(ctx, requestId)
  const held = await heldCollection(ctx, request.collectionId)
  const { title, note, kind, dueDate, consent } = held
  return {
    ...shownRequest(request),
    ...{ title, note, kind, dueDate, consent },
    isClosed: held.closedAt !== null,
    fields: await fieldsOf(ctx, held),
    held: kind === 'firms' ? await queries.listHeldValues(ctx.db, request.organisationId, held.fields) : [],
  }
}

async function ownRequest(ctx: Context, requestId: string): Promise<queries.HeldRequest> {
  const request = await heldRequest(ctx, requestId)
  // Offices see every request; only the organisation itself fills one in.
  if (request.organisationId !== ctx.actor.organisationId)
    throw new AppError('not_found', 'registry.no_request', { id: requestId })
  return request
}

/** Keeps a draft, or hands the answer in: every row is checked by the importer, faults are told by field. */
export async function answerCollection(
  ctx: Context,
  requestId: string,
  { rows, isFinal }: CollectionAnswer,
): Promise<AskedForm> {
  requirePermission(ctx.actor, 'collections.answer')
  const request = await ownRequest(ctx, requestId)
  const held = await heldCollection(ctx, request.collectionId)
  if (held.closedAt) throw new AppError('conflict', 'registry.collection_closed', { title: held.title })
  if (request.state === 'taken') throw new AppError('conflict', 'registry.answer_taken')
  const asked = new Set(held.fields)
  const kept = rows
    .map((row) =>
      Object.fromEntries(Object.entries(row).filter(([field, text]) => asked.has(field) && text.trim())),
    )
    .filter((row) => Object.keys(row).length > 0)
  if (isFinal) await assertUsable(ctx, { held, request, rows: kept })
  const state = isFinal ? 'answered' : 'draft'
  await queries.updateAnswer(ctx.db, requestId, { state, rows: kept, by: ctx.actor.displayName, at: ctx.now })
  if (isFinal) {
    const subject = `registry.collection_request/${requestId}`
    await audit(ctx, { action: 'registry.answer_collection', subject, detail: { rows: kept.length } })
  }
  return getAsked(ctx, requestId)
}

async function assertUsable(
  ctx: Context,
  {
    held,
    request,
    rows,
  }: { held: queries.HeldCollection; request: queries.HeldRequest; rows: Record<string, string>[] },
): Promise<void> {
  if (rows.length === 0) throw new AppError('invalid', 'registry.answer_empty')
  const importer = await importerOf(ctx, held)
  const names = (await queries.listNames(ctx.db, [request.organisationId])).get(request.organisationId)!
  const options = { dataset: held.dataset, fileName: held.title, partner: held.partner }
  const isAsked = new Set([...held.fields, 'name', 'creditCode'])
  const askedColumn = (field: string) => (isAsked.has(field) ? field : null)
  const faults = rows.flatMap((row, i) => {
    const values = { ...row, name: names.name, creditCode: names.creditCode ?? '' }
    const parsed = importer.parse({ line: i, values }, options, askedColumn)
    // A cell that a file would leave out is a fault in a form: whoever filled it in can mend it now.
    const faulty = (parsed.problems ?? []).filter(({ code }) => !parsed.ok || code.startsWith('registry.'))
    return faulty.map(({ column, code, params = {} }) => ({
      field: `rows.${i}.${column}`,
      code,
      params,
    }))
  })
  if (faults.length > 0)
    throw new AppError('invalid', 'registry.answer_faults', { count: faults.length }, faults)
}
