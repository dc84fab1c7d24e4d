import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, holds, keepAttachment, requirePermission } from '../../access/index.ts'
import type { NewRelationInput, RelationCorrection, RelationEndInput } from '../model.ts'
import { findParty } from '../queries/agreements.ts'
import * as queries from '../queries/hand-relations.ts'
import { ownFirm } from './agreements.ts'
import { mayChange } from './organisation-relations.ts'

const fault = (field: string, code: string, params: Record<string, unknown> = {}) =>
  new AppError('invalid', code, params, [{ field, code, params }])

type Told = Pick<RelationCorrection, 'sharePpm' | 'amountFen' | 'amountLowFen' | 'amountHighFen'>
type Figures = Pick<queries.HandRelation, 'sharePpm' | 'amountFen' | 'amountLowFen' | 'amountHighFen'>

/** An amount or a band, not both; a band has two ends in order; something must be told. @throws invalid by field */
export function figuresOf({
  sharePpm = null,
  amountFen = null,
  amountLowFen = null,
  amountHighFen = null,
}: Told): Figures {
  const hasBand = amountLowFen !== null || amountHighFen !== null
  if (hasBand && (amountLowFen === null || amountHighFen === null))
    throw fault(amountLowFen === null ? 'amountLowFen' : 'amountHighFen', 'network.band_half')
  if (hasBand && BigInt(amountLowFen!) > BigInt(amountHighFen!))
    throw fault('amountHighFen', 'network.band_turned')
  if (hasBand && amountFen !== null) throw fault('amountFen', 'network.band_and_amount')
  if (!hasBand && amountFen === null && sharePpm === null) throw fault('amountFen', 'network.relation_empty')
  return { sharePpm, amountFen, amountLowFen, amountHighFen }
}

/** Which side tells: a firm is one of the two ends; an office may tell of any two firms, but nothing it may not see. */
function sideOf(ctx: Context, { buyerId, supplierId, confidentiality }: NewRelationInput) {
  if (buyerId === supplierId) throw fault('supplierId', 'network.relation_to_itself')
  if (holds(ctx.actor, 'relations.read_all')) {
    if (confidentiality === 'parties') throw fault('confidentiality', 'network.parties_only_by_party')
    return 'office' as const
  }
  const own = ownFirm(ctx)
  if (buyerId === own) return 'buyer' as const
  if (supplierId === own) return 'supplier' as const
  throw new AppError('forbidden', 'network.relation_of_others', {})
}

async function findEnd(ctx: Context, field: string, id: string, dataset: 'held' | 'demo') {
  const found = await findParty(ctx.db, id)
  if (!found || found.dataset !== dataset) throw fault(field, 'network.agreement_no_partner', { id })
  // By the organisation, not its name: a renaming must not make a second relation possible, nor lose this one.
  return { text: found.name, key: `organisation:${id}` }
}

const subjectOf = (id: string) => `network.supply_link/${id}`

/**
 * Writes one relation down by hand: of one's own firm, or as an office. The same form again gives the same relation.
 * @throws conflict `network.relation_held` where the same two, year and product are held already: that one is corrected
 */
export async function stateRelation(ctx: Context, input: NewRelationInput): Promise<{ id: string }> {
  requirePermission(ctx.actor, 'relations.state')
  const statedSide = sideOf(ctx, input)
  const figures = figuresOf(input)
  const by = ctx.actor.userName
  const before = await queries.findRelationByRequest(ctx.db, by, input.requestKey)
  if (before !== undefined) return { id: before }
  const buyer = await findEnd(ctx, 'buyerId', input.buyerId, input.dataset)
  const supplier = await findEnd(ctx, 'supplierId', input.supplierId, input.dataset)
  const {
    product = null,
    note = null,
    dataset,
    buyerId,
    supplierId,
    year,
    confidentiality,
    source,
    requestKey,
  } = input
  const same = await queries.findSameRelation(ctx.db, {
    dataset,
    buyerId,
    supplierId,
    year,
    product,
    confidentiality,
  })
  const held = new AppError('conflict', 'network.relation_held', {
    year,
    buyer: buyer.text,
    supplier: supplier.text,
  })
  if (same) throw held
  const row = {
    ...{ dataset, buyerId, supplierId, year, product, note, confidentiality, source, requestKey, statedSide },
    ...{ buyerKey: buyer.key, supplierKey: supplier.key, buyerText: buyer.text, supplierText: supplier.text },
    ...figures,
    evidenceKey: `${by}/${requestKey}`,
  }
  const id = await queries.insertHandRelation(ctx.db, row, { by, at: ctx.now })
  if (id === undefined) {
    // Two equal requests at one moment: the other one wrote it. Else one that the reader may not see stands there.
    const sent = await queries.findRelationByRequest(ctx.db, by, requestKey)
    if (sent === undefined) throw held
    return { id: sent }
  }
  await audit(ctx, {
    action: 'network.state_relation',
    subject: subjectOf(id),
    detail: { year, statedSide, confidentiality },
  })
  return { id }
}

