import { normaliseName } from '../../../engines/identity/index.ts'
import { AppError, type FieldProblem } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { listByName } from '../../registry/index.ts'
import { doubtsOf } from '../domain/item-doubts.ts'
import {
  contentSchemas,
  type DocumentDetail,
  type DocumentItem,
  type ItemChange,
  type ItemContent,
  type ItemDecision,
  type ItemKind,
  type NewItem,
} from '../model.ts'
import * as queries from '../queries/documents.ts'
import { getDocumentRow, openForReview, summaryOf } from './documents.ts'

/** One document with its text and items, for text and result side by side. */
export async function getDocument(ctx: Context, id: string): Promise<DocumentDetail> {
  requirePermission(ctx.actor, 'programmes.read')
  const row = await getDocumentRow(ctx, id)
  requirePermission(ctx.actor, 'programmes.read', row.cityCode)
  const items = await queries.listItems(ctx.db, id)
  const conflicts = row.conflicts.map(({ kind, items: places }) => ({
    kind,
    ordinals: places.flatMap(({ span }) => ordinalsAt(items, span)),
  }))
  const contested = new Set(conflicts.flatMap(({ ordinals }) => ordinals))
  const pending = items.filter(({ decision }) => decision === 'pending').length
  return {
    ...summaryOf(row, items.length, pending),
    withdrawnBy: row.withdrawnBy,
    withdrawnReason: row.withdrawnReason,
    addressee: row.addressee,
    signer: row.signer,
    handler: row.handler,
    copies: row.copies,
    text: row.text,
    encoding: row.decoding.encoding,
    isRepaired: row.decoding.repaired,
    uncertain: row.decoding.uncertain.map(({ span, ...guess }) => ({
      span: [...span] as [number, number],
      ...guess,
    })),
    conflicts,
    organisations: await resolve(ctx, row),
    items: items.map((item) => itemOf(item, row.decoding.uncertain, contested)),
    version: row.version,
  }
}

const ordinalsAt = (items: readonly queries.HeldItem[], [from, to]: readonly [number, number]) =>
  items
    .filter((item) => item.kind === 'target' && item.spanStart === from && item.spanEnd === to)
    .map(({ ordinal }) => ordinal)

async function resolve(ctx: Context, { organisations, dataset }: queries.HeldDocument) {
  const names = organisations.map(({ name }) => normaliseName(name))
  const held = names.length === 0 ? [] : await listByName(ctx.db, dataset, [...new Set(names)])
  const idOf = new Map(held.map(({ nameNormalised, id }) => [nameNormalised, String(id)]))
  return organisations.map(({ name, span }, i) => ({
    name,
    span: [...span] as [number, number],
    organisationId: idOf.get(names[i]!) ?? null,
  }))
}

const spanOf = ({ spanStart, spanEnd }: queries.HeldItem): [number, number] | null =>
  spanStart === null || spanEnd === null ? null : [spanStart, spanEnd]

/** What an item says now: as a person wrote it, else as it was read. */
export const contentOf = ({ read, written }: queries.HeldItem): ItemContent =>
  (written ?? read) as ItemContent

function itemOf(
  item: queries.HeldItem,
  uncertain: DocumentDetail['uncertain'] | queries.HeldDocument['decoding']['uncertain'],
  contested: ReadonlySet<number>,
): DocumentItem {
  const { ordinal, kind, decision, decidedBy } = item
  const span = spanOf(item)
  const isInConflict = contested.has(ordinal)
  return {
    ordinal,
    kind,
    read: item.read as DocumentItem['read'],
    written: item.written as DocumentItem['written'],
    decision,
    span,
    decidedBy,
    doubts: doubtsOf({ kind, content: contentOf(item), span, uncertain, isInConflict }),
  }
}

