/** Made-up networks from a seed, for tests and benchmarks; nothing in them stands for a real firm. */
import type { CascadeNetwork } from './network.ts'

/** A seeded stream of numbers from 0 to below 1 (mulberry32: 32 bits of state, enough for making test data). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export type NetworkPlan = {
  readonly seed: number
  readonly firmCount: number
  readonly linkCount: number
  readonly sectorCount: number
  /** Above 0 makes few firms large: sizes are u^-concentration. */
  readonly concentration: number
  /** Share of sector pairs that are essential; half of the rest is non-essential, the other half none. */
  readonly essentialRatio: number
  /** How unevenly firms fall into sectors: 1 evenly, higher makes small sectors with few suppliers. */
  readonly sectorSkew: number
  /** Above 0 lets a firm's largest partner outweigh the others: amounts are drawn as u^-spread on top of the sizes. */
  readonly amountSpread: number
  /** Markets drawn evenly, finer than sectors: the fewer firms share one, the less they stand in for each other. */
  readonly marketCount?: number
}

/** Picks positions with a chance proportional to `sizes`, by halving the running sum. */
function pickerBySize(sizes: Float64Array, random: () => number): () => number {
  const upTo = new Float64Array(sizes.length)
  let sum = 0
  sizes.forEach((size, i) => {
    sum += size
    upTo[i] = sum
  })
  return () => {
    const target = random() * sum
    let low = 0
    let high = sizes.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (upTo[middle]! <= target) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** A network by plan: suppliers drawn by size, buyers by the root of their size, amounts by both. */
export function generateNetwork(plan: NetworkPlan): CascadeNetwork {
  const { firmCount, linkCount, sectorCount } = plan
  const random = seededRandom(plan.seed)
  const sizes = Float64Array.from({ length: firmCount }, () => (random() + 1e-6) ** -plan.concentration)
  const sectors = Int32Array.from({ length: firmCount }, () =>
    Math.min(sectorCount - 1, Math.floor(sectorCount * random() ** plan.sectorSkew)),
  )
  const pickSupplier = pickerBySize(sizes, random)
  const pickBuyer = pickerBySize(sizes.map(Math.sqrt), random)
  const suppliers = new Int32Array(linkCount)
  const buyers = new Int32Array(linkCount)
  const amounts = new Float64Array(linkCount)
  for (let e = 0; e < linkCount; e++) {
    suppliers[e] = pickSupplier()
    buyers[e] = pickBuyer()
    amounts[e] =
      Math.sqrt(sizes[suppliers[e]!]! * sizes[buyers[e]!]!) * (random() + 1e-3) ** -plan.amountSpread
  }
  const essential = Uint8Array.from({ length: sectorCount * sectorCount }, () => {
    const drawn = random()
    if (drawn < plan.essentialRatio) return 2
    return drawn < plan.essentialRatio + (1 - plan.essentialRatio) / 2 ? 1 : 0
  })
  const { marketCount } = plan
  const markets =
    marketCount && Int32Array.from({ length: firmCount }, () => Math.floor(marketCount * random()))
  return {
    firmCount,
    suppliers,
    buyers,
    amounts,
    sectors,
    sectorCount,
    essential,
    ...(markets && { markets }),
  }
}
