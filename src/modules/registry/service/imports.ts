import { AppError } from '../../../kernel/errors.ts'
import { audit, type Context, requirePermission } from '../../access/index.ts'
import type { ImportReport, ImportSummary } from '../model.ts'
import { findImportReport, listImports as listImportRows } from '../queries/imports.ts'

export async function listImports(ctx: Context): Promise<ImportSummary[]> {
  requirePermission(ctx.actor, 'registry.import')
  return listImportRows(ctx.db, 200)
}

export async function getImport(ctx: Context, id: string): Promise<ImportReport> {
  requirePermission(ctx.actor, 'registry.import')
  const report = await findImportReport(ctx.db, id)
  if (!report) throw new AppError('not_found', 'registry.no_import', { id })
  // What a report of relations complains about quotes their figures.
  if (report.kind !== 'firms' && report.problems.length > 0)
    await audit(ctx, { action: 'registry.read_import', subject: `registry.import/${id}`, confidential: true })
  return report
}
