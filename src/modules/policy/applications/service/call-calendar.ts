// The last day of an application to a call, kept where it stands: when the application moves, and when its call does.
import { dueOn, type Instance, type LifeCycle } from '../../../../engines/workflow/index.ts'
import { workingDays } from '../../../../platform/working-days.ts'
import type { Context } from '../../../access/index.ts'
import { dueInCall } from '../domain/call-calendar.ts'
import { findApplication } from '../queries/applications.ts'
import { findCall } from '../queries/calls.ts'
import * as lives from '../queries/lives.ts'

type Standing = { readonly life: lives.Life; readonly cycle: LifeCycle; readonly instance: Instance }

/** Last day of the present state: by the life cycle, and for an application to a call by the call's calendar. */
export async function dueOf(ctx: Context, { life, cycle, instance }: Standing): Promise<string | null> {
  const own = dueOn(cycle, instance, workingDays())
  if (life.kind !== 'application' || own === null) return own
  const callId = (await findApplication(ctx.db, life.id))?.callId ?? null
  const call = callId === null ? undefined : await findCall(ctx.db, callId)
  if (!call) return own
  const { callLife, review } = await ctx.asProgram(async () => {
    const callLife = (await lives.findLife(ctx.db, String(callId), 'call'))!
    const { lifeCycleId: id, lifeCycleCity: cityCode, lifeCycleVersion: version } = callLife
    const row = await lives.findLifeCycle(ctx.db, { id, cityCode, version })
    const { states } = row!.definition as { states: Record<string, { deadline?: { workingDays: number } }> }
    return { callLife, review: states.reviewing?.deadline?.workingDays ?? null }
  })
  return dueInCall(
    {
      state: instance.state,
      ownDueOn: own,
      ownDays: cycle.states[instance.state]!.deadline!.workingDays,
    },
    { state: callLife.state, closesOn: call.closesOn, dueOn: callLife.dueOn, reviewDays: review },
    workingDays(),
  )
}
