// When an application to a call is due: it waits for the call, not for the days of a single application.
import { addWorkingDays, type Calendar } from '../../../../engines/workflow/index.ts'

export type CallCalendar = {
  readonly state: string
  readonly closesOn: string
  /** Last day of the call's present state; null where it has none. */
  readonly dueOn: string | null
  /** Working days that the call's life cycle gives the review; null none. */
  readonly reviewDays: number | null
}
export type Waiting = {
  readonly state: string
  /** Last day by the application's own life cycle; null where the state has none. */
  readonly ownDueOn: string | null
  /** Working days that its own life cycle gives the state. */
  readonly ownDays: number
}

const later = (a: string, b: string | null): string => (b !== null && b > a ? b : a)

/**
 * The last day of an application to a call, never before the day of its own life cycle; null where its state has none.
 * Acceptance and the departments' checks are counted from the close of the window, since applications are handled together;
 * what waits to be decided is due with the call's review (before that begins: counted from the close), what waits for its
 * agreement with the call's agreements. Mending, appeals and what follows keep their own days.
 */
export function dueInCall(
  { state, ownDueOn, ownDays }: Waiting,
  call: CallCalendar,
  days: Calendar,
): string | null {
  if (ownDueOn === null) return null
  switch (state) {
    case 'submitted':
    case 'checking':
      return later(ownDueOn, addWorkingDays(call.closesOn, ownDays, days))
    case 'deciding':
      if (call.state === 'reviewing') return later(ownDueOn, call.dueOn)
      return call.state === 'announced' && call.reviewDays !== null
        ? later(ownDueOn, addWorkingDays(call.closesOn, call.reviewDays, days))
        : ownDueOn
    case 'public_notice':
      return ['public_notice', 'agreeing'].includes(call.state) ? later(ownDueOn, call.dueOn) : ownDueOn
    default:
      return ownDueOn
  }
}
