import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { restoreOffered, withdrawOffered } from '../../indicators/index.ts'
import type { DocumentDetail } from '../model.ts'
import * as queries from '../queries/documents.ts'
import { getDocumentRow } from './documents.ts'
import { openPublished, originOf } from './plan-targets.ts'
import { getDocument } from './review.ts'

type Step = { version: number; reason: string }

/**
 * Withdraws a published document with the reason: the targets taken up from it are taken back; text, items and history
 * stay, and its tasks go on until they are ended on their own pages. `reinstateDocument` undoes it.
 */
export async function withdrawDocument(
  ctx: Context,
  id: string,
  { version, reason }: Step,
): Promise<DocumentDetail> {
  const document = await openPublished(ctx, id)
  const now = { withdrawnBy: ctx.actor.userName, withdrawnAt: ctx.now, withdrawnReason: reason }
  if (document.version !== version || !(await queries.advanceDocument(ctx.db, id, version, now)))
    throw new AppError('conflict', 'programmes.changed_meanwhile', { id })
  const place = { cityCode: document.cityCode, dataset: document.dataset }
  const targets = await withdrawOffered(ctx, place, originOf(id, ''), reason)
  await audit(ctx, {
    action: 'programmes.document_withdraw',
    subject: `programmes.document/${id}`,
    detail: { reason, targets },
  })
  return getDocument(ctx, id)
}

/**
 * Undoes a withdrawal with the reason: the document counts again and the targets that went with it stand as before; its
 * tasks had gone on all the time. Refused, and nothing changed, where another edition was published since or a target was overtaken.
 */
export async function reinstateDocument(
  ctx: Context,
  id: string,
  { version, reason }: Step,
): Promise<DocumentDetail> {
  requirePermission(ctx.actor, 'programmes.manage')
  const document = await getDocumentRow(ctx, id)
  requirePermission(ctx.actor, 'programmes.manage', document.cityCode)
  if (document.withdrawnAt === null)
    throw new AppError('conflict', 'programmes.document_not_withdrawn', { id })
  const { cityCode, dataset, title, number, withdrawnAt, withdrawnBy, withdrawnReason } = document
  const later = await queries.findLaterEdition(ctx.db, { id, cityCode, dataset, title, number, withdrawnAt })
  if (later)
    throw new AppError('conflict', 'programmes.later_edition', { id: String(later.id), title: later.title })
  const holds = { withdrawnBy: null, withdrawnAt: null, withdrawnReason: null }
  if (document.version !== version || !(await queries.advanceDocument(ctx.db, id, version, holds)))
    throw new AppError('conflict', 'programmes.changed_meanwhile', { id })
  const from = { originStart: originOf(id, ''), takenBackAt: withdrawnAt, reason }
  const targets = await restoreOffered(ctx, { cityCode, dataset }, from)
  await audit(ctx, {
    action: 'programmes.document_reinstate',
    subject: `programmes.document/${id}`,
    detail: {
      reason,
      targets,
      undone: { withdrawnBy, withdrawnReason, withdrawnAt: withdrawnAt.toISOString() },
    },
  })
  return getDocument(ctx, id)
}
