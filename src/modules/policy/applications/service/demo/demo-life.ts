// Takes an invented case through its life: every step by the engine, at an invented hour, by invented people.
import { type Actor, act, finishPart, type Outcome } from '../../../../../engines/workflow/index.ts'
import { workingDays } from '../../../../../platform/working-days.ts'
import type { Context } from '../../../../access/index.ts'
import { type Living, settle } from '../lives.ts'

export type DemoPerson = 'applicant' | 'office' | 'business' | 'finance' | 'tax' | 'talent' | 'science'
const names: Readonly<Record<DemoPerson, string>> = {
  applicant: '演示企业经办人',
  office: '演示受理人',
  business: '演示业务审核人',
  finance: '演示财政审核人',
  tax: '演示税务审核人',
  talent: '演示人才部门',
  science: '演示科技部门',
}

/** The context of an invented person some days ago; the program still writes, so only the demo data can be meant. */
export const demoContext = (ctx: Context, by: DemoPerson, daysAgo: number): Context => ({
  ...ctx,
  now: new Date(ctx.now.getTime() - daysAgo * 86_400_000),
  actor: { ...ctx.actor, userName: `demo-${by}`, displayName: names[by] },
})

type Said = { comment?: string; detail?: object; attachments?: readonly string[] }

/** One step; an invented step that the life cycle does not allow is a fault of ours. */
async function take(
  ctx: Context,
  living: Living,
  said: Said,
  step: (asked: {
    actor: Actor
    at: string
    calendar: ReturnType<typeof workingDays>
    attachments: readonly string[]
  }) => Outcome,
  by: DemoPerson,
): Promise<Living> {
  const outcome = step({
    actor: { id: ctx.actor.userName, roles: [by] },
    at: ctx.now.toISOString(),
    calendar: workingDays(),
    attachments: said.attachments ?? [],
    ...(said.comment === undefined ? {} : { comment: said.comment }),
  })
  if (!outcome.ok)
    throw new Error(`demo case ${living.life.title}: ${outcome.refusals.map(({ code }) => code).join(', ')}`)
  return settle(ctx, living, outcome, said.detail)
}

/** Takes an action of a demo case as one of its invented people. */
export function demoAct(
  ctx: Context,
  living: Living,
  step: { action: string; by: DemoPerson; daysAgo: number } & Said,
): Promise<Living> {
  const then = demoContext(ctx, step.by, step.daysAgo)
  return take(then, living, step, (asked) => act(living.cycle, living.instance, step.action, asked), step.by)
}

/** Gives the word of an invented department on a demo case. */
export function demoPart(
  ctx: Context,
  living: Living,
  step: { part: DemoPerson; daysAgo: number; verdict?: 'agreed' | 'objected' } & Said,
): Promise<Living> {
  const then = demoContext(ctx, step.part, step.daysAgo)
  const verdict = step.verdict ?? 'agreed'
  return take(
    then,
    living,
    step,
    (asked) => finishPart(living.cycle, living.instance, step.part, { ...asked, verdict }),
    step.part,
  )
}
