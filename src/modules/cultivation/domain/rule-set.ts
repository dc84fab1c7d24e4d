import type { Policy } from '../../../engines/rules/index.ts'
import type { RuleSetAttached } from '../model.ts'

/** A rule set of the ladder ready to compute: the engine's policy, and what the ladder adds to it. */
export type RuleSet = {
  readonly id: string
  readonly version: number
  readonly policy: Policy
  readonly attached: RuleSetAttached
}

/** Where a city of a division code lies: itself, its province, everywhere. More exact places count first. */
const placesOf = (cityCode: string): readonly (string | null)[] => [
  cityCode,
  `${cityCode.slice(0, 2)}0000`,
  null,
]

/**
 * The rule set by which an application for a rung is judged that is made in a city on a day (ISO): in force on that
 * day, the most exact place first, then the one that came into force last. Undefined where no source holds one.
 */
export function ruleSetFor(
  sets: readonly RuleSet[],
  { rung, cityCode, on }: { rung: string; cityCode: string; on: string },
): RuleSet | undefined {
  const places = placesOf(cityCode)
  const placeOf = ({ policy }: RuleSet) => places.indexOf(policy.written.area ?? null)
  const inForce = sets.filter(
    (set) =>
      set.attached.rung === rung &&
      placeOf(set) >= 0 &&
      set.policy.written.validFrom <= on &&
      on <= (set.policy.written.validTo ?? '9999-12-31'),
  )
  const later = (a: RuleSet, b: RuleSet) =>
    b.policy.written.validFrom.localeCompare(a.policy.written.validFrom)
  return [...inForce].sort((a, b) => placeOf(a) - placeOf(b) || later(a, b))[0]
}

/** The clause that says the whole; all others are its items. */
export const wholeClause = 'title'
