import type { Context, Dataset } from '../../../access/index.ts'
import type { UndoOutcome } from '../../import/importer.ts'
import { takeBackImport } from '../queries/undo.ts'

/**
 * Takes back the projects or entries that an import opened, where nobody has worked on them since: those with a further
 * step, a money year, a log line or a place in a campaign stay and are listed.
 */
export async function undoLibraryImport(
  ctx: Context,
  table: 'project' | 'library_entry',
  run: { readonly importId: string; readonly dataset: Dataset },
  derive: () => Promise<void>,
): Promise<UndoOutcome> {
  const { deleted, kept } = await takeBackImport(ctx.db, table, run.importId)
  await derive()
  const usedBy = [ctx.lang === 'zh' ? '之后有人登记过进展' : 'somebody recorded more since']
  return {
    withdrawn: { [table === 'project' ? 'projects' : 'entries']: deleted.length },
    carriedOn: 0,
    restored: 0,
    deleted,
    kept: kept.map((one) => ({ ...one, usedBy })),
  }
}
