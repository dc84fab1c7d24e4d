import type { Context, Dataset } from '../../access/index.ts'
import { lockDataset, type UndoOutcome, undoFirms } from '../../registry/index.ts'
import { restoreFills, withdrawRelations } from '../queries/import-undo.ts'

/**
 * Takes an import of relations back: its rows go, what they replaced counts again, figures it filled in are unknown again;
 * organisations that a person opened for its ends go where nobody else uses them.
 */
export async function undoRelations(
  ctx: Context,
  { importId, dataset }: { importId: string; dataset: Dataset },
  derive: () => Promise<void>,
): Promise<UndoOutcome> {
  await lockDataset(ctx.db, dataset)
  const filled = await restoreFills(ctx.db, importId)
  const { withdrawn, restored } = await withdrawRelations(ctx.db, importId)
  const firms = await undoFirms(ctx, { importId, dataset }, derive)
  const codes = firms.withdrawn.identifiers ?? 0
  return {
    ...firms,
    withdrawn: { relations: withdrawn, ...(codes > 0 ? { identifiers: codes } : {}) },
    restored: restored + filled + firms.restored,
  }
}