/** A relation that its reader may change, locked. */
async function lockOwn(ctx: Context, id: string): Promise<queries.HeldHandRelation> {
  requirePermission(ctx.actor, 'relations.state')
  const row = await queries.lockRelation(ctx.db, id)
  if (!row) throw new AppError('not_found', 'network.no_relation', { id })
  const side = String(row.buyerId) === ctx.actor.organisationId ? ('supplier' as const) : ('buyer' as const)
  if (!mayChange(ctx, { side, statedSide: row.statedSide, confidentiality: row.confidentiality }))
    throw new AppError('forbidden', 'network.relation_not_told_by_you', {})
  if (row.endedOn !== null) throw new AppError('conflict', 'network.relation_ended', { endedOn: row.endedOn })
  return row
}

/** What the trail keeps of a reason: it is read by others, so nothing of a row for its parties only. */
const reasonFor = (
  { confidentiality }: Pick<queries.HeldHandRelation, 'confidentiality'>,
  { reason }: { readonly reason: string },
) => (confidentiality === 'office' ? { reason } : {})

/** Corrects a relation: the former figures stay as history. */
export async function correctRelation(
  ctx: Context,
  id: string,
  input: RelationCorrection,
): Promise<{ id: string }> {
  requirePermission(ctx.actor, 'relations.state')
  const figures = figuresOf(input)
  const by = ctx.actor.userName
  const before = await queries.findRelationByRequest(ctx.db, by, input.requestKey)
  if (before !== undefined) return { id: before }
  const row = await lockOwn(ctx, id)
  if (row.buyerId === null || row.supplierId === null)
    throw new AppError('conflict', 'network.relation_waits', {})
  await queries.supersedeRelation(ctx.db, row.id, ctx.now)
  const { importId: _, endedOn: _e, validFrom: _f, validTo: _t, id: former, ...rest } = row
  const fresh = await queries.insertHandRelation(
    ctx.db,
    {
      ...rest,
      ...figures,
      ...{ buyerId: String(row.buyerId), supplierId: String(row.supplierId), requestKey: input.requestKey },
      ...{ statedSide: row.statedSide ?? 'office', evidenceKey: row.evidenceKey ?? `relation/${former}` },
    },
    { by, at: ctx.now },
  )
  if (fresh === undefined)
    throw new AppError('conflict', 'network.relation_held', {
      ...{ year: row.year, buyer: row.buyerText, supplier: row.supplierText },
    })
  const detail = { former: String(former), ...reasonFor(row, input) }
  await audit(ctx, { action: 'network.correct_relation', subject: subjectOf(fresh), detail })
  return { id: fresh }
}

/** Ends a relation within its year, with the reason. What was bought until then still counts for the year. */
export async function endRelation(ctx: Context, id: string, input: RelationEndInput): Promise<void> {
  const row = await lockOwn(ctx, id)
  if (input.endedOn < row.validFrom || input.endedOn > row.validTo)
    throw fault('endedOn', 'network.end_outside', { from: row.validFrom, to: row.validTo })
  await queries.endRelation(ctx.db, row.id, input)
  const detail = { endedOn: input.endedOn, ...reasonFor(row, input) }
  await audit(ctx, { action: 'network.end_relation', subject: subjectOf(id), detail })
}

/** Keeps a document that proves a relation: read by who handed it in, and by offices unless the row is for its parties. */
export async function addRelationEvidence(
  ctx: Context,
  { id, fileName, bytes }: { id: string; fileName: string; bytes: Buffer },
): Promise<{ id: string }> {
  const row = await lockOwn(ctx, id)
  const key = row.evidenceKey ?? `relation/${row.id}`
  if (row.evidenceKey === null) await queries.setEvidenceKey(ctx.db, row.id, key)
  const organisationId = holds(ctx.actor, 'relations.read_all') ? null : ctx.actor.organisationId
  const readers = row.confidentiality === 'office' ? (['administrator', 'chain_office'] as const) : []
  const kept = await keepAttachment(ctx, {
    ...{ room: 'network', subject: `network.relation/${key}`, organisationId, readers, fileName, bytes },
  })
  return { id: kept.id }
}
