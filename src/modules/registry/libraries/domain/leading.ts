/** Who came and who left between two yearly lists, and how far a yearly target is reached. */
type Member = { readonly organisationId: bigint; readonly name: string }

/**
 * One yearly list against that of the year before.
 *
 * @param before null where that year has no list: then nobody can be said to have come or left
 */
export function compareYears<M extends Member>(before: readonly M[] | null, after: readonly M[]) {
  const was = new Set(before?.map(({ organisationId }) => organisationId))
  const is = new Set(after.map(({ organisationId }) => organisationId))
  const changeOf = ({ organisationId }: M): 'came' | 'stays' | null =>
    before === null ? null : was.has(organisationId) ? 'stays' : 'came'
  return { changeOf, left: before?.filter(({ organisationId }) => !is.has(organisationId)) ?? null }
}

/** How much of a target is reached, 0 and more, to four digits; null while the value is unknown. Both in the same unit. */
export function progressOf(value: bigint | null, target: bigint): number | null {
  return value === null ? null : Number((value * 10_000n) / target) / 10_000
}
