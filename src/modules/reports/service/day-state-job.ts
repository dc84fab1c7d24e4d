import { z } from 'zod'
import type { JobDefinition } from '../../../platform/jobs/index.ts'
import { asProgramAlready, type Context, systemActor } from '../../access/index.ts'
import { listChainCities } from '../../chains/index.ts'
import { keepDayState } from './cockpit.ts'

/** Keeps the counts of every city and data set several times a day; the last of a day stands. */
export const dayStateJob: JobDefinition<Record<string, never>> = {
  name: 'reports.keep_day_state',
  input: z.object({}) as never,
  everyMinutes: 360,
  expireInSeconds: 120,
  work:
    async ({ now }) =>
    async (db) => {
      const ctx: Context = {
        ...{ db, now, actor: systemActor, lang: 'zh', requestId: 'job', asProgram: asProgramAlready },
      }
      for (const city of await listChainCities(ctx))
        for (const dataset of ['held', 'demo'] as const) await keepDayState(ctx, { city, dataset })
    },
}
