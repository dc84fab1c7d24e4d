import { nameParts, normaliseName } from '../../../engines/identity/index.ts'

/** Brand and trade of a name: what is left when place, form and branch are taken off; the whole name where nothing is. */
function coreOf(name: string): ReadonlySet<string> {
  const { brand, trade } = nameParts(name)
  return new Set([...(brand + trade || normaliseName(name))])
}

/** A name shares so many characters with every name that it may mean; fewer where it has fewer than four itself. */
const LEAST_SHARED = 2

/**
 * A coarse sieve before the comparison: the names that may mean one of some others, because they share at least two
 * characters of brand and trade with it (half of them, where they have fewer than four). Lets through far more than are
 * meant and only saves comparing names that have nothing in common; docs/methods/import.md has what it misses.
 *
 * @param names those that wait
 * @param came names that came; null: too many to name, so every name passes
 */
export function mayMean(names: readonly string[], came: readonly string[] | null): boolean[] {
  if (came === null) return names.map(() => true)
  const cores = came.map(coreOf)
  return names.map((name) => {
    const own = coreOf(name)
    const needed = Math.min(LEAST_SHARED, Math.max(1, Math.floor(own.size / 2)))
    return cores.some((core) => sharedCount(own, core, needed) >= needed)
  })
}

function sharedCount(own: ReadonlySet<string>, other: ReadonlySet<string>, enough: number): number {
  let count = 0
  for (const character of own) if (other.has(character) && ++count >= enough) break
  return count
}
