import { standingOn } from '../../../../engines/workflow/index.ts'
import { chinaDay } from '../../../../kernel/china-day.ts'
import { translate } from '../../../../platform/words.ts'
import { workingDays } from '../../../../platform/working-days.ts'
import type { Context } from '../../../access/index.ts'
import type { LifeAnswer, LifePicture, Reason } from '../../model.ts'
import type { LifeEventRow } from '../tables.ts'
import { type Living, offersOf } from './lives.ts'
import { reasonTexts } from './refusals.ts'

/** The picture of a life cycle with where this thing stands. */
export function pictureOf({ cycle, instance }: Pick<Living, 'cycle' | 'instance'>): LifePicture {
  const markOf = (state: string, part: string) =>
    state !== instance.state || !instance.partsDone.includes(part)
      ? ('open' as const)
      : instance.objections.includes(part)
        ? ('objected' as const)
        : ('agreed' as const)
  const passed = new Set(
    instance.history.flatMap((event) =>
      event.kind === 'acted' ? [event.from, event.to] : event.kind === 'started' ? [event.state] : [],
    ),
  )
  return {
    title: cycle.title,
    version: cycle.version,
    initial: cycle.initial,
    current: instance.state,
    passed: [...passed].filter((state) => state !== instance.state),
    states: Object.entries(cycle.states).map(([id, { title, kind, deadline, parallel }]) => ({
      id,
      title,
      kind,
      workingDays: deadline?.workingDays ?? null,
      parts: (parallel?.parts ?? []).map((part) => ({
        id: part.id,
        title: part.title,
        mark: markOf(id, part.id),
      })),
    })),
    actions: Object.entries(cycle.actions).map(([id, { title, from, to }]) => ({
      id,
      title,
      from: [...from],
      to,
    })),
  }
}

/** The words of one line of history. */
function lineText({ lang }: Context, { cycle }: Living, row: LifeEventRow): string {
  const state = cycle.states[row.state]?.title[lang] ?? row.state
  if (row.kind === 'started') return translate(lang, 'policy.line_started', { state })
  if (row.kind === 'acted') return cycle.actions[row.name ?? '']?.title[lang] ?? row.name ?? ''
  const parts = Object.values(cycle.states).flatMap(({ parallel }) => parallel?.parts ?? [])
  const part = parts.find(({ id }) => id === row.name)?.title[lang] ?? row.name
  if (row.kind === 'part_done') return translate(lang, `policy.line_${row.verdict ?? 'done'}`, { part })
  if (row.kind === 'escalated') {
    const { to = '', dueOn = '' } = row.detail as { to?: string; dueOn?: string }
    return translate(lang, 'policy.line_escalated', { to: cycle.roles[to]?.[lang] ?? to, dueOn, state })
  }
  return translate(lang, `policy.line_${row.kind}`, { name: row.name })
}

/** A thing's standing, picture, history and what the reader may do with it. */
export async function answerLife(
  ctx: Context,
  living: Living,
  labelOf: (item: string) => string = (item) => item,
): Promise<LifeAnswer> {
  const { life, cycle, instance, rows } = living
  const calendar = workingDays()
  const { dueOn, light, overdueWorkingDays } = standingOn(life.dueOn, chinaDay(ctx.now), calendar)
  const offers = await offersOf(ctx, living)
  const state = cycle.states[instance.state]!
  return {
    id: String(life.id),
    seen: life.events,
    title: life.title,
    state: instance.state,
    stateTitle: state.title[ctx.lang],
    stateKind: state.kind,
    dueOn,
    isDueCertain: dueOn === null || calendar.isArranged(Number(dueOn.slice(0, 4))),
    light,
    overdueWorkingDays,
    picture: pictureOf(living),
    history: rows.map((row) => ({
      ordinal: row.ordinal,
      kind: row.kind,
      text: lineText(ctx, living, row),
      by: row.kind === 'escalated' ? translate(ctx.lang, 'policy.line_by_clock') : row.actorName,
      at: row.at.toISOString(),
      verdict: row.verdict,
      comment: row.comment,
      reasons: ((row.detail as { reasons?: Reason[] }).reasons ?? []).map(({ item, text }) => ({
        item,
        label: labelOf(item),
        text,
      })),
    })),
    offers: {
      actions: offers.actions.map(({ name, title, needs, needsComment, blockedBy }) => ({
        name,
        title: title[ctx.lang],
        needs: [...needs],
        needsComment,
        blockedBy: reasonTexts(ctx, living, blockedBy),
      })),
      parts: offers.parts,
    },
  }
}
