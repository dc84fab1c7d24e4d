/** Chance that repeats: the same seed gives the same draws on every machine. */
export type Random = {
  /** 0 (inclusive) to 1 (exclusive). */
  next(): number
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number
  pick<T>(list: readonly T[]): T
  isTrue(probability: number): boolean
  /** Standard normal, mean 0, deviation 1; Box and Muller 1958. */
  normal(): number
}

/** Mulberry32, Tommy Ettinger's 32-bit generator: enough for invented data, never for secrets. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    below,
    pick: (list) => list[below(list.length)]!,
    isTrue: (probability) => next() < probability,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  }
}
