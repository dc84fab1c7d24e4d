import type { Context, Dataset } from '../../access/index.ts'
import { lockDataset, type UndoOutcome } from '../../registry/index.ts'
import { deleteUntouchedAlerts, listWorkedAlerts, withdrawReports } from '../queries/report-import.ts'

/**
 * Takes an import of reports back: they count no longer, what they replaced counts again, and alerts that nobody has
 * worked on go with them. An alert that somebody took up stays and is named.
 */
export async function undoReports(
  ctx: Context,
  { importId, dataset }: { importId: string; dataset: Dataset },
  derive: () => Promise<void>,
): Promise<UndoOutcome> {
  await lockDataset(ctx.db, dataset)
  const { reports, restored } = await withdrawReports(ctx.db, importId, ctx.now)
  const alerts = await deleteUntouchedAlerts(ctx.db, importId)
  const usedBy = [ctx.lang === 'zh' ? '预警已有人处理' : 'somebody has worked on its alert']
  const kept = (await listWorkedAlerts(ctx.db, importId)).map((firm) => ({ ...firm, usedBy }))
  await derive()
  return { withdrawn: { reports, alerts }, carriedOn: 0, restored, deleted: [], kept }
}
