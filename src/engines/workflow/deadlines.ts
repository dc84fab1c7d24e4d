import { chinaDay } from '../../kernel/china-day.ts'
import type { Instance, LifeCycle } from './model.ts'

/** Says of an ISO day whether offices work on it; comes from the pack's dated calendar. */
export type Calendar = { isWorkingDay(day: string): boolean }

const dayMs = 86_400_000

/** The Chinese calendar day of an instant. */
export function dayOf(instant: string): string {
  return chinaDay(new Date(Date.parse(instant)))
}

const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10)

/** Longest stretch looked ahead; a calendar without working days is refused instead of being searched for ever. */
const maxDays = 3660

/** The day that lies `count` working days after `day`; the day itself does not count (民法典第二百零一条). */
export function addWorkingDays(day: string, count: number, calendar: Calendar): string {
  let at = day
  let left = count
  for (let i = 0; left > 0; i++) {
    if (i > maxDays) throw new RangeError(`no ${count} working days within ten years after ${day}`)
    at = nextDay(at)
    if (calendar.isWorkingDay(at)) left--
  }
  return at
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string, calendar: Calendar): number {
  let count = 0
  let at = from
  for (let i = 0; at < to; i++) {
    if (i > maxDays) throw new RangeError(`more than ten years between ${from} and ${to}`)
    at = nextDay(at)
    if (calendar.isWorkingDay(at)) count++
  }
  return count
}

/** Last day of the present state; null where the state has no deadline. */
export function dueOn(cycle: LifeCycle, instance: Instance, calendar: Calendar): string | null {
  const deadline = cycle.states[instance.state]?.deadline
  return deadline ? addWorkingDays(dayOf(instance.enteredAt), deadline.workingDays, calendar) : null
}

/** Where a thing stands against its deadline; `overdueWorkingDays` counts from the day after the last day. */
export type Standing = {
  readonly dueOn: string | null
  readonly overdueWorkingDays: number
  readonly light: 'none' | 'green' | 'yellow' | 'red'
}

/** Red when late, yellow within `soonWorkingDays` of the last day, otherwise green; none without a deadline. */
export function standingOn(
  due: string | null,
  today: string,
  calendar: Calendar,
  soonWorkingDays = 3,
): Standing {
  if (due === null) return { dueOn: null, overdueWorkingDays: 0, light: 'none' }
  if (today > due)
    return { dueOn: due, overdueWorkingDays: workingDaysBetween(due, today, calendar), light: 'red' }
  const left = workingDaysBetween(today, due, calendar)
  return { dueOn: due, overdueWorkingDays: 0, light: left <= soonWorkingDays ? 'yellow' : 'green' }
}

/** Where an instance stands today against the deadline of its state, as `standingOn` says it. */
export function standing(
  cycle: LifeCycle,
  instance: Instance,
  today: string,
  calendar: Calendar,
  soonWorkingDays?: number,
): Standing {
  return standingOn(dueOn(cycle, instance, calendar), today, calendar, soonWorkingDays)
}

/** A step of escalation that is due and has not been taken. */
export type DueEscalation = {
  readonly step: number
  readonly to: string
  readonly dueOn: string
  readonly overdueWorkingDays: number
}

/**
 * The steps of escalation due today, in their order; those already in the history are left out. `lastDay` stands where
 * the last day of the state was put off by something else that the thing waits for.
 */
export function escalationsDue(
  cycle: LifeCycle,
  instance: Instance,
  today: string,
  calendar: Calendar,
  lastDay: string | null = dueOn(cycle, instance, calendar),
): DueEscalation[] {
  const { dueOn: due, overdueWorkingDays } = standingOn(lastDay, today, calendar)
  const steps = cycle.states[instance.state]?.deadline?.escalate ?? []
  if (due === null || today <= due) return []
  return steps
    .map(({ afterWorkingDays, to }, i) => ({
      step: i + 1,
      to,
      dueOn: due,
      overdueWorkingDays,
      afterWorkingDays,
    }))
    .filter(
      ({ step, afterWorkingDays }) => step > instance.escalated && overdueWorkingDays > afterWorkingDays,
    )
    .map(({ afterWorkingDays: _, ...due }) => due)
}
