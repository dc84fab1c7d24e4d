import type { SourceKind } from '../model.ts'

/** One of several sources for the same fact. */
export type Candidate = {
  readonly id: string
  readonly sourceKind: SourceKind
  readonly isPinned: boolean
  /** Instant of recording. */
  readonly recordedAt: string
}

/** Why one counts: an office pinned it; its kind of source stands first; it is the newest of its kind; it is alone. */
export type CountingReason = 'pinned' | 'higher_source' | 'newest' | 'only'

/**
 * Which of several sources counts, and why: the pinned one, else the kind of source that stands first in the order of
 * the packs, else the newest record. The same order as `settleFigures` in queries, which settles whole imports.
 */
export function whichCounts(
  candidates: readonly Candidate[],
  rankOf: (kind: SourceKind) => number,
): { id: string; reason: CountingReason } | null {
  const [first, second] = [...candidates].sort(
    (a, b) =>
      Number(b.isPinned) - Number(a.isPinned) ||
      rankOf(a.sourceKind) - rankOf(b.sourceKind) ||
      (a.recordedAt < b.recordedAt
        ? 1
        : a.recordedAt > b.recordedAt
          ? -1
          : Number(BigInt(b.id) - BigInt(a.id))),
  )
  if (!first) return null
  if (first.isPinned) return { id: first.id, reason: 'pinned' }
  if (!second) return { id: first.id, reason: 'only' }
  const isHigher = rankOf(first.sourceKind) < rankOf(second.sourceKind)
  return { id: first.id, reason: isHigher ? 'higher_source' : 'newest' }
}
