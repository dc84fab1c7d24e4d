import {
  type Actor,
  allowedActions,
  dueOn,
  type Event,
  type Instance,
  type LifeCycle,
  type Refusal,
} from '../../../engines/workflow/index.ts'
import { AppError } from '../../../kernel/errors.ts'
import { translate } from '../../../platform/words.ts'
import { workingDays } from '../../../platform/working-days.ts'
import { type Context, holds } from '../../access/index.ts'
import { runCycle } from '../domain/life-cycles.ts'
import type { RunDetail } from '../model.ts'

/** Who the actor is towards a run or an objection. */
export function officer(ctx: Context): Actor {
  const isOffice = holds(ctx.actor, 'evaluation.run')
  return { id: ctx.actor.displayName, roles: isOffice ? ['office'] : [] }
}

/** The actions that an officer has now, with what still stands in the way. */
export function officeActions(ctx: Context, cycle: LifeCycle, instance: Instance): RunDetail['actions'] {
  return actionsOf(ctx, cycle, instance, officer(ctx))
}

export function actionsOf(
  ctx: Context,
  cycle: LifeCycle,
  instance: Instance,
  actor: Actor,
): RunDetail['actions'] {
  const asked = { at: ctx.now.toISOString(), calendar: workingDays() }
  return allowedActions(cycle, instance, actor, asked).map(({ name, title, blockedBy }) => ({
    name,
    zh: title.zh,
    en: title.en,
    blocked: blockedBy[0] ? refusalText(ctx, blockedBy[0]) : null,
  }))
}

const refusalText = (ctx: Context, refusal: Refusal): string =>
  translate(ctx.lang, `evaluation.refused.${refusal.code}`, { ...refusal })

/** A refusal of the life cycle as an error for the person who acts. */
export const refused = (refusals: readonly Refusal[]): AppError => {
  const [first] = refusals
  const kind = first?.code === 'not_permitted' ? 'forbidden' : 'conflict'
  return new AppError(kind, `evaluation.refused.${first!.code}`, { ...first })
}

/** The history in words, newest last. */
export function toldHistory(ctx: Context, cycle: LifeCycle, instance: Instance): RunDetail['history'] {
  const say = (words: { zh: string; en: string } | undefined) => words?.[ctx.lang] ?? ''
  const told = (event: Event) =>
    event.kind === 'acted'
      ? say(cycle.actions[event.action]?.title)
      : event.kind === 'started'
        ? say(cycle.states[event.state]?.title)
        : ''
  return instance.history.map((event) => ({
    at: event.at,
    actor: event.actor,
    text: told(event),
    comment: event.comment,
  }))
}

export const runDueOn = (instance: Instance): string | null => dueOn(runCycle, instance, workingDays())
