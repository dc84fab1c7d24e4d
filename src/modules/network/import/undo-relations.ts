import type { Context, Dataset } from '../../access/index.ts'
import { lockDataset, type UndoOutcome } from '../../registry/index.ts'
import { restoreFills, withdrawRelations } from '../queries/import-undo.ts'

/** Takes an import of relations back: its rows go, what they replaced counts again, figures it filled in are unknown again. */
export async function undoRelations(
  ctx: Context,
  { importId, dataset }: { importId: string; dataset: Dataset },
  derive: () => Promise<void>,
): Promise<UndoOutcome> {
  await lockDataset(ctx.db, dataset)
  const filled = await restoreFills(ctx.db, importId)
  const { withdrawn, restored } = await withdrawRelations(ctx.db, importId)
  await derive()
  return {
    withdrawn: { relations: withdrawn },
    carriedOn: 0,
    restored: restored + filled,
    deleted: [],
    kept: [],
  }
}
