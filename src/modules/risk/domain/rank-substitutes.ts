import type { Substitute } from '../model.ts'

export type Candidate = Omit<Substitute, 'lacks'>

const evidenceOrder = { confirmed: 0, stated: 1, words: 2 } as const
const ringOrder = { here: 0, within200Km: 1, elsewhere: 2, unknown: 3 } as const
/** Below this a firm is taken as full: half of the reporting step of whole percents. */
const leastSpare = 0.005

/** What stands between a candidate and stepping in, gravest first. */
export function lacksOf(candidate: Candidate): Substitute['lacks'] {
  const { evidence, ring, spareRatio, knownBuyers, lossRatio } = candidate
  const lacks: Substitute['lacks'] = []
  if (lossRatio >= 0.01) lacks.push('hit_itself')
  if (spareRatio !== null && spareRatio < leastSpare) lacks.push('no_spare')
  if (evidence === 'words') lacks.push('evidence_words')
  if (evidence === 'stated') lacks.push('evidence_unconfirmed')
  if (ring === 'elsewhere') lacks.push('far')
  if (ring === 'unknown') lacks.push('place_unknown')
  if (spareRatio === null) lacks.push('spare_unknown')
  if (knownBuyers === 0) lacks.push('no_relation')
  return lacks
}

/**
 * Who could step in, best first: not hit itself, proven capability, nearer ring, known spare capacity (more first), known
 * to more of the buyers, nearer. Compared in this order, one after the other; no score hides which of them decided.
 */
export function rankSubstitutes(candidates: readonly Candidate[]): Substitute[] {
  return candidates
    .map((candidate) => ({ ...candidate, lacks: lacksOf(candidate) }))
    .sort(
      (a, b) =>
        Number(a.lossRatio >= 0.01) - Number(b.lossRatio >= 0.01) ||
        evidenceOrder[a.evidence] - evidenceOrder[b.evidence] ||
        ringOrder[a.ring] - ringOrder[b.ring] ||
        (b.spareRatio ?? -1) - (a.spareRatio ?? -1) ||
        b.knownBuyers - a.knownBuyers ||
        (a.distanceKm ?? 1e9) - (b.distanceKm ?? 1e9) ||
        (BigInt(a.id) < BigInt(b.id) ? -1 : 1),
    )
}
