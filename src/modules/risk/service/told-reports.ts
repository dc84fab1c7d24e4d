import type { Context } from '../../access/index.ts'
import type { StressResult } from '../model.ts'
import { listNewestReports } from '../queries/stress.ts'

/**
 * A kept result without what rests on monitoring reports that its reader may not read, or whose consent has ended since:
 * stock days and spare capacity are then unknown. The result was computed for whoever asked, or by a worker.
 */
export async function withoutWithheldReports(
  ctx: Context,
  { dataset, on }: { dataset: 'held' | 'demo'; on: string },
  result: StressResult,
): Promise<StressResult> {
  const told = [
    ...result.leading.filter(({ stockDays }) => stockDays !== null),
    ...result.substitutes.filter(({ spareRatio }) => spareRatio !== null),
  ]
  if (told.length === 0) return result
  const readable = await listNewestReports(ctx.db, dataset, [...new Set(told.map(({ id }) => id))], on)
  return {
    ...result,
    leading: result.leading.map((firm) =>
      readable.has(firm.id) ? firm : { ...firm, stockDays: null, daysUntilEmpty: null },
    ),
    substitutes: result.substitutes.map((firm) =>
      firm.spareRatio === null || readable.has(firm.id)
        ? firm
        : {
            ...firm,
            spareRatio: null,
            lacks: [...firm.lacks.filter((lack) => lack !== 'no_spare'), 'spare_unknown' as const],
          },
    ),
  }
}
