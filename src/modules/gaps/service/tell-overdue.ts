import { z } from '@hono/zod-openapi'
import { chinaDay } from '../../../kernel/china-day.ts'
import type { JobDefinition } from '../../../platform/jobs/index.ts'
import { asProgramAlready, type Context, requirePermission, systemActor } from '../../access/index.ts'
import { listOverdueGaps } from '../queries/gap-objects.ts'
import { tellOffice, tellOwner } from './tell-owner.ts'

/** Tells owner and chain office of every gap whose last day has passed; once for each last day. */
export async function tellOverdueGaps(ctx: Context): Promise<{ told: number }> {
  requirePermission(ctx.actor, 'gaps.handle')
  const rows = await listOverdueGaps(ctx.db, chinaDay(ctx.now))
  for (const row of rows) {
    await tellOwner(ctx, row, 'gaps.told_overdue', row.dueOn!)
    await tellOffice(ctx, row, 'gaps.told_overdue', row.dueOn!)
  }
  return { told: rows.length }
}

/** Looks twice a day for gaps whose last day has passed. */
export const gapOverdueJob: JobDefinition<Record<string, never>> = {
  name: 'gaps.tell_overdue',
  input: z.object({}) as never,
  everyMinutes: 720,
  work: async ({ now }) => {
    return async (db) => {
      await tellOverdueGaps({
        db,
        now,
        actor: systemActor,
        lang: 'zh',
        requestId: 'job',
        asProgram: asProgramAlready,
      })
    }
  },
}