/** A person's text of an item in the shape of its kind, or `invalid` with the fields that are wrong. */
function checkContent(kind: ItemKind, written: unknown): ItemContent {
  const checked = contentSchemas[kind].safeParse(written)
  if (checked.success) return checked.data
  const fields: FieldProblem[] = checked.error.issues.map(({ path }) => ({
    field: ['written', ...path].join('.'),
    code: 'programmes.item_field_wrong',
    params: { field: path.join('.') },
  }))
  throw new AppError('invalid', 'programmes.item_wrong', {}, fields)
}

const decidedNow = (ctx: Context, decision: ItemDecision) =>
  decision === 'pending'
    ? { decision, decidedBy: null, decidedAt: null }
    : { decision, decidedBy: ctx.actor.userName, decidedAt: ctx.now }

/** Corrects, accepts, rejects or puts back one item. */
export async function changeItem(
  ctx: Context,
  id: string,
  ordinal: number,
  change: ItemChange,
): Promise<DocumentDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  await openForReview(ctx, id, change.version)
  const item = (await queries.listItems(ctx.db, id)).find((one) => one.ordinal === ordinal)
  if (!item) throw new AppError('not_found', 'programmes.no_item', { id, ordinal })
  if (change.written === null && item.read === null)
    throw new AppError('conflict', 'programmes.item_has_no_reading')
  const written = change.written ? checkContent(item.kind, change.written) : change.written
  await queries.updateItems(
    ctx.db,
    { documentId: id, ordinals: [ordinal] },
    { ...decidedNow(ctx, change.decision), ...(written === undefined ? {} : { written }) },
  )
  await auditItems(ctx, id, {
    ordinals: [ordinal],
    decision: change.decision,
    isCorrected: written !== undefined,
  })
  return getDocument(ctx, id)
}

type Bulk = { version: number; ordinals: readonly number[]; decision: ItemDecision }

/** Accepts, rejects or puts back several items at once: all of them or none. */
export async function decideItems(ctx: Context, id: string, bulk: Bulk): Promise<DocumentDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  await openForReview(ctx, id, bulk.version)
  const held = new Set((await queries.listItems(ctx.db, id)).map(({ ordinal }) => ordinal))
  const unknown = bulk.ordinals.find((ordinal) => !held.has(ordinal))
  if (unknown !== undefined) throw new AppError('not_found', 'programmes.no_item', { id, ordinal: unknown })
  const of = { documentId: id, ordinals: bulk.ordinals }
  await queries.updateItems(ctx.db, of, decidedNow(ctx, bulk.decision))
  await auditItems(ctx, id, { ordinals: bulk.ordinals, decision: bulk.decision, isCorrected: false })
  return getDocument(ctx, id)
}

/** Adds an item that was not read, accepted as it is written. */
export async function addItem(ctx: Context, id: string, item: NewItem): Promise<DocumentDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const document = await openForReview(ctx, id, item.version)
  const written = checkContent(item.kind, item.written)
  if (item.span && (item.span[0] >= item.span[1] || item.span[1] > document.text.length))
    throw new AppError('invalid', 'programmes.span_outside', {}, [
      { field: 'span', code: 'programmes.span_outside' },
    ])
  const held = await queries.listItems(ctx.db, id)
  const ordinal = (held.at(-1)?.ordinal ?? -1) + 1
  const [spanStart, spanEnd] = item.span ?? [null, null]
  await queries.insertItem(ctx.db, {
    documentId: BigInt(id),
    ordinal,
    kind: item.kind,
    read: null,
    written: JSON.stringify(written),
    spanStart,
    spanEnd,
    ...decidedNow(ctx, 'accepted'),
  })
  await auditItems(ctx, id, { ordinals: [ordinal], decision: 'accepted', isCorrected: true })
  return getDocument(ctx, id)
}

function auditItems(ctx: Context, id: string, detail: Record<string, unknown>) {
  return audit(ctx, { action: 'programmes.document_items', subject: `programmes.document/${id}`, detail })
}
