// One thing of a room on its way through a life cycle of the packs: the history that the room keeps, in and out of the engine.

import {
  type Asked,
  act,
  allowedActions,
  dueOn,
  type Event,
  finishPart,
  type Instance,
  type LifeCycle,
  type Outcome,
  replay,
  standing,
  start,
} from '../../engines/workflow/index.ts'
import { chinaDay } from '../../kernel/china-day.ts'
import { AppError } from '../../kernel/errors.ts'
import { translate } from '../../platform/words.ts'
import { workingDays } from '../../platform/working-days.ts'
import type { Context } from '../access/index.ts'
import { currentCycle, findCycle, type LifeAnswer, pictureOf, reasonTexts } from '../policy/index.ts'

/** A line of a thing's history as its room keeps it. */
export type LifeLine = { readonly event: Event; readonly actorName: string; readonly at: Date }
/** Which version of a life cycle a thing began by. */
export type CycleKey = { readonly id: string; readonly cityCode: string; readonly version: number }
export type Lived = {
  readonly key: CycleKey
  readonly cycle: LifeCycle
  readonly instance: Instance
  readonly lines: readonly LifeLine[]
}

type Begun = { cycleId: string; cityCode: string; by: string; byName: string; at: Date }

/**
 * A thing by its history; one without any stands at the beginning of the newest life cycle of its city.
 *
 * @throws `conflict` where no pack brings the life cycle
 */
export async function readLived(
  ctx: Context,
  key: CycleKey | null,
  lines: readonly LifeLine[],
  begun: Begun,
): Promise<Lived> {
  if (key === null || lines.length === 0) {
    const { row, cycle } = await currentCycle(ctx, begun.cycleId, begun.cityCode)
    const asked = { actor: { id: begun.by, roles: [] }, at: begun.at.toISOString() }
    const instance = start(cycle, asked)
    const line = { event: instance.history[0]!, actorName: begun.byName, at: begun.at }
    return {
      key: { id: row.id, cityCode: row.cityCode, version: row.version },
      cycle,
      instance,
      lines: [line],
    }
  }
  const cycle = await findCycle(ctx, key)
  if (!cycle) throw new AppError('conflict', 'policy.no_life_cycle', { id: key.id })
  return {
    key,
    cycle,
    lines,
    instance: replay(
      cycle,
      lines.map(({ event }) => event),
    ),
  }
}

export type Step = { readonly comment?: string | undefined; readonly attachments?: readonly string[] }

const askedOf = (ctx: Context, roles: readonly string[], { comment, attachments = [] }: Step): Asked => ({
  actor: { id: ctx.actor.userName, roles },
  at: ctx.now.toISOString(),
  attachments,
  calendar: workingDays(),
  ...(comment === undefined ? {} : { comment }),
})

/** Takes an action; gives the thing after it with the lines to be kept, or throws with every reason at once. */
export function takeLifeAction(
  ctx: Context,
  lived: Lived,
  roles: readonly string[],
  action: string,
  step: Step,
): Lived {
  return settled(ctx, lived, act(lived.cycle, lived.instance, action, askedOf(ctx, roles, step)))
}

/** Finishes one parallel part of the present state. */
export function finishLifePart(
  ctx: Context,
  lived: Lived,
  roles: readonly string[],
  part: string,
  step: Step & { verdict: 'agreed' | 'objected' },
): Lived {
  const asked = { ...askedOf(ctx, roles, step), verdict: step.verdict }
  return settled(ctx, lived, finishPart(lived.cycle, lived.instance, part, asked))
}

/** Keeps what the engine allowed, or throws with every reason. */
export function settled(
  ctx: Context,
  lived: Lived,
  outcome: Outcome,
  actorName = ctx.actor.displayName,
): Lived {
  if (!outcome.ok) {
    const isForbidden = outcome.refusals.some(({ code }) => code === 'not_permitted')
    const reasons = reasonTexts(ctx, lived, outcome.refusals).join(' ')
    throw new AppError(isForbidden ? 'forbidden' : 'conflict', 'policy.not_now', { reasons })
  }
  const fresh = outcome.instance.history.slice(lived.lines.length)
  const lines = [...lived.lines, ...fresh.map((event) => ({ event, actorName, at: ctx.now }))]
  return { ...lived, instance: outcome.instance, lines }
}

/** The last day of the present state in working days; null where the state has none. */
export const lifeDueOn = ({ cycle, instance }: Lived): string | null => dueOn(cycle, instance, workingDays())

function lineText({ lang }: Context, { cycle }: Lived, event: Event): string {
  const state = 'state' in event ? (cycle.states[event.state]?.title[lang] ?? event.state) : ''
  if (event.kind === 'started') return translate(lang, 'policy.line_started', { state })
  if (event.kind === 'acted') return cycle.actions[event.action]?.title[lang] ?? event.action
  if (event.kind === 'part_done') {
    const parts = Object.values(cycle.states).flatMap(({ parallel }) => parallel?.parts ?? [])
    const part = parts.find(({ id }) => id === event.part)?.title[lang] ?? event.part
    return translate(lang, `policy.line_${event.verdict ?? 'done'}`, { part })
  }
  if (event.kind === 'escalated') {
    const to = cycle.roles[event.to]?.[lang] ?? event.to
    return translate(lang, 'policy.line_escalated', { to, dueOn: event.dueOn, state })
  }
  return translate(lang, `policy.line_${event.kind}`, { name: event.subtask })
}

type Head = {
  id: string
  title: string
  seen: number
  roles: readonly string[]
  attachments?: readonly string[]
}

/** A thing's standing, picture, history and what somebody with these roles may do with it now. */
export function answerLived(ctx: Context, lived: Lived, head: Head): LifeAnswer {
  const { cycle, instance, lines } = lived
  const calendar = workingDays()
  const { dueOn: due, light, overdueWorkingDays } = standing(cycle, instance, chinaDay(ctx.now), calendar)
  const state = cycle.states[instance.state]!
  const actor = { id: ctx.actor.userName, roles: head.roles }
  const now = { at: ctx.now.toISOString(), calendar, attachments: head.attachments ?? [] }
  return {
    id: head.id,
    seen: head.seen,
    title: head.title,
    state: instance.state,
    stateTitle: state.title[ctx.lang],
    stateKind: state.kind,
    dueOn: due,
    isDueCertain: due === null || calendar.isArranged(Number(due.slice(0, 4))),
    light,
    overdueWorkingDays,
    picture: pictureOf(lived),
    history: lines.map(({ event, actorName, at }, i) => ({
      ordinal: i + 1,
      kind: event.kind,
      text: lineText(ctx, lived, event),
      by: event.kind === 'escalated' ? translate(ctx.lang, 'policy.line_by_clock') : actorName,
      at: at.toISOString(),
      verdict: event.kind === 'part_done' ? event.verdict : null,
      comment: event.comment,
      reasons: [],
    })),
    offers: {
      actions: allowedActions(cycle, instance, actor, now).map(
        ({ name, title, needs, needsComment, blockedBy }) => ({
          name,
          title: title[ctx.lang],
          needs: [...needs],
          needsComment,
          blockedBy: reasonTexts(ctx, lived, blockedBy),
        }),
      ),
      parts: (state.parallel?.parts ?? [])
        .filter(
          ({ id, by }) => !instance.partsDone.includes(id) && by.some((role) => head.roles.includes(role)),
        )
        .map(({ id, title }) => ({ id, title: title[ctx.lang] })),
    },
  }
}
