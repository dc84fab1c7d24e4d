import { z } from 'zod'
import type { Db } from '../../platform/database/index.ts'
import type { JobDefinition } from '../../platform/jobs/index.ts'
import { asProgramAlready, type Context, systemActor } from '../access/index.ts'
import { remindLate } from './collection/reminders.ts'
import { compareWaitingNames, settleComparedNames } from './service/compare-waiting.ts'
import { settleConsentedFigures } from './service/figure-consent.ts'
import { settleGroupsOn } from './service/group-periods.ts'

const asProgram = (db: Db, now: Date): Context => ({
  ...{ db, now, actor: systemActor, lang: 'zh', requestId: 'job', asProgram: asProgramAlready },
})

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
      await work(asProgram(db, now))
    },
})

/**
 * Ends of relations wait for firms that are not held; when firms come or get another name they are compared again. The
 * comparing is done outside the saving transaction: tens of thousands of names take a minute.
 */
const compareWaiting: JobDefinition<Record<string, never>> = {
  name: 'registry.compare_waiting',
  input: z.object({}) as never,
  everyMinutes: 5,
  expireInSeconds: 900,
  work: async ({ now, signal, transaction }) => {
    const compared = await transaction((db) => compareWaitingNames({ ...asProgram(db, now), signal }))
    if (compared.length === 0) return undefined
    return async (db) => {
      for (const each of compared) await settleComparedNames(asProgram(db, now), each)
    }
  },
}

/** What the registry does by the clock; `app.ts` registers it. */
export const registryJobs = [
  // Consent ends by itself with its last day.
  timed('registry.settle_consent', 60, (ctx) => settleConsentedFigures(ctx)),
  timed('registry.remind_collections', 60, remindLate),
  timed('registry.settle_groups', 360, settleGroupsOn),
  compareWaiting,
]
