import { firstDayOf } from '../model/shared.ts'
import type { ChainRole, Edition, Grouping } from '../model.ts'
import { type ChainSpan, holdsOn } from './role-faults.ts'

/** The edition of chains that holds on a day, the youngest where several do; undefined where none does. */
export function editionOn(editions: readonly Edition[], day: string): Edition | undefined {
  return editions
    .filter((edition) => edition.kind === 'chains' && holdsOn(edition, day))
    .sort((a, b) => (firstDayOf(a.validFrom) < firstDayOf(b.validFrom) ? 1 : -1))[0]
}

/** The chains of an edition with the days on which it holds. */
export function spansOf(edition: Edition): ChainSpan[] {
  const from = firstDayOf(edition.validFrom)
  const to = edition.validTo === null ? null : firstDayOf(edition.validTo)
  return edition.chains.map(({ id, name }) => ({ id, name, from, to }))
}

/** Clusters or programmes that a chain belongs to on a day. */
export function groupingsOf(groupings: readonly Grouping[], chainId: string, day: string): Grouping[] {
  return groupings.filter(
    (grouping) => holdsOn(grouping, day) && grouping.members.some(({ chain }) => chain === chainId),
  )
}

/** The youngest record of a role on a day; a person may hold it though nobody names them. */
export function roleOn<R extends Omit<ChainRole, 'source'>>(
  roles: readonly R[],
  { chain, role, day }: { chain: string; role: ChainRole['role']; day: string },
): R | undefined {
  return roles
    .filter((entry) => entry.chain === chain && entry.role === role && holdsOn(entry, day))
    .sort((a, b) => (firstDayOf(a.validFrom) < firstDayOf(b.validFrom) ? 1 : -1))[0]
}

/** How many entries the source counts and does not name; null where it gives no count. */
export function unnamedCount({ statedCount, chains }: Edition): number | null {
  return statedCount === null ? null : statedCount - chains.length
}
