import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import { getImporter, listImporters, tellListeners } from '../import/registry-of-importers.ts'
import type { UndoReport } from '../model.ts'
import { findForUndo, markUndone } from '../queries/import-undo.ts'

/** Named in the report at most; the counts are whole. */
const mostNamed = 500

/**
 * Takes an import back, whole: its facts, those of reviewed rows too, go; what counted before counts again; organisations
 * that only it opened go; those that others use stay and are named. A second undo is refused.
 */
export async function undoImport(ctx: Context, importId: string): Promise<UndoReport> {
  requirePermission(ctx.actor, 'registry.import')
  const held = await findForUndo(ctx.db, importId)
  if (!held) throw new AppError('not_found', 'registry.no_import', { id: importId })
  const importer = getImporter(held.kind)
  importer.requirePermission(ctx)
  if (held.undoneAt) {
    const params = { by: held.undoneBy, at: held.undoneAt.toISOString().slice(0, 16).replace('T', ' ') }
    throw new AppError('conflict', 'registry.import_undone', params)
  }
  const { dataset, kind } = held
  const derive = () => tellListeners(ctx, { dataset, kind })
  const outcome = await importer.undo(ctx, { importId, dataset }, derive)
  for (const other of listImporters()) await other.resume?.(ctx)
  const { deleted, kept, ...counts } = outcome
  const report = {
    importId,
    file: held.fileName,
    undoneBy: ctx.actor.userName,
    undoneAt: ctx.now.toISOString(),
    ...counts,
    withdrawn: { ...counts.withdrawn },
    deletedCount: deleted.length,
    keptCount: kept.length,
    deleted: deleted.slice(0, mostNamed).map((each) => ({ ...each })),
    kept: kept.slice(0, mostNamed).map(({ id, name, usedBy }) => ({ id, name, usedBy: [...usedBy] })),
  }
  const { closedReviews } = await markUndone(ctx.db, importId, {
    at: ctx.now,
    by: ctx.actor.userName,
    report,
  })
  const { deleted: _, kept: __, ...audited } = report
  await audit(ctx, {
    action: 'registry.undo_import',
    subject: `registry.import/${importId}`,
    detail: { ...audited, closedReviews },
  })
  return { ...report, closedReviews }
}
