/** A firm outside the city that stands at a node which the city lacks. */
export type TargetFacts = {
  readonly id: string
  readonly evidence: 'stated' | 'words' | 'confirmed'
  /** Km from the city's centre; null where its place is unknown. */
  readonly distanceKm: number | null
  /** Titles that it holds today. */
  readonly titles: readonly string[]
  /** Other nodes of the same chain at which it stands by more than product words. */
  readonly otherNodes: number
}

export type TargetReason =
  | { readonly code: 'makes_it' | 'by_words' | 'place_unknown' }
  | { readonly code: 'near' | 'far'; readonly km: number }
  | { readonly code: 'titles'; readonly count: number; readonly names: string }
  | { readonly code: 'other_nodes'; readonly count: number }

const nearKm = 200
const namesShown = 3

/**
 * Why a firm is proposed for a gap, in the order in which a person would ask: does it make the thing, where is it, is it
 * recognised, does it make more of the chain. What is unknown is said, not counted against it.
 */
export function reasonsFor({ evidence, distanceKm, titles, otherNodes }: TargetFacts): TargetReason[] {
  const place: TargetReason =
    distanceKm === null
      ? { code: 'place_unknown' }
      : { code: distanceKm <= nearKm ? 'near' : 'far', km: Math.round(distanceKm) }
  return [
    { code: evidence === 'words' ? 'by_words' : 'makes_it' },
    place,
    ...(titles.length > 0
      ? [{ code: 'titles' as const, count: titles.length, names: titles.slice(0, namesShown).join('、') }]
      : []),
    ...(otherNodes > 0 ? [{ code: 'other_nodes' as const, count: otherNodes }] : []),
  ]
}

const near = (km: number | null) => km ?? Number.POSITIVE_INFINITY

/**
 * Firms to be asked first: those of whom a source says that they make it before those whose product words alone match;
 * then more titles, more nodes of the chain, the nearer; ids last, so that the order is the same each time. No weights:
 * what stands higher can be read off. Method: docs/methods/maps.md, "target firms".
 */
export function rankTargets<T extends TargetFacts>(firms: readonly T[]): T[] {
  return [...firms].sort(
    (a, b) =>
      Number(a.evidence === 'words') - Number(b.evidence === 'words') ||
      b.titles.length - a.titles.length ||
      b.otherNodes - a.otherNodes ||
      near(a.distanceKm) - near(b.distanceKm) ||
      (BigInt(a.id) < BigInt(b.id) ? -1 : 1),
  )
}
