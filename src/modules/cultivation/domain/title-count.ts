/** Titles of firms counted by rung. A firm counts once a rung, whatever number of its titles it holds. */

export type CountedTitle = {
  readonly organisationId: string
  readonly kindCode: string | null
  readonly status: 'held' | 'expired' | 'withdrawn' | 'unknown' | 'not_yet'
  readonly grantedOn: string | null
  readonly expiresOn: string | null
}

/** Firms that hold one of some kinds, and those of which nobody can say it because the day of issue is not known. */
export function holdersOf(
  titles: readonly CountedTitle[],
  kinds: readonly string[],
): { held: number; unknown: number } {
  const of = (status: CountedTitle['status']) =>
    new Set(
      titles
        .filter((title) => title.status === status && kinds.includes(title.kindCode ?? ''))
        .map(({ organisationId }) => organisationId),
    )
  const held = of('held')
  const unknown = [...of('unknown')].filter((id) => !held.has(id))
  return { held: held.size, unknown: unknown.length }
}

/** Newly granted by year, oldest first; a firm counts in the year of its first title of these kinds. */
export function grantedByYear(
  titles: readonly CountedTitle[],
  kinds: readonly string[],
): { year: number; count: number }[] {
  const first = new Map<string, number>()
  for (const { organisationId, kindCode, grantedOn } of titles) {
    if (grantedOn === null || !kinds.includes(kindCode ?? '')) continue
    const year = Number(grantedOn.slice(0, 4))
    first.set(organisationId, Math.min(year, first.get(organisationId) ?? year))
  }
  const counts = new Map<number, number>()
  for (const year of first.values()) counts.set(year, (counts.get(year) ?? 0) + 1)
  return [...counts].map(([year, count]) => ({ year, count })).sort((a, b) => a.year - b.year)
}

/**
 * How many firms that ever had a lower rung have ever had the next one as well, and how many of the next one are not
 * known to have come from below: a conversion needs both titles in the register.
 */
export function conversion(
  titles: readonly CountedTitle[],
  lower: readonly string[],
  upper: readonly string[],
): { from: number; through: number; fromElsewhere: number } {
  const ever = (kinds: readonly string[]) =>
    new Set(
      titles
        .filter(({ kindCode }) => kinds.includes(kindCode ?? ''))
        .map(({ organisationId }) => organisationId),
    )
  const [below, above] = [ever(lower), ever(upper)]
  const through = [...above].filter((id) => below.has(id)).length
  return { from: below.size, through, fromElsewhere: above.size - through }
}

/** Titles whose last day lies in the next months from a day on: those to be re-examined. `on` and the answer ISO days. */
export function dueForReview<T extends CountedTitle>(titles: readonly T[], on: string, months: number): T[] {
  const until = new Date(`${on}T00:00:00Z`)
  until.setUTCMonth(until.getUTCMonth() + months)
  const last = until.toISOString().slice(0, 10)
  return titles
    .filter(({ status, expiresOn }) => status === 'held' && expiresOn !== null && expiresOn <= last)
    .sort((a, b) => (a.expiresOn ?? '').localeCompare(b.expiresOn ?? ''))
}
