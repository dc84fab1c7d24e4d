// Stages of projects and states of entries: the workflow engine over pack data; history is kept line by line.

import {
  act,
  allowedActions,
  type Event,
  type Instance,
  type LifeCycle,
  parseLifeCycle,
  replay,
  start,
} from '../../../../engines/workflow/index.ts'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { AppError } from '../../../../kernel/errors.ts'
import { translate } from '../../../../platform/words.ts'
import type { Context } from '../../../access/index.ts'
import type { LibraryEvent, LifeAct, LifeAction } from '../../model.ts'
import { lastDayOf } from '../domain.ts'
import type { EventRow, NewEvent } from '../queries/events.ts'
import { findSetting } from '../queries/settings.ts'

export type Life = { readonly cycle: LifeCycle; readonly version: number }

/** A life cycle as the packs say it, in one version or as it holds now. */
export async function getLife(ctx: Context, key: string, version: number | null = null): Promise<Life> {
  const setting = await findSetting(ctx.db, 'life', key, version)
  const parsed = setting && parseLifeCycle(setting.content)
  if (!parsed?.ok) throw new AppError('conflict', 'registry.no_life', { key })
  return { cycle: parsed.cycle, version: setting!.version }
}

/** Who acts towards a thing of a library: the role of the house. */
const actorOf = (ctx: Context) => ({ id: ctx.actor.userName, roles: [ctx.actor.role] })

/** Checks a written date: on the calendar, not ahead of today, not before the last dated step. */
export function dayOf(ctx: Context, happened: string | null | undefined, last: string | null): string | null {
  if (!happened) return null
  const day = lastDayOf(happened)
  if (day === null) throw new AppError('invalid', 'registry.day_not_there', { date: happened })
  const first = happened.length === 10 ? day : `${happened}-01-01`.slice(0, 10)
  if (first > chinaDay(ctx.now)) throw new AppError('invalid', 'registry.day_ahead', { date: happened })
  if (last !== null && day < last)
    throw new AppError('invalid', 'registry.day_before_last', { date: happened, last })
  return day
}

type Step = Omit<NewEvent, 'subjectId'>

/** The first line of a history. */
export function beginLife(ctx: Context, { cycle }: Life, source: string): { state: string; steps: Step[] } {
  const instance = start(cycle, { actor: actorOf(ctx), at: ctx.now.toISOString() })
  const step = { kind: 'life' as const, life: instance.history[0], state: instance.state, note: null, source }
  return { state: instance.state, steps: [{ ...step, happened: null, happenedOn: null }] }
}

const instanceOf = (life: Life, events: readonly EventRow[]): Instance =>
  replay(
    life.cycle,
    events.filter(({ kind }) => kind === 'life').map((event) => event.life as Event),
  )

/** Takes one action, or throws with every reason why not. `system` acts for packs and imports in any role's stead. */
export function takeAction(
  ctx: Context,
  life: Life,
  events: readonly EventRow[],
  asked: LifeAct,
): { state: string; step: Step } {
  const action = life.cycle.actions[asked.action]
  const roles = ctx.actor.role === 'system' ? (action?.by ?? []) : actorOf(ctx).roles
  const outcome = act(life.cycle, instanceOf(life, events), asked.action, {
    actor: { id: ctx.actor.userName, roles },
    at: ctx.now.toISOString(),
    ...(asked.comment ? { comment: asked.comment } : {}),
  })
  if (!outcome.ok) {
    const reasons = outcome.refusals.map(({ code }) => reasonWords(ctx, code))
    const name = action ? action.title[ctx.lang] : asked.action
    throw new AppError('conflict', 'registry.life_refused', { action: name, reasons })
  }
  const isBack = asked.comment && outcome.instance.state === life.cycle.initial
  const last = isBack ? null : lastDated(events)
  const happenedOn = dayOf(ctx, asked.happened, last)
  const step: Step = {
    kind: 'life',
    life: outcome.instance.history.at(-1),
    state: outcome.instance.state,
    happened: asked.happened ?? null,
    happenedOn,
    note: asked.comment ?? null,
    source: asked.source,
  }
  return { state: outcome.instance.state, step }
}

const knownReasons = new Set(['wrong_state', 'not_permitted', 'comment_missing', 'unknown_action'])
const reasonWords = (ctx: Context, code: string) =>
  translate(ctx.lang, `registry.life_reason.${knownReasons.has(code) ? code : 'other'}`)

function lastDated(events: readonly EventRow[]): string | null {
  const dated = events.filter(({ kind, happened }) => kind === 'life' && happened !== null)
  const written = dated.at(-1)?.happened
  // The first day of what was written: a step of "2024" may stand before one of "2024-03".
  return written ? `${written}-01-01`.slice(0, 10) : null
}

/** What this person may do now. */
export function actionsFor(ctx: Context, life: Life, events: readonly EventRow[]): LifeAction[] {
  return allowedActions(life.cycle, instanceOf(life, events), actorOf(ctx)).map(({ name, title }) => ({
    name,
    title,
    needsComment: life.cycle.actions[name]?.needsComment ?? false,
    to: life.cycle.actions[name]!.to,
  }))
}

/** Events as a page shows them, each step under the name of its action. */
export function tellEvents({ cycle }: Life, events: readonly EventRow[]): LibraryEvent[] {
  return events.map(({ id, life, recordedAt, partId, evidence, ...rest }) => {
    const line = life as Event | null
    const title =
      line?.kind === 'acted'
        ? (cycle.actions[line.action]?.title ?? null)
        : (cycle.states[rest.state ?? '']?.title ?? null)
    return {
      ...rest,
      id: String(id),
      title,
      partId: partId === null ? null : String(partId),
      evidence: evidence.map(String),
      recordedAt: recordedAt.toISOString(),
    }
  })
}
