import { createHash } from 'node:crypto'
import { AppError } from '../../../kernel/errors.ts'
import type { Context } from '../context.ts'
import { fileKindOf } from '../domain/file-kind.ts'
import { requirePermission } from '../domain/permissions.ts'
import type { Role } from '../model.ts'
import * as queries from '../queries/attachments.ts'
import { audit } from './audit.ts'

/** The largest document that is kept, in bytes. */
export const attachmentLimitBytes = 20 * 1024 * 1024

export type Attachment = {
  id: string
  room: string
  subject: string
  organisationId: string | null
  fileName: string
  mediaType: string
  byteCount: number
  uploadedAt: string
}

type Kept = {
  room: string
  /** What it belongs to, `policy.application/12`. */
  subject: string
  /** Whose document it is; null for an office's own. */
  organisationId: string | null
  /** Roles that read it beside its owner. */
  readers: readonly Role[]
  fileName: string
  bytes: Buffer
}

/**
 * Keeps a document that somebody hands in, typed by its content (PDF, PNG, JPEG, DOCX, XLSX, OFD; at most 20 MB). The
 * caller has asked the room's permission. Refuses other content with `invalid`, too much with `too_large`.
 */
export async function keepAttachment(ctx: Context, kept: Kept): Promise<Attachment> {
  const { bytes, fileName, readers, organisationId, ...of } = kept
  if (bytes.length > attachmentLimitBytes) {
    throw new AppError('too_large', 'access.attachment_too_large', {
      fileName,
      limitMb: attachmentLimitBytes / 1048576,
    })
  }
  const kind = fileKindOf(bytes)
  if (!kind) throw new AppError('invalid', 'access.attachment_kind', { fileName })
  const sha256 = createHash('sha256').update(bytes).digest()
  const row = {
    ...of,
    organisationId: organisationId === null ? null : BigInt(organisationId),
    readers: [...readers],
    fileName: safeName(fileName, kind.extension),
    mediaType: kind.mediaType,
    byteCount: bytes.length,
    uploadedAt: ctx.now,
  }
  const uploadedBy = ctx.actor.userId === null ? null : BigInt(ctx.actor.userId)
  const id = await queries.insertAttachment(ctx.db, { ...row, sha256, content: bytes, uploadedBy })
  await audit(ctx, {
    action: 'access.attachment_keep',
    subject: of.subject,
    detail: { id, fileName: row.fileName, sha256: sha256.toString('hex') },
  })
  return { id, organisationId, uploadedAt: ctx.now.toISOString(), ...described(row) }
}

const described = (row: Pick<Attachment, 'room' | 'subject' | 'fileName' | 'mediaType' | 'byteCount'>) => ({
  room: row.room,
  subject: row.subject,
  fileName: row.fileName,
  mediaType: row.mediaType,
  byteCount: row.byteCount,
})

/** A name that no system reads as a path or an order, ending as its content says. */
function safeName(name: string, extension: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const bare = last.replace(/\p{Cc}|\p{Cf}|[<>:"|?*]/gu, '').replace(/\.[^.]*$/, '')
  return `${[...bare].slice(0, 120).join('').trim() || 'document'}.${extension}`
}

/** The documents of one subject, oldest first; row security shows only the reader's. */
export async function listAttachments(
  ctx: Context,
  of: { room: string; subject: string },
): Promise<Attachment[]> {
  const rows = await queries.listAttachments(ctx.db, of)
  return rows.map((row) => ({
    id: String(row.id),
    organisationId: row.organisationId === null ? null : String(row.organisationId),
    uploadedAt: row.uploadedAt.toISOString(),
    ...described(row),
  }))
}

/** One document with its bytes, for a download. Reading somebody else's is an audit entry. */
export async function readAttachment(
  ctx: Context,
  id: string,
): Promise<{ fileName: string; mediaType: string; bytes: Buffer }> {
  requirePermission(ctx.actor, 'account.own')
  const row = await queries.findAttachment(ctx.db, id)
  if (!row) throw new AppError('not_found', 'access.no_attachment', { id })
  const owner = row.organisationId === null ? null : String(row.organisationId)
  if (owner !== null && owner !== ctx.actor.organisationId) {
    await audit(ctx, {
      action: 'access.attachment_read',
      subject: row.subject,
      detail: { id, organisationId: owner, fileName: row.fileName },
      confidential: true,
    })
  }
  return { fileName: row.fileName, mediaType: row.mediaType, bytes: row.content }
}
