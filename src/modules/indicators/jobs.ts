import { z } from 'zod'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import { asProgramAlready, systemActor } from '../access/index.ts'
import { recomputeEverywhere } from './service/recompute.ts'

/** Twice a day: every city's computed indicators, in both data sets. */
export const recomputeJob: JobDefinition<Record<string, never>> = {
  name: 'indicators.recompute',
  input: z.object({}) as never,
  everyMinutes: 720,
  expireInSeconds: 600,
  work: async ({ now }) => {
    return (db) =>
      recomputeEverywhere({
        db,
        now,
        actor: systemActor,
        lang: 'zh',
        requestId: 'job',
        asProgram: asProgramAlready,
      })
  },
}
