/** Recall: which names share rare characters, pairs of characters or pairs of sounds with a query (BM25). */
import type { NameEntry } from './entry.ts'

/** BM25 with the usual constants; Robertson and Zaragoza 2009, section 3.2. */
const K1 = 1.2
const B = 0.3
/** How much a pair of equal sounds counts beside a pair of equal characters. */
const SOUND_WEIGHT = 0.35

/** The terms of a name: characters, pairs of characters, pairs of sounds. */
export function termsOf({ core, sounds }: NameEntry): string[] {
  const terms: string[] = []
  for (let i = 0; i < core.length; i++) {
    terms.push(core.charAt(i))
    if (i === 0) continue
    terms.push(core.charAt(i - 1) + core.charAt(i))
    const [before, here] = [sounds[i - 1], sounds[i]]
    if (before && here) terms.push(`${before} ${here}`)
  }
  return terms
}

type Posting = { ids: number[]; counts: number[] }

export class CandidateIndex {
  private readonly postings = new Map<string, Posting>()
  /** By candidate: the rarity of each character of its core. */
  readonly rarities: readonly Float64Array[]
  private readonly lengthFactor: Float64Array
  private readonly scores: Float64Array
  private readonly touched: Uint32Array

  constructor(readonly entries: readonly NameEntry[]) {
    let total = 0
    for (const [id, entry] of entries.entries()) {
      total += entry.core.length
      for (const term of termsOf(entry)) this.add(term, id)
    }
    const average = entries.length === 0 ? 1 : total / entries.length
    this.lengthFactor = Float64Array.from(entries, ({ core }) => K1 * (1 - B + (B * core.length) / average))
    this.rarities = entries.map(({ core }) => Float64Array.from(core, (character) => this.rarity(character)))
    this.scores = new Float64Array(entries.length)
    this.touched = new Uint32Array(entries.length)
  }

  private add(term: string, id: number): void {
    const posting = this.postings.get(term)
    if (!posting) this.postings.set(term, { ids: [id], counts: [1] })
    else if (posting.ids.at(-1) === id) posting.counts[posting.counts.length - 1]! += 1
    else {
      posting.ids.push(id)
      posting.counts.push(1)
    }
  }

  /** How rare a term is among the candidates: ln(1 + (N - n + 0.5) / (n + 0.5)). */
  rarity(term: string): number {
    const n = this.postings.get(term)?.ids.length ?? 0
    return Math.log(1 + (this.entries.length - n + 0.5) / (n + 0.5))
  }

  /** The candidates with the highest BM25, best first, at most `limit`; equal scores in the order given. */
  search(query: NameEntry, limit: number): { id: number; score: number }[] {
    let count = 0
    for (const term of termsOf(query)) {
      const posting = this.postings.get(term)
      if (!posting) continue
      const weight = this.rarity(term) * (term.includes(' ') ? SOUND_WEIGHT : 1)
      for (let i = 0; i < posting.ids.length; i++) {
        const id = posting.ids[i]!
        const n = posting.counts[i]!
        if (this.scores[id] === 0) this.touched[count++] = id
        this.scores[id]! += (weight * n * (K1 + 1)) / (n + this.lengthFactor[id]!)
      }
    }
    return this.best(count, limit)
  }

  private best(count: number, limit: number): { id: number; score: number }[] {
    const ids = this.touched.subarray(0, count)
    const threshold = nthLargest(ids, this.scores, limit)
    const found: { id: number; score: number }[] = []
    for (const id of ids) {
      const score = this.scores[id]!
      if (score >= threshold) found.push({ id, score })
    }
    for (const id of ids) this.scores[id] = 0
    return found.sort((a, b) => b.score - a.score || a.id - b.id).slice(0, limit)
  }
}

/** The nth largest score, 0 when there are no more than n: a heap of the n largest so far, the least on top. */
function nthLargest(ids: Uint32Array, scores: Float64Array, n: number): number {
  if (ids.length <= n) return 0
  const heap = Float64Array.from(ids.subarray(0, n), (id) => scores[id]!).sort()
  for (let k = n; k < ids.length; k++) {
    const score = scores[ids[k]!]!
    if (score > heap[0]!) replaceLeast(heap, score)
  }
  return heap[0]!
}

/** Puts `score` in the place of the least and lets it sink to where it belongs. */
function replaceLeast(heap: Float64Array, score: number): void {
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++
    if (heap[child]! >= score) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = score
}
