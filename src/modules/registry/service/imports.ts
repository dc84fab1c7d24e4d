import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { HeldImportAnswer, ImportSummary, UndoReport } from '../model.ts'
import { findImport, listImports as listImportRows } from '../queries/imports.ts'

export async function listImports(ctx: Context): Promise<ImportSummary[]> {
  requirePermission(ctx.actor, 'registry.import')
  return listImportRows(ctx.db, 200)
}

/** An import with its report, and what its undo did where it was undone. */
export async function getImport(ctx: Context, id: string): Promise<HeldImportAnswer> {
  requirePermission(ctx.actor, 'registry.import')
  const held = await findImport(ctx.db, id)
  if (!held) throw new AppError('not_found', 'registry.no_import', { id })
  // What a report of relations complains about quotes their figures.
  if (held.report.kind !== 'firms' && held.report.problems.length > 0)
    await audit(ctx, { action: 'registry.read_import', subject: `registry.import/${id}`, confidential: true })
  const { importedBy, importedAt } = held
  return {
    ...held.report,
    review: held.report.review ?? 0,
    importedBy,
    importedAt: importedAt.toISOString(),
    undo: held.undoReport as UndoReport | null,
  }
}
