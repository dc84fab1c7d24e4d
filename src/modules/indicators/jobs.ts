import { z } from 'zod'
import { chinaDay } from '../../kernel/china-day.ts'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import { asProgramAlready, systemActor } from '../access/index.ts'
import { listDefiningCities } from './queries.ts'
import { recomputeIndicators } from './service/recompute.ts'

/** Twice a day: every city's computed indicators, in both data sets. */
export const recomputeJob: JobDefinition<Record<string, never>> = {
  name: 'indicators.recompute',
  input: z.object({}) as never,
  everyMinutes: 720,
  expireInSeconds: 600,
  work: async ({ now }) => {
    return async (db) => {
      const ctx = {
        db,
        now,
        actor: systemActor,
        lang: 'zh' as const,
        requestId: 'job',
        asProgram: asProgramAlready,
      }
      for (const cityCode of await listDefiningCities(db))
        for (const dataset of ['held', 'demo'] as const)
          await recomputeIndicators(ctx, { cityCode, dataset, onDate: chinaDay(now) })
    }
  },
}
