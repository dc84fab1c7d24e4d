import type { Library } from './library.ts'
import type { Policy } from './policy.ts'

/** The library of one policy without its clauses: all that scoring needs. */
export function libraryWith(policy: Policy): Library {
  const { facts, city, cityNums } = policy
  return {
    policies: [policy],
    clauses: [],
    stacking: [],
    facts: new Map(Object.entries(facts)),
    city: new Map(Object.entries(city)),
    cityNums,
  }
}
