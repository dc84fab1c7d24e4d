import { z } from '@hono/zod-openapi'
import { type DueEscalation, escalationsDue, recordEscalation } from '../../../../engines/workflow/index.ts'
import { chinaDay } from '../../../../kernel/china-day.ts'
import type { JobDefinition } from '../../../../platform/jobs/index.ts'
import { workingDays } from '../../../../platform/working-days.ts'
import {
  asProgramAlready,
  type Context,
  type NoticeTo,
  pushNotice,
  requirePermission,
  systemActor,
} from '../../../access/index.ts'
import { listPartDepartments } from '../queries/departments.ts'
import { listOverdue, lockLife } from '../queries/lives.ts'
import { type Living, readLiving, setDay, settle, stateWords } from './lives.ts'

/** Whom a step of escalation is for: an office, the leader, the applicant, or the departments that have not answered. */
async function receivers(ctx: Context, { life, instance }: Living, to: string): Promise<NoticeTo[]> {
  if (to === 'office') return [{ role: 'chain_office', cityCode: life.cityCode }]
  if (to === 'leader') return [{ role: 'chain_leader', cityCode: life.cityCode }]
  if (to === 'applicant') return life.organisationId ? [{ organisationId: String(life.organisationId) }] : []
  const parts = await listPartDepartments(ctx.db, life)
  return parts
    .filter(({ part }) => part === to && !instance.partsDone.includes(part))
    .map(({ organisationId }) => ({ organisationId: String(organisationId) }))
}

const paths = {
  application: 'applications',
  grant: 'grants',
  agreement: 'agreements',
  call: 'calls',
} as const

async function takeStep(ctx: Context, living: Living, due: DueEscalation): Promise<Living> {
  const { life, cycle, instance } = living
  const { to, step, dueOn, overdueWorkingDays } = due
  const at = ctx.now.toISOString()
  const after = recordEscalation(instance, { to, step, dueOn, at })
  const now = await settle(ctx, living, { ok: true, instance: after }, { to, step, dueOn })
  for (const reader of await receivers(ctx, living, to))
    await pushNotice(ctx, {
      to: reader,
      kind: 'policy.told_overdue',
      params: {
        title: life.title,
        state: stateWords(cycle, instance.state),
        dueOn,
        days: overdueWorkingDays,
      },
      reference: { room: 'policy', path: `/policies/${paths[life.kind]}/${life.id}` },
      dueDate: dueOn,
      dataset: life.dataset,
      onceKey: `policy.told_overdue/${life.id}/${instance.history.length}/${step}`,
    })
  return now
}

/** Takes every step of escalation that is due, over all cities; run again on the same day it does nothing. */
export async function escalateOverdue(ctx: Context): Promise<{ steps: number }> {
  requirePermission(ctx.actor, 'applications.escalate')
  const today = chinaDay(ctx.now)
  let steps = 0
  for (let after = 0n; ; ) {
    const page = await listOverdue(ctx.db, today, after, 200)
    for (const one of page) {
      const life = await lockLife(ctx.db, String(one.id), one.kind)
      if (!life) continue
      let living = await readLiving(ctx, life)
      // Applications to a call wait for it: what was due by an earlier reckoning may not be.
      if (life.kind === 'application') living = await setDay(ctx, living)
      const { cycle, instance } = living
      for (const due of escalationsDue(cycle, instance, today, workingDays(), living.life.dueOn)) {
        living = await takeStep(ctx, living, due)
        steps++
      }
    }
    const last = page.at(-1)
    if (!last || page.length < 200) return { steps }
    after = last.id
  }
}

/** Looks four times a day for cases that have passed their last day. */
export const escalationJob: JobDefinition<Record<string, never>> = {
  name: 'policy.escalate_overdue',
  input: z.object({}) as never,
  everyMinutes: 360,
  work: async ({ now }) => {
    return async (db) => {
      await escalateOverdue({
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
