import { createHash } from 'node:crypto'
import { type Extraction, extractDocument, readDocument } from '../../../engines/documents/index.ts'
import { cutText } from '../../../kernel/cut-text.ts'
import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, type Dataset, requirePermission } from '../../access/index.ts'
import { documentKindOf, itemsOf } from '../domain/read-items.ts'
import type { DocumentSummary } from '../model.ts'
import * as queries from '../queries/documents.ts'

export type Upload = { cityCode: string; dataset: Dataset; fileName: string; bytes: Buffer }

/**
 * Reads an official document (text, DOCX, PDF with a text layer) and keeps it with all that was read out of it, for a
 * person to go through; nothing of it counts before it is published. The same file again gives the document that
 * stands. Refuses what is no such document with the reason.
 */
export async function uploadDocument(ctx: Context, upload: Upload): Promise<{ id: string; isNew: boolean }> {
  requirePermission(ctx.actor, 'programmes.manage', upload.cityCode)
  const { bytes, dataset, cityCode } = upload
  const sha256 = createHash('sha256').update(bytes).digest()
  const before = await queries.findDocumentBySha(ctx.db, { dataset, cityCode, sha256 })
  if (before) return { id: before, isNew: false }
  const { text, decoding } = await readDocument(bytes)
  const extraction = extractDocument(text)
  const id = await queries.insertDocument(
    ctx.db,
    rowOf(ctx, upload, { text, extraction, sha256, decoding }),
    itemRows(extraction),
  )
  await audit(ctx, {
    action: 'programmes.document_upload',
    subject: `programmes.document/${id}`,
    detail: { fileName: upload.fileName, sha256: sha256.toString('hex'), cityCode, dataset },
  })
  return { id, isNew: true }
}

type Read = { text: string; extraction: Extraction; sha256: Buffer; decoding: object }

function rowOf(ctx: Context, { cityCode, dataset, fileName }: Upload, read: Read) {
  const { head, conflicts, organisations } = read.extraction
  return {
    dataset,
    cityCode,
    kind: documentKindOf(read.extraction),
    title: cutText(head.title ?? fileName.replace(/\.[^.]*$/, ''), 500),
    number: head.number,
    documentDate: head.date,
    addressee: head.addressee,
    signer: head.signer,
    handler: head.handler,
    copies: head.copies,
    fileName: cutText(fileName, 255),
    sha256: read.sha256,
    text: read.text,
    decoding: JSON.stringify(read.decoding),
    conflicts: JSON.stringify(conflicts),
    organisations: JSON.stringify(organisations),
    state: 'review' as const,
    uploadedBy: ctx.actor.userName,
    uploadedAt: ctx.now,
    publishedBy: null,
    publishedAt: null,
  }
}

const itemRows = (extraction: Extraction) =>
  itemsOf(extraction).map(({ kind, read, span }, ordinal) => ({
    ordinal,
    kind,
    read: JSON.stringify(read),
    written: null,
    decision: 'pending' as const,
    spanStart: span[0],
    spanEnd: span[1],
    decidedBy: null,
    decidedAt: null,
  }))

/** The documents of a city, newest first. */
export async function listDocuments(
  ctx: Context,
  of: { city: string; dataset: Dataset },
): Promise<{ items: DocumentSummary[] }> {
  requirePermission(ctx.actor, 'programmes.read', of.city)
  const rows = await queries.listDocuments(ctx.db, { dataset: of.dataset, cityCode: of.city })
  return { items: rows.map((row) => summaryOf(row, Number(row.itemCount), Number(row.pendingCount))) }
}

type Summarised = Pick<
  queries.HeldDocument,
  | 'id'
  | 'kind'
  | 'title'
  | 'number'
  | 'documentDate'
  | 'fileName'
  | 'state'
  | 'uploadedBy'
  | 'uploadedAt'
  | 'publishedAt'
  | 'withdrawnAt'
> & { planId: bigint | null }

/** A document as a list shows it. */
export function summaryOf(row: Summarised, itemCount: number, pendingCount: number): DocumentSummary {
  return {
    id: String(row.id),
    kind: row.kind,
    title: row.title,
    number: row.number,
    documentDate: row.documentDate,
    fileName: row.fileName,
    state: row.state,
    uploadedBy: row.uploadedBy,
    uploadedAt: row.uploadedAt.toISOString(),
    publishedAt: row.publishedAt?.toISOString() ?? null,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    itemCount,
    pendingCount,
    planId: row.planId === null ? null : String(row.planId),
  }
}

/** A document that the reader may change now, at the version that they saw. Refuses with what to do otherwise. */
export async function openForReview(ctx: Context, id: string, version: number) {
  const document = await getDocumentRow(ctx, id)
  requirePermission(ctx.actor, 'programmes.manage', document.cityCode)
  if (document.state !== 'review') throw new AppError('conflict', 'programmes.not_in_review', { id })
  if (document.version !== version || !(await queries.advanceDocument(ctx.db, id, version)))
    throw new AppError('conflict', 'programmes.changed_meanwhile', { id })
  return { ...document, version: version + 1 }
}

/** A document's row, or `not_found`. */
export async function getDocumentRow(ctx: Context, id: string) {
  const document = await queries.findDocument(ctx.db, id)
  if (!document) throw new AppError('not_found', 'programmes.no_document', { id })
  return document
}
