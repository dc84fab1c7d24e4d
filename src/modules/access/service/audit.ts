import type { Context } from '../context.ts'
import { requirePermission } from '../domain/permissions.ts'
import type { AuditEntry, AuditVerdict } from '../model.ts'
import * as queries from '../queries/audit.ts'

/**
 * Writes one audit entry in the caller's transaction. `confidential` marks a reading of confidential facts.
 * `subject` names the thing by room and id, for example `registry.import/12`.
 */
export async function audit(
  ctx: Context,
  entry: { action: string; subject: string; detail?: Record<string, unknown>; confidential?: boolean },
): Promise<void> {
  await queries.appendAudit(ctx.db, {
    at: ctx.now,
    action: entry.action,
    subject: entry.subject,
    detail: JSON.stringify(entry.detail ?? {}),
    confidential: entry.confidential ?? false,
  })
}

export async function listAudit(
  ctx: Context,
  page: { before: number | null; limit: number; action: string | null; user: string | null },
): Promise<AuditEntry[]> {
  requirePermission(ctx.actor, 'audit.read')
  return queries.listAudit(ctx.db, page)
}

/**
 * Recomputes the audit chain. With an anchor noted earlier (`seq:digest`), also finds a chain that was rewritten
 * whole since then.
 */
export async function verifyAudit(
  ctx: Context,
  anchor?: { seq: number; digest: string },
): Promise<AuditVerdict> {
  requirePermission(ctx.actor, 'audit.read')
  const verdict = await queries.checkAuditChain(ctx.db)
  if (!verdict.ok || !anchor) return verdict
  const then = await queries.findAuditDigest(ctx.db, anchor.seq)
  if (then === anchor.digest) return verdict
  return {
    ...verdict,
    ok: false,
    firstBad: { seq: anchor.seq, kind: then === undefined ? 'cut_off' : 'changed' },
  }
}
