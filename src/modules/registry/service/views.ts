import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { NewView, SavedView } from '../model.ts'
import * as queries from '../queries/views.ts'

/** The views of a list that its reader has or was given. */
export async function listViews(ctx: Context, list: string): Promise<SavedView[]> {
  requirePermission(ctx.actor, 'account.own')
  const rows = await queries.listViews(ctx.db, list)
  return rows.map(({ id, userId, savedAt, settings, ...row }) => ({
    ...row,
    settings: settings as SavedView['settings'],
    id: String(id),
    isOwn: String(userId) === ctx.actor.userId,
    savedAt: savedAt.toISOString(),
  }))
}

/** Keeps filters and columns of a list under a name; the same name replaces. */
export async function saveView(ctx: Context, view: NewView): Promise<SavedView> {
  requirePermission(ctx.actor, 'account.own')
  const owner = { userId: BigInt(ctx.actor.userId!), ownerName: ctx.actor.displayName, at: ctx.now }
  const id = String(await queries.upsertView(ctx.db, view, owner))
  await audit(ctx, {
    action: 'registry.save_view',
    subject: `registry.saved_view/${id}`,
    detail: { list: view.list, name: view.name, isShared: view.isShared },
  })
  return (await listViews(ctx, view.list)).find((one) => one.id === id)!
}

/** Takes a view of one's own away. */
export async function removeView(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx.actor, 'account.own')
  if (!(await queries.deleteView(ctx.db, id))) throw new AppError('not_found', 'registry.no_view', { id })
  await audit(ctx, { action: 'registry.remove_view', subject: `registry.saved_view/${id}` })
}
