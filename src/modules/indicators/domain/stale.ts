import type { Frequency } from '../model/definitions.ts'
import type { TargetRule } from '../model/target-rule.ts'

const periodDays: Readonly<Record<Exclude<Frequency, 'once'>, number>> = {
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  half_year: 184,
  year: 366,
}
const dayMs = 86_400_000

/**
 * The day from which a figure is stale: a period after its own day a new one is due, and the rule's days of grace later it
 * is missed. null: a figure that is told once, or nobody said how often.
 */
export function staleFrom(
  asOf: string,
  frequency: Frequency | null,
  { graceDays }: Pick<TargetRule, 'graceDays'>,
): string | null {
  if (frequency === null || frequency === 'once') return null
  const days = periodDays[frequency] + (graceDays[frequency] ?? 0)
  return new Date(Date.parse(`${asOf}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}
