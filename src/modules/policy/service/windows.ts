import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { WindowInput } from '../model.ts'
import {
  findDocument,
  hasPublishedClause,
  insertWindow,
  removeWindow as queryRemove,
} from '../queries/library.ts'

/** Opens a time in which one may apply under a policy, or one of its clauses. */
export async function addWindow(ctx: Context, policyId: string, input: WindowInput): Promise<{ id: string }> {
  const { city, dataset, clauseId, opensOn, closesOn, paysOn, source } = input
  requirePermission(ctx.actor, 'policy.draft', city)
  if (!(await findDocument(ctx.db, policyId)))
    throw new AppError('not_found', 'policy.no_document', { id: policyId })
  if (clauseId && !(await hasPublishedClause(ctx.db, policyId, clauseId)))
    throw new AppError('not_found', 'policy.no_clause', { id: policyId, clause: clauseId })
  if (closesOn < opensOn)
    throw new AppError('invalid', 'policy.window_reversed', { opensOn, closesOn }, [
      { field: 'closesOn', code: 'policy.window_reversed', params: { opensOn, closesOn } },
    ])
  const id = await insertWindow(ctx.db, {
    dataset,
    policyId,
    clauseId: clauseId ?? null,
    opensOn,
    closesOn,
    paysOn: paysOn ?? null,
    source,
    enteredBy: ctx.actor.displayName,
    enteredAt: ctx.now,
    removedAt: null,
  })
  await audit(ctx, {
    action: 'policy.add_window',
    subject: `policy/${policyId}/window/${id}`,
    detail: { opensOn, closesOn, source },
  })
  return { id: String(id) }
}

/** Takes a window back; it stays as history. */
export async function removeWindow(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx.actor, 'policy.draft')
  if (!(await queryRemove(ctx.db, id, ctx.now))) throw new AppError('not_found', 'policy.no_window', { id })
  await audit(ctx, { action: 'policy.remove_window', subject: `policy.window/${id}` })
}
