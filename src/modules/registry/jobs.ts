import { z } from 'zod'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import { asProgramAlready, type Context, systemActor } from '../access/index.ts'
import { remindLate } from './collection/reminders.ts'
import { settleConsentedFigures } from './service/figure-consent.ts'
import { settleGroupsOn } from './service/group-periods.ts'

const timed = (
  name: string,
  everyMinutes: number,
  work: (ctx: Context) => Promise<unknown>,
): JobDefinition<Record<string, never>> => ({
  name,
  input: z.object({}) as never,
  everyMinutes,
  work:
    async ({ now }) =>
    async (db) => {
      const program = {
        actor: systemActor,
        lang: 'zh',
        requestId: 'job',
        asProgram: asProgramAlready,
      } as const
      await work({ db, now, ...program })
    },
})

/** What the registry does by the clock; `app.ts` registers it. */
export const registryJobs = [
  // Consent ends by itself with its last day.
  timed('registry.settle_consent', 60, (ctx) => settleConsentedFigures(ctx)),
  timed('registry.remind_collections', 60, remindLate),
  timed('registry.settle_groups', 360, settleGroupsOn),
]
