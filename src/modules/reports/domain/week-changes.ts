import type { StatusCounts } from '../model.ts'

/** How the nodes of a chain moved between two days. */
export type ChainMove = { readonly kind: 'better' | 'worse' | 'moved'; readonly moved: Partial<StatusCounts> }

const keys = ['strong', 'weak', 'missing', 'unknown'] as const

/**
 * What moved in a chain between two days, by status; null where nothing did or one of the days is not known. Fewer
 * missing nodes, or as many and more strong ones, is better; the reverse worse; what only became known is neither.
 */
export function chainMove(before: StatusCounts | null, now: StatusCounts | null): ChainMove | null {
  if (before === null || now === null) return null
  const moved: Partial<Record<(typeof keys)[number], number>> = {}
  for (const key of keys) if (now[key] !== before[key]) moved[key] = now[key] - before[key]
  if (Object.keys(moved).length === 0) return null
  if ((moved.unknown ?? 0) !== 0) return { kind: 'moved', moved }
  const missing = moved.missing ?? 0
  const strong = moved.strong ?? 0
  if (missing < 0 || (missing === 0 && strong > 0)) return { kind: 'better', moved }
  return missing > 0 || strong < 0 ? { kind: 'worse', moved } : { kind: 'moved', moved }
}
