import { AppError } from '../../../../kernel/errors.ts'
import type { Context } from '../../../access/index.ts'
import { firstDayOf, lastDayOf } from '../domain.ts'
import { type EventRow, insertEvents, listEvents, updateEventDay } from '../queries/events.ts'
import { dayOf } from './life.ts'

/** Steps of an entry of which a day may be corrected: those that a person took. */
export const datedSteps = (events: readonly EventRow[]) =>
  events.filter(({ kind, life }) => kind === 'life' && (life as { kind?: string } | null)?.kind === 'acted')

/**
 * The day of a step as it shall stand: on the calendar, not ahead, not before the step before it nor after the one behind it.
 * A step back begins anew, so days before it do not bind.
 */
export function checkDay(
  ctx: Context,
  steps: readonly EventRow[],
  eventId: string,
  happened: string,
): string {
  const day = dayOf(ctx, happened, null)!
  const at = steps.findIndex(({ id }) => String(id) === eventId)
  const before = steps.slice(0, at).findLast((step) => step.happened !== null)?.happened
  const after = steps.slice(at + 1).find((step) => step.happened !== null)?.happened
  if (before && day < firstDayOf(before))
    throw new AppError('invalid', 'registry.day_before_last', { date: happened, last: before })
  if (after && firstDayOf(happened) > lastDayOf(after)!)
    throw new AppError('invalid', 'registry.day_after_next', { date: happened, next: after })
  return day
}

/** Puts the right day in a step of an entry; what stood there is kept in its history. */
export async function correctDay(
  ctx: Context,
  entryId: string,
  { eventId, happened, source, title }: { eventId: string; happened: string; source: string; title: string },
): Promise<void> {
  const steps = datedSteps(await listEvents(ctx.db, 'entry', entryId))
  const step = steps.find(({ id }) => String(id) === eventId)
  if (!step) throw new AppError('not_found', 'registry.no_step', { id: eventId })
  const happenedOn = checkDay(ctx, steps, eventId, happened)
  await updateEventDay(ctx.db, eventId, { happened, happenedOn })
  const changes = [{ field: 'happened', before: step.happened, after: happened }]
  const line = { kind: 'change' as const, life: null, state: null, happened: null, happenedOn: null }
  const told = { ...line, note: title, source, changes, subjectId: entryId }
  await insertEvents(ctx.db, 'entry', [told], { by: ctx.actor.userName, at: ctx.now })
}
