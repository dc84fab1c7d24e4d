import { AppError } from '../../../kernel/errors.ts'
import {
  audit,
  type Context,
  keepAttachment,
  listAttachments,
  readAttachment,
  requirePermission,
} from '../../access/index.ts'
import type { Appeal } from '../model.ts'
import * as appeals from '../queries/appeals.ts'

const most = 10
const subjectOf = (id: bigint) => `evaluation.appeal/${id}`

/** The documents of an objection that the reader may see (row security let them see the objection), oldest first. */
export async function listDocuments(ctx: Context, { id }: { id: bigint }): Promise<Appeal['documents']> {
  const found = await ctx.asProgram(() =>
    listAttachments(ctx, { room: 'evaluation', subject: subjectOf(id) }),
  )
  return found.map(({ id: document, fileName, byteCount, uploadedAt }) => ({
    id: document,
    fileName,
    byteCount,
    uploadedAt,
  }))
}

async function getVisible(ctx: Context, id: string): Promise<appeals.HeldAppeal> {
  const appeal = await appeals.findAppeal(ctx.db, id)
  if (!appeal) throw new AppError('not_found', 'evaluation.no_appeal', { id })
  return appeal
}

/** Keeps a document with a firm's own open objection; what it is, is told by its content. Ten at most. */
export async function addAppealDocument(
  ctx: Context,
  id: string,
  { fileName, bytes }: { fileName: string; bytes: Buffer },
): Promise<{ id: string }> {
  requirePermission(ctx.actor, 'evaluation.appeal')
  const appeal = await getVisible(ctx, id)
  if (ctx.actor.organisationId !== String(appeal.organisationId))
    throw new AppError('not_found', 'evaluation.no_appeal', { id })
  if (appeal.state !== 'submitted') throw new AppError('conflict', 'evaluation.appeal_closed', {})
  if ((await listDocuments(ctx, appeal)).length >= most)
    throw new AppError('conflict', 'evaluation.too_many_documents', { most })
  const kept = await keepAttachment(ctx, {
    room: 'evaluation',
    subject: subjectOf(appeal.id),
    organisationId: ctx.actor.organisationId,
    readers: ['administrator', 'chain_office'],
    fileName,
    bytes,
  })
  return { id: kept.id }
}

/** One document of an objection that the reader may see, for a download; an audited reading. */
export async function readAppealDocument(
  ctx: Context,
  { id, document }: { id: string; document: string },
): Promise<{ fileName: string; mediaType: string; bytes: Buffer }> {
  requirePermission(ctx.actor, 'evaluation.appeals')
  const appeal = await getVisible(ctx, id)
  const documents = await listDocuments(ctx, appeal)
  if (!documents.some((one) => one.id === document))
    throw new AppError('not_found', 'evaluation.no_document', { id: document })
  await audit(ctx, {
    action: 'evaluation.document_read',
    subject: subjectOf(appeal.id),
    detail: { document, organisationId: String(appeal.organisationId) },
    confidential: true,
  })
  return ctx.asProgram(() => readAttachment(ctx, document))
}
