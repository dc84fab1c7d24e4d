import { addWorkingDays, type Calendar, workingDaysBetween } from '../../../engines/workflow/index.ts'
import type { ServiceLevels, Urgency } from '../model.ts'

/** Last day for an answer: so many working days after the day of receipt as the kind has; undefined for an unknown kind. */
export function lastDayOf(
  levels: ServiceLevels,
  of: { kind: string; urgency: Urgency; receivedOn: string },
  calendar: Calendar,
): string | undefined {
  const level = levels.kinds.find(({ id }) => id === of.kind)
  if (!level) return undefined
  const days = of.urgency === 'urgent' ? level.urgentWorkingDays : level.workingDays
  return addWorkingDays(of.receivedOn, days, calendar)
}

export type LevelStep = ServiceLevels['steps'][number]

/**
 * The steps that are due today for a last day, by their place in the rule. A step before the last day is due from so many
 * working days ahead until that day, one after it from so many working days late on.
 */
export function stepsDue(
  steps: readonly LevelStep[],
  { dueOn, today }: { dueOn: string; today: string },
  calendar: Calendar,
): { index: number; step: LevelStep }[] {
  const late = workingDaysBetween(dueOn, today, calendar)
  const left = workingDaysBetween(today, dueOn, calendar)
  return steps.flatMap((step, index) => {
    const isDue = step.days < 0 ? today <= dueOn && left <= -step.days : today > dueOn && late >= step.days
    return isDue ? [{ index, step }] : []
  })
}
