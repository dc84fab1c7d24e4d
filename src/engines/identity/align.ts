/** Which character of one name stands for which of another. */
import type { NameEntry } from './entry.ts'

const HOMOPHONE = 0.5
const NEIGHBOUR_BONUS = 0.6
const LONGEST = 40

/** Which character of the candidate's core each character of the query stands for; -1 where none. */
export type Alignment = Int16Array

const best = new Float64Array((LONGEST + 1) * (LONGEST + 1))
const run = new Uint8Array((LONGEST + 1) * (LONGEST + 1))

function likeness(query: NameEntry, i: number, candidate: NameEntry, j: number): number {
  if (query.core.charCodeAt(i) === candidate.core.charCodeAt(j)) return 1
  const sound = query.sounds[i]
  return sound && sound === candidate.sounds[j] ? HOMOPHONE : 0
}

/**
 * The order-keeping alignment of two cores with the greatest weight, where a character weighs its rarity and more
 * when its neighbour stands beside it in both. Only the first 40 characters count.
 */
export function align(query: NameEntry, candidate: NameEntry, rarity: Float64Array): Alignment {
  const n = Math.min(query.core.length, LONGEST)
  const m = Math.min(candidate.core.length, LONGEST)
  const width = m + 1
  best.fill(0, 0, (n + 1) * width)
  run.fill(0, 0, (n + 1) * width)
  for (let i = 1; i <= n; i++) {
    for (let j = 1; j <= m; j++) {
      const at = i * width + j
      const skip = Math.max(best[at - width]!, best[at - 1]!)
      const like = likeness(query, i - 1, candidate, j - 1)
      const before = at - width - 1
      const step = like * rarity[i - 1]! * (run[before] === 1 ? 1 + NEIGHBOUR_BONUS : 1)
      const isTaken = like > 0 && best[before]! + step >= skip
      best[at] = isTaken ? best[before]! + step : skip
      run[at] = isTaken ? 1 : 0
    }
  }
  const path = new Int16Array(query.core.length).fill(-1)
  for (let i = n, j = m; i > 0 && j > 0; ) {
    const at = i * width + j
    if (run[at] === 1) path[--i] = --j
    else if (best[at] === best[at - width]!) i--
    else j--
  }
  return path
}
