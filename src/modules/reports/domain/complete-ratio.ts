import type { ArtefactPart, ArtefactState } from '../model.ts'
import { daysBetween } from './period.ts'

/**
 * How complete an artefact is: over the parts that can be measured, the mean of what is there over what there should be.
 * A part that a later room will hold does not count; one that nobody can measure does not either.
 *
 * @returns 0 to 1; null where no part can be measured. docs/methods/reports.md, "meter"
 */
export function completeRatio(parts: readonly Pick<ArtefactPart, 'state' | 'have' | 'of'>[]): number | null {
  const shares = parts.flatMap(({ state, have, of }) =>
    state === 'not_yet' || state === 'withheld' || have === null || of === null || of === 0
      ? []
      : [Math.min(1, have / of)],
  )
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length
}

/** The newest day of some parts and how old it is; null where none is dated. */
export function freshness(
  parts: readonly Pick<ArtefactPart, 'asOf'>[],
  { on, staleDays }: { on: string; staleDays: number },
): Pick<ArtefactState, 'newestOn' | 'ageDays' | 'isStale'> {
  const days = parts.flatMap(({ asOf }) => asOf ?? []).sort()
  const newestOn = days.at(-1) ?? null
  if (newestOn === null) return { newestOn, ageDays: null, isStale: null }
  // A month or year counts from its last day at the latest; as it is older, it is never told younger than it is.
  const day =
    newestOn.length === 10 ? newestOn : newestOn.length === 7 ? `${newestOn}-01` : `${newestOn}-01-01`
  const ageDays = Math.max(0, daysBetween(day, on))
  return { newestOn, ageDays, isStale: ageDays > staleDays }
}

/** The whole of an artefact in one word; what is only not yet there is no fault of anybody. */
export function stateOf(parts: readonly ArtefactPart[], ratio: number | null): ArtefactState['state'] {
  const own = parts.filter(({ state }) => state !== 'not_yet')
  if (own.length === 0) return 'not_yet'
  if (own.every(({ state }) => state === 'empty')) return 'empty'
  return ratio === 1 && own.length === parts.length ? 'complete' : 'partial'
}
