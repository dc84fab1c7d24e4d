// History as it is stored, and as the engine reads it.
import type { Event } from '../../../../engines/workflow/index.ts'
import type { Context } from '../../../access/index.ts'
import type { LifeEventRow } from '../tables.ts'

const happened = (row: LifeEventRow) => ({
  at: row.at.toISOString(),
  actor: row.actor,
  comment: row.comment,
  attachments: row.attachments,
})

/** A stored line of history as the engine reads it. */
export function eventOf(row: LifeEventRow): Event {
  const name = row.name ?? ''
  const detail = row.detail as { to?: string; step?: number; dueOn?: string }
  switch (row.kind) {
    case 'started':
      return { kind: 'started', state: row.state, ...happened(row) }
    case 'acted':
      return { kind: 'acted', action: name, from: row.state, to: row.toState ?? '', ...happened(row) }
    case 'part_done':
      return { kind: 'part_done', state: row.state, part: name, verdict: row.verdict, ...happened(row) }
    case 'escalated': {
      const { to = '', step = 0, dueOn: due = '' } = detail
      return { kind: 'escalated', state: row.state, to, step, dueOn: due, ...happened(row) }
    }
    default:
      return { kind: row.kind, subtask: name, ...happened(row) }
  }
}

/** What a line of history is about: an action, a part or a sub-task. */
export const nameOf = (event: Event): string | null =>
  event.kind === 'acted'
    ? event.action
    : event.kind === 'part_done'
      ? event.part
      : event.kind === 'subtask_opened' || event.kind === 'subtask_closed'
        ? event.subtask
        : null

/** A line of the engine's history as it is stored. */
export function lineOf(ctx: Context, lifeId: bigint, ordinal: number, event: Event, detail: object) {
  const state =
    event.kind === 'acted' ? event.from : 'state' in event ? event.state : (detail as { state: string }).state
  return {
    lifeId,
    ordinal,
    kind: event.kind,
    name: nameOf(event),
    state,
    toState: event.kind === 'acted' ? event.to : null,
    verdict: event.kind === 'part_done' ? event.verdict : null,
    comment: event.comment,
    attachments: [...event.attachments],
    detail: JSON.stringify(detail),
    actor: event.actor,
    actorName: ctx.actor.displayName,
    actorOrganisationId: ctx.actor.organisationId === null ? null : BigInt(ctx.actor.organisationId),
    at: ctx.now,
  }
}
